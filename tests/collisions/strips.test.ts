/** Roads laid out straight over HTTP: collisions set along the authored A12 inside the invented county. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { StripsAnswer } from '../../api/collisions/cluster-schema.ts'
import { loadBasemap } from '../../api/ingest/demo.ts'
import { county } from '../../fixtures/county/index.ts'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { load, loadCounty } from '../support/ingest.ts'
import { osmFile } from '../support/osm-file.ts'

const line = county.roads.find(({ ref }) => ref === 'A12')!.lines[0]!
const inside = line.filter(([lng, lat]) => lng > 0.4 && lng < 0.6 && lat > 51.6 && lat < 51.8)
const head = 'collision_index,longitude,latitude,police_force,collision_severity,number_of_vehicles,number_of_casualties,date,time,first_road_class,first_road_number,speed_limit'
const row = (id: string, [lng, lat]: readonly [number, number], severity: number, road = '3,12') => `${id},${lng.toFixed(6)},${lat.toFixed(6)},42,${severity},1,1,10/06/2014,08:15,${road},70`
const bad = inside[Math.floor(inside.length / 2)]!
const rows = [
  ...Array.from({ length: 6 }, (_, i) => row(`bad${i}`, [bad[0] + i * 0.0003, bad[1]], 2)), ...inside.map((at, i) => row(`slight${i}`, at, 3)),
  row('fatal', inside[0]!, 1), row('away', [0.59, 51.61], 3), row('other', bad, 1, '3,13'), ...[0.43, 0.44, 0.441].map((lng, i) => row(`lane${i}`, [lng, 51.7501], 2, '4,1008'))
]
const metres = ([a, b]: readonly [number, number], [c, d]: readonly [number, number]) => Math.hypot((c - a) * 69_000, (d - b) * 111_250)

describe('a road laid out straight', () => {
  const test = testDatabase()
  const app = testApp(test)
  const folder = testFolder()

  beforeAll(async () => {
    await loadCounty(test.db, folder)
    await loadBasemap(test.db)
    await load(test.db, 'stats19', folder.write('collisions.csv', [head, ...rows].join('\n')))
  })

  it('has its length inside the area, its rate with an interval, and its worst kilometre', async () => {
    const { roads: [a12], note } = await app.json<StripsAnswer>('/api/collisions/roads?roads=A12&from=2013-07&to=2014-06')
    const drawn = inside.slice(1).reduce((sum, at, i) => sum + metres(inside[i]!, at), 0) / 1000
    // The line goes on to the border of the county at both ends.
    expect(a12!.lengthKm).toBeGreaterThan(drawn)
    expect(a12!.lengthKm).toBeLessThan(drawn + 8)
    expect(a12).toMatchObject({ collisions: rows.length - 4, ksi: 7, away: 1 })
    // Seven in one loaded month. R: poisson.test(7)$conf.int = 2.8144, 14.4226.
    const size = a12!.lengthKm! / 12
    expect(a12!.rate).toMatchObject({ perKmYear: expect.closeTo(7 / size, 6), lower: expect.closeTo(2.81436 / size, 3), upper: expect.closeTo(14.42268 / size, 3) })
    const [worst] = a12!.windows
    expect(worst).toMatchObject({ ksi: 6, chance: 0.001 })
    expect(worst!.toKm - worst!.fromKm).toBeCloseTo(1, 6)
    expect(metres(worst!.middle as [number, number], bad)).toBeLessThan(1000)
    expect(a12!.kilometres.reduce((sum, { ksi }) => sum + ksi, 0)).toBe(7)
    expect(a12!.points).toHaveLength(rows.length - 5)
    expect(note).toMatch(/1 collision lies too far from the line/)
  })

  it('takes the reader\'s choice, and an area', async () => {
    const { roads } = await app.json<StripsAnswer>('/api/collisions/roads?roads=A12,A13&from=2013-07&to=2014-06&fromHour=10&toHour=12')
    expect(roads.map(({ ref, collisions }) => [ref, collisions])).toEqual([['A12', 0], ['A13', 0]])
    const north = await app.json<StripsAnswer>('/api/collisions/roads?roads=A12&from=2013-07&to=2014-06&area=E07099001')
    const whole = await app.json<StripsAnswer>('/api/collisions/roads?roads=A12&from=2013-07&to=2014-06')
    expect(north.roads[0]!.lengthKm!).toBeLessThan(whole.roads[0]!.lengthKm!)
    expect((await app.get('/api/collisions/roads?roads=A12;drop')).statusCode).toBe(400)
  })

  it('that nobody has drawn takes its line from imported roads, from the end towards London', async () => {
    const before = await app.json<StripsAnswer>('/api/collisions/roads?roads=B1008&from=2013-06&to=2014-06')
    expect(before).toMatchObject({ roads: [{ lengthKm: null, rate: null, collisions: 3 }], note: expect.stringMatching(/No line is loaded for B1008/) })
    const nodes = Array.from({ length: 21 }, (_, i): [number, number, number] => [i + 1, 0.45 - 0.0015 * i, 51.75])
    await load(test.db, 'roads', folder.write('roads.osm.pbf', osmFile({ nodes, ways: [{ nodes: nodes.map(([id]) => id), tags: { highway: 'secondary', name: 'Broomfield Road', ref: 'B1008; B1016' } }] })))
    const { roads: [lane], note } = await app.json<StripsAnswer>('/api/collisions/roads?roads=B1008&from=2013-07&to=2014-06')
    const km = metres([0.42, 51.75], [0.45, 51.75]) / 1000
    expect([lane!.lengthKm, lane!.rate!.perKmYear, note]).toEqual([expect.closeTo(km, 2), expect.closeTo((3 / km) * 12, 0), expect.not.stringMatching(/No line|too far/)])
    // It runs eastwards.
    expect(lane!.points.map((point) => point.km)).toEqual([0.01, 0.02, 0.021].map((east) => expect.closeTo(east * 69, 1)))
    expect(await app.json('/api/collisions/roads?roads=A12&from=2013-07&to=2014-06')).toMatchObject({ roads: [{ ksi: 7 }] })
  })
})
