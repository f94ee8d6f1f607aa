/** The program of the threads that choose places, search for routes, find ways along roads and read long tracks. Plain JavaScript, because a thread starts without a loader for TypeScript. */
import { register } from 'tsx/esm/api'

register()
export const { patrolDemand } = await import('./demand-work.ts')
export const { search } = await import('./search.ts')
export const { trackReport } = await import('./track-work.ts')
export const { roadTimes, roadNames } = await import('./road-times.ts')
