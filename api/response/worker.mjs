/** The program of the threads that judge attendance and place standby points. Plain JavaScript, because a thread starts without a loader for TypeScript. */
import { register } from 'tsx/esm/api'

register()
export const { compliance } = await import('./compliance-work.ts')
export const { whyLate } = await import('./late-work.ts')
export const { locate } = await import('./location-work.ts')
export const { areaCells } = await import('./reach-work.ts')
export const { standby } = await import('./standby-work.ts')
