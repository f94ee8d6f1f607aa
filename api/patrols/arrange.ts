/** Routes as a planner has put them: timed by the same rules as those that are searched, and refused in words where they cannot be kept. */
import type { Reader } from '../access.ts'
import { tourBound } from '../analysis/tour-bound.ts'
import type { TourOrders } from '../analysis/tour-orders.ts'
import { scheduleTours } from '../analysis/tour-schedule.ts'
import { ApiError } from '../errors.ts'
import { cannotBeKept } from './breach-text.ts'
import type { PlanContent } from './content-schema.ts'
import { contentOf, type Made } from './plan-content.ts'
import { locksIn } from './plan-problem.ts'
import type { PlanSearches } from './plan-search.ts'
import type { Arrangement, Plan } from './schema.ts'

/** @throws ApiError `cannot-be-kept`, or for units and places that the plan does not have. */
export async function arranged(searches: PlanSearches, reader: Reader, plan: Plan, routes: Arrangement): Promise<PlanContent> {
  const before = plan.content
  if (!plan.request || !before) throw new ApiError('bad-parameter', 'This plan has no routes yet.', 'routes')
  const made = await searches.prepare({ reader }, plan)
  if (made.dataVersion !== before.dataVersion) throw new ApiError('cannot-be-kept', 'The data have changed since these routes were searched, and with them the places. Search anew first; locked visits stay.', 'routes')
  const orders = ordersOf(made, routes)
  const problem = { ...made.problem, locks: locksIn(orders.map((visits) => visits.filter(({ locked }) => locked))) }
  // What was not touched stays in its hours where it can; as early as it can would be worth less.
  const asBefore = scheduleTours(problem, inTheirHours(before, made, orders))
  const { routes: timed, worth, breach } = asBefore.breach ? scheduleTours(problem, orders) : asBefore
  if (breach) throw cannotBeKept(breach, made, 'routes')
  return contentOf({ ...made, problem }, { tours: { routes: timed, worth, bound: tourBound({ ...problem, locks: [] }), steps: before.steps }, stopped: before.stopped, byHand: true, notes: [] })
}

function inTheirHours(before: PlanContent, { request, demand, problem }: Made, orders: readonly Order[][]): TourOrders {
  return orders.map((visits, u) => {
    const known = [...(before.units.find(({ name }) => name === request.units[u]!.name)?.visits ?? [])]
    return visits.map((visit) => {
      const at = visit.start === null ? known.findIndex(({ place }) => place === demand.places[visit.place]!.id) : -1
      const [found] = at < 0 ? [] : known.splice(at, 1)
      const option = found ? problem.places[visit.place]!.options.findIndex(({ from, to }) => found.startS >= from && found.startS <= to) : -1
      return option < 0 ? visit : { ...visit, option }
    })
  })
}

type Order = TourOrders[number][number] & { locked: boolean; start: number | null }

function ordersOf({ request, demand }: Made, routes: Arrangement): Order[][] {
  const [twice] = routes.filter(({ unit }, i) => routes.findIndex((one) => one.unit === unit) !== i)
  if (twice) throw new ApiError('bad-parameter', `The unit "${twice.unit}" stands there twice.`, 'routes')
  const stranger = routes.find(({ unit }) => !request.units.some(({ name }) => name === unit))
  if (stranger) throw new ApiError('bad-parameter', `The plan has no unit "${stranger.unit}".`, 'routes')
  return request.units.map(({ name }) => (routes.find(({ unit }) => unit === name)?.visits ?? []).map(({ place, locked, startS }) => {
    const at = demand.places.findIndex(({ id }) => id === place)
    if (at < 0) throw new ApiError('bad-parameter', `The plan has no place "${place}".`, 'routes')
    return { place: at, locked, start: startS ?? null }
  }))
}
