/** The program of the threads that find clusters and lay out roads. Plain JavaScript, because a thread starts without a loader for TypeScript. */
import { register } from 'tsx/esm/api'

register()
export const { clusterFindings } = await import('./cluster-work.ts')
export const { changeOf, hoursOf, pointsOf } = await import('./pattern-work.ts')
export const { strips } = await import('./strip-work.ts')
export const { siteEffect } = await import('./site-effect.ts')
