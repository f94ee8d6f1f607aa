/** Attendance files with everything that goes wrong in them: nights on which clocks change, stamps out of order, unknown grades, places outside, no class anywhere. */
import { beforeAll, describe, expect, it } from 'vitest'
import { instantsOf, readings } from '../../api/ingest/clock-readings.ts'
import { RefusedFileError } from '../../api/ingest/refusal.ts'
import type { ComplianceAnswer, HeadlineAnswer } from '../../api/response/schema.ts'
import { testApp, versionSettles } from '../support/app.ts'
import { boundaryFiles, lsoaChanges, ruralClasses } from '../support/county.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { load, sourceOf } from '../support/ingest.ts'
import { believeHeader } from '../support/signed-in.ts'

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString().slice(0, 16))

describe('a local time as an instant', () => {
  it('is an hour behind in summer and the same in winter', () => {
    expect(readings('2014-07-01T12:00:00')).toEqual({ instants: [Date.UTC(2014, 6, 1, 11)], sure: true })
    expect(readings('2014-12-01T12:00:00')).toEqual({ instants: [Date.UTC(2014, 11, 1, 12)], sure: true })
  })
  it('means two moments in the hour that comes twice, and one an hour later in the hour that is left out', () => {
    expect(readings('2014-10-26T01:30:00')).toEqual({ instants: [Date.UTC(2014, 9, 26, 0, 30), Date.UTC(2014, 9, 26, 1, 30)], sure: false })
    expect(readings('2014-10-26T00:59:00').sure && readings('2014-10-26T02:00:00').sure).toBe(true)
    expect(readings('2014-03-30T01:30:00')).toEqual({ instants: [Date.UTC(2014, 2, 30, 1, 30)], sure: false })
  })
  it('is read so that call, dispatch and arrival follow each other as closely as they can', () => {
    const of = (call: string, dispatched: string | null, arrived: string | null) => { const { call: c, dispatched: d, arrived: a, sure } = instantsOf(call, dispatched, arrived); return [iso(c), iso(d), iso(a), sure] }
    // Called at five to one, reached at ten past by the clock that has not changed yet.
    expect(of('2014-10-26T00:55:00', null, '2014-10-26T01:10:00')).toEqual(['2014-10-25T23:55', null, '2014-10-26T00:10', false])
    // Called at ten to two the second time round, reached at five past two.
    expect(of('2014-10-26T01:50:00', '2014-10-26T01:52:00', '2014-10-26T02:05:00')).toEqual(['2014-10-26T01:50', '2014-10-26T01:52', '2014-10-26T02:05', false])
    // By the clock reached before the call: over the change, 20 minutes.
    expect(of('2014-10-26T01:50:00', null, '2014-10-26T01:10:00')).toEqual(['2014-10-26T00:50', null, '2014-10-26T01:10', false])
    expect(of('2014-10-26T12:00:00', null, '2014-10-26T11:00:00')).toEqual(['2014-10-26T12:00', null, '2014-10-26T11:00', true])
  })
})

const head = 'incident_id,grade,call_at,dispatched_at,arrived_at,lng,lat,call_answered_s,road,ruc'
const day = (time: string) => `2014-10-06T${time}`
/** Twelve in time, so that the file is not refused for what is wrong in it. */
const sound = Array.from({ length: 60 }, (_, i) => `S${i},emergency,${day('10:00:00')},${day('10:02:00')},${day('10:12:00')},0.45,51.75,5,,`)
const faulty = [
  `B1,emergency,${day('10:00:00')},,,0.45,51.75,,,`, `B2,emergency,${day('10:00:00')},,${day('09:59:00')},0.45,51.75,,,`, `B3,emergency,${day('10:00:00')},,${day('10:00:00')},0.45,51.75,,,`,
  `B4,emergency,${day('10:00:00')},,2014-10-08T10:00:00,0.45,51.75,,,`, `B5,emergency,${day('10:00:00')},${day('10:20:00')},${day('10:10:00')},0.45,51.75,,,`,
  `O1,emergency,${day('10:00:00')},,${day('10:10:00')},0.9,52.3,,,`, `N1,emergency,${day('10:00:00')},,${day('10:10:00')},,,,,urban`,
  `C1,emergency,2014-10-26T01:50:00,,2014-10-26T01:10:00,0.45,51.75,,,`
]
const rejected = [`R1,urgent,${day('10:00:00')},,${day('10:10:00')},0.45,51.75,,,`, `R2,emergency,yesterday,,${day('10:10:00')},0.45,51.75,,,`, `,emergency,${day('10:00:00')},,${day('10:10:00')},0.45,51.75,,,`, `R4,emergency,${day('10:00:00')},,${day('10:10:00')},51.75,0.45,,,`, `R5,emergency,1900-01-01,,${day('10:10:00')},0.45,51.75,,,`]

describe('a file of attendance', () => {
  const test = testDatabase()
  const app = testApp(test)
  const folder = testFolder()
  const ask = async (query: string) => {
    await versionSettles()
    const response = await app.get(`/api/response/compliance?${query}`, { as: 'planner' })
    expect(response.statusCode, response.body.slice(0, 200)).toBe(200)
    return response.json<ComplianceAnswer>()
  }
  const month = 'from=2014-10&to=2014-10'

  beforeAll(async () => {
    believeHeader(app.server)
    const county = folder.folder('county')
    for (const [name, text] of Object.entries(boundaryFiles)) county.write(`boundaries/${name}`, text)
    await load(test.db, 'areas', `${county.path}/boundaries`)
  })

  it('before any is loaded: no share, and it is said what is needed', async () => {
    expect(await ask('')).toMatchObject({ rows: [], whole: { pooled: { total: 0, share: null, status: null } }, note: expect.stringMatching(/^No emergency attendance is loaded/) })
    expect((await app.get('/api/response/late', { as: 'planner' })).json()).toMatchObject({ total: 0, text: 'There is no emergency whose time can be judged.' })
    expect(await app.json<HeadlineAnswer>('/api/response/headline')).toMatchObject({ thisYear: null, lastYear: null, months: [], districts: [], difference: null })
  })

  it('rows read are rows loaded and rows rejected, each with its reason', async () => {
    const summary = await load(test.db, 'force-responses', folder.write('a.csv', [head, ...sound, ...faulty, ...rejected].join('\n')))
    expect(summary).toMatchObject({ read: 73, loaded: 68, rejected: 5, reasons: { 'grade-unknown': 1, 'time-unreadable': 2, 'reference-missing': 1, 'coordinates-swapped': 1 }, remarks: { 'clock-change': 1 } })
    expect((await sourceOf(app, 'force-responses')).loaded).toBe(68)
  })

  it('without a class anywhere gives no share from nothing', async () => {
    const { whole, stamps, classes, note } = await ask(month)
    // The one without a place has the file's own class.
    expect(whole.pooled).toMatchObject({ attended: 1, total: 1 })
    expect(stamps.byFault.find(({ fault }) => fault === 'class-unknown')!.count).toBe(61)
    expect(classes).toMatchObject({ own: 1, ruc21: 0, ruc11: 0, unknown: 66 })
    expect(note).toMatch(/61 emergencies have no class and are not judged/)
    expect((await app.json<HeadlineAnswer>('/api/response/headline')).months).toMatchObject([{ month: '2014-10', pooled: { attended: 1, total: 1, unjudged: 66 } }])
  })

  it('with classes loaded counts each fault once, and the place outside not at all', async () => {
    await load(test.db, 'ruc', folder.write('classes.csv', ruralClasses), folder.write('changes.csv', lsoaChanges))
    const { whole, stamps, note } = await ask(month)
    expect(Object.fromEntries(stamps.byFault.map(({ fault, count }) => [fault, count]))).toEqual({ missing: 1, negative: 1, zero: 1, 'over-a-day': 1, 'out-of-order': 1, 'class-unknown': 0 })
    expect(stamps).toMatchObject({ emergencies: 67, unjudged: 5, outside: 1, share: 5 / 67 })
    // Twenty minutes on the night of the change are late in a town and in time in the country.
    expect(whole.pooled).toMatchObject({ total: 62, worst: whole.pooled.attended / 67, best: (whole.pooled.attended + 5) / 67 })
    expect(note).toBeNull()
  })

  it('takes the class of 2021 where it is loaded, says how many places changed, and can be asked by either', async () => {
    const before = await ask(`${month}&class=ruc11`)
    expect(before.classes).toMatchObject({ own: 1, ruc21: 0, ruc11: 66, changed: 0 })
    expect(await load(test.db, 'ruc', folder.write('classes21.csv', ['LSOA21CD,LSOA21NM,RUC21CD,RUC21NM,Urban_rural_flag', 'E01099101,Northmarsh 001A,UN1,Urban: Nearer to a major town or city,Urban', 'E01099102,Northmarsh 001B,RSF1,Smaller rural: Further from a major town or city,Rural', ''].join('\n')))).toMatchObject({ read: 2, loaded: 2 })
    const [own, new_, old] = [await ask(month), await ask(`${month}&class=ruc21`), await ask(`${month}&class=ruc11`)]
    // In a town of 2021 the one of the night of the change is late; in the country of 2011 it was in time.
    expect(own.classes).toMatchObject({ own: 1, ruc21: 66, ruc11: 0, unknown: 0, changed: 66, text: 'Urban or rural: 1 from the file, 66 from the place\'s class of 2021. 66 lie where the class of 2021 differs from that of 2011.' })
    expect([own.whole.urban.total, new_.whole.urban.total, old.whole.rural.total]).toEqual([62, 61, 61])
    expect(old.whole.pooled.attended - new_.whole.pooled.attended).toBe(1)
    await expect(load(test.db, 'ruc', folder.write('bad.csv', 'LSOA21CD,RUC21CD\nE01099101,A1\n'))).rejects.toThrow(/value-unreadable/)
    await expect(load(test.db, 'ruc', folder.write('none.csv', 'CODE,CLASS\nE01099101,A1\n'))).rejects.toThrow(/neither LSOA11CD/)
  })

  it('that names no roads has none where no main road is drawn, and says so', async () => {
    expect((await ask(`${month}&by=stretch`))).toMatchObject({ rows: [], note: 'No incident lies on a main road that is drawn.' })
    expect((await ask(`${month}&by=road`)).rows.map(({ id }) => id)).toEqual(['none'])
  })

  it('of mostly unknown grades is refused whole', async () => {
    const path = folder.write('b.csv', [head, ...rejected, ...sound.slice(0, 4)].join('\n'))
    await expect(load(test.db, 'force-responses', path)).rejects.toThrow(RefusedFileError)
    expect((await ask(month)).stamps.emergencies).toBe(67)
  })
})
