/** Small marks that say what a colour says, for whoever cannot tell the colours apart: the same on the map, in legend, list and table. */

interface Shape {
  /** In a square of twelve. */
  path: string
  kind: 'solid' | 'open' | 'line'
}

const up = 'M6 1.5L11 10.5H1Z'
const down = 'M6 10.5L1 1.5H11Z'
const plus = 'M4.25 1h3.5v3.25H11v3.5H7.75V11h-3.5V7.75H1v-3.5h3.25Z'
const bar = 'M1 4.25h10v3.5H1Z'

export const markShapes = {
  up: { path: up, kind: 'solid' }, 'up-open': { path: up, kind: 'open' }, 'up-line': { path: 'M1.5 8.5L6 4L10.5 8.5', kind: 'line' },
  down: { path: down, kind: 'solid' }, 'down-open': { path: down, kind: 'open' }, 'down-line': { path: 'M1.5 3.5L6 8L10.5 3.5', kind: 'line' },
  plus: { path: plus, kind: 'solid' }, 'plus-open': { path: plus, kind: 'open' }, 'plus-line': { path: 'M6 1.5V10.5M1.5 6H10.5', kind: 'line' },
  bar: { path: bar, kind: 'solid' }, 'bar-open': { path: bar, kind: 'open' }, 'bar-line': { path: 'M1.5 6H10.5', kind: 'line' },
  star: { path: 'M6 .5L7.6 4.1L11.5 4.5L8.6 7.1L9.4 11L6 9L2.6 11L3.4 7.1L.5 4.5L4.4 4.1Z', kind: 'solid' },
  square: { path: 'M2 2H10V10H2Z', kind: 'solid' }, diamond: { path: 'M6 .8L11.2 6L6 11.2L.8 6Z', kind: 'solid' }, 'diamond-open': { path: 'M6 .8L11.2 6L6 11.2L.8 6Z', kind: 'open' },
  ring: { path: 'M6 2A4 4 0 1 0 6 10A4 4 0 1 0 6 2Z', kind: 'open' }, cross: { path: 'M2 2L10 10M10 2L2 10', kind: 'line' }, dot: { path: 'M6 3.6A2.4 2.4 0 1 0 6 8.4A2.4 2.4 0 1 0 6 3.6Z', kind: 'solid' },
} as const satisfies Record<string, Shape>
export type MarkName = keyof typeof markShapes
/** The mark of each class, the first of none; null: no mark. */
export type Marks = readonly (MarkName | null)[]

/** Scales that say something by kind and not by shade. */
export const MARKS: { readonly [scale: string]: Marks | undefined } = {
  significance: [null, 'down', 'down-open', 'down-line', null, 'up-line', 'up-open', 'up'],
  change: [null, 'bar', 'bar-open', 'bar-line', null, 'plus-line', 'plus-open', 'plus'],
  class: [null, 'star', 'up', 'square', 'diamond-open', 'ring', 'down', 'cross', 'dot'],
  disagreement: [null, 'diamond', 'ring', 'up'],
  compliance: [null, 'down', 'down-open', 'down-line', null, null, 'up-open', 'up'],
}

export const markOf = (scale: string, rank: number): MarkName | null => MARKS[scale]?.[rank] ?? null
