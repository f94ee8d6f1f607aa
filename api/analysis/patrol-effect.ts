/**
 * What a plan's visits cover of what is expected in the shift, beside what as many visits would cover elsewhere.
 *
 * What it tells: expectation at the visited places in the blocks of their visits. What it does not: crimes prevented.
 * Formula: covered = sum over the visits of expected(place, block in which it begins) x falling^(k - 1), k-th best visit of its place; no more than
 * what is expected in a block is counted for it. Possible = as many visits at the best pairs of place and block, without travel, in the same count.
 * Plain: the same visits at the places that the count of one year would have chosen, the place visited most at the one with most records and so
 * on, at the same times: as many minutes, and the hours of the plan. Random: the same at places of the same size drawn by lot, mean of `DRAWS` draws and
 * the middle 95 % of them. Travel share = travel / time of the units. Fairness: minutes of visits at rural and other places and by
 * decile of deprivation of the places, beside residents.
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
  /** Decile of deprivation, 1 the most deprived. */
  places: readonly { expected: readonly number[]; rural: boolean | null; decile?: number | null }[]
  /** Expected by block at the places that the counts of one year alone would have chosen, most records first. */
  plainPlaces: readonly (readonly number[])[]
  /** Expected by block at places of the same size anywhere in the area, from which chance draws. */
  anyPlaces: readonly (readonly number[])[]
  /** Of the area's residents, those in rural places; null where residents or classes are not loaded. */
  ruralResidentsShare: number | null
  /** Of the area's residents, those in places of decile 1 to 10; null where residents or deciles are not loaded, absent where nobody asked. */
  decileResidentsShares?: readonly number[] | null
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
interface Covered { minutes: number; share: number | null; residentsShare: number | null }
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
  fairness: (Covered & { group: string })[]
  /** 1 to 10; empty where no decile is known. */
  deciles: (Covered & { decile: number })[]
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

type Seconds = (some: readonly EffectVisit[]) => number

function fairnessOf({ places, ruralResidentsShare, decileResidentsShares }: EffectDemand, visits: readonly EffectVisit[], seconds: Seconds): Pick<PatrolEffect, 'fairness' | 'deciles' | 'fairnessNote'> {
  const all = seconds(visits)
  const at = (has: (place: EffectDemand['places'][number]) => boolean, residentsShare: number | null): Covered => {
    const own = seconds(visits.filter(({ place }) => has(places[place]!)))
    return { minutes: own / 60, share: all > 0 ? own / all : null, residentsShare }
  }
  const urbanShare = ruralResidentsShare === null ? null : 1 - ruralResidentsShare
  const classed = places.some(({ rural }) => rural !== null)
  const fairness = classed ? [{ group: 'rural', ...at(({ rural }) => rural === true, ruralResidentsShare) }, { group: 'urban', ...at(({ rural }) => rural === false, urbanShare) }] : []
  const known = places.some(({ decile }) => decile)
  const deciles = known ? Array.from({ length: 10 }, (_, i) => ({ decile: i + 1, ...at(({ decile }) => decile === i + 1, decileResidentsShares?.[i] ?? null) })) : []
  const notes = [
    ...(classed ? leftOver(all, fairness, 'class') : [NO_CLASSES]), ...(known ? leftOver(all, deciles, 'decile') : decileResidentsShares === undefined ? [] : [NO_DECILES]),
    ...((classed && ruralResidentsShare === null) || (known && !decileResidentsShares) ? ['Residents are not loaded.'] : [])
  ]
  return { fairness, deciles, fairnessNote: notes.length > 0 ? notes.join(' ') : null }
}

/** Minutes at places of which nothing is known. */
function leftOver(all: number, groups: readonly Covered[], what: string): string[] {
  const left = all / 60 - groups.reduce((sum, { minutes }) => sum + minutes, 0)
  return left > 1e-6 ? [`${Math.round(left)} minutes are at places of which no ${what} is known.`] : []
}
