/** The layer that is recoloured: every hexagon of resolution 8 in a rough outline of Essex. */
import { polygonToCells } from 'h3-js'

/** [lng, lat], rough: about 3,700 km2 of land and estuary. */
const OUTLINE = [
  [0.15, 51.55], [-0.02, 51.66], [0.06, 51.78], [0.17, 51.89], [0.09, 52.0], [0.39, 52.09], [0.7, 52.06], [1.0, 51.97], [1.29, 51.95],
  [1.2, 51.78], [0.95, 51.74], [0.95, 51.6], [0.82, 51.52], [0.5, 51.5], [0.35, 51.45], [0.22, 51.48], [0.15, 51.55],
]

export const CLASSES = 6
export const COLOURS = ['#b6ecd3', '#77d2ba', '#2facac', '#017fa1', '#2a4b8d', '#32185d']

export const essexCells = (): string[] => polygonToCells(OUTLINE, 8, true)

/** Every cell takes another class each time, which is the worst case: a month of real data changes about half of them. */
export const classOfCell = (row: number, run: number): number => ((row * 7 + run * 5) % CLASSES) + 1
