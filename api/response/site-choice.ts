/** Which solver answers which question about standby points, and the question that is answered by looking at every pair. */
import type { Position } from '../analysis/h3-grid.ts'
import { reaches, type LocationProblem } from '../analysis/location-problem.ts'
import type { StandbyModel, StandbySpread } from '../response-vocabulary.ts'
import { locate } from './location-work.ts'

export interface SiteChoice { chosen: number[]; proved: boolean; gap: number; method: 'exact' | 'greedy' | 'given'; note: string | null }
export interface ChoiceAsked { sites: number; model: StandbyModel; spread: StandbySpread; quick: boolean; fixed: readonly unknown[]; candidates: readonly { position: Position }[]; timeLimitS?: number; stop?: Int32Array }

/** A quick answer is improved for so long, and need not be nearer to the bound. */
const QUICK = { timeLimitS: 0.5, gap: 0.02 }

export async function solved(problem: LocationProblem, asked: ChoiceAsked): Promise<SiteChoice> {
  const { sites, model, spread, quick, candidates, timeLimitS, stop } = asked
  const given: SiteChoice = { chosen: [], proved: true, gap: 0, method: 'given', note: null }
  if (model !== 'set-cover' && sites === 0) return given
  if (candidates.length === 0) return { ...given, note: 'There is no place where a new point could stand.' }
  if (problem.weights.length === 0) return { ...given, note: 'There is no demand in these months, so no point is better than another.' }
  if (spread === 'west-and-east') return onBothSides(problem, asked)
  const limits = quick ? QUICK : timeLimitS === undefined ? {} : { timeLimitS }
  const { chosen, proved, gap, method, note } = await locate({ model, problem, p: sites, ...limits, stop })
  return { chosen, proved, gap, method, note }
}

/** One west and one east of the middle of the demand: of all such pairs the one that reaches most, so nothing is left to prove. */
function onBothSides(problem: LocationProblem, { fixed, candidates }: ChoiceAsked): SiteChoice {
  const { weights, limitsS } = problem
  const open = [...weights.keys()].filter((i) => problem.fixed.every((j) => !reaches(problem, i, j, limitsS[i]!)))
  const middle = middleOf(candidates.map(({ position }) => position[0]))
  const gains = candidates.map((_, c) => Uint8Array.from(open, (i) => Number(reaches(problem, i, fixed.length + c))))
  const [west, east] = [true, false].map((isWest) => [...candidates.keys()].filter((c) => (candidates[c]!.position[0] < middle) === isWest))
  let best = { value: -1, pair: [] as number[] }
  for (const w of west!) {
    for (const e of east!) {
      let value = 0
      for (let k = 0; k < open.length; k++) if (gains[w]![k] || gains[e]![k]) value += weights[open[k]!]!
      if (value > best.value) best = { value, pair: [w, e] }
    }
  }
  return { chosen: best.pair.map((c) => fixed.length + c).sort((a, b) => a - b), proved: true, gap: 0, method: 'exact', note: best.pair.length === 0 ? 'There are no places on both sides of the middle.' : null }
}

/** Halfway between the outermost places. */
const middleOf = (lngs: readonly number[]): number => (Math.min(...lngs) + Math.max(...lngs)) / 2
