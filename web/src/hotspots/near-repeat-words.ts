/** Near repeats in words, and which cells of the Knox table are marked. */
import type { NearRepeatAnswer } from '../answers.ts'
import { count } from '../ui/numbers.ts'

/** The convention of the Near Repeat Calculator. */
const LEAST_RATIO = 1.2
const MOST_P = 0.05

export interface KnoxCell {
  observed: number
  ratio: number | null
  p: number | null
  raised: boolean
}

export const isRaised = (ratio: number | null, p: number | null): boolean => ratio !== null && p !== null && ratio >= LEAST_RATIO && p <= MOST_P

/** By distance band, then by time band; null where there is no table. */
export function knoxCells({ observed, ratio, p }: Pick<NearRepeatAnswer, 'observed' | 'ratio' | 'p'>): KnoxCell[][] | null {
  return observed && observed.map((row, d) => row.map((pairs, t) => {
    const [r, probability] = [ratio?.[d]?.[t] ?? null, p?.[d]?.[t] ?? null]
    return { observed: pairs, ratio: r, p: probability, raised: isRaised(r, probability) }
  }))
}

/** The answer first. */
export function nearRepeatSentence(answer: NearRepeatAnswer): string {
  if (answer.communicated) return answer.communicated
  if (answer.observed) return `Too few to tell: ${count(answer.n ?? 0)} dated ${answer.unit}`
  return answer.signIn ? 'Near repeats are shown to those who have signed in' : 'Near repeats cannot be told here'
}

export const ratioWords = (ratio: number | null): string => (ratio === null ? 'no ratio' : ratio.toFixed(2))
