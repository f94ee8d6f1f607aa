/** Trials drawn by lot, over HTTP: what could be seen before, what is found afterwards in a county where it is known what happened. */
import { beforeAll, describe, expect, it } from 'vitest'
import { cellAt, centreOf } from '../../api/analysis/h3-grid.ts'
import { addMonths } from '../../api/patrols/evaluation-routes.ts'
import { dayAfter, highestCells } from '../../api/patrols/trials.ts'
import type { Trial, TrialDraft, TrialEvaluation } from '../../api/patrols/trial-schema.ts'
import type { ErrorBody } from '../../api/schema.ts'
import { versionSettles } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { deliveredPlan, highStreet, station } from '../support/delivered-plan.ts'
import { testFolder } from '../support/files.ts'
import { asCsv, record } from '../support/force-county.ts'
import { load, loadCounty } from '../support/ingest.ts'
import { signedInApp } from '../support/real-accounts.ts'

const test = testDatabase()
const files = testFolder()
const { as } = signedInApp(test, { anna: { role: 'planner', districts: ['E07000070'] }, ben: { role: 'planner', districts: ['E07000066'] }, rita: { role: 'analyst', districts: [] } })
const cells = Array.from({ length: 16 }, (_, i) => cellAt([0.43 + 0.02 * (i % 4), 51.71 + 0.012 * Math.floor(i / 4)], 9))
const eight = cells.slice(0, 8)
const body = { district: 'E07000070', name: 'January', theme: 'burglary', firstDay: '2014-01-01', days: 28, each: 3, seed: 11, cells: eight.map((cell) => [cell]) }
const years = Array.from({ length: 14 }, (_, m) => addMonths('2013-12', m - 13))
let trial: Trial

beforeAll(async () => {
  await loadCounty(test.db, files)
  const before = years.flatMap((month) => cells.flatMap((cell) => Array.from({ length: 10 }, (_, i) => record('burglary', month, centreOf(cell), { at: `${month}-${String(1 + 2 * i).padStart(2, '0')}T12:00` }))))
  await load(test.db, 'force-incidents', files.write('before.csv', asCsv(before)))
  await versionSettles()
}, 120_000)
const codeOf = (response: { json: <T>() => T }) => response.json<ErrorBody>().error.code

describe('a trial before it starts', () => {
  it('is drafted with its calendar, comparison places and the smallest effect, and nothing is kept', async () => {
    const response = await as('anna').post('/api/patrols/trials/draft', body)
    expect(response.statusCode).toBe(200)
    const draft = response.json<TrialDraft>()
    expect(draft.placeDays).toEqual({ treated: 84, control: 140 })
    expect(draft.calendar).toHaveLength(28)
    for (const day of draft.calendar) expect(day).toMatch(/^(?=(0*1){3}0*$)[01]{8}$/)
    // 120 a year at each place: 84 and 140 times 120 / 365.
    expect(draft.least).toMatch(/^About 28 offences are expected on treated place-days and 46 on the others if nothing changes; a fall of less than \d+ % could not be told from chance/)
    for (const { match, lastYear } of draft.places) expect([lastYear, match!.lastYear, cells.slice(8).includes(match!.id)]).toEqual([120, 120, true])
    expect((await as('anna').get('/api/patrols/trials')).json()).toEqual({ trials: [] })
    expect((await as('anna').post('/api/patrols/trials/draft', body)).json<TrialDraft>().calendar).toEqual(draft.calendar)
    expect((await as('anna').post('/api/patrols/trials/draft', { ...body, seed: 12 })).json<TrialDraft>().calendar).not.toEqual(draft.calendar)
  })
  it('of 8 of 20 places on 90 days has 720 treated and 1,080 control place-days; days of rest have neither', async () => {
    const twenty = { ...body, days: 90, each: 8, cells: Array.from({ length: 20 }, (_, i) => [cellAt([0.4 + 0.012 * i, 51.7], 9)]) }
    expect((await as('anna').post('/api/patrols/trials/draft', twenty)).json<TrialDraft>().placeDays).toEqual({ treated: 720, control: 1080 })
    const week = (await as('anna').post('/api/patrols/trials/draft', { ...body, days: 14, restWeekdays: [5, 6] })).json<TrialDraft>()
    // 1 January 2014 was a Wednesday.
    expect(week.restDays).toEqual([3, 4, 10, 11])
    expect(week.placeDays).toEqual({ treated: 30, control: 50 })
  })
  it('takes the places of a plan, or the highest that are not beside one another', async () => {
    const plan = await deliveredPlan(test.db, as('anna'))
    const { cells: _, ...rest } = body
    expect((await as('anna').post('/api/patrols/trials/draft', { ...rest, each: 1, plan: plan.id })).json<TrialDraft>().places.map(({ id, name }) => [id, name])).toEqual([[highStreet, 'High Street & "Bank" <corner>'], [station, 'Station']])
    expect((await as('anna').post('/api/patrols/trials/draft', { ...rest, highest: 6 })).json<TrialDraft>().places).toHaveLength(6)
    const near = new Map([[eight[0]!, [9]], [eight[4]!, [5]]])
    expect(highestCells(near, 1, 2).map(({ id }) => id)).toEqual([eight[0], eight[4]])
    expect(() => highestCells(near, 1, 3)).toThrow('Only 2 places')
  })
  it('leaves an entry that says of which district or plan, and why; what is refused leaves none', async () => {
    const plan = await deliveredPlan(test.db, as('anna'))
    const { cells: _, ...rest } = body
    const entries = () => test.db.rows<{ subject: string; purpose: string | null; actor: string }>(`select subject, purpose, account_name as actor from audit_entries where act = 'trial-draft' order by seq`)
    const before = (await entries()).length
    await as('anna').ask('POST', '/api/patrols/trials/draft', body, { 'x-purpose': 'Autumn trial' })
    await as('anna').post('/api/patrols/trials/draft', { ...rest, each: 1, plan: plan.id })
    for (const [who, status] of [['anna', 400], ['ben', 403], ['rita', 403], [null, 401]] as const) expect((await as(who).post('/api/patrols/trials/draft', { ...body, each: who === 'anna' ? 8 : 3 })).statusCode).toBe(status)
    expect((await entries()).slice(before)).toEqual([{ subject: 'E07000070', purpose: 'Autumn trial', actor: 'anna' }, { subject: plan.id, purpose: null, actor: 'anna' }])
  })
  it.each([
    [{ each: 8 }, 'each'], [{ hoursFrom: 600, hoursTo: 600 }, 'hoursTo'], [{ hoursFrom: 0, hoursTo: 1500 }, 'hoursTo'], [{ firstDay: '2014-02-31' }, 'firstDay'], [{ highest: 5 }, 'plan'], [{ cells: [['x'], [eight[0]]] }, 'cells'],
    [{ cells: [[eight[0]], [eight[0]]] }, 'cells'], [{ days: 6 }, 'days'], [{ district: 'E07000066' }, 'district'], [{ theme: 'nothing' }, 'theme'], [{ colour: 1 }, 'colour']
  ])('that could show nothing is refused by name: %j', async (change, parameter) => {
    const response = await as('anna').post('/api/patrols/trials', { ...body, ...change })
    expect([response.statusCode < 500, response.json<ErrorBody>().error.parameter]).toEqual([true, parameter])
  })
})

describe('a trial that is begun', () => {
  beforeAll(async () => {
    const created = await as('anna').post('/api/patrols/trials', body)
    if (created.statusCode !== 201) throw new Error(created.body)
    trial = created.json<Trial>()
  })
  const path = () => `/api/patrols/trials/${trial.id}`
  const evaluation = async (query = '') => (await as('anna').get(`${path()}/evaluation${query}`)).json<TrialEvaluation>()

  it('of which nothing is loaded yet claims nothing', async () => {
    expect(await evaluation()).toMatchObject({ days: 0, of: 28, ratio: null, p: null, verdict: { state: 'nothing' }, notes: [expect.any(String), 'No day of the trial is loaded yet.'] })
  })

  it('is found to have worked where it did, by intention to treat', async () => {
    const happened = trial.calendar.flatMap((row, day) => [...row].flatMap((treated, place) => {
      const n = treated === '1' ? Number((day + place) % 4 === 0) : 1 + Number((day + place) % 3 === 0)
      return Array.from({ length: n }, () => record('burglary', '2014-01', centreOf(eight[place]!), { at: `${dayAfter(trial.firstDay, day)}T20:00` }))
    }))
    const end = record('burglary', '2014-01', centreOf(cells[12]!), { at: '2014-01-31T12:00' })
    await load(test.db, 'force-incidents', files.write('january.csv', asCsv([...happened, end])))
    await versionSettles()
    const found = await evaluation()
    expect([found.treated.placeDays, found.control.placeDays, found.treated.events + found.control.events]).toEqual([84, 140, happened.length])
    expect(found).toMatchObject({ days: 28, of: 28, p: 0.001, draws: 999, interval: 'randomisation', verdict: { state: 'fewer' }, notes: [] })
    expect(found.upper!).toBeLessThan(0.5)
    const later = await evaluation('?carryOver=1')
    expect(later.left.placeDays).toBeGreaterThan(20)
    expect(later.control.placeDays + later.left.placeDays).toBe(140)
  }, 60_000)

  it('counts only the hours of its days', async () => {
    const created = (await as('anna').post('/api/patrols/trials', { ...body, name: 'Mornings', hoursFrom: 360, hoursTo: 720 })).json<Trial>()
    const found = (await as('anna').get(`/api/patrols/trials/${created.id}/evaluation`)).json<TrialEvaluation>()
    expect([found.treated.events, found.control.events]).toEqual([0, 0])
  }, 60_000)

  it('belongs to its team, cannot be changed, and leaves entries', async () => {
    for (const address of ['', '/evaluation']) expect(codeOf(await as('ben').get(path() + address))).toBe('unknown-trial')
    expect(codeOf(await as('ben').delete(path()))).toBe('unknown-trial')
    expect((await as('ben').get('/api/patrols/trials')).json()).toEqual({ trials: [] })
    for (const who of ['rita', null] as const) expect((await as(who).get(path())).statusCode).toBe(who ? 403 : 401)
    expect((await as('anna').patch(path(), { each: 2 })).statusCode).toBe(404)
    expect((await as('anna').get(path())).json<Trial>()).toEqual(trial)
    expect((await as('anna').delete(path())).statusCode).toBe(204)
    expect(codeOf(await as('anna').get(path()))).toBe('unknown-trial')
    const acts = await test.db.rows<{ act: string }>('select act from audit_entries where subject = $1 order by seq', [trial.id])
    expect(acts.map(({ act }) => act).filter((act, i, all) => act !== all[i - 1])).toEqual(['trial-add', 'read-trial', 'trial-remove'])
  })

  it('is refused another team by the database itself', async () => {
    await expect(test.db.transaction(async (inside) => {
      await inside.rows(`select set_config('role', 'beatwise_planner', true), set_config('beatwise.districts', 'E07000066', true)`)
      await inside.run(`insert into patrol_trials (district_code, name, theme, res, first_day, each, hours_from, hours_to, seed, rest_days, places, calendar, least, data_version, created_by)
        values ('E07000070', 'x', 'burglary', 9, '2014-01-01', 1, 0, 1440, 1, '[]', '[]', '{}', '', '', 'ben')`)
    })).rejects.toThrow('row-level security')
  })
})
