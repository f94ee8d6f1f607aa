/** The demand of a shift from the database: dated records and month-only ones, places with names and reasons, several districts, and too little of anything. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reader } from '../../api/access.ts'
import { parentOf } from '../../api/analysis/h3-grid.ts'
import { planEffect } from '../../api/analysis/patrol-effect.ts'
import { DataVersion } from '../../api/db/version.ts'
import { ComingMonths } from '../../api/hotspots/coming-months.ts'
import { StudyAreas } from '../../api/hotspots/study-area.ts'
import { PatrolDemand, type Demand, type DemandAsked } from '../../api/patrols/demand.ts'
import { Questions } from '../../api/questions.ts'
import { WorkerPool } from '../../api/worker-pool.ts'
import { northmarsh, southmarsh } from '../support/county.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { asCsv, forceRecords, places, premises, record } from '../support/force-county.ts'
import { load, loadCounty } from '../support/ingest.ts'
import { seeded } from '../support/random.ts'
import { csv, row } from '../support/street.ts'

const test = testDatabase()
const files = testFolder()
const pools = ['hotspots', 'patrols'].map((room) => new WorkerPool(new URL(`../../api/${room}/worker.mjs`, import.meta.url))) as [WorkerPool, WorkerPool]
let demand: PatrolDemand
let reader: Reader
let version: string

/** Vehicle crime by the month alone, mostly on two map points; bicycle thefts late in the evening, at two places. */
function monthly() {
  const random = seeded(4)
  return ['2014-01', '2014-02', '2014-03', '2014-04', '2014-05'].map((month) => ({
    month, rows: Array.from({ length: 30 }, (_, i) => {
      const at = random.below(4) > 0 ? random.below(2) : 2 + random.below(6)
      return row({ id: `${month}-${i}`, month, type: 'Vehicle crime', lng: String(places[at]![0]), lat: String(places[at]![1]), location: `On or near ${['Mill Lane', 'Supermarket', 'Church Road'][Math.min(at, 2)]}` })
    })
  }))
}
const evenings = () => ['2014-01', '2014-02', '2014-03', '2014-04', '2014-05'].flatMap((month) => Array.from({ length: 20 }, (_, i) => record('bicycle-theft', month, places[i % 5 === 0 ? 3 : 0]!, { at: `${month}-${String(1 + i).padStart(2, '0')}T22:15` })))

beforeAll(async () => {
  await loadCounty(test.db, files)
  await load(test.db, 'places', files.write('places.csv', premises))
  for (const { month, rows } of monthly()) await load(test.db, 'police-uk', files.write(`${month}-testshire-street.csv`, csv(rows)))
  await load(test.db, 'force-incidents', files.write('incidents.csv', asCsv([...forceRecords(), ...evenings()])))
  const versions = { public: new DataVersion(test.db), restricted: new DataVersion(test.db) }
  const parts = { questions: new Questions(versions), areas: new StudyAreas() }
  demand = new PatrolDemand({ ...parts, pool: pools[1], months: new ComingMonths({ ...parts, pool: pools[0] }) })
  reader = { tier: 'restricted', db: test.db }
  version = (await versions.restricted.current()).version
}, 120_000)
afterAll(() => Promise.all(pools.map((pool) => pool.close())))

const askedFor = (theme: string): DemandAsked => ({ areas: [northmarsh], objective: [{ theme, weight: 1 }], by: 'count', shiftFrom: '2014-06-07T18:00', shiftTo: '2014-06-08T02:00', mostPlaces: 3, must: [], exclude: [], version })
const of = (theme: string, more: Partial<DemandAsked> = {}): Promise<Demand> => demand.of(reader, { ...askedFor(theme), ...more })
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

describe('while there is no forecast', () => {
  it('places come from the counts of a year, with every hour alike, and say that they will change; nothing counted gives none', async () => {
    const first = await (await demand.first(reader, askedFor('bicycle-theft')))()
    expect([first!.res, first!.flat, first!.month, first!.method!.id]).toEqual([9, true, '2014-06', 'plain'])
    // A hundred thefts in five months; the shift has 8 of the 720 hours of June.
    expect(sum(first!.total)).toBeCloseTo((100 / 5) * (8 / 720), 6)
    expect(first!.places[0]!.reason).toContain('80 bicycle theft offences in the 12 months to May 2014')
    expect(first!.notes.join()).toContain('places and routes will change')
    expect(await (await demand.first(reader, askedFor('drugs')))()).toBeNull()
  })
})

describe('dated records', () => {
  it('give small places, in the hours in which things happen, named and with a reason', async () => {
    const found = await of('bicycle-theft')
    expect([found.res, found.flat, found.month, found.unit, found.synthetic, found.blocks.length]).toEqual([10, false, '2014-06', 'offences', false, 4])
    const [first] = found.places
    expect(first!.name).toBe('Near The Anchor')
    expect(first!.cells.length).toBeLessThanOrEqual(3)
    expect(first!.reason).toMatch(/^80 bicycle theft offences in the 12 months to May 2014 \(The police force\).*the most of .* hexagons in Northmarsh; 1[0-9] expected in June 2014, 0\.\d+ of them in this shift\.$/)
    // 22:15 lies in the third block, 22:00 to midnight.
    expect(first!.expected[2]!).toBeGreaterThan(0.8 * sum(first!.expected))
    expect(first!.share).toBeGreaterThan(0.6)
    expect(found.cells[0]).toBe(first!.id)
    expect(found.plainCounts[0]).toBe(80)
    expect(found.method!.text).toContain('seven parts')
    const day = await of('bicycle-theft', { shiftFrom: '2014-06-07T08:00', shiftTo: '2014-06-07T16:00' })
    expect(sum(day.total)).toBeLessThan(0.2 * sum(found.total))
  })

  it('add up: a month of days has the month\'s expectation', async () => {
    const days = await Promise.all(Array.from({ length: 30 }, (_, d) => of('bicycle-theft', { shiftFrom: `2014-06-${String(d + 1).padStart(2, '0')}T00:00`, shiftTo: d === 29 ? '2014-07-01T00:00' : `2014-06-${String(d + 2).padStart(2, '0')}T00:00` })))
    expect(sum(days.flatMap(({ total }) => total))).toBeGreaterThan(15)
    expect(sum(days.flatMap(({ total }) => total))).toBeLessThan(25)
  })

  it('of a shift that lies far ahead rest on the month after the last one held, and say so', async () => {
    const found = await of('bicycle-theft', { shiftFrom: '2026-11-28T18:00', shiftTo: '2026-11-29T02:00' })
    expect(found.month).toBe('2014-06')
    expect(found.notes.join()).toContain('the shift lies in November 2026, records are held up to May 2014')
    const past = await of('bicycle-theft', { shiftFrom: '2014-04-05T18:00', shiftTo: '2014-04-06T02:00' })
    expect([past.month, past.plainCounts[0]]).toEqual(['2014-04', 48])
  })

  it('are visited where the planner says, and not where he says not', async () => {
    const before = await of('bicycle-theft')
    const [first, second] = before.places
    const found = await of('bicycle-theft', { must: [second!.id], exclude: first!.cells })
    expect(found.places[0]).toMatchObject({ id: second!.id, must: true })
    expect(found.places[0]!.reason).toMatch(/^To be visited by request: /)
    expect(found.places.flatMap(({ cells }) => cells).filter((cell) => first!.cells.includes(cell))).toEqual([])
    const coarse = await of('bicycle-theft', { exclude: [parentOf(first!.id, 7)] })
    expect(coarse.places.some(({ cells }) => cells.includes(first!.id))).toBe(false)
    const both = await of('bicycle-theft', { must: [first!.id], exclude: [first!.id] })
    expect(both.notes.join()).toContain('To be visited and left out at the same time')
  })

  it('of two districts are those of both', async () => {
    const day = { shiftFrom: '2014-06-11T08:00', shiftTo: '2014-06-11T16:00' }
    const [north, south, both] = await Promise.all([[northmarsh], [southmarsh], [northmarsh, southmarsh]].map((areas) => of('shoplifting', { ...day, areas })))
    expect(sum(both!.total)).toBeGreaterThan(0.8 * (sum(north!.total) + sum(south!.total)))
    expect(sum(both!.total)).toBeLessThan(1.25 * (sum(north!.total) + sum(south!.total)))
    expect(both!.places[0]!.reason).toContain('in Northmarsh and Southmarsh')
  })

  it('feed the effect of a plan', async () => {
    const found = await of('shoplifting')
    const effect = planEffect(found, [{ place: 0, startS: 0, endS: 900 }, { place: 1, startS: 0, endS: 900 }], { falling: 0.5, seed: '1', unitSeconds: 28_800, travelSeconds: 600 })
    expect(effect.covered).toBeCloseTo(found.places[0]!.expected[0]! + found.places[1]!.expected[0]!, 9)
    expect(effect.plain!.covered).toBeGreaterThan(0)
    expect(effect.fairness.map(({ group }) => group)).toEqual(['rural', 'urban'])
  })
})

describe('records by the month alone', () => {
  it('give larger places, flat hours, the publisher\'s names, and say so', async () => {
    const found = await of('vehicle-crime', { areas: [northmarsh, southmarsh] })
    expect([found.res, found.flat]).toEqual([9, true])
    expect(found.notes.join()).toContain('only the month of these records is known, so every hour of the shift counts alike')
    expect(new Set(found.places[0]!.expected.map((one) => one.toFixed(9))).size).toBe(1)
    expect(found.places.map(({ name }) => name)).toContain('Mill Lane')
    expect(new Set(found.places.map(({ name }) => name)).size).toBe(found.places.length)
    expect(found.source).toContain('Home Office')
  })

  it('mix with dated ones by the weights asked for', async () => {
    const found = await of('', { objective: [{ theme: 'vehicle-crime', weight: 3 }, { theme: 'shoplifting', weight: 1 }] })
    expect([found.res, found.flat, found.unit]).toEqual([9, false, 'events, themes weighted'])
    expect(found.notes.join()).toContain('Vehicle crime has 75 %, Shoplifting has 25 %')
    expect(found.places[0]!.reason).toContain('vehicle crime offences')
  })
})

describe('harm', () => {
  it('weighs what has weights, and says what has none', async () => {
    const violence = await of('violent-crime', { by: 'cchi' })
    expect(violence.unit).toBe('days of harm (Cambridge Crime Harm Index 2026)')
    expect(sum(violence.cellExpected)).toBeGreaterThan(10 * sum((await of('violent-crime')).cellExpected))
    const disorder = await of('anti-social-behaviour', { by: 'cchi' })
    expect([disorder.unit, disorder.notes.join()]).toEqual(['incidents', expect.stringContaining('counted, not weighed')])
    expect(disorder.cellExpected).toEqual((await of('anti-social-behaviour')).cellExpected)
  })
})

describe('too little, and what cannot be', () => {
  it('is no place and a note where nothing is held', async () => {
    const found = await of('ksi-collisions')
    expect([found.places, found.cells, found.method, sum(found.total)]).toEqual([[], [], null, 0])
    expect(found.notes.join()).toContain('nothing is loaded from which this shift could be forecast')
  })
  it.each([
    ['a shift that ends before it begins', { shiftTo: '2014-06-07T10:00' }, 'shiftTo'], ['a shift of two days', { shiftTo: '2014-06-09T18:00' }, 'shiftTo'], ['an area that is not there', { areas: ['E07000999'] }, 'area']
  ])('refuses %s by name', async (_, more, parameter) => { await expect(of('shoplifting', more)).rejects.toMatchObject({ parameter }) })
  it('keeps to a drawn part of the area', async () => {
    const whole = await of('shoplifting')
    const found = await of('shoplifting', { drawn: [[0.42, 51.72], [0.48, 51.72], [0.48, 51.78], [0.42, 51.78]] })
    expect(sum(found.total)).toBeLessThan(sum(whole.total))
    expect(found.notes.join()).toContain('of the drawn area')
    for (const { middle: [lng, lat] } of found.places) expect([lng > 0.42, lng < 0.48, lat > 51.72, lat < 51.78]).toEqual([true, true, true, true])
  })
})

describe('who lives there', () => {
  const effectOf = (found: Demand) => planEffect(found, [{ place: 0, startS: 0, endS: 900 }], { falling: 0.5, seed: '1', unitSeconds: 28_800, travelSeconds: 600 })
  it('is not told where nothing is loaded of it', async () => {
    const { deciles, fairnessNote } = effectOf(await of('shoplifting'))
    expect([deciles, fairnessNote]).toEqual([[], expect.stringMatching(/Deprivation is not loaded.*Residents are not loaded/)])
  })
  it('is told by class and by decile, each of all that live in the area', async () => {
    await load(test.db, 'households', files.write('residents.csv', 'lsoa21_code,residents\nE01099101,1000\nE01099102,3000\nE01099103,2000\nE01099104,2000\n'))
    await load(test.db, 'deprivation', files.write('deprivation.csv', 'LSOA11CD,decile\nE01098101,2\nE01098102,9\nE01098103,5\n'))
    const own = new DataVersion(test.db)
    const later = { version: (await own.current()).version, areas: [northmarsh, southmarsh] }
    const found = await of('shoplifting', later)
    expect(found.ruralResidentsShare).toBe(0.5)
    expect(found.decileResidentsShares).toEqual([0, 0.125, 0, 0, 0.5, 0, 0, 0, 0.375, 0])
    // West of 0.5 in the north, east of it, and the south.
    for (const { decile, middle: [lng, lat] } of found.places) expect(decile).toBe(lat < 51.7 ? 5 : lng < 0.5 ? 2 : 9)
    const { deciles, fairnessNote } = effectOf(found)
    expect(deciles.filter(({ minutes }) => minutes > 0)).toEqual([{ decile: found.places[0]!.decile, minutes: 15, share: 1, residentsShare: found.decileResidentsShares![found.places[0]!.decile! - 1] }])
    expect(fairnessNote).toBeNull()
    expect((await of('shoplifting', { ...later, areas: [northmarsh] })).decileResidentsShares).toEqual([0, 0.25, 0, 0, 0, 0, 0, 0, 0.75, 0])
  })
})
