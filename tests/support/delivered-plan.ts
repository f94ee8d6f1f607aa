/** A plan with routes in the database, whose shift is on now or was at a stated time: what phones and tracks report of. */
import type { Database } from '../../api/db/database.ts'
import type { PlanContent } from '../../api/patrols/content-schema.ts'
import type { Plan } from '../../api/patrols/schema.ts'
import { madePlan } from './made-plan.ts'
import type { Asker } from './real-accounts.ts'

export const [highStreet, station] = ['89195da4d9bffff', '89195da4d93ffff'] as const

/** What a British clock shows at an instant, YYYY-MM-DDTHH:MM. */
export const localTime = (ms: number): string => new Date(ms).toLocaleString('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' }).replace(' ', 'T')

export interface DeliveredPlan { id: string; fromMs: number; path: string; /** Instant so many minutes after the shift began. */ at: (minutes: number) => string }

/** Of the team of E07000070. `fromMs`: when the shift of eight hours begins, to the minute; an hour ago unless said. */
export async function deliveredPlan(db: Database, planner: Asker, fromMs = Date.now() - 3_600_000, content: Partial<PlanContent> = {}): Promise<DeliveredPlan> {
  const begin = Math.floor(fromMs / 60_000) * 60_000
  const created = await planner.post('/api/patrols/plans', { district: 'E07000070', name: 'Saturday night', shiftFrom: localTime(begin), shiftTo: localTime(begin + 8 * 3_600_000) })
  if (created.statusCode !== 201) throw new Error(created.body)
  const { id } = created.json<Plan>()
  await db.run('update patrol_plans set content = $2::jsonb, version = version + 1 where plan_id = $1', [id, JSON.stringify({ ...madePlan().content, ...content })])
  return { id, fromMs: begin, path: `/api/patrols/plans/${id}`, at: (minutes) => new Date(begin + minutes * 60_000).toISOString() }
}
