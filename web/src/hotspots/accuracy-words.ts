/** How well forecasts held, in words; and the lines of the chart. */
import type { AccuracyAnswer } from '../answers.ts'
import { count, percent } from '../ui/numbers.ts'

type Score = AccuracyAnswer['nested'][number]
interface Interval { low: number; high: number }

export const intervalWords = (interval: Interval | null, say: (n: number) => string = percent): string =>
  (interval ? `95% interval ${say(interval.low)} to ${say(interval.high)}` : 'no interval')

/** "1%", without the decimal that a round share does not need. */
export const shareWords = (share: number): string => `${Number((share * 100).toFixed(2))}%`

export const rateOf = (rate: number | null | undefined): string => (rate == null ? 'none' : percent(rate))

export const scoreAt = (scores: readonly Score[], share: number): Score | undefined => scores.find((score) => Math.abs(score.share - share) < 1e-9)

export const chanceAt = (answer: AccuracyAnswer, share: number): number | null =>
  answer.chance.find((one) => Math.abs(one.share - share) < 1e-9)?.hitRate ?? null

/** What each window is. */
export const unitOf = ({ query }: Pick<AccuracyAnswer, 'query'>): 'month' | 'day' | 'shift' => (query.shift ? 'shift' : query.day ? 'day' : 'month')

export interface AccuracyWords {
  headline: string
  detail: string[]
}

/** First what was reached, then what chance, the plain count and the best would have. */
export function accuracyWords(answer: AccuracyAnswer): AccuracyWords {
  const { share } = answer.query
  const nested = scoreAt(answer.nested, share)
  if (answer.windows.length === 0 || nested?.hitRate == null) {
    return { headline: 'How accurate this is cannot be told yet', detail: [answer.note ?? answer.reason] }
  }
  const [plain, best, chance] = [scoreAt(answer.plain, share), scoreAt(answer.best, share), chanceAt(answer, share)]
  return {
    headline: `${percent(nested.hitRate)} of what was recorded fell in the ${shareWords(share)} of the area that was flagged`,
    detail: [
      `${intervalWords(nested.hitRateInterval)}; ${count(answer.windows.length)} ${unitOf(answer)}${answer.windows.length === 1 ? '' : 's'}, none of which the forecast had seen.`,
      `Chance reaches ${rateOf(chance)}, the plain count of one year ${rateOf(plain?.hitRate)}, the best possible on this grid ${rateOf(best?.hitRate)}.`,
      ...(answer.difference ? [answer.difference.text] : []),
    ],
  }
}

export interface Line {
  key: 'nested' | 'plain' | 'best' | 'chance'
  title: string
  points: { share: number; rate: number; low: number | null; high: number | null }[]
}

const TITLES: [Line['key'], string][] = [['best', 'Best possible'], ['nested', 'This forecast'], ['plain', 'Plain count'], ['chance', 'Chance']]

/** Smallest share first, each once: the answer has the asked share in front and again in its place. */
export const byShare = <T extends { share: number }>(scores: readonly T[]): T[] =>
  scores.filter(({ share }, i) => scores.findIndex((one) => one.share === share) === i).sort((a, b) => a.share - b.share)

/** Lines by share of area. */
export function linesOf(answer: AccuracyAnswer): Line[] {
  const pointsOf = (key: Line['key']): Line['points'] => (key === 'chance'
    ? answer.chance.map(({ share, hitRate }) => ({ share, rate: hitRate, low: null, high: null }))
    : answer[key].flatMap(({ share, hitRate, hitRateInterval: interval }) =>
      (hitRate === null ? [] : [{ share, rate: hitRate, low: interval?.low ?? null, high: interval?.high ?? null }])))
  return TITLES.map(([key, title]) => ({ key, title, points: byShare(pointsOf(key)) }))
}

/** Labels at the ends of lines, moved apart so that none stands on another. Positions from the top, ascending or not. */
export function apart(wanted: readonly number[], least: number, floor: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!)
  const placed = [...wanted]
  order.forEach((i, at) => {
    if (at > 0) placed[i] = Math.max(wanted[i]!, placed[order[at - 1]!]! + least)
  })
  for (let at = order.length - 1, limit = floor; at >= 0; at--) {
    const i = order[at]!
    placed[i] = Math.min(placed[i]!, limit)
    limit = placed[i]! - least
  }
  return placed
}
