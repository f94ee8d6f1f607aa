/** The generated county behaves like one: in space, over the week and the year, and from one burglary to the next. */
import { describe, expect, it } from 'vitest'
import { county } from '../../fixtures/county/index.js'
import { casualties, collisions, incidents, responses, type IncidentRecord } from '../../fixtures/generator/index.js'
import { landOf } from '../../fixtures/generator/land.js'
import { seededRandom } from '../../api/analysis/random.ts'

const rows = [...incidents()].flat()
const crimes = rows.filter((row) => row.category !== 'anti-social-behaviour' && row.category !== 'domestic-incident')
const land = landOf(county)
const districtOf = (row: { lng: string; lat: string }) => county.districts[land.districtAt(Number(row.lng), Number(row.lat))]!

const minuteOf = (time: string) => Date.parse(`${time}Z`) / 60_000
/** Hours since Monday 00:00, 0 to 167. */
const hourOfWeek = (time: string) => ((new Date(`${time}Z`).getUTCDay() + 6) % 7) * 24 + Number(time.slice(11, 13))
const M_PER_LNG = 68_900
const M_PER_LAT = 111_250
const metres = (a: IncidentRecord, b: { position: readonly [number, number] }) =>
  Math.hypot((Number(a.lng) - b.position[0]) * M_PER_LNG, (Number(a.lat) - b.position[1]) * M_PER_LAT)

function countsBy<T>(items: readonly T[], key: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1)
  return counts
}
const share = <T>(items: readonly T[], test: (item: T) => boolean) => items.filter(test).length / items.length

describe('space', () => {
  it('every district has its published share of crime and of behaviour, within one percentage point', () => {
    const behaviour = rows.filter((row) => row.category === 'anti-social-behaviour')
    for (const part of [crimes, behaviour]) {
      const counts = countsBy(part, (row) => districtOf(row).code)
      for (const { code, crimeShare } of county.districts) expect(Math.abs(counts.get(code)! / part.length - crimeShare)).toBeLessThan(0.01)
    }
  })

  it('a few places hold much of the crime, and the same ones a year later', () => {
    const at = (row: IncidentRecord) => `${row.lng} ${row.lat}`
    const counts = [...countsBy(crimes, at)].sort((a, b) => b[1] - a[1])
    expect(new Set(rows.map(at)).size).toBeGreaterThan(60_000)
    expect(new Set(rows.map(at)).size).toBeLessThan(100_000)
    const top = counts.slice(0, Math.round(counts.length * 0.05))
    expect(top.reduce((sum, [, n]) => sum + n, 0) / crimes.length).toBeGreaterThan(0.25)
    const [before, after] = [crimes.filter((row) => row.occurred_from < '2013-09'), crimes.filter((row) => row.occurred_from >= '2013-09')]
    const early = [...countsBy(before, at)].sort((a, b) => b[1] - a[1]).slice(0, Math.round(counts.length * 0.05))
    const hot = new Set(early.map(([place]) => place))
    expect(share(after, (row) => hot.has(at(row)))).toBeGreaterThan(0.25)
  })

  it('rural crime lies outside the urban settlements', () => {
    const rural = crimes.filter((row) => row.rural_flag === '1')
    expect(share(rural, (row) => !land.isUrban([Number(row.lng), Number(row.lat)]))).toBeGreaterThan(0.95)
  })
})

describe('time', () => {
  const night = (row: IncidentRecord) => {
    // Friday 20:00 to Saturday 04:00 and Saturday 20:00 to Sunday 04:00.
    const hour = hourOfWeek(row.occurred_from)
    return (hour >= 116 && hour < 124) || (hour >= 140 && hour < 148)
  }

  it('violence near licensed premises of the four towns peaks on Friday and Saturday nights', () => {
    const towns = ['E07000066', 'E06000033', 'E07000071', 'E07000070']
    const venues = county.places.filter((place) => place.kind === 'licensed-premises' && towns.includes(place.district))
    const violence = crimes.filter((row) => row.category === 'violent-crime' && row.domestic === '0' && towns.includes(districtOf(row).code))
    const near = violence.filter((row) => venues.some((venue) => metres(row, venue) < 200))
    const far = violence.filter((row) => !venues.some((venue) => metres(row, venue) < 500))
    expect(near.length).toBeGreaterThan(2000)
    // Sixteen of 168 hours would hold 9.5 % by chance.
    expect(share(near, night)).toBeGreaterThan(0.25)
    expect(share(far, night)).toBeLessThan(0.17)
  })

  it('dwelling burglary rises before Christmas, behaviour in summer, and shops are robbed of goods while open', () => {
    const monthShare = (part: readonly IncidentRecord[], months: string[]) =>
      share(part.filter((row) => row.occurred_from >= '2012-10'), (row) => months.includes(row.occurred_from.slice(5, 7))) / (months.length / 12)
    expect(monthShare(rows.filter((row) => row.subcategory === 'dwelling'), ['11', '12'])).toBeGreaterThan(1.15)
    expect(monthShare(rows.filter((row) => row.category === 'anti-social-behaviour'), ['06', '07', '08'])).toBeGreaterThan(1.1)
    const open = (row: IncidentRecord) => Number(row.occurred_from.slice(11, 13)) >= 8 && Number(row.occurred_from.slice(11, 13)) < 22
    expect(share(crimes.filter((row) => row.category === 'shoplifting'), open)).toBeGreaterThan(0.95)
  })

  it('burglaries are known as spans: while at work, overnight, and a few over more than two days', () => {
    const spans = crimes.filter((row) => row.subcategory === 'dwelling').map((row) => (minuteOf(row.occurred_to) - minuteOf(row.occurred_from)) / 60)
    expect(share(spans, (hours) => hours >= 3 && hours <= 14)).toBeGreaterThan(0.45)
    expect(share(spans, (hours) => hours > 48)).toBeGreaterThan(0.04)
    expect(share(spans, (hours) => hours > 168)).toBeGreaterThan(0.005)
  })

  it('one burglary makes another likelier within 400 m and 14 days, beyond what lasting hotspots explain', () => {
    const burglaries = crimes.filter((row) => row.subcategory === 'dwelling')
    const [xs, ys] = [burglaries.map((row) => Number(row.lng) * M_PER_LNG), burglaries.map((row) => Number(row.lat) * M_PER_LAT)]
    const days = burglaries.map((row) => Math.floor(minuteOf(row.occurred_from) / 1440))
    const order = xs.map((_, i) => i).sort((a, b) => xs[a]! - xs[b]!)
    const pairs: [number, number][] = []
    order.forEach((a, k) => {
      for (let l = k + 1; l < order.length && xs[order[l]!]! - xs[a]! <= 400; l++) {
        const apart = Math.hypot(xs[order[l]!]! - xs[a]!, ys[order[l]!]! - ys[a]!)
        if (apart > 0 && apart <= 400) pairs.push([a, order[l]!])
      }
    })
    const close = (dates: readonly number[]) => pairs.filter(([a, b]) => Math.abs(dates[a]! - dates[b]!) < 14).length
    const random = seededRandom('knox')
    const chance = Array.from({ length: 19 }, () => close(days.map((day) => ({ day, at: random.next() })).sort((a, b) => a.at - b.at).map(({ day }) => day)))
    expect(close(days)).toBeGreaterThan(Math.max(...chance))
    expect(close(days) / (chance.reduce((a, b) => a + b, 0) / 19)).toBeGreaterThan(1.2)
  })
})

describe('roads and response', () => {
  const calls = [...responses()].flat().filter((row) => row.grade === 'emergency' && row.call_at >= '2013-10' && row.arrived_at > row.call_at)
  const met = (part: typeof calls) => share(part, (row) => minuteOf(row.arrived_at) - minuteOf(row.call_at) <= (row.ruc === 'urban' ? 15 : 20))

  it('emergencies fail most on trunk roads, worst on the A12 from the M25 to Marks Tey', () => {
    const corridor = met(calls.filter((row) => row.road === 'A12' && Number(row.lng) > 0.26 && Number(row.lng) < 0.785))
    for (const road of ['A120', 'A127', 'A13', 'M11', 'M25']) {
      const there = met(calls.filter((row) => row.road === road))
      expect(corridor).toBeLessThan(there - 0.05)
      expect(there).toBeLessThan(0.8)
    }
    expect(met(calls.filter((row) => row.road === ''))).toBeGreaterThan(0.88)
    expect(met(calls.filter((row) => row.ruc === 'rural'))).toBeLessThan(met(calls.filter((row) => row.ruc === 'urban')) - 0.05)
  })

  it('emergencies number 55,000 to 70,000 a year', () => {
    expect(calls.length).toBeGreaterThan(55_000)
    expect(calls.length).toBeLessThan(70_000)
  })

  it('riders are hurt from July to September, young drivers around Canvey, Basildon and Thurrock', () => {
    const byIndex = new Map([...collisions()].flat().map((row) => [row.collision_index, row]))
    const ksi = [...casualties()].flat().filter((row) => row.casualty_severity !== '3').map((row) => ({ row, at: byIndex.get(row.collision_index)! }))
    const riders = ksi.filter(({ row }) => ['2', '3', '4', '5', '23', '97'].includes(row.casualty_type))
    expect(share(riders, ({ at }) => ['07', '08', '09'].includes(at.date.slice(3, 5)))).toBeGreaterThan(0.33)
    const young = ksi.filter(({ row }) => row.casualty_class === '1' && row.casualty_type === '9' && Number(row.age_of_casualty) <= 25)
    const there = ({ at }: { at: { local_authority_ons_district: string } }) => ['E07000069', 'E07000066', 'E06000034'].includes(at.local_authority_ons_district)
    expect(share(young, there)).toBeGreaterThan(0.4)
    expect(share(young, there)).toBeGreaterThan(1.5 * share(ksi, there))
  })
})
