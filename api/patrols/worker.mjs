/** The program of the threads that search for routes. Plain JavaScript, because a thread starts without a loader for TypeScript. */
import { register } from 'tsx/esm/api'

register()
export const { search } = await import('./search.ts')
