/** A team's planners in the invented county, with bases and records, and the plans they ask for over HTTP. */
import { beforeAll, expect } from 'vitest'
import { settleDisclosure } from '../../api/ingest/disclosure-rules.ts'
import type { PlanContent, Solving } from '../../api/patrols/content-schema.ts'
import type { PlanRequest } from '../../api/patrols/request-schema.ts'
import type { NewPlan, Plan } from '../../api/patrols/schema.ts'
import type { ErrorBody } from '../../api/schema.ts'
import { southmarsh } from './county.ts'
import { testDatabase } from './database.ts'
import { testFolder } from './files.ts'
import { asCsv, forceRecords, premises } from './force-county.ts'
import { load, loadCounty } from './ingest.ts'
import { signedInApp } from './real-accounts.ts'

export const base = { name: 'Southmarsh station', position: [0.46, 51.65] as [number, number] }
const bases = 'base-1,police-base,Southmarsh station,0.46,51.65\nbase-2,police-base,Northmarsh station,0.45,51.75\n'
export const request: PlanRequest = {
  objective: [{ theme: 'shoplifting', weight: 1 }], mostPlaces: 6, seed: 4, gapMinutes: 60, effort: 'quick',
  units: [{ name: 'Car 1', mode: 'vehicle', base, breaks: [{ fromMin: 120, toMin: 240, minutes: 30 }] }, { name: 'Foot 2', mode: 'foot', base, fromMin: 60 }]
}
export const asked: NewPlan = { district: southmarsh, name: 'Late', shiftFrom: '2014-06-04T15:00', shiftTo: '2014-06-04T21:00', request }
export const path = (id: string) => `/api/patrols/plans/${id}`
export const errorOf = (response: { json: <T>() => T }) => response.json<ErrorBody>().error
export const pause = (ms: number) => new Promise((wake) => setTimeout(wake, ms))
export type MadePlan = Plan & { content: PlanContent }

/** Anna and Carl are of Southmarsh's team, Ben is of another. */
export function planningApp() {
  const test = testDatabase()
  const files = testFolder()
  const { as } = signedInApp(test, { anna: { role: 'planner', districts: [southmarsh] }, carl: { role: 'planner', districts: [southmarsh] }, ben: { role: 'planner', districts: ['E07099001'] } })
  beforeAll(async () => {
    await loadCounty(test.db, files)
    await load(test.db, 'places', files.write('places.csv', premises + bases))
    await load(test.db, 'force-incidents', files.write('incidents.csv', asCsv(forceRecords())))
    await settleDisclosure(test.db, { disclosureBase: 5, publicDelayMonths: 1 }, () => undefined)
  }, 90_000)

  async function ended(id: string): Promise<Solving> {
    for (let tries = 0; tries < 300; tries++) {
      const now = (await as('anna').get(`${path(id)}/search`)).json<Solving>()
      if (now.state === 'done' || now.state === 'failed') return now
      await pause(100)
    }
    throw new Error('The search does not end')
  }
  const read = async (id: string) => (await as('anna').get(path(id))).json<Plan>()
  async function planned(changes: Partial<PlanRequest> = {}): Promise<MadePlan> {
    const response = await as('anna').post('/api/patrols/plans', { ...asked, request: { ...request, ...changes } })
    expect(response.statusCode, response.body).toBe(201)
    const { id } = response.json<Plan>()
    const found = await ended(id)
    expect(found, found.message ?? '').toMatchObject({ state: 'done', message: null })
    const plan = await read(id)
    return { ...plan, content: plan.content! }
  }
  let ready: Promise<MadePlan> | undefined
  /** For those that change nothing of it. */
  const onePlan = () => (ready ??= planned())
  const patch = (plan: Pick<Plan, 'id' | 'version'>, change: object, who: 'anna' | 'carl' = 'anna') => as(who).patch(path(plan.id), change, { 'if-match': `"${plan.version}"` })
  return { test, as, ended, read, planned, onePlan, patch }
}
