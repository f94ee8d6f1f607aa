/** Clusters and roads laid out straight over HTTP: made collisions whose clusters are known, on the engine under test. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { ClustersAnswer } from '../../api/collisions/cluster-schema.ts'
import type { SheetAnswer } from '../../api/collisions/sheet-schema.ts'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { load, loadCounty } from '../support/ingest.ts'
import { osmFile } from '../support/osm-file.ts'

const head = 'collision_index,longitude,latitude,police_force,collision_severity,number_of_vehicles,number_of_casualties,date,time,first_road_class,first_road_number,speed_limit,junction_detail,light_conditions,urban_or_rural_area'
const people = 'collision_index,vehicle_reference,casualty_reference,casualty_class,sex_of_casualty,age_of_casualty,casualty_severity,casualty_type'
interface Made { id: string; lng: number; lat: number; severity?: number; road?: string; time?: string; light?: number; type?: number; age?: number; month?: string }
/** About 10 m in degrees at the county. */
const TEN_M = { lng: 0.000145, lat: 0.00009 }
const around = (name: string, lng: number, lat: number, n: number, rest: Partial<Made> = {}): Made[] =>
  Array.from({ length: n }, (_, i) => ({ id: `${name}${i}`, lng: lng + (i % 2) * TEN_M.lng, lat: lat + Math.floor(i / 2) * TEN_M.lat, ...rest }))
/** Single collisions far from each other, so that there is something to expect. */
const scattered = Array.from({ length: 60 }, (_, i): Made => ({ id: `s${String(i).padStart(2, '0')}`, lng: 0.405 + (i % 10) * 0.012, lat: 51.605 + Math.floor(i / 10) * 0.012 }))
const made = [...around('a', 0.45, 51.75, 6, { road: '3,12' }), ...around('b', 0.5, 51.7, 4, { severity: 2, type: 0, age: 30, light: 4, time: '23:30' }), ...around('c', 0.55, 51.72, 3), ...scattered]
const collisions = made.map(({ id, lng, lat, severity = 3, road = '6,0', time = '08:15', light = 1, month = '06' }) =>
  `${id},${lng.toFixed(6)},${lat.toFixed(6)},42,${severity},1,1,10/${month}/2014,${time},${road},60,0,${light},1`)
const casualties = made.map(({ id, severity = 3, type = 9, age = 40 }) => `${id},1,1,${type === 0 ? 3 : 1},1,${age},${severity},${type}`)

describe('clusters of collisions', () => {
  const test = testDatabase()
  const app = testApp(test)
  const folder = testFolder()
  const ask = (query: string) => app.json<ClustersAnswer>(`/api/collisions/clusters?${query}`)

  beforeAll(async () => {
    await loadCounty(test.db, folder)
    await load(test.db, 'stats19', folder.write('collisions.csv', [head, ...collisions].join('\n')), folder.write('casualties.csv', [people, ...casualties].join('\n')))
  })

  it('are found by the rule, ranked by what lies behind the count, and say what the rest of the county would lead to expect', async () => {
    const answer = await ask('preset=wales')
    expect(answer.clusters.map(({ collisions, ksi, within }) => [collisions, ksi, within])).toEqual([[6, 0, 6], [4, 4, 4]])
    expect(answer).toMatchObject({ snapped: null, method: expect.stringMatching(/^No roads are loaded/) })
    const [first, second] = answer.clusters
    expect(first).toMatchObject({ rank: 1, road: 'A12', fatal: 0, serious: 0, slight: 6, casualties: 6, value: 6 * 21_372, radiusM: 50 })
    expect(second).toMatchObject({ rank: 2, road: null, serious: 4, dark: 4, groups: { pedestrians: 4, children: 0 } })
    // Further ones: five around each of six, three around four, two around three, none around sixty.
    const mean = (6 * 5 + 4 * 3 + 3 * 2) / 73
    expect(first!.expectation!.expected).toBeCloseTo(mean, 5)
    expect(first!.expectation).toMatchObject({ basis: 'surroundings', held: 5, own: false, places: 73 })
    expect(first!.expectation!.behind).toBeGreaterThan(mean)
    expect(first!.expectation!.behind).toBeLessThan(5)
    expect(first!.reason).toMatch(/6 injury collisions, 0 of them KSI, on the A12.* in 1 month, 6 within 50 m/)
    expect(answer).toMatchObject({ chosen: 73, inClusters: 10, monthsHeld: 1, monthsAsked: 36, dense: { groups: 2, members: 10, alone: 63 }, query: { from: '2011-07', to: '2014-06' } })
    expect(answer.note).toMatch(/rule is for 36 months and 1 are loaded/)
  })

  it('follow the measure, the group, the light, the hours and the road that are asked for', async () => {
    const sizes = async (query: string) => (await ask(query)).clusters.map(({ collisions }) => collisions)
    expect(await sizes('preset=free&fewest=3')).toEqual([6, 4, 3])
    expect(await sizes('preset=free&fewest=3&by=severity')).toEqual([4, 6, 3])
    expect(await sizes('by=ksi')).toEqual([4])
    expect(await sizes('group=pedestrians')).toEqual([4])
    expect(await sizes('light=dark')).toEqual([4])
    expect(await sizes('fromHour=22&toHour=4')).toEqual([4])
    expect(await sizes('fromHour=4&toHour=22')).toEqual([6])
    expect(await sizes('road=A12')).toEqual([6])
    expect(await sizes('preset=somerset')).toEqual([])
  })

  it('come as a table and as points, which name their rule', async () => {
    const table = await app.get('/api/collisions/clusters', { accept: 'text/csv' })
    expect(table.headers['content-type']).toMatch('text/csv')
    expect(table.body.split('\r\n')[1]).toMatch(/^1,a\d,0\.45\d*,51\.75\d*,A12,/)
    const map = JSON.parse((await app.get('/api/collisions/clusters', { accept: 'application/geo+json' })).body) as { rule: string; features: { properties: object }[] }
    expect(map.rule).toMatch('At least 4 injury collisions within 50 m, in 36 months (Welsh Government')
    expect(map.features).toHaveLength(2)
    expect(map.features[0]!.properties).toMatchObject({ rank: 1, pedestrians: 0, members: 'a0 a1 a2 a3 a4 a5' })
  })

  it('refuse numbers of their own for a named rule, and one hour without the other', async () => {
    const errorOf = async (query: string) => JSON.parse((await app.get(`/api/collisions/clusters?${query}`)).body) as unknown
    expect(await errorOf('preset=wales&fewest=3')).toMatchObject({ error: { code: 'bad-parameter', parameter: 'fewest', message: expect.stringMatching('ask for the rule "free"') } })
    expect(await errorOf('fromHour=3')).toMatchObject({ error: { parameter: 'toHour' } })
    expect(await errorOf('area=E00000000')).toMatchObject({ error: { code: 'unknown-area' } })
    expect(await errorOf('road=London%20Road')).toMatchObject({ error: { parameter: 'road' } })
  })

  it('have a sheet with their collisions, and none by another rule', async () => {
    const { clusters } = await ask('')
    const sheet = await app.json<SheetAnswer>(`/api/collisions/clusters/${clusters[1]!.id}`)
    expect(sheet).toMatchObject({ of: 2, cluster: { rank: 2, collisions: 4 }, unknownTimes: 0, years: [{ year: 2014, collisions: 4, ksi: 4 }] })
    expect(sheet.collisions.map(({ id, time, severity }) => [id, time, severity])).toEqual(['b0', 'b1', 'b2', 'b3'].map((id) => [id, '23:30', 'serious']))
    expect(sheet.collisions[0]).toMatchObject({ lng: 0.5, lat: 51.7, day: '2014-06-10', road: null, speedLimit: 60, light: '4', casualties: [{ class: '3', type: '0', severity: 'serious', age: '26 to 69' }] })
    // The tenth of June 2014 was a Tuesday.
    expect([sheet.hours[23], sheet.weekdays]).toEqual([4, [0, 4, 0, 0, 0, 0, 0]])
    expect((await app.get(`/api/collisions/clusters/${clusters[1]!.id}?preset=somerset`)).statusCode).toBe(404)
  })

  it('say so where no data are loaded for the months', async () => {
    expect(await ask('from=2001-01&to=2001-12')).toMatchObject({ clusters: [], chosen: 0, monthsHeld: 0, note: expect.stringMatching('No data are loaded') })
  })

  it('of roads without a drawn line have counts and no rate', async () => {
    expect(await app.json('/api/collisions/roads?roads=A12,A999')).toMatchObject({
      roads: [{ ref: 'A12', lengthKm: null, collisions: 6, ksi: 0, rate: null, windows: [] }, { ref: 'A999', collisions: 0 }], note: expect.stringMatching(/No line is loaded for A12, A999/)
    })
  })

  it('are DBSCAN\'s of PostGIS, cores and noise alike', async () => {
    const rows = await test.db.rows<{ name: string; own: number | null }>(`select collision_index as name, st_clusterdbscan(st_transform(st_setsrid(st_point(lng_e6 / 1e6, lat_e6 / 1e6), 4326), 27700), 50, 4) over () as own from collision_points`)
    const theirs = rows.filter(({ own }) => own !== null)
    const { dense } = await ask('preset=wales')
    expect([new Set(theirs.map(({ own }) => own)).size, theirs.length, rows.length - theirs.length]).toEqual([dense.groups, dense.members, dense.alone])
  })
})

describe('clusters on loaded roads', () => {
  const test = testDatabase()
  const app = testApp(test)
  const folder = testFolder()

  beforeAll(async () => {
    await loadCounty(test.db, folder)
    await load(test.db, 'stats19', folder.write('collisions.csv', [head, ...collisions].join('\n')), folder.write('casualties.csv', [people, ...casualties].join('\n')))
    // One primary road west to east through the first cluster, about 6.9 km of it in the county, and a street through every row of single ones.
    const rows = [51.75, ...Array.from({ length: 6 }, (_, i) => 51.605 + i * 0.012)]
    const nodes = rows.flatMap((lat, i) => Array.from({ length: 101 }, (_, k) => [i * 1000 + k + 1, 0.4001 + k * 0.001998, lat] as const))
    const ways = rows.map((_, i) => ({ nodes: Array.from({ length: 101 }, (_one, k) => i * 1000 + k + 1), tags: { highway: i === 0 ? 'primary' : 'residential', name: `Road ${i}` } }))
    await load(test.db, 'roads', folder.write('roads.osm.pbf', osmFile({ nodes, ways })))
  }, 120_000)

  it('lie at the nearest road of their class, and what is far from all roads stays', async () => {
    const { snapped, method } = await app.json<ClustersAnswer>('/api/collisions/clusters')
    // Six beside the A road, at most 18 m from it, and sixty on streets; four and three lie where no road runs.
    expect(snapped).toMatchObject({ moved: 66, away: 7 })
    expect(snapped!.farthestM).toBeGreaterThan(18)
    expect(snapped!.farthestM).toBeLessThan(25)
    expect(method).toMatch(/^Collisions count at the nearest loaded road of their class \(66 of 73, moved by at most 2\d m\); 7 farther than 60 m from every road stay where the file has them\./)
  })

  it('have an expectation by their lengths, and say so', async () => {
    const { clusters: [first, second], method } = await app.json<ClustersAnswer>('/api/collisions/clusters')
    expect(method).toMatch(/rests on the lengths of the loaded roads/)
    // Six on 13.8 km of A road, 0.1 km of which lies in the circle.
    expect(first!.expectation).toMatchObject({ basis: 'length', held: 6, kind: '0.10 km of A roads' })
    expect(first!.expectation!.expected / (6 * 0.1 / 13.8)).toBeCloseTo(1, 0)
    expect(first!.reason).toMatch(/On the 0.10 km of A roads in that circle, 0.0 are expected; here are 6/)
    // No road runs there.
    expect(second!.expectation).toMatchObject({ basis: 'surroundings', held: 3 })
  })
})
