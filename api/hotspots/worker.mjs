/** The program of the threads that compute statistics: each exported function is a task, its argument and answer plain. Plain JavaScript, because a thread starts without a loader for TypeScript. */
import { move } from 'piscina'
import { register } from 'tsx/esm/api'

register()
export const { changes } = await import('./change.ts')
export const { classes } = await import('./classes.ts')
export const { dayForecasts } = await import('./day-forecasts.ts')
export const { forecasts } = await import('./forecasts.ts')
export const { knox } = await import('./near-repeats.ts')
export const { significance } = await import('./significance.ts')

const finished = await import('./finished.ts')
/** Bytes are handed over, not copied. */
const handedOver = (answer) => (work) => move(answer(work))
export const hotspotsAnswer = handedOver(finished.hotspotsAnswer)
export const classesAnswer = handedOver(finished.classesAnswer)
export const changeAnswer = handedOver(finished.changeAnswer)
export const densityAnswer = handedOver(finished.densityAnswer)
export const layerAnswer = handedOver(finished.layerAnswer)
