/** The application with two teams who write local priorities and an administrator who decides. */
import type { Response } from 'light-my-request'
import type { AreaPrioritiesAnswer, Priority, PriorityWithHistory } from '../../api/areas/priority-schema.ts'
import { northmarsh, southmarsh } from './county.ts'
import type { TestDatabase } from './database.ts'
import { signedInApp, type Asker } from './real-accounts.ts'

export const PRIORITIES = '/api/priorities'
export const burglary = {
  area: northmarsh, kind: 'priority', title: 'Fewer burglaries in Mill Lane', asked: 'Residents said at the meeting of October that they are afraid of burglary.', willDo: 'Evening patrols.\nAdvice on locks.', begins: '2026-11-02', status: 'planned'
} as const

type Name = 'nora' | 'ned' | 'sue' | 'ann' | 'adam'
export interface Partnership {
  as(who: Name | null): Asker
  /** What must succeed, by nora of Northmarsh. */
  add(given?: object): Promise<Priority>
  /** What may be refused. */
  move(entry: Pick<Priority, 'id' | 'version'>, name: string, who: Name, body?: object): Promise<Response>
  change(entry: Pick<Priority, 'id' | 'version'>, body: object, who?: Name): Promise<Response>
  submitted(given?: object): Promise<Priority>
  published(given?: object): Promise<Priority>
  read(id: string, who?: Name): Promise<PriorityWithHistory>
  /** What the public reads of an area. */
  seen(area?: string): Promise<AreaPrioritiesAnswer['priorities']>
}

/** Call after `testDatabase()`. */
export function partnershipOf(test: TestDatabase): Partnership {
  const { as } = signedInApp<Name>(test, {
    nora: { role: 'planner', districts: [northmarsh] }, ned: { role: 'planner', districts: [northmarsh] }, sue: { role: 'planner', districts: [southmarsh] }, ann: { role: 'analyst', districts: [northmarsh] }, adam: { role: 'admin', districts: [] }
  })
  const kept = <T>(response: Response, status = 200): T => {
    if (response.statusCode !== status) throw new Error(`${response.statusCode} ${response.body}`)
    return response.json<T>()
  }
  const add = async (given = {}) => kept<Priority>(await as('nora').post(PRIORITIES, { ...burglary, ...given }), 201)
  const move: Partnership['move'] = ({ id, version }, name, who, body) => as(who).post(`${PRIORITIES}/${id}/${name}`, body, { 'if-match': `"${version}"` })
  const submitted = async (given = {}) => kept<Priority>(await move(await add(given), 'submit', 'nora'))
  return {
    as, add, move, submitted,
    change: ({ id, version }, body, who = 'nora') => as(who).patch(`${PRIORITIES}/${id}`, body, { 'if-match': `"${version}"` }),
    published: async (given = {}) => kept<Priority>(await move(await submitted(given), 'publish', 'adam')),
    read: async (id, who = 'nora') => kept<PriorityWithHistory>(await as(who).get(`${PRIORITIES}/${id}`)),
    seen: async (area = northmarsh) => kept<AreaPrioritiesAnswer>(await as(null).get(`/api/areas/${area}/priorities`)).priorities
  }
}
