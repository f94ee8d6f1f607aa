/** Where to stand, over HTTP in the demonstration county: the rural team's question, its proof, its limits, and what a moved point comes to. */
import { beforeAll, describe, expect, it } from 'vitest'
import { loadBasemap, loadDemonstrationAreas, placesCsv } from '../../api/ingest/demo.ts'
import type { Position } from '../../api/analysis/h3-grid.ts'
import { straightM } from '../../api/analysis/travel-distance.ts'
import { osrmRows } from '../../api/patrols/osrm-rows.ts'
import { Travel } from '../../api/patrols/travel.ts'
import { drivesFrom } from '../../api/response/reach-work.ts'
import type { LateAnswer } from '../../api/response/schema.ts'
import type { StandbyAnswer, StandbyBody } from '../../api/response/standby-schema.ts'
import { responseColumns, responses } from '../../fixtures/generator/index.ts'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { load, quiet } from '../support/ingest.ts'
import { osrmServer } from '../support/osrm-server.ts'
import { madeGraph } from '../support/roads.ts'
import { believeHeader } from '../support/signed-in.ts'

const csvOf = (columns: readonly string[], batches: Iterable<object[]>) =>
  [columns.join(','), ...[...batches].flat().map((row) => columns.map((column) => (row as Record<string, string>)[column] ?? '').join(','))].join('\n')

/** What is asked about here, and no more. */
const lastYear = () => [[...responses()].flat().filter(({ grade, call_at }) => grade === 'emergency' && call_at >= '2013-10')]

describe('standby points of the demonstration county', () => {
  const test = testDatabase()
  const app = testApp(test)
  const folder = testFolder()
  const post = (body: object, as: string | null = 'planner') => app.server.inject({ method: 'POST', url: '/api/response/standby', payload: body, headers: as ? { as } : {} })
  async function ask(body: StandbyBody): Promise<StandbyAnswer> {
    const response = await post({ from: '2013-10', to: '2014-09', ...body })
    expect(response.statusCode, response.body.slice(0, 300)).toBe(200)
    return response.json()
  }
  const rural: StandbyBody = { sites: 2, bases: ['Maldon', 'Dunmow'], only: 'rural', spread: 'west-and-east' }

  beforeAll(async () => {
    believeHeader(app.server)
    await loadBasemap(test.db)
    await loadDemonstrationAreas(test.db, quiet)
    await load(test.db, 'places', folder.write('places.csv', placesCsv()))
    await load(test.db, 'force-responses', folder.write('responses.csv', csvOf(responseColumns, lastYear())))
  }, 240_000)

  it('two more hubs for the rural team: one in the west, one in the east, and no pair reaches more', async () => {
    const answer = await ask(rural)
    const [west, east] = answer.points.filter(({ kept }) => !kept).map(({ position }) => position[0]!).sort((a, b) => a - b)
    expect(answer.points.filter(({ kept }) => kept).map(({ name }) => name)).toEqual(['Police base, Maldon', 'Police base, Dunmow'])
    expect(west!).toBeLessThan(0.6)
    expect(east!).toBeGreaterThan(0.6)
    expect(answer).toMatchObject({ proved: true, gap: 0, method: 'exact', unit: 'emergencies', limits: { urbanS: 900, ruralS: 1200 }, travelModel: 'distance', cover: { urban: { total: 0, share: null, status: null } } })
    expect(answer.cover.pooled.covered).toBeGreaterThan(answer.before!.cover.pooled.covered)
    expect(answer.text).toMatch(/^With .+ and .+ the points reach \d+\.\d % \(95 % interval .+\) of the 15,\d+ rural emergencies within 20 minutes, up from \d+\.\d % without them\. No other choice of as many points does better\.$/)
    // Wherever two may stand, at least as much is reached.
    expect((await ask({ ...rural, spread: 'anywhere' })).cover.pooled.covered).toBeGreaterThanOrEqual(answer.cover.pooled.covered)
    expect((await ask(rural)).points).toEqual(answer.points)
  })

  it('adds up: towns and country to all, demand of hexagons to the demand, and what each point alone reaches to what is lost without it', async () => {
    const answer = await ask({ sites: 3, bases: 'all' })
    const { urban, rural: country, pooled } = answer.cover
    expect([urban.covered + country.covered, urban.total + country.total]).toEqual([pooled.covered, pooled.total])
    expect(answer.reach.demand.reduce((sum, n) => sum + n, 0)).toBe(pooled.total)
    const { name } = answer.points.find(({ kept }) => !kept)!
    const without = await ask({ sites: 0, points: answer.points.filter((point) => point.name !== name).map(({ name: own, position }) => ({ name: own, position: position as [number, number] })) })
    expect(pooled.covered - without.cover.pooled.covered).toBe(answer.points.find((point) => point.name === name)!.loses)
    expect(answer.reach.cells).toHaveLength(answer.reach.seconds.length)
  })

  it('cover never falls with points, the bound is above it, and greedy is never better', async () => {
    const { curve, cover, greedy } = await ask({ sites: 4, curve: 8 })
    expect(curve.map(({ sites }) => sites)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    curve.slice(1).forEach(({ share, bound }, i) => {
      expect(share!).toBeGreaterThanOrEqual(curve[i]!.share!)
      expect(bound!).toBeGreaterThanOrEqual(share! - 1e-9)
    })
    expect(greedy!.cover.covered).toBeLessThanOrEqual(cover.pooled.covered)
  })

  it('has points for each part of the week, with its own demand and speed', async () => {
    const { week, calibrations, cover } = await ask({ sites: 2, bases: 'all', week: true, quick: true })
    expect(week).toHaveLength(5)
    expect(week.reduce((sum, one) => sum + one.cover.pooled.total, 0)).toBe(cover.pooled.total)
    for (const { points } of week) expect(points).toHaveLength(2)
    for (const { drives, factor, dispatchS } of calibrations) {
      expect(drives).toBeGreaterThan(5_000)
      expect(factor!).toBeGreaterThan(0.5)
      expect(dispatchS!).toBeGreaterThan(60)
    }
  })

  it('says what was observed beside what the model says', async () => {
    const { observed, text, cover } = await ask({ bases: 'all' })
    expect([observed!.pooled!.toFixed(3), observed!.rural!.toFixed(3)]).toEqual(['0.874', '0.787'])
    expect(observed!.text).toMatch(/From all bases the model reaches \d+\.\d % .+; 87\.4 % were attended in time\. The model is \d+\.\d points too (strict|hopeful)/)
    expect(text).toMatch(/^The points as they stand reach /)
    expect(cover.pooled.status).toBe('below')
  })

  it('tells no share of no points', async () => {
    const { text, points, note } = await ask({ bases: [], points: [] })
    expect([points, text]).toEqual([[], 'No point stands yet: there is no base among them, and no new point has been put. Find points, or put one on the map.'])
    expect(note ?? '').not.toContain('reached in time by none')
  })

  it('tells how late those far from a base are, each emergency with a place in one band', async () => {
    const late = (await app.get('/api/response/late?from=2013-10&to=2014-09', { as: 'analyst' })).json<LateAnswer>()
    expect(late.distances!.map(({ title }) => title)).toEqual(['Under 2 km from a base', '2 to 5 km', '5 to 10 km', '10 to 15 km', '15 km and more'])
    expect(late.distances!.reduce((sum, { total }) => sum + total, 0)).toBe(late.total)
    expect(late.distances!.reduce((sum, band) => sum + band.late, 0)).toBe(late.late)
  })

  it('set cover reaches everybody that can be reached, with as few as can be', async () => {
    const { cover, points, query, text, unreachable } = await ask({ model: 'set-cover', quick: true, only: 'rural' })
    expect(cover.pooled.covered).toBe(cover.pooled.total - unreachable.demand)
    expect(points).toHaveLength(query.sites)
    expect(text).toMatch(/^With \d+ new points /)
  })

  it('the demand can be a theme, and hexagons the places', async () => {
    const response = await post({ sites: 1, theme: 'rural-crime', from: '2013-10', to: '2014-09' })
    // No incidents are loaded here.
    expect([response.statusCode, response.json<StandbyAnswer>().text]).toEqual([200, 'There are no offences of this kind in these months.'])
    const { points, note } = await ask({ sites: 1, candidates: 'cells', quick: true })
    expect(points[0]!.name).toMatch(/^Near .+ \(\d+\)$/)
    expect(note).toMatch(/\d+ further candidates are left out\./)
  })

  it('says in words what is too many, unknown or not to be had', async () => {
    expect((await ask({ sites: 50, candidates: 'places', bases: 'all', quick: true })).note).toMatch(/^There are \d+ candidates for 50 points: all are chosen\./)
    for (const [body, parameter] of [[{ bases: ['Timbuktu'] }, 'bases'], [{ ...rural, sites: 3 }, 'spread'], [{ area: 'E07099999' }, 'area'], [{ from: '2014-09', to: '2014-01' }, 'from'], [{ points: [{ name: 'x', position: [200, 51] }] }, undefined]] as const) {
      const response = await post({ ...body })
      expect(response.statusCode, JSON.stringify(body)).toBe(parameter === 'area' ? 404 : 400)
      if (parameter) expect(response.json()).toMatchObject({ error: { parameter } })
    }
    expect((await post({ sites: 1, from: '2020-01', to: '2020-06' })).json()).toMatchObject({ text: 'There are no emergencies of this kind in these months.', cover: { pooled: { share: null } } })
  })

  it('a point in the sea reaches nothing and spoils nothing', async () => {
    const { cover } = await ask({ points: [{ name: 'Far out', position: [-8, 49.9] }] })
    expect(cover.pooled).toMatchObject({ covered: 0, share: 0 })
  })

  it('is closed to visitors, kept nowhere, and recorded without its points', async () => {
    expect((await post(rural, null)).statusCode).toBe(401)
    const response = await post({ points: [{ name: 'Secret place', position: [0.5, 51.7] }] })
    expect(response.headers['cache-control']).toBe('no-store')
    const trail = await test.db.rows<{ detail: object }>(`select account_name, role, act, subject, purpose, detail from audit_entries where act = 'plan-standby'`)
    expect(trail.length).toBeGreaterThan(5)
    expect(JSON.stringify(trail)).not.toMatch(/Secret|51\.7/)
  })
})

describe('times from points to hexagons', () => {
  const centres = Float64Array.from([0.4, 51.75, 0.42, 51.75, 0.41, 51.76, 0.6, 51.9])
  const classes = Uint8Array.from([1, 1, 2, 2])
  const points: Position[] = [[0.4, 51.75], [0.41, 51.76]]

  it('by distance: lengthened straight lines, faster where both ends are in the country', () => {
    const row = drivesFrom({ key: 'a', centres, classes, roads: null }, points[0]!, true)
    expect(row[0]).toBe(0)
    expect(row[1]).toBeCloseTo((straightM(points[0]!, [0.42, 51.75]) * 1.3 * 3.6) / 25, 2)
    expect(row[2]).toBeCloseTo((straightM(points[0]!, [0.41, 51.76]) * 1.4 * 3.6) / 50, 2)
  })

  it('along roads: the way to the nearest node, and none where no road is near', () => {
    const graph = madeGraph([[400_000, 51_750_000], [420_000, 51_750_000]], [{ from: 0, to: 1, metres: 1_400 }])
    const row = drivesFrom({ key: 'b', centres, classes, roads: { graph: '1', madeOn: '2026-01-01', roads: graph.roads } }, points[0]!, false)
    expect(row[0]).toBe(0)
    expect(row[1]).toBeGreaterThan(60)
    expect(row[3]).toBe(Infinity)
  })

  it('by a routing server: in parts, row by row, and left aside with a reason where it fails', async () => {
    const server = await osrmServer(5)
    try {
      const targets = Array.from(classes, (_, i): Position => [centres[2 * i]!, centres[2 * i + 1]!])
      const rows = await osrmRows(server.url, points, targets, { mostPoints: 5 })
      expect(server.asked).toHaveLength(2)
      rows.forEach((row, i) => row.forEach((seconds, k) => expect(seconds).toBeCloseTo((straightM(points[i]!, targets[k]!) * 1.2 * 3.6) / 30, 0)))
      server.behaviour = 'islands'
      expect((await osrmRows(server.url, points, targets, { mostPoints: 5 })).flatMap((row) => [...row]).every((seconds) => seconds === Infinity)).toBe(true)
      server.behaviour = 'far-away'
      expect((await osrmRows(server.url, points, targets, { mostPoints: 5 })).flatMap((row) => [...row]).every((seconds) => seconds === Infinity)).toBe(true)
      for (const behaviour of ['broken', 'not-a-table', 'too-many', 'no-table'] as const) {
        server.behaviour = behaviour
        const told = await new Travel({ routingUrl: server.url }).rowsByServer(points, targets)
        expect(told, behaviour).toMatchObject({ rows: null, note: expect.stringMatching(/^The routing server .+; times are worked out without it\.$/) })
      }
      await expect(osrmRows(server.url, Array.from({ length: 41 }, () => points[0]!), targets)).rejects.toThrow(/at most 40 points/)
    } finally {
      await server.stop()
    }
  })
})
