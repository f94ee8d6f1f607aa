/** Travel times of plans: which model answers, what it says of itself, and that a routing server that fails in any way costs seconds and no plan. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../api/config.ts'
import type { Position } from '../../api/analysis/h3-grid.ts'
import { circuity, straightM } from '../../api/analysis/travel-distance.ts'
import { Travel, type TravelParts } from '../../api/patrols/travel.ts'
import { ruralAt } from '../../api/patrols/travel-queries.ts'
import { travelModeIds, type TravelMode } from '../../api/vocabulary.ts'
import { WorkerPool } from '../../api/worker-pool.ts'
import { loadBasemap } from '../../api/ingest/demo.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { load, loadCounty } from '../support/ingest.ts'
import { osmFile, type MadeWay } from '../support/osm-file.ts'
import { osrmServer, type Behaviour, type OsrmServer } from '../support/osrm-server.ts'

const test = testDatabase()
const files = testFolder()
const reader = () => ({ db: test.db })
const points: Position[] = [[0.4, 51.75], [0.42, 51.75], [0.41, 51.76]]
interface Wish { at?: Position[]; modes?: TravelMode[]; choice?: 'best' | 'distance'; rural?: (boolean | null)[] }
const times = (parts: TravelParts, { at = points, modes = ['vehicle'], choice = 'best', rural = at.map(() => false) }: Wish = {}) =>
  new Travel(parts).times(at, modes, { choice, reader: reader(), rural })

describe('with neither server nor roads', () => {
  it('times are straight lines, lengthened, and the answer says so', async () => {
    const travel = await times({}, { modes: [...travelModeIds] })
    expect(travel).toMatchObject({ model: 'distance', models: { foot: 'distance', cycle: 'distance', vehicle: 'distance' }, notes: [] })
    expect(travel.text).toBe('Travel times are estimates from straight lines, lengthened by 1.3 in towns and 1.4 in the country, on foot at 4.8 km/h, by cycle at 15 km/h, in a vehicle at 25 km/h in towns and 50 km/h: no roads are loaded.')
    // 0.02 degrees of longitude at 51.75: 1,377 m in a straight line.
    expect(travel.metres.foot![1]).toBeCloseTo(straightM(points[0]!, points[1]!) * circuity.urban, 6)
    expect(travel.seconds.foot![1]).toBeCloseTo((1_376.9 * 1.3) / (4.8 / 3.6), -1)
    expect(travel.path('foot', [0, 1, 0])).toEqual([points[0], points[1], points[0]])
  })

  it('asks the database whether a place is rural where nobody has said', async () => {
    const asked = async () => (await times({}, { rural: [null, null, null] })).seconds.vehicle![1]!
    const [town, country] = [(await times({})).seconds.vehicle![1]!, (await times({}, { rural: [true, true, true] })).seconds.vehicle![1]!]
    expect(await asked()).toBe(town)
    await loadBasemap(test.db)
    // Both ends lie west of Chelmsford, in fields.
    expect(await asked()).toBe(country)
    expect((await times({}, { at: [[0.47, 51.735], [0.48, 51.735]], rural: [null, null] })).seconds.vehicle![1]).toBe((await times({}, { at: [[0.47, 51.735], [0.48, 51.735]], rural: [false, false] })).seconds.vehicle![1])
    await loadCounty(test.db, files)
    // By the class of the small area now: the north is rural, the south is not, whatever the basemap thinks.
    expect(await ruralAt(test.db, [[0.45, 51.75], [0.55, 51.75], [0.45, 51.65], [0.55, 51.65]])).toEqual([true, true, false, false])
    // And far from everything nobody knows.
    expect(await ruralAt(test.db, [[-3, 56]])).toEqual([null])
  })
})

describe('with imported roads', () => {
  const pool = new WorkerPool(new URL('../../api/patrols/worker.mjs', import.meta.url), 1)
  afterAll(() => pool.close())
  /** A street with a bend, one way for vehicles, and a footpath straight across. */
  beforeAll(async () => {
    const nodes = [[1, 0.4, 51.75], [2, 0.41, 51.76], [3, 0.42, 51.75]] as const
    const ways: MadeWay[] = [{ nodes: [1, 2, 3], tags: { highway: 'residential', name: 'Bend Street', oneway: 'yes' } }, { nodes: [3, 1], tags: { highway: 'footway', name: 'Short Path' } }, { nodes: [3, 1], tags: { highway: 'motorway', oneway: 'yes', ref: 'M1' } }]
    await load(test.db, 'roads', files.write('bend.osm.pbf', osmFile({ nodes: [...nodes], ways })))
  })

  it('ways follow them, by the rules of each way to travel', async () => {
    const travel = await times({}, { modes: [...travelModeIds] })
    expect(travel.models).toMatchObject({ foot: 'roads', vehicle: 'roads' })
    const [straight, arm] = [1_381.2, 1_309.6]
    expect([travel.metres.foot![1], travel.metres.foot![3]].map((one) => Math.abs(one! - straight) < 3)).toEqual([true, true])
    expect(Math.abs(travel.metres.vehicle![1]! - 2 * arm)).toBeLessThan(3)
    expect(Math.abs(travel.metres.vehicle![3]! - straight)).toBeLessThan(3)
    expect(travel.seconds.vehicle![3]).toBeCloseTo(straight / (72 / 3.6), 0)
    expect(travel.path('vehicle', [0, 1, 0])).toEqual([points[0], [0.4, 51.75], [0.41, 51.76], [0.42, 51.75], points[1], [0.42, 51.75], [0.4, 51.75], points[0]])
    // A cycle could go and never come back: such a street is no network.
    expect(travel.models.cycle).toBe('distance')
    expect([travel.model, travel.text]).toEqual(['distance', expect.stringMatching(/^Travel times on foot and in a vehicle follow the roads of OpenStreetMap as loaded on \d{4}-\d\d-\d\d.*contributors\. Travel times by cycle are estimates/)])
  })

  it('are the same on a thread', async () => {
    const [here, there] = [await times({}, { modes: ['foot', 'vehicle'] }), await times({ pool }, { modes: ['foot', 'vehicle'] })]
    expect([there.seconds, there.metres, there.text, there.path('vehicle', [0, 2, 1])]).toEqual([here.seconds, here.metres, here.text, here.path('vehicle', [0, 2, 1])])
    expect(await new Travel({ pool }).roadNames([[0.405, 51.7551], [0.41, 51.7501], [0.9, 51.9]], 100, { reader: reader() })).toEqual(['Bend Street', 'Short Path', null])
    expect(await new Travel().roadNames([[0.405, 51.7551]], 100, { reader: reader() })).toEqual(['Bend Street'])
  })

  it('are left for straight lines where a place is far from them, in words', async () => {
    const travel = await times({}, { at: [...points, [0.5, 51.75]] })
    expect(travel).toMatchObject({ model: 'distance', notes: ['1 of 4 places lie more than 2 km from the imported roads that can be used in a vehicle, so these ways are estimates from straight lines.'] })
    expect(travel.text).not.toMatch(/no roads are loaded/)
  })

  it('are not used where straight lines are asked for', async () => {
    expect(await times({}, { choice: 'distance' })).toMatchObject({ model: 'distance', notes: [], text: expect.stringMatching(/as was asked for\.$/) as string })
  })

  it('are read anew when others are loaded, and given up when they are gone', async () => {
    const travel = new Travel()
    const ask = async () => (await travel.times(points, ['foot'], { choice: 'best', reader: reader() })).metres.foot![1]!
    const before = await ask()
    await load(test.db, 'roads', files.write('round.osm.pbf', osmFile({ nodes: [[1, 0.4, 51.75], [2, 0.41, 51.76], [3, 0.42, 51.75]], ways: [{ nodes: [1, 2, 3], tags: { highway: 'residential' } }] })))
    expect(await ask()).toBeGreaterThan(before * 1.5)
    await test.db.run('delete from road_graphs')
    expect((await travel.times(points, ['foot'], { choice: 'best', reader: reader() })).model).toBe('distance')
  })
})

describe('with a routing server', () => {
  let server: OsrmServer
  beforeAll(async () => { server = await osrmServer() })
  afterAll(() => server.stop())
  const limits = { requestMs: 400, allMs: 1_000 }
  const ask = (behaviour: Behaviour, more: Wish = {}) => {
    Object.assign(server, { behaviour, asked: [], kmH: 30 })
    return times({ routingUrl: server.url, ...(behaviour.startsWith('hangs') ? { limits } : {}) }, more)
  }

  it('times and lengths are its own, and the answer says so', async () => {
    const travel = await ask('answers')
    expect(travel).toMatchObject({ model: 'osrm', notes: [], text: expect.stringMatching(/routing server \(OSRM\)/) as string })
    expect(travel.metres.vehicle![1]).toBeCloseTo(straightM(points[0]!, points[1]!) * 1.2, 0)
    expect(travel.seconds.vehicle![5]).toBeCloseTo((straightM(points[1]!, points[2]!) * 1.2 * 3.6) / 30, 0)
    expect(server.asked).toEqual(['/table/v1/car/0.40000,51.75000;0.42000,51.75000;0.41000,51.76000?annotations=duration,distance'])
  })

  it('more than a hundred places are asked for in parts, and come out as one table', async () => {
    const many: Position[] = Array.from({ length: 120 }, (_, i) => [0.3 + (i % 12) / 100, 51.6 + Math.floor(i / 12) / 100])
    const travel = await ask('answers', { at: many })
    expect([travel.model, server.asked.length]).toEqual(['osrm', 9])
    for (const [a, b] of [[3, 7], [3, 77], [77, 3], [119, 0], [60, 110]] as const) expect(travel.seconds.vehicle![a * 120 + b], `${a} to ${b}`).toBeCloseTo((straightM(many[a]!, many[b]!) * 1.2 * 3.6) / 30, 0)
    expect(Math.max(...server.asked.map((path) => path.length))).toBeLessThan(8_000)
  })

  it('a place that it cannot reach is no way, and one without lengths has none', async () => {
    expect([...(await ask('islands')).seconds.vehicle!]).toEqual([0, Infinity, Infinity, Infinity, 0, Infinity, Infinity, Infinity, 0])
    const travel = await ask('without-distances')
    expect([travel.model, travel.metres.vehicle![1]]).toEqual(['osrm', NaN])
  })

  it.each<[Behaviour, RegExp]>([
    ['no-table', /^The routing server has no table for these positions \(NoTable\); ways in a vehicle are worked out without it\.$/], ['no-segment', /\(NoSegment\)/], ['hangs', /does not answer in time/], ['hangs-halfway', /does not answer in time/],
    ['too-many', /asks for fewer questions \(429\)/], ['broken', /\(502\)/], ['not-a-table', /something that is no table/], ['far-away', /no road within 2 km/], ['endless', /more than a table can be/], ['moved', /cannot be reached/]
  ])('one that fails (%s) is left for the next model, with a note, in time', async (behaviour, note) => {
    const begun = performance.now()
    const travel = await ask(behaviour)
    expect(travel).toMatchObject({ model: 'distance', notes: [expect.stringMatching(note) as string] })
    expect(performance.now() - begun).toBeLessThan(8_000)
  })

  it('one that is made for cars does not answer for walkers', async () => {
    const travel = await ask('answers', { modes: ['foot', 'vehicle'] })
    expect(travel).toMatchObject({ models: { foot: 'distance', vehicle: 'osrm' }, notes: ['The routing server answers with 30 km/h on foot, so it is made for another way to travel; ways on foot are worked out without it.'] })
  })

  it('one for each way to travel is asked by its name', async () => {
    Object.assign(server, { behaviour: 'answers', asked: [], kmH: 5 })
    expect((await times({ routingUrl: `${server.url}/{profile}/`, limits }, { modes: ['foot'] })).model).toBe('osrm')
    expect(server.asked[0]).toMatch(/^\/foot\/table\/v1\/foot\//)
  })

  it('one that did not answer is not asked again at once', async () => {
    Object.assign(server, { behaviour: 'hangs', asked: [] })
    const travel = new Travel({ routingUrl: server.url, limits, pauseMs: 60_000 })
    for (let i = 0; i < 3; i++) await travel.times(points, ['foot', 'vehicle'], { choice: 'best', reader: reader(), rural: [false, false, false] })
    expect(server.asked).toHaveLength(1)
  })

  it.each([['http://127.0.0.1:5000/', 'http://127.0.0.1:5000'], ['http://osrm:5000', 'http://osrm:5000'], ['http://10.1.2.3/{profile}', 'http://10.1.2.3/{profile}'], ['http://[::1]:5000', 'http://[::1]:5000'], ['https://routes.example.org/osrm', 'https://routes.example.org/osrm'], ['', undefined]])('may be named as %s', (text, kept) => {
    expect(readConfig({ ROUTING_URL: text }).routingUrl).toBe(kept)
  })

  it.each([['http://routes.example.org', /https/], ['http://11.0.0.1', /https/], ['http://127.0.0.1.example.org', /https/], ['ftp://10.0.0.1', /https/], ['routes', /https/], ['https://anna:secret@routes.example.org', /alone/], ['https://routes.example.org/?key=1', /alone/]])('may not be named as %s', (text, words) => {
    expect(() => readConfig({ ROUTING_URL: text })).toThrow(words)
    expect(() => readConfig({ ROUTING_URL: text })).not.toThrow(/secret/)
  })
})
