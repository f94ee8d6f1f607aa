/**
 * What a plan's visits cover of what is expected in the shift, beside what as many visits would cover elsewhere.
 *
 * What it tells: expectation at the visited places in the blocks of their visits. What it does not: crimes prevented.
 * Formula: covered = sum over the visits of expected(place, block in which it begins) x falling^(k - 1), k-th best visit of its place; no more than
 * what is expected in a block is counted for it. Possible = as many visits at the best pairs of place and block, without travel, in the same count.
 * Plain: the same visits at the places that the count of one year would have chosen, the place visited most at the one with most records and so
 * on, at the same times: as many minutes, and the hours of the plan. Random: the same at places of the same size drawn by lot, mean of `DRAWS` draws and
 * the middle 95 % of them. Travel share = travel / time of the units. Fairness: minutes of visits at rural and other places, beside residents.
 * Input: expectation by place and block, visits in seconds from the beginning of the shift. Undefined: nothing expected: shares are null; fewer places
 * to draw from than are visited: random is null. Cost: 200 draws of 30 visits 5 ms. Source: dose and repeated visits: Koper 1995. Checked by hand.
 */
import type { Block } from './patrol-demand.ts'
import { shuffled } from './random-plans.ts'
import { seededRandom } from './random.ts'

export interface EffectDemand {
  blocks: readonly Block[]
  /** Expected in the whole area, by block. */
  total: readonly number[]
  places: readonly { expected: readonly number[]; rural: boolean | null }[]
  /** Expected by block at the places that the counts of one year alone would have chosen, most records first. */
  plainPlaces: readonly (readonly number[])[]
  /** Expected by block at places of the same size anywhere in the area, from which chance draws. */
  anyPlaces: readonly (readonly number[])[]
  /** Of the area's residents, those in rural places; null where residents or classes are not loaded. */
  ruralResidentsShare: number | null
}
/** `place` is the position in `places`; seconds from the beginning of the shift. */
export interface EffectVisit { place: number; startS: number; endS: number }
export interface EffectOptions {
  /** What a place's second best visit counts beside the best, its third beside the second. */
  falling: number
  seed: string
  unitSeconds: number
  travelSeconds: number
}
export interface PatrolEffect {
  expected: number
  covered: number
  shareOfAll: number | null
  shareOfPossible: number | null
  plain: { covered: number; shareOfAll: number | null } | null
  random: { covered: number; interval: { low: number; high: number } | null } | null
  travelShare: number | null
  visitMinutes: number
  visits: number
  fairness: { group: string; minutes: number; share: number | null; residentsShare: number | null }[]
  fairnessNote: string | null
}

const DRAWS = 200
const NO_DECILES = 'Deprivation is not loaded, so minutes by decile cannot be told.'
const NO_CLASSES = 'No rural-urban class is loaded for these places.'

export function planEffect(demand: EffectDemand, visits: readonly EffectVisit[], { falling, seed, unitSeconds, travelSeconds }: EffectOptions): PatrolEffect {
  const { places, total, plainPlaces } = demand
  const expected = total.reduce((sum, one) => sum + one, 0)
  const part = (value: number, of: number): number | null => (of > 0 ? value / of : null)
  const at = timesOf(visits, demand)
  const covered = coveredBy(at.map((own) => own.blocks), at.map(({ place }) => places[place]!.expected), falling)
  const possible = possibleOf(places.map((place) => place.expected), visits.length, falling)
  const plain = plainPlaces.length >= at.length && visits.length > 0 ? coveredBy(at.map((own) => own.blocks), plainPlaces, falling) : null
  const seconds = (some: readonly EffectVisit[]) => some.reduce((sum, { startS, endS }) => sum + endS - startS, 0)
  return {
    expected, covered, shareOfAll: part(covered, expected), shareOfPossible: part(covered, possible), plain: plain === null ? null : { covered: plain, shareOfAll: part(plain, expected) },
    random: randomOf(at.map((own) => own.blocks), demand, falling, seed), travelShare: part(travelSeconds, unitSeconds), visitMinutes: seconds(visits) / 60, visits: visits.length, ...fairnessOf(demand, visits, seconds)
  }
}

/** Blocks of the visits of each visited place in order of time; places with most visits first, of as many the one with more expected. */
function timesOf(visits: readonly EffectVisit[], { blocks, places }: EffectDemand): { place: number; blocks: number[] }[] {
  const blockAt = (second: number): number => Math.max(0, blocks.findLastIndex(({ from }) => from <= second))
  const found = new Map<number, number[]>()
  for (const { place, startS } of [...visits].sort((a, b) => a.startS - b.startS || a.place - b.place)) found.set(place, [...(found.get(place) ?? []), blockAt(startS)])
  const worth = (place: number): number => places[place]!.expected.reduce((sum, one) => sum + one, 0)
  return [...found].map(([place, own]) => ({ place, blocks: own })).sort((a, b) => b.blocks.length - a.blocks.length || worth(b.place) - worth(a.place) || a.place - b.place)
}

/** The i-th list of blocks at the i-th place. */
function coveredBy(times: readonly (readonly number[])[], places: readonly (readonly number[])[], falling: number): number {
  return times.reduce((sum, blocks, i) => {
    const own = new Map<number, number>()
    const best = blocks.toSorted((a, b) => places[i]![b]! - places[i]![a]!)
    best.forEach((b, k) => own.set(b, Math.min(places[i]![b]!, (own.get(b) ?? 0) + places[i]![b]! * falling ** k)))
    return sum + [...own.values()].reduce((all, one) => all + one, 0)
  }, 0)
}

/** A place's blocks in order of worth count 1, falling, falling squared. */
function possibleOf(places: readonly (readonly number[])[], visits: number, falling: number): number {
  const worths = places.flatMap((expected) => [...expected].sort((a, b) => b - a).map((one, k) => one * falling ** k))
  return worths.sort((a, b) => b - a).slice(0, visits).reduce((sum, one) => sum + one, 0)
}

function randomOf(times: readonly number[][], { anyPlaces }: EffectDemand, falling: number, seed: string): PatrolEffect['random'] {
  if (times.length === 0 || anyPlaces.length < times.length) return null
  const random = seededRandom(`random plans ${seed}`)
  const draws = Array.from({ length: DRAWS }, () => coveredBy(times, shuffled(anyPlaces, random).slice(0, times.length), falling)).sort((a, b) => a - b)
  return { covered: draws.reduce((sum, one) => sum + one, 0) / DRAWS, interval: { low: draws[Math.floor(DRAWS * 0.025)]!, high: draws[Math.ceil(DRAWS * 0.975) - 1]! } }
}

function fairnessOf({ places, ruralResidentsShare }: EffectDemand, visits: readonly EffectVisit[], seconds: (some: readonly EffectVisit[]) => number): Pick<PatrolEffect, 'fairness' | 'fairnessNote'> {
  const all = seconds(visits)
  const group = (name: string, rural: boolean, residentsShare: number | null) => {
    const own = seconds(visits.filter(({ place }) => places[place]!.rural === rural))
    return { group: name, minutes: own / 60, share: all > 0 ? own / all : null, residentsShare }
  }
  if (!places.some(({ rural }) => rural !== null)) return { fairness: [], fairnessNote: `${NO_CLASSES} ${NO_DECILES}` }
  const fairness = [group('rural', true, ruralResidentsShare), group('urban', false, ruralResidentsShare === null ? null : 1 - ruralResidentsShare)]
  const left = all - fairness.reduce((sum, { minutes }) => sum + minutes * 60, 0)
  const unknown = left > 0 ? ` ${Math.round(left / 60)} minutes are at places of which no class is known.` : ''
  return { fairness, fairnessNote: `${NO_DECILES}${ruralResidentsShare === null ? ' Residents are not loaded.' : ''}${unknown}` }
}
