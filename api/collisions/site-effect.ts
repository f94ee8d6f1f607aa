/**
 * Collisions at a site before and after, as a thread works them out: who counts, what like roads nearby did meanwhile, what such a place has anyway.
 *
 * Expectation. furtherAround tells how many more collisions there are about one of them, m, with dispersion f: that is about places known to have had
 * one. A site's circle lies where somebody put it, whether or not a collision is in its middle, so its whole count is held against such circles wherever
 * they lie: with rates of mean M and dispersion P along roads m = M (1 + P) and f = P / (1 + P), hence P = f / (1 - f) and M = m (1 - f). What comes out
 * behind a count y is the same as by clusters, y - 1 against m and f (the shapes 1 / P + y and 1 / f + y - 1 are equal, and so are the rates), and it holds
 * for y = 0 too. f as counted may reach 1, where no M would be left: MOST_SPREAD is taken then.
 * A line or an area is as many circles as fill it, k, each drawn towards its expectation by itself: k M with dispersion P / k. Neighbouring stretches are
 * rather alike than that, which would leave more of the count standing: this errs towards chance.
 */
import { furtherAround } from '../analysis/collision-expectation.ts'
import { toMetres, type Metres } from '../analysis/metres.ts'
import { footOn, lengthOf, type Line } from '../analysis/road-strip.ts'
import { schemeEffect, type SchemeEffect } from '../analysis/scheme-effect.ts'
import { roadGroups } from '../road-vocabulary.ts'
import { kindName, kindOf, KINDS } from './cluster-work.ts'
import { isKsi, picked, readCollisions, type Collisions } from './packed-collisions.ts'
import type { Geometry } from './sites.ts'

export interface Ground { geometry: Geometry; radiusM: number | null }
export interface SiteEffectTask {
  /** Of the whole study area, from the first month before to the last after. */
  collisions: string
  /** References of those in the site's district; null: it lies in none, and all are compared. */
  district: readonly string[] | null
  site: Ground & { road: string | null }
  /**
   * Sites at which something was done by then, this one too: what happened there is no comparison. Registered sites with nothing done are: they were
   * registered for high counts, and without them the rest would be a choice of lucky places, which look worse afterwards by themselves.
   */
  treated: readonly Ground[]
  /** Month in which it was built, YYYY-MM: neither before nor after. */
  built: string
}

interface Both { before: number; after: number }
/** `expected`: before, of such a place in general; null: too few collisions to tell. */
export interface Measured { counts: Both; comparison: Both; expected: number | null; kind: string | null; effect: SchemeEffect | null }
export interface SiteEffectFindings { group: string; rural: boolean; collisions: Measured; ksi: Measured }

/** Dispersion about a collision above which no rate of other places is left. */
const MOST_SPREAD = 0.95
/** Beyond this from any site at which something was done: comparison. */
const APART_M = 200
/** Circle that areas are filled with. */
const CIRCLE_M = 50

/** null: no collision is loaded, so it cannot be told what kind of road this is. */
export function siteEffect({ collisions, district, site, treated, built }: SiteEffectTask): SiteEffectFindings | null {
  const all = readCollisions(collisions)
  if (all.index.length === 0) return null
  const at = toMetres(Array.from(all.lng, (lng, i) => [lng, all.lat[i]!] as [number, number]))
  const [own, sites] = [placeOf(site, at.middle), treated.map((one) => placeOf(one, at.middle))]
  const awayM = Float64Array.from(all.index, (_, i) => own.awayM(at.x[i]!, at.y[i]!))
  const here = Array.from(all.index, (_, i) => i).filter((i) => awayM[i] === 0)
  const kind = kindHere(all, here.length > 0 ? here : [nearestOf(awayM)], site.road)
  const within = district && new Set(district)
  // Kinds go by road, then by town or country, then by junction.
  const alike = Array.from(all.index, (_, i) => i).filter((i) => kindOf(all, i) >> 1 === kind >> 1 && (!within || within.has(all.index[i]!)) && sites.every((one) => one.awayM(at.x[i]!, at.y[i]!) > APART_M))
  const measure = (counts: (i: number) => boolean) => measured(all, at, { here: here.filter(counts), alike: alike.filter(counts), kind, built, own, counts })
  return { group: roadGroups[kind >> 2]!.title, rural: (kind & 2) !== 0, collisions: measure(() => true), ksi: measure((i) => isKsi(all, i)) }
}

interface Chosen { here: number[]; alike: number[]; kind: number; built: string; own: Place; counts: (i: number) => boolean }
function measured(all: Collisions, at: Metres, { here, alike, kind, built, own, counts }: Chosen): Measured {
  const [begin, end] = [minuteOf(built, 0), minuteOf(built, 1)]
  const split = (rows: readonly number[]): Both => ({ before: rows.filter((i) => all.minute[i]! < begin).length, after: rows.filter((i) => all.minute[i]! >= end).length })
  const told = { counts: split(here), comparison: split(alike) }
  const rows = Array.from(all.index, (_, i) => i).filter((i) => all.minute[i]! < begin && counts(i))
  const earlier = picked(all, rows)
  const events = { x: Float64Array.from(rows, (i) => at.x[i]!), y: Float64Array.from(rows, (i) => at.y[i]!) }
  const further = furtherAround(events, Uint8Array.from(rows, (_, k) => kindOf(earlier, k)), KINDS, own.circleM)[kind]
  if (!further) return { ...told, expected: null, kind: null, effect: null }
  const { expected, phi } = anywhere(further, own.circles)
  return { ...told, expected, kind: further.own ? kindName(kind) : 'roads of all kinds', effect: schemeEffect({ ...told.counts, comparison: told.comparison, expected, phi }) }
}

/** Of circles wherever they lie, from what lies about a collision; of `circles` side by side. */
export function anywhere({ mean, phi }: { mean: number; phi: number }, circles = 1): { expected: number; phi: number } {
  const spread = Math.min(phi, MOST_SPREAD)
  return { expected: circles * mean * (1 - spread), phi: spread / (1 - spread) / circles }
}

/** Minutes from the beginning of 2000 to that of a month, `later` months after it. */
function minuteOf(month: string, later: number): number {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return (Date.UTC(year, number - 1 + later, 1) - Date.UTC(2000, 0, 1)) / 60_000
}

/** The commonest kind of road among these, on the site's own road where it is named. Of as many the first in the order of kinds. */
function kindHere(all: Collisions, rows: readonly number[], road: string | null): number {
  const group = road === null ? -1 : road.endsWith('(M)') ? 0 : roadGroups.findIndex(({ letter }) => letter === road[0])
  const counts = new Int32Array(KINDS)
  for (const i of rows) counts[group < 0 ? kindOf(all, i) : group * 4 + kindOf(all, i) % 4]!++
  return counts.indexOf(Math.max(...counts))
}

const nearestOf = (awayM: Float64Array): number => awayM.reduce((best, away, i) => (away < awayM[best]! ? i : best), 0)

interface Place {
  /** How far outside it a point lies; 0 within. */
  awayM: (x: number, y: number) => number
  /** How many circles of which radius fill it. */
  circleM: number
  circles: number
}

export function placeOf({ geometry, radiusM }: Ground, middle: [number, number]): Place {
  const reach = radiusM ?? 0
  const lineOf = (positions: readonly (readonly number[])[]): Line => {
    const { x, y } = toMetres(positions.map(([lng, lat]) => [lng!, lat!]), middle)
    return positions.map((_, i) => [x[i]!, y[i]!] as const)
  }
  if (geometry.type === 'Point') {
    const [[x0, y0]] = lineOf([geometry.coordinates]) as [readonly [number, number]]
    return { awayM: (x, y) => Math.max(0, Math.hypot(x - x0, y - y0) - reach), circleM: reach, circles: 1 }
  }
  if (geometry.type === 'LineString') {
    const line = [lineOf(geometry.coordinates)]
    return { awayM: (x, y) => Math.max(0, footOn(line, x, y)!.awayM - reach), circleM: reach, circles: lengthOf(line) / (2 * reach) + 1 }
  }
  const ring = lineOf(geometry.coordinates[0]!)
  const areaM2 = Math.abs(ring.slice(1).reduce((sum, [x, y], k) => sum + ring[k]![0] * y - x * ring[k]![1], 0)) / 2
  const circleM = Math.min(CIRCLE_M, Math.sqrt(areaM2 / Math.PI))
  return { awayM: (x, y) => (encloses(ring, x, y) ? 0 : footOn([ring], x, y)!.awayM), circleM, circles: areaM2 / (Math.PI * circleM ** 2) }
}

/** A ray to the east crosses the outline an odd number of times. */
function encloses(ring: Line, x: number, y: number): boolean {
  let inside = false
  for (let k = 1; k < ring.length; k++) {
    const [[ax, ay], [bx, by]] = [ring[k - 1]!, ring[k]!]
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside
  }
  return inside
}
