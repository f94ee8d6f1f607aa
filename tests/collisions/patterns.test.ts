/** Hours, change, districts and points over HTTP, on made collisions whose answers are known. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { ChangeAnswer, DistrictsAnswer, HoursAnswer, PointsAnswer } from '../../api/collisions/pattern-schema.ts'
import { testApp, versionSettles } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { load, loadCounty } from '../support/ingest.ts'

const head = 'collision_index,longitude,latitude,police_force,collision_severity,number_of_vehicles,number_of_casualties,date,time,first_road_class,first_road_number,speed_limit'
const people = 'collision_index,vehicle_reference,casualty_reference,casualty_class,sex_of_casualty,age_of_casualty,casualty_severity,casualty_type'
/** Thirty in June 2014 in the north, ten of them KSI on a Friday at 22:00; ten in June 2013 in the south, one without a time. */
const now = Array.from({ length: 30 }, (_, i) => `n${i},${(0.41 + i * 0.002).toFixed(4)},51.75,42,${i < 10 ? 2 : 3},1,1,${i < 10 ? '13/06/2014,22:00' : '16/06/2014,08:59'},6,0,30`)
const before = Array.from({ length: 10 }, (_, i) => `o${i},${(0.41 + i * 0.002).toFixed(4)},51.65,42,3,1,1,17/06/2013,${i === 0 ? '-1' : '08:00'},6,0,30`)
const severityOf = (line: string) => line.split(',')[4]!
const casualties = [...now, ...before].map((line, i) => `${line.split(',')[0]},1,1,3,1,${i % 2 === 0 ? 9 : 40},${severityOf(line)},0`)

describe('patterns of collisions', () => {
  const test = testDatabase()
  const app = testApp(test)
  const folder = testFolder()

  beforeAll(async () => {
    await loadCounty(test.db, folder)
    await load(test.db, 'stats19', folder.write('collisions.csv', [head, ...now, ...before].join('\n')), folder.write('casualties.csv', [people, ...casualties].join('\n')))
  })

  it('are told by weekday and hour, those without a time apart', async () => {
    const { ksi, all, unknown, chosen } = await app.json<HoursAnswer>('/api/collisions/hours?from=2013-06&to=2014-06')
    // 13 June 2014 was a Friday, 16 June 2014 and 17 June 2013 were Mondays.
    expect([ksi[4 * 24 + 22], all[4 * 24 + 22], all[8], unknown, chosen]).toEqual([10, 10, 29, 1, 40])
    expect([ksi.reduce((a, b) => a + b), all.reduce((a, b) => a + b)]).toEqual([10, 39])
    expect((await app.json<HoursAnswer>('/api/collisions/hours?from=2013-06&to=2014-06&by=ksi')).chosen).toBe(10)
  })

  it('changed with an interval, and are called more only where that leaves out 1', async () => {
    const { rows, before, note } = await app.json<ChangeAnswer>('/api/collisions/change?from=2014-06&to=2014-06')
    expect(before).toEqual({ from: '2014-05', to: '2014-05', monthsHeld: 0 })
    expect(rows[0]).toMatchObject({ before: 0, after: 30, ratio: null, verdict: 'not-distinguishable' })
    expect(note).toMatch(/Before: No data/)
    const year = await app.json<ChangeAnswer>('/api/collisions/change?from=2013-07&to=2014-06')
    expect(year.before).toEqual({ from: '2012-07', to: '2013-06', monthsHeld: 1 })
    // One month of each year is loaded: 30 and 10 in as many months. R: poisson.test(c(30, 10)).
    expect(year.rows[0]).toMatchObject({ id: 'collisions', before: 10, after: 30, ratio: 3, lower: expect.closeTo(1.42741, 4), upper: expect.closeTo(6.8793, 4), verdict: 'more' })
    expect(year.rows.find(({ id }) => id === 'ksi-collisions')).toMatchObject({ before: 0, after: 10, ratio: null, upper: null, verdict: 'more' })
    expect(year.rows.find(({ id }) => id === 'children')).toMatchObject({ before: 0, after: 5 })
    expect(year.rows.find(({ id }) => id === 'cyclists')).toMatchObject({ before: 0, after: 0, verdict: 'not-distinguishable' })
  })

  it('lie where they lie, the worst first', async () => {
    const { points, more } = await app.json<PointsAnswer>('/api/collisions/points?from=2013-06&to=2014-06&bbox=0.4,51.7,0.45,51.8')
    expect([points.length, more, points[0]]).toEqual([21, 0, { id: 'n0', lng: 0.41, lat: 51.75, severity: 2, day: 5277 }])
    expect((await app.get('/api/collisions/points?bbox=1,2,0,3')).statusCode).toBe(400)
  })

  it('of districts are held against residents, or said to have none', async () => {
    const none = await app.json<DistrictsAnswer>('/api/collisions/districts?from=2013-06&to=2014-06')
    expect(none.districts).toMatchObject([{ name: 'Northmarsh', collisions: 30, ksi: 10, residents: null, rate: null, standing: null }, { name: 'Southmarsh', collisions: 10, ksi: 0 }])
    expect(none.note).toMatch(/Residents are not loaded/)
    const rows = ['E01099101,20000', 'E01099102,20000', 'E01099103,20000', 'E01099104,20000']
    await load(test.db, 'households', folder.write('residents.csv', ['LSOA21CD,residents', ...rows].join('\n')))
    await versionSettles()
    const { rate, districts, funnel } = await app.json<DistrictsAnswer>('/api/collisions/districts?from=2013-06&to=2014-06')
    // Two months are loaded: 10 in 80,000 residents and two months of a year.
    expect(rate).toBeCloseTo(10 / 0.8 / (2 / 12), 6)
    expect(districts).toMatchObject([{ name: 'Northmarsh', residents: 40_000, expected: 5, standing: 'within' }, { name: 'Southmarsh', expected: 5, standing: 'below' }])
    expect(funnel).toHaveLength(40)
    expect(funnel.at(-1)!.upper2).toBeLessThan(funnel[0]!.upper2)
  })
})
