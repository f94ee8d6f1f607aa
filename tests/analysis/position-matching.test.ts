/** Tracks with known stays, and nonsense that is counted. */
import { describe, expect, it } from 'vitest'
import type { Position } from '../../api/analysis/h3-grid.ts'
import { circleOutline, matchTrack, type TrackPoint } from '../../api/analysis/position-matching.ts'
import { seededRandom } from '../../api/analysis/random.ts'

const begin = Date.parse('2026-11-28T20:00:00Z')
const shift = { fromMs: begin, toMs: begin + 8 * 3_600_000 }
const minute = (m: number) => begin + m * 60_000
/** So many metres east and north of a corner of Chelmsford. */
const at = (east: number, north = 0): Position => [0.47 + east / (111_320 * Math.cos((51.73 * Math.PI) / 180)), 51.73 + north / 111_320]
const point = (m: number, east: number, north = 0): TrackPoint => ({ timeMs: minute(m), position: at(east, north) })
const square = (id: string, east: number) => ({ id, rings: [[at(east - 50, -50), at(east + 50, -50), at(east + 50, 50), at(east - 50, 50)]] })
const places = [square('market', 0), square('station', 1000)]
const match = (track: TrackPoint[], options = {}) => matchTrack(track, places, { shift, ...options })
const every = (from: number, to: number, east: number, step = 1) => Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, k) => point(from + k * step, east))

describe('a stay', () => {
  it('is from the first position at the place to the last', () => {
    const found = match([...every(0, 9, 500), ...every(10, 25, 20), ...every(26, 30, 500), ...every(31, 45, 1000)])
    expect(found.stays).toEqual([{ place: 'market', arrivedMs: minute(10), leftMs: minute(25), positions: 16 }, { place: 'station', arrivedMs: minute(31), leftMs: minute(45), positions: 15 }])
    expect(found).toMatchObject({ read: 46, used: 46, leftOut: {}, passedBy: 0 })
  })
  it('has a tolerance of 50 m about the outline, or another that is given', () => {
    expect(match(every(0, 15, 99)).stays).toHaveLength(1)
    expect(match(every(0, 15, 101)).stays).toEqual([])
    expect(match(every(0, 15, 101), { toleranceM: 60 }).stays).toHaveLength(1)
  })
  it('is none under two minutes: that is passing by', () => expect(match([point(0, 0), point(1, 0), point(2, 500)])).toMatchObject({ stays: [], passedBy: 1, passedPositions: 2 }))
  it('ends at a gap of more than five minutes without positions', () => {
    expect(match([...every(0, 6, 0), ...every(13, 20, 0)]).stays.map(({ arrivedMs, leftMs }) => [arrivedMs, leftMs])).toEqual([[minute(0), minute(6)], [minute(13), minute(20)]])
    expect(match([...every(0, 6, 0), ...every(11, 20, 0)]).stays).toHaveLength(1)
  })
  it('goes on after a moment away, not after more, nor after another place', () => {
    expect(match([...every(0, 6, 0), point(6.5, 300), ...every(7, 12, 0)]).stays).toHaveLength(1)
    expect(match([...every(0, 6, 0), point(7, 300), point(8, 300), ...every(9, 14, 0)]).stays).toHaveLength(2)
  })
  it('is at the nearer of two places that overlap, and stays with the one it began at', () => {
    const two = [square('west', 0), square('east', 120)]
    expect(matchTrack([...every(0, 5, 55), ...every(6, 9, 68)], two, { shift }).stays).toMatchObject([{ place: 'west', positions: 10 }])
    expect(matchTrack(every(0, 5, 68), two, { shift }).stays).toMatchObject([{ place: 'east' }])
  })
})

describe('nonsense', () => {
  it('is left out and counted by reason, and nothing is lost', () => {
    const good = every(0, 15, 0)
    const track = [
      { timeMs: NaN, position: at(0) }, { timeMs: minute(1), position: [200, 51] as Position }, { timeMs: minute(-121), position: at(0) }, { timeMs: minute(8 * 60 + 121), position: at(0) },
      ...good.slice(0, 8), point(2, 0), good[7]!, point(7.5, 90_000), ...good.slice(8)
    ]
    const found = match(track)
    expect(found.leftOut).toEqual({ 'time-unreadable': 1, 'position-unreadable': 1, 'outside-shift': 2, 'time-backwards': 1, 'time-repeated': 1, 'too-fast': 1 })
    expect(found.used + Object.values(found.leftOut).reduce((sum, n) => sum + n, 0)).toBe(found.read)
    expect(found.stays).toEqual([{ place: 'market', arrivedMs: minute(0), leftMs: minute(15), positions: 16 }])
  })
  it('at the very beginning does not take the true track with it', () => {
    const found = match([{ timeMs: minute(0), position: [0, 0] }, { timeMs: minute(0.5), position: [0, 0] }, ...every(1, 15, 0)])
    expect(found).toMatchObject({ used: 15, leftOut: { 'too-fast': 2 } })
    expect(found.stays).toHaveLength(1)
  })
  it('alone is no stay, and neither is nothing', () => {
    expect(match([{ timeMs: NaN, position: at(0) }])).toMatchObject({ read: 1, used: 0, stays: [] })
    expect(match([])).toEqual({ read: 0, used: 0, leftOut: {}, stays: [], passedBy: 0, passedPositions: 0 })
    expect(matchTrack(every(0, 5, 0), [], { shift }).stays).toEqual([])
  })
})

describe('a night made up with known stays', () => {
  it('is found again within a minute, with a receiver that errs by 15 m and drops one position in ten', () => {
    const random = seededRandom('a night')
    const line = Array.from({ length: 10 }, (_, k) => circleOutline(`p${k}`, at(k * 600), 75))
    const truth: [string, number, number][] = []
    const track: TrackPoint[] = []
    let m = 0
    for (let visit = 0; visit < 20; visit++) {
      const k = visit % 10
      const stay = 12 + random.int(9)
      truth.push([`p${k}`, m, m + stay])
      for (let s = 0; s < stay * 4; s++) track.push(point(m + s / 4, k * 600 + 15 * random.normal(), 15 * random.normal()))
      for (let s = 0; s < 8; s++) track.push(point(m + stay + s / 2, (k * 600 + ((k + 1) % 10) * 600) / 2 + 15 * random.normal(), 250))
      m += stay + 4
    }
    const found = matchTrack(track.filter(() => !random.chance(0.1)), line, { shift })
    expect(found.stays.map(({ place }) => place)).toEqual(truth.map(([place]) => place))
    found.stays.forEach(({ arrivedMs, leftMs }, i) => {
      expect(Math.abs(arrivedMs - minute(truth[i]![1]))).toBeLessThan(61_000)
      expect(Math.abs(leftMs - minute(truth[i]![2]))).toBeLessThan(91_000)
    })
  })
  it('of 50,000 positions beside 40 places takes no longer than a few seconds', () => {
    const many = Array.from({ length: 40 }, (_, k) => circleOutline(`p${k}`, at(k * 300), 150))
    const track = Array.from({ length: 50_000 }, (_, k) => ({ timeMs: begin + k * 500, position: at(k / 5) }))
    expect(matchTrack(track, many, { shift }).used).toBe(50_000)
  }, 5000)
})
