/** Hours of the week by place: shrinkage by hand in its limits, and on made profiles better than both raw and pooled ones. */
import { describe, expect, it } from 'vitest'
import { FOLDS, hourProfiles, profileEvents, type TimedEvent } from '../../api/analysis/hour-profiles.ts'
import { seededRandom, type Random } from '../../api/analysis/random.ts'

const HOURS = 168
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0)
/** An hour of the week of 6 January 2014, a Monday, some weeks on. */
function at(hour: number, week: number): string {
  return new Date(Date.UTC(2014, 0, 6) + (week * 7 * 24 + hour) * 3_600_000).toISOString().slice(0, 16)
}
const event = (place: number, hour: number, week: number): TimedEvent => ({ place, fold: week % FOLDS, span: { from: at(hour, week), to: null } })

function draw(weights: readonly number[], random: Random): number {
  let left = random.next() * sum(weights)
  return weights.findIndex((weight) => (left -= weight) < 0)
}
/** Most around some hours of the evening of every day. */
const evening = (peak: number): number[] => Array.from({ length: HOURS }, (_, h) => 0.1 + 5 * Math.exp(-0.5 * ((h % 24 - peak) / 1.5) ** 2))
const likelihood = (profile: ArrayLike<number>, truth: readonly number[]) => truth.reduce((total, weight, h) => total + (weight / sum(truth)) * Math.log(profile[h]!), 0)

describe('profiles of the week', () => {
  it('add up to one in every place, with events or without', () => {
    const random = seededRandom('sums')
    const events = Array.from({ length: 300 }, (_, i) => event(i % 7, random.int(HOURS), i % 20))
    const profiles = hourProfiles(profileEvents(events, 9), [0, 0, 0, 1, 1, 1, 2, 2, 2])
    for (let place = 0; place < 9; place++) {
      expect(sum(profiles.of(place))).toBeCloseTo(1, 9)
      expect(Math.min(...profiles.of(place))).toBeGreaterThan(0)
    }
    expect(profiles.of(7)).toBe(profiles.of(8))
    expect(profiles.events).toBe(300)
  })

  it('are alike in all places where places do not differ', () => {
    const random = seededRandom('alike')
    const events = Array.from({ length: 2_000 }, (_, i) => event(i % 200, draw(evening(20), random), i % 40))
    const profiles = hourProfiles(profileEvents(events, 200), new Uint8Array(200))
    expect(profiles.levels.place.strength).toBeGreaterThanOrEqual(300)
    expect(profiles.heldOut.raw).toBeLessThan(profiles.heldOut.pooled - 0.5)
  })

  it('hold events not seen better than a place\'s own hours, and than those of all together', () => {
    const random = seededRandom('differ')
    const truths = [evening(9), evening(15), evening(21)]
    const places = 90
    const kind = Uint8Array.from({ length: places }, (_, place) => place % 3)
    const events = Array.from({ length: 2_700 }, (_, i) => event(i % places, draw(truths[kind[i % places]!]!, random), i % 40))
    const profiles = hourProfiles(profileEvents(events, places), kind)
    const { chosen, pooled, raw } = profiles.heldOut
    expect(chosen).toBeGreaterThan(pooled + 0.3)
    expect(chosen).toBeGreaterThan(raw + 0.3)
    // And against the truth itself, of which no fold knows.
    const own = (place: number) => {
      const counts = new Float64Array(HOURS).fill(1 / HOURS)
      for (const { span, place: of } of events) if (of === place) counts[(Date.parse(`${span.from}Z`) - Date.UTC(2014, 0, 6)) / 3_600_000 % HOURS]! += 1
      return counts.map((value) => value / sum(counts))
    }
    for (const place of [0, 1, 2, 50]) {
      const truth = truths[kind[place]!]!
      expect(likelihood(profiles.of(place), truth)).toBeGreaterThan(likelihood(profiles.theme, truth))
      expect(likelihood(profiles.of(place), truth)).toBeGreaterThan(likelihood(own(place), truth))
    }
  })

  it('let a place with many events of its own differ from its kind', () => {
    const random = seededRandom('one differs')
    const events = Array.from({ length: 3_000 }, (_, i) => (i % 3 === 0 ? event(0, draw(evening(8), random), i % 40) : event(1 + (i % 50), draw(evening(20), random), i % 40)))
    const profiles = hourProfiles(profileEvents(events, 52), new Uint8Array(52))
    const at8 = (place: number) => sum(Array.from({ length: 7 }, (_, day) => profiles.of(place)[day * 24 + 8]!))
    // A place without events has those of all, of which a third are of the other place.
    expect(at8(0)).toBeGreaterThan(2 * at8(51))
    expect(at8(0)).toBeGreaterThan(4 * at8(25))
  })

  it('spread a span over its hours and leave out what is longer than a week', () => {
    const events = [{ place: 0, fold: 0, span: { from: '2014-01-06T00:30', to: '2014-01-06T02:30' } }, { place: 0, fold: 1, span: { from: '2014-01-06T00:00', to: '2014-02-06T00:00' } }]
    const rows = profileEvents(events, 1)
    expect([[...rows.hour], [...rows.share], rows.leftOut]).toEqual([[0, 1, 2], [0.25, 0.5, 0.25], 1])
  })

  it('are flat where nothing is known', () => {
    const profiles = hourProfiles(profileEvents([], 3), [0, 1, 0])
    expect([...profiles.of(1)]).toEqual(Array<number>(HOURS).fill(expect.closeTo(1 / HOURS, 12) as unknown as number))
    expect(profiles.events).toBe(0)
  })
})
