/** The program of the threads that compute statistics: each exported function is a task, its argument and answer plain. Plain JavaScript, because a thread starts without a loader for TypeScript. */
import { register } from 'tsx/esm/api'

register()
export const { changes } = await import('./change.ts')
export const { classes } = await import('./classes.ts')
export const { densities } = await import('./densities.ts')
export const { forecasts } = await import('./forecasts.ts')
export const { knox } = await import('./near-repeats.ts')
export const { significance } = await import('./significance.ts')
