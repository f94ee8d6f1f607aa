/** Why routes cannot be kept, in words a planner can act on: which unit, which visit, which rule, by how much. */
import { clockAfter } from '../analysis/aoristic.ts'
import type { TourBreach } from '../analysis/tour-orders.ts'
import type { ToursReason } from '../analysis/tours.ts'
import { ApiError } from '../errors.ts'
import type { Made } from './plan-content.ts'

type Named = Pick<Made, 'request' | 'demand' | 'problem' | 'shiftFrom'>

const minutes = (seconds: number): string => {
  const whole = Math.ceil(seconds / 60)
  return `${whole} minute${whole === 1 ? '' : 's'}`
}

export function breachText({ rule, unit, visit, place, by, after, rank }: TourBreach, { request, demand, problem, shiftFrom }: Named): string {
  const who = unit === null ? 'A unit' : `"${request.units[unit]!.name}"`
  const where = place === null ? 'a place' : `"${demand.places[place]!.name}"`
  const nth = visit === null ? '' : ` (its visit ${visit + 1})`
  const clock = (seconds: number) => clockAfter(shiftFrom, seconds).slice(11, 16)
  switch (rule) {
    case 'way': return `${who} has no way to ${where}${nth}: it cannot be reached by ${request.units[unit!]!.mode === 'foot' ? 'foot' : request.units[unit!]!.mode}.`
    case 'window': return `${who} would begin at ${where}${nth} ${minutes(by)} after the last time it may.`
    case 'start': return `${who} cannot be at ${where}${nth} at the time it is locked to: it gets there ${minutes(by)} later.`
    case 'gap': return `${who} would be at ${where}${nth} ${minutes(by)} too soon after ${after && after.unit !== unit ? `"${request.units[after.unit]!.name}"` : 'its own visit'}: visits of a place are ${minutes(problem.gap)} apart.`
    case 'break': return `Break ${rank! + 1} of ${who} would begin ${minutes(by)} after the last time it may.`
    case 'back': return `${who} would be back at its base ${minutes(by)} after ${clock(problem.units[unit!]!.to)}, when its time ends.`
    case 'lock': return `The locked visit of ${who} at ${where} is missing, or stands in another order.`
    case 'most': return `${where} would be visited ${by} time${by === 1 ? '' : 's'} more often than ${request.mostVisits}, the most for one place in a shift.`
    case 'must': return `${where} must be visited, and is not.`
  }
}

/** @throws nothing: it is the error. `parameter` names what the page marks. */
export const cannotBeKept = (breach: TourBreach, made: Named, parameter: string): ApiError => new ApiError('cannot-be-kept', breachText(breach, made), parameter)

/** Why no routes at all hold what must be held. */
export function impossible({ what, places, by, breach }: ToursReason, made: Named): ApiError {
  const names = places.map((at) => `"${made.demand.places[at]!.name}"`).join(', ')
  const least = `at least ${minutes(by)} are missing: ${breachText(breach, made)}`
  if (what === 'locks') return new ApiError('cannot-be-kept', `The locked visits cannot be kept by themselves: ${breachText(breach, made)}`, 'routes')
  if (what === 'must') return new ApiError('cannot-be-kept', `${names} must be visited and cannot be, even with nothing else planned: ${least}`, 'must')
  return new ApiError('cannot-be-kept', `There is not time for every place that must be visited. Left out: ${names}; ${least}`, 'must')
}
