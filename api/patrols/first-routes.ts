/** Routes within a moment, to look at while a forecast is fitted: few steps of the search among places by the plain count, with ways by distance. Never kept. */
import { MessageChannel } from 'node:worker_threads'
import type { Reader } from '../access.ts'
import type { Tours } from '../analysis/tour-problem.ts'
import type { PlanContent } from './content-schema.ts'
import { contentOf } from './plan-content.ts'
import { askedBy, demandAsked, modesOf, pointsOf, problemOf, withoutTrifles } from './plan-problem.ts'
import type { SearchParts } from './plan-search.ts'
import type { Plan } from './schema.ts'
import type { Impossible, SearchTask } from './search.ts'

/** Better than the first that keep all limits, in about a tenth of a second. */
const STEPS = 100
/** As in a town. */
const WAYS = 'Travel times of these first routes are estimates from straight lines, at the speeds of a town.'

/** What of a plan its first routes depend on. */
export type BarePlan = Pick<Plan, 'id' | 'district' | 'request' | 'shiftFrom' | 'shiftTo' | 'content'>

/** Reads what it needs, and returns what makes the routes: null where there are none so fast, or when `over` says that nobody waits any more. */
export async function firstRoutes({ demand: demands, travel: travels, pool }: SearchParts, reader: Reader, plan: BarePlan, version: string): Promise<(over: () => boolean) => Promise<PlanContent | null>> {
  const request = askedBy(plan)
  const make = await demands.first(reader, demandAsked(request, plan, version))
  return async (over) => {
    const found = await make()
    if (!found || found.places.length === 0 || over()) return null
    const demand = withoutTrifles(found, [])
    const points = pointsOf(demand, request)
    const travel = { ...await travels.times(points, modesOf(request.units), { choice: 'distance', reader, rural: points.map(() => false) }), text: WAYS }
    const problem = problemOf(request, plan, demand, travel)
    const tours = await searchBriefly({ problem, seed: `tours ${request.seed}`, steps: STEPS }, pool)
    return 'impossible' in tours || over() ? null : contentOf({ request, shiftFrom: plan.shiftFrom, shiftTo: plan.shiftTo, demand, travel, problem, dataVersion: version }, { tours, stopped: true, byHand: false, notes: [] })
  }
}

async function searchBriefly(asked: Pick<SearchTask, 'problem' | 'seed' | 'steps'>, pool: SearchParts['pool']): Promise<Tours | Impossible> {
  const { port1, port2 } = new MessageChannel()
  try {
    return await pool.run<Tours | Impossible>('search', { ...asked, said: port2, stop: new Int32Array(1) } satisfies SearchTask, [port2])
  } finally {
    port1.close()
  }
}
