import type { TourProblem } from './tour-problem.ts'
export function tourBound(problem: TourProblem): number {
  return problem.places.reduce((sum, { options, most }) => sum + most * Math.max(0, ...options.map(({ worth }) => worth)), 0)
}
