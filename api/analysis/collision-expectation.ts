/**
 * How many collisions a circle on a road of some kind would have anyway.
 *
 * What it tells: an expectation for the whole period and its dispersion, by kind of road; two ways, by what is known. What it does not: traffic; a busy
 * road has more collisions than a quiet one of the same kind, and no excess here says that it is badly built.
 * By length, where roads are loaded: m = sum over the kinds of km of road in the circle x collisions per km of that kind; dispersion from sections of road.
 * By surroundings, where they are not: where one collision happened, how many more did within the circle? m is the mean of these further collisions over
 * all collisions of a kind, dispersion by moments; a cluster's count less one is held against it. With rates of mean M that are gamma distributed with
 * dispersion P along roads, these are M (1 + P) and P / (1 + P): a place that is known to have had one is more likely a bad one already. The
 * expectation behind a count comes out the same as if all places, those without collisions too, were known; only the excess over m is told smaller.
 * Input: metres, kinds by number. Output: by kind. Undefined: kinds with fewer than `FEWEST` collisions take the values of all kinds together; fewer than
 * that in all: null. Cost: pairs within reach. Sources: Hauer 1997; size-biased sampling: Patil & Rao 1978, doi 10.2307/2530008. Checked against
 * simulated roads.
 */
import { dispersionOf } from './empirical-bayes.ts'
import type { Metres } from './metres.ts'
import { NearPoints } from './near-lists.ts'

/** Collisions of a kind from which its expectation is taken. */
export const FEWEST = 30

/** `own`: of this kind, not of all kinds together. */
export interface KindExpectation { mean: number; phi: number; places: number; own: boolean }

/** Further collisions around one of each kind, circles of this radius. `kinds`: 0 to `number` - 1. `near`: of the same events, where it is at hand. */
export function furtherAround(events: Metres, kinds: ArrayLike<number>, number: number, radiusM: number, near = new NearPoints(events)): (KindExpectation | null)[] {
  const counts = Array.from({ length: number }, (): number[] => [])
  const { start } = near.within(radiusM)
  for (let i = 0; i < events.x.length; i++) counts[kinds[i]!]!.push(start[i + 1]! - start[i]! - 1)
  const all = momentsOf(counts.flat())
  return counts.map((list) => momentsOf(list) ?? (all && { ...all, own: false }))
}

function momentsOf(counts: readonly number[]): KindExpectation | null {
  if (counts.length < FEWEST) return null
  const mean = counts.reduce((sum, y) => sum + y, 0) / counts.length
  return mean > 0 ? { mean, phi: dispersionOf(counts, counts.map(() => mean)), places: counts.length, own: true } : null
}

export interface Section { kind: number; km: number; count: number }
export interface LengthExpectation { perKm: number; km: number; phi: number; sections: number }

/** Collisions per km of each kind of road over the period, and how sections of about one length are spread around that. null: nothing of the kind. */
export function perKilometre(sections: readonly Section[], number: number): (LengthExpectation | null)[] {
  return Array.from({ length: number }, (_, kind) => {
    const own = sections.filter((section) => section.kind === kind && section.km > 0)
    const km = own.reduce((sum, section) => sum + section.km, 0)
    const count = own.reduce((sum, section) => sum + section.count, 0)
    if (count === 0) return null
    const perKm = count / km
    return { perKm, km, phi: dispersionOf(own.map((section) => section.count), own.map((section) => section.km * perKm)), sections: own.length }
  })
}
