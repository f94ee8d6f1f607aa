/** The application with people who keep and read the register of sites, and what they do there. */
import type { Response } from 'light-my-request'
import type { Site } from '../../api/collisions/site-schema.ts'
import type { ErrorBody } from '../../api/schema.ts'
import type { TestDatabase } from './database.ts'
import { signedInApp, type Asker } from './real-accounts.ts'

export const SITES = '/api/collisions/sites'
/** In the north of the invented county, which is rural. */
export const junction = { name: 'Marsh Lane junction', position: [0.45, 51.75], radiusM: 50 }
/** Notes that nobody may find where they do not belong. */
export const secret = 'Ring Mrs Hale, 01245 555 019'

type Name = 'rosa' | 'rick' | 'paul' | 'ann' | 'adam'
export interface Register {
  as(who: Name | null): Asker
  /** What must succeed, by rosa. */
  add(given?: object): Promise<Site>
  changed(site: Site, body: object): Promise<Site>
  /** What may be refused. */
  change(site: Pick<Site, 'id' | 'version'>, body: object, who?: 'rosa' | 'rick'): Promise<Response>
}

/** Call after `testDatabase()`. */
export function registerOf(test: TestDatabase): Register {
  const { as } = signedInApp<Name>(test, {
    rosa: { role: 'roads', districts: [] }, rick: { role: 'roads', districts: [] }, paul: { role: 'planner', districts: ['E07099001'] }, ann: { role: 'analyst', districts: [] }, adam: { role: 'admin', districts: [] }
  })
  const kept = (response: Response, status: number): Site => {
    if (response.statusCode !== status) throw new Error(`${response.statusCode} ${response.body}`)
    return response.json<Site>()
  }
  const change: Register['change'] = ({ id, version }, body, who = 'rosa') => as(who).patch(`${SITES}/${id}`, body, { 'if-match': `"${version}"` })
  return {
    as, change,
    add: async (given = {}) => kept(await as('rosa').post(SITES, { ...junction, ...given }), 201),
    changed: async (site, body) => kept(await change(site, body), 200)
  }
}

export const errorOf = (response: Pick<Response, 'json'>): ErrorBody['error'] => response.json<ErrorBody>().error
