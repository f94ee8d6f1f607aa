/** What was delivered, over HTTP: by hand, from tracks, for the team alone. */
import { describe, expect, it } from 'vitest'
import type { ErrorBody } from '../../api/schema.ts'
import type { UploadAnswer, Visit, BoardUnit } from '../../api/patrols/delivery-schema.ts'
import type { Dose } from '../../api/analysis/dosage.ts'
import { centreOf } from '../../api/analysis/h3-grid.ts'
import { readTrack } from '../../api/patrols/track-work.ts'
import { testDatabase } from '../support/database.ts'
import { deliveredPlan, highStreet, station } from '../support/delivered-plan.ts'
import { longTrack } from '../support/long-track.ts'
import { madePlan } from '../support/made-plan.ts'
import { signedInApp } from '../support/real-accounts.ts'

const test = testDatabase()
const { as } = signedInApp(test, { anna: { role: 'planner', districts: ['E07000070'] }, ben: { role: 'planner', districts: ['E07000066'] }, rita: { role: 'analyst', districts: [] } })
const plan = (fromMs?: number) => deliveredPlan(test.db, as('anna'), fromMs)
const codeOf = (response: { json: <T>() => T }) => response.json<ErrorBody>().error.code
const places = new Map([highStreet, station].map((cell) => [cell as string, centreOf(cell)]))
const visitsOf = async (path: string) => (await as('anna').get(`${path}/visits`)).json<{ visits: Visit[]; dosage: Dose[] }>()

/** A GPX track: minutes after the beginning and where. */
const gpx = (points: readonly (readonly [string, string])[]) => `<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>${points.map(([time, place]) => {
  const [lng, lat] = places.get(place) ?? [0.9, 51.9]
  return `<trkpt lat="${lat}" lon="${lng}"><ele>3</ele><time>${time}</time></trkpt>`
}).join('\n')}</trkseg></trk></gpx>`

describe('visits written down', () => {
  it('are kept once however often they are reported, and come to a dose', async () => {
    const { path, at } = await plan()
    const body = { visits: [{ unit: 'Foot 1', place: highStreet, arrivedAt: at(6), leftAt: at(19) }, { unit: 'Foot 1', place: station, arrivedAt: at(31), leftAt: at(56), note: 'Youths at the bus stop' }, { unit: 'Car 2', place: station, arrivedAt: at(50) }] }
    const first = await as('anna').post(`${path}/visits`, body)
    expect([first.statusCode, first.headers['cache-control']]).toEqual([200, 'private, no-store'])
    expect(first.json()).toMatchObject({ read: 3, matched: 3, leftOut: {}, stored: 3 })
    expect((await as('anna').post(`${path}/visits`, body)).json()).toMatchObject({ matched: 3, stored: 0 })
    const { visits, dosage } = await visitsOf(path)
    expect(visits.map(({ unit, place, source, reportedBy }) => [unit, place, source, reportedBy])).toEqual([['Foot 1', highStreet, 'typed', 'anna'], ['Foot 1', station, 'typed', 'anna'], ['Car 2', station, 'typed', 'anna']])
    expect(dosage).toMatchObject([{ unit: 'Foot 1', place: highStreet, slots: 1, met: 1, plannedMin: 15, deliveredMin: 13, excessMin: 0 }, { unit: 'Foot 1', place: station, met: 0, overlong: 1, deliveredMin: 25, excessMin: 5 }])
  })

  it('that cannot be are counted by reason, and the others are kept', async () => {
    const { path, at } = await plan()
    const one = { unit: 'Foot 1', place: highStreet, arrivedAt: at(6), leftAt: at(19) }
    const answer = (await as('anna').post(`${path}/visits`, { visits: [one, { ...one, unit: 'Nobody' }, { ...one, place: 'nowhere' }, { ...one, leftAt: at(5) }, { ...one, arrivedAt: at(-241) }, { ...one, arrivedAt: at(721), leftAt: null }, { ...one, arrivedAt: '2026-02-31T12:00:00Z', leftAt: null }] })).json<UploadAnswer>()
    expect(answer).toMatchObject({ read: 7, matched: 1, stored: 1 })
    expect(answer.leftOut).toEqual({ 'unit-unknown': 1, 'place-unknown': 1, 'time-out-of-order': 1, 'outside-shift': 3 })
  })

  it('two at once are one visit', async () => {
    const { path, at } = await plan()
    const body = { visits: [{ unit: 'Foot 1', place: highStreet, arrivedAt: at(6), leftAt: at(19) }] }
    const both = await Promise.all([1, 2].map(() => as('anna').post(`${path}/visits`, body)))
    expect(both.map((one) => one.json<UploadAnswer>().stored).sort()).toEqual([0, 1])
    expect((await visitsOf(path)).visits).toHaveLength(1)
  })

  it('leave entries in the trail', async () => {
    const { id, path, at } = await plan()
    await as('anna').post(`${path}/visits`, { visits: [{ unit: 'Foot 1', place: highStreet, arrivedAt: at(6) }] })
    await as('anna').get(`${path}/visits`, { 'x-purpose': 'Debrief' })
    expect(await test.db.rows('select act, purpose from audit_entries where subject = $1 order by seq', [id])).toEqual([{ act: 'plan-add', purpose: null }, { act: 'visits-add', purpose: null }, { act: 'read-visits', purpose: 'Debrief' }])
  })
})

describe('a track', () => {
  const upload = (path: string, body: string, type = 'application/gpx+xml', unit = '?unit=Foot%201') => as('anna').ask('POST', `${path}/visits${unit}`, body, { 'content-type': type })
  it('is matched to the places; what is read is what is matched and what is left out', async () => {
    const { path, at } = await plan()
    const minutes = (from: number, to: number, place: string) => Array.from({ length: to - from + 1 }, (_, k) => [at(from + k), place] as const)
    const track = [...minutes(-150, -149, 'far'), ...minutes(0, 2, highStreet), [at(1), highStreet] as const, ...minutes(3, 18, highStreet), ['never', highStreet] as const, ...minutes(30, 45, station), ['2099-01-01T00:00:00Z', station] as const]
    const answer = (await upload(path, gpx(track))).json<UploadAnswer>()
    expect(answer).toMatchObject({ read: 40, matched: 35, stored: 2, leftOut: { 'outside-shift': 3, 'time-backwards': 1, 'time-unreadable': 1 } })
    expect(answer.matched + Object.values(answer.leftOut).reduce((sum, n) => sum + n, 0)).toBe(answer.read)
    expect(answer.visits).toEqual([{ unit: 'Foot 1', place: highStreet, arrivedAt: at(0), leftAt: at(18) }, { unit: 'Foot 1', place: station, arrivedAt: at(30), leftAt: at(45) }])
    expect((await upload(path, gpx(track))).json()).toMatchObject({ stored: 0 })
    // The rest of the night, with the same beginning.
    expect((await upload(path, gpx([...track.slice(0, -1), ...minutes(46, 50, station)]))).json()).toMatchObject({ stored: 1 })
    expect((await visitsOf(path)).visits.map(({ leftAt, source }) => [leftAt!.slice(0, 19), source])).toEqual([[at(18).slice(0, 19), 'gpx'], [at(50).slice(0, 19), 'gpx']])
  })

  it('of 5 MB comes to the visits it would come to if it were short', async () => {
    const fromMs = Date.parse('2026-11-28T20:00:00Z')
    const { path } = await plan(fromMs)
    const text = longTrack('gpx', fromMs, 52_000)
    const answer = (await upload(path, text)).json<UploadAnswer>()
    const { visits, ...counts } = readTrack({ plan: madePlan(), type: 'application/gpx+xml', text, unit: 'Foot 1' })
    expect(answer).toEqual({ ...counts, stored: 30, visits: visits.map(({ unit, place, arrivedAt, leftAt }) => ({ unit, place, arrivedAt, leftAt })) })
    expect((await visitsOf(path)).visits).toHaveLength(30)
    const response = await upload(path, text.slice(0, -6))
    expect([response.statusCode, response.json<ErrorBody>().error]).toEqual([400, { code: 'bad-parameter', message: 'This is no well-formed GPX: <gpx> is not closed.', parameter: 'body' }])
  }, 90_000)

  it('as a table may hold several units and local times', async () => {
    const { path, at } = await plan(Date.parse('2026-07-04T19:00:00Z'))
    const [lng, lat] = places.get(station)!
    const lines = [0, 1, 2, 3, 4].flatMap((m) => [`Foot 1,2026-07-04 20:3${m},${lng},${lat}`, `Car 2,${at(60 + m)},${lng},${lat}`, `Nobody,${at(m)},${lng},${lat}`])
    const answer = (await upload(path, ['unit,time,lng,lat', ...lines, 'Foot 1,too,few', ''].join('\r\n'), 'text/csv', '')).json<UploadAnswer>()
    expect(answer).toMatchObject({ read: 16, matched: 10, leftOut: { 'unit-unknown': 5, 'wrong-number-of-fields': 1 } })
    expect(answer.visits).toEqual([{ unit: 'Foot 1', place: station, arrivedAt: at(30), leftAt: at(34) }, { unit: 'Car 2', place: station, arrivedAt: at(60), leftAt: at(64) }])
  })

  it.each([
    ['a document type', '<!DOCTYPE gpx [<!ENTITY a "b">]><gpx></gpx>', /document type/], ['no GPX', '<kml></kml>', /does not begin with <gpx>/], ['an open tag', '<gpx><trk>', /<trk> is not closed/],
    ['a wrong end', '<gpx><trk></gpx>', /closes nothing/], ['half a tag', '<gpx', /ends within a tag/], ['a depth', `<gpx>${'<a>'.repeat(60)}`, /too deeply/], ['no tag', 'hello', /no GPX/]
  ])('with %s is refused in words, and nothing is stored', async (_what, body, why) => {
    const { path } = await plan()
    const response = await upload(path, body)
    expect([response.statusCode, response.json<ErrorBody>().error.parameter]).toEqual([400, 'body'])
    expect(response.json<ErrorBody>().error.message).toMatch(why)
    expect((await visitsOf(path)).visits).toEqual([])
  })

  it('must say whose it is, and of a unit that there is', async () => {
    const { path, at } = await plan()
    const body = gpx([[at(0), station]])
    expect((await upload(path, body, 'application/gpx+xml', '')).json<ErrorBody>().error).toMatchObject({ code: 'bad-parameter', parameter: 'unit' })
    expect((await upload(path, body, 'application/gpx+xml', '?unit=Nobody')).json<ErrorBody>().error).toMatchObject({ parameter: 'unit' })
    expect((await upload(path, 'a,b\n1,2', 'text/csv')).json<ErrorBody>().error.message).toMatch(/columns time, lng and lat/)
    expect((await as('anna').ask('POST', `${path}/visits`, 'x'.repeat(9 * 1024 * 1024), { 'content-type': 'text/csv' })).statusCode).toBe(400)
  })
})

describe('the board', () => {
  const board = async (path: string) => (await as('anna').get(`${path}/board`)).json<{ running: boolean; units: BoardUnit[] }>()
  it('says where a unit is, where it goes next and how late it is', async () => {
    const { path, at } = await plan()
    expect((await board(path)).units).toMatchObject([{ name: 'Foot 1', state: 'under-way', place: null, next: { name: 'High Street & "Bank" <corner>', lateMin: 55 }, done: 0, planned: 2 }, { name: 'Car 2', state: 'done', next: null, planned: 0 }])
    await as('anna').post(`${path}/visits`, { visits: [{ unit: 'Foot 1', place: station, arrivedAt: at(40), note: 'Calm' }] })
    expect(await board(path)).toMatchObject({ running: true, units: [{ name: 'Foot 1', state: 'at-place', place: 'Station', minutes: 20, next: null, done: 1, missed: 1, note: 'Calm' }, {}] })
  })
  it('of a shift that is over has nothing next, and tells what was passed over', async () => {
    const { path, at } = await plan(Date.now() - 30 * 3_600_000)
    await as('anna').post(`${path}/visits`, { visits: [{ unit: 'Foot 1', place: highStreet, arrivedAt: at(6), leftAt: at(19) }] })
    expect(await board(path)).toMatchObject({ running: false, units: [{ state: 'done', next: null, done: 1, missed: 1 }, {}] })
  })
  it('of a shift to come has not begun', async () => {
    const { path } = await plan(Date.now() + 3 * 3_600_000)
    expect(await board(path)).toMatchObject({ running: false, units: [{ state: 'before', next: { lateMin: 0 } }, { state: 'before' }] })
  })
})

describe('another team and everybody else', () => {
  it('get nothing, and leave nothing', async () => {
    const { path, at } = await plan()
    const body = { visits: [{ unit: 'Foot 1', place: highStreet, arrivedAt: at(6) }] }
    for (const [method, address] of [['GET', '/visits'], ['GET', '/board'], ['POST', '/visits']] as const) {
      const ask = (who: Parameters<typeof as>[0]) => as(who).ask(method, path + address, method === 'POST' ? body : undefined)
      expect(codeOf(await ask('ben'))).toBe('unknown-plan')
      expect((await ask('rita')).statusCode).toBe(403)
      expect((await ask(null)).statusCode).toBe(401)
    }
    expect((await visitsOf(path)).visits).toEqual([])
  })
  it('and a plan without routes has a message', async () => {
    const { path, id } = await plan()
    await test.db.run('update patrol_plans set content = null, version = version + 1 where plan_id = $1', [id])
    expect((await as('anna').get(`${path}/board`)).json<ErrorBody>().error.message).toBe('This plan has no routes yet.')
  })
})
