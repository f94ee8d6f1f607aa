/**
 * Where a unit stayed, from the positions its device recorded.
 *
 * What it tells: stays at places, with when they began and ended. What it does not tell: what was done there, nor anything of times without positions.
 * Rule: a position is at a place when it lies in the outline or within `toleranceM` of it (the error of a hand-held receiver between houses),
 * at the nearest if at several, and at the place it was at before while that still holds. Consecutive positions at one place are a stay from the
 * first to the last; a gap of more than `gapS` between positions ends it; away for at most `bridgeS`, with no other place between, does not.
 * Stays shorter than `leastStayS` are passing by. Nonsense is left out and counted by reason: no time, no position, outside the shift by more
 * than `marginS`, a time before the one before, the same time twice, and what cannot have been reached at `mostSpeedKmh`: positions form chains,
 * each next one joining the chain whose last position it can have come from, and the longest chain is the track.
 * Input: times in milliseconds, [lng, lat], outlines as rings or as a middle with a radius. Output: stays, counts. No position: no stay.
 * Cost: positions times places near them. Sources: definitions 11 (dosage by GPS inside the polygon with a tolerance); Koper 1995. Checked by
 * hand and against routes walked by a generator with known stays.
 */
import type { Position } from './h3-grid.ts'
import { toMetres } from './metres.ts'

export interface TrackPoint { timeMs: number; position: Position }
export interface Outline { id: string; rings: readonly (readonly Position[])[] }
export interface Stay { place: string; arrivedMs: number; leftMs: number; positions: number }
export const trackFaults = ['time-unreadable', 'position-unreadable', 'outside-shift', 'time-backwards', 'time-repeated', 'too-fast'] as const
export type TrackFault = (typeof trackFaults)[number]
export interface MatchedTrack { read: number; used: number; leftOut: Partial<Record<TrackFault, number>>; stays: Stay[]; passedBy: number; passedPositions: number }

export interface MatchOptions {
  shift: { fromMs: number; toMs: number }
  toleranceM?: number
  /** A drive past is no visit. */
  leastStayS?: number
  gapS?: number
  bridgeS?: number
  /** A unit may begin early and come back late. */
  marginS?: number
  mostSpeedKmh?: number
}

/** Never throws for what is in the track: what cannot be used is counted. */
export function matchTrack(track: readonly TrackPoint[], places: readonly Outline[], options: MatchOptions): MatchedTrack {
  const { toleranceM = 50, leastStayS = 120, gapS = 300, bridgeS = 60, marginS = 7200, mostSpeedKmh = 200 } = options
  const leftOut: MatchedTrack['leftOut'] = {}
  const drop = (fault: TrackFault, n = 1) => { if (n > 0) leftOut[fault] = (leftOut[fault] ?? 0) + n }
  const timely = inOrder(track, options.shift.fromMs - marginS * 1000, options.shift.toMs + marginS * 1000, drop)
  const kept = longestChain(timely, mostSpeedKmh / 3.6, drop)
  const at = placesOf(kept, places, toleranceM)
  const all = staysOf(kept, at, places, gapS * 1000, bridgeS * 1000)
  const stays = all.filter(({ arrivedMs, leftMs }) => leftMs - arrivedMs >= leastStayS * 1000)
  const positions = (of: readonly Stay[]) => of.reduce((sum, one) => sum + one.positions, 0)
  return { read: track.length, used: kept.length, leftOut, stays, passedBy: all.length - stays.length, passedPositions: positions(all) - positions(stays) }
}

function inOrder(track: readonly TrackPoint[], fromMs: number, toMs: number, drop: (fault: TrackFault) => void): TrackPoint[] {
  const kept: TrackPoint[] = []
  for (const point of track) {
    const [lng, lat] = point.position
    const before = kept.at(-1)?.timeMs ?? -Infinity
    if (!Number.isFinite(point.timeMs)) drop('time-unreadable')
    else if (!(Math.abs(lng) <= 180 && Math.abs(lat) < 90)) drop('position-unreadable')
    else if (point.timeMs < fromMs || point.timeMs > toMs) drop('outside-shift')
    else if (point.timeMs === before) drop('time-repeated')
    else if (point.timeMs < before) drop('time-backwards')
    else kept.push(point)
  }
  return kept
}

/** The same error of receivers that the tolerance allows for, so that two positions a second apart are not taken for a leap. */
const JITTER_M = 100
const MOST_CHAINS = 8

function longestChain(track: readonly TrackPoint[], mostSpeedMs: number, drop: (fault: TrackFault, n: number) => void): TrackPoint[] {
  const { x, y } = toMetres(track.map(({ position }) => position), track[0]?.position)
  const chains: number[][] = []
  track.forEach(({ timeMs }, i) => {
    const reaches = (chain: number[]) => {
      const last = chain.at(-1)!
      return Math.hypot(x[i]! - x[last]!, y[i]! - y[last]!) <= JITTER_M + (mostSpeedMs * (timeMs - track[last]!.timeMs)) / 1000
    }
    const own = chains.filter(reaches).reduce<number[] | undefined>((best, chain) => (best && best.length >= chain.length ? best : chain), undefined)
    if (own) own.push(i)
    else if (chains.length < MOST_CHAINS) chains.push([i])
  })
  const longest = chains.reduce<number[]>((best, chain) => (chain.length > best.length ? chain : best), [])
  drop('too-fast', track.length - longest.length)
  return longest.map((i) => track[i]!)
}

interface Flat { x: Float64Array; y: Float64Array; west: number; east: number; south: number; north: number; starts: number[] }

/** For each position the number of the place it is at, or -1. */
function placesOf(track: readonly TrackPoint[], places: readonly Outline[], toleranceM: number): Int32Array {
  const middle = places[0]?.rings[0]?.[0] ?? track[0]?.position
  const { x, y } = toMetres(track.map(({ position }) => position), middle)
  const shapes = places.map(({ rings }) => flat(rings, middle!))
  let before = -1
  return Int32Array.from(track, (_, i) => {
    const near = (place: number) => distanceTo(shapes[place]!, x[i]!, y[i]!, toleranceM)
    if (before !== -1 && near(before) <= toleranceM) return before
    let [best, least] = [-1, Infinity]
    for (let place = 0; place < shapes.length; place++) {
      const distance = near(place)
      if (distance <= toleranceM && distance < least) [best, least] = [place, distance]
    }
    return before = best
  })
}

function flat(rings: Outline['rings'], middle: Position): Flat {
  const starts = [0]
  for (const ring of rings) starts.push(starts.at(-1)! + ring.length)
  const { x, y } = toMetres(rings.flat() as Position[], middle)
  return { x, y, starts, west: Math.min(...x), east: Math.max(...x), south: Math.min(...y), north: Math.max(...y) }
}

/** Metres from a point to the shape, 0 inside; Infinity where it is farther than `within` by its box alone. Rings that share a side are one shape. */
function distanceTo({ x, y, starts, west, east, south, north }: Flat, px: number, py: number, within: number): number {
  if (px < west - within || px > east + within || py < south - within || py > north + within) return Infinity
  let least = Infinity
  for (let ring = 0; ring + 1 < starts.length; ring++) {
    let inside = false
    for (let k = starts[ring]!, j = starts[ring + 1]! - 1; k < starts[ring + 1]!; j = k++) {
      if (y[k]! > py !== y[j]! > py && px < ((x[j]! - x[k]!) * (py - y[k]!)) / (y[j]! - y[k]!) + x[k]!) inside = !inside
      least = Math.min(least, segment(px, py, x[j]!, y[j]!, x[k]!, y[k]!))
    }
    if (inside) return 0
  }
  return least
}

function segment(px: number, py: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const t = length > 0 ? Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / length)) : 0
  return Math.hypot(px - ax - t * dx, py - ay - t * dy)
}

function staysOf(track: readonly TrackPoint[], at: Int32Array, places: readonly Outline[], gapMs: number, bridgeMs: number): Stay[] {
  const stays: Stay[] = []
  let beforeMs = -Infinity
  track.forEach(({ timeMs }, i) => {
    const id = at[i] === -1 ? undefined : places[at[i]!]!.id
    const open = stays.at(-1)
    const together = timeMs - beforeMs <= gapMs
    if (id !== undefined) {
      // Still there, or back after a moment away with no other place between: that would have begun a stay of its own.
      if (open?.place === id && together && (at[i - 1] === at[i] || timeMs - open.leftMs <= bridgeMs)) Object.assign(open, { leftMs: timeMs, positions: open.positions + 1 })
      else stays.push({ place: id, arrivedMs: timeMs, leftMs: timeMs, positions: 1 })
    }
    beforeMs = timeMs
  })
  return stays
}

/** A circle as an outline of 32 corners, for places that are a middle and a radius. The corners lie outside, so that the circle is inside. */
export function circleOutline(id: string, [lng, lat]: Position, radiusM: number): Outline {
  const [perLat, corners] = [111_320, 32]
  const reach = radiusM / Math.cos(Math.PI / corners)
  return { id, rings: [Array.from({ length: corners }, (_, k): Position => {
    const angle = (2 * Math.PI * k) / corners
    return [lng + (reach * Math.cos(angle)) / (perLat * Math.cos((lat * Math.PI) / 180)), lat + (reach * Math.sin(angle)) / perLat]
  })] }
}
