/** What an answer means on the screen: one shape for all layers, so that map, legend, list, table, file and record show the same. */
import type { Scale } from '../map/colours.ts'
import { count } from '../ui/numbers.ts'
import type { LayerAnswer, LayerName } from './layer-asks.ts'

export interface Column {
  key: string
  title: string
  numeric: boolean
  /** Whether the greatest comes first when the column is sorted. */
  value: (row: number) => number | string | null
  say: (row: number) => string
  /** Says in words what the mark on the map says. */
  marked?: boolean
}

export interface Words {
  headline: string
  detail: string[]
}

export interface Method {
  title: string
  text: string[]
  facts: [name: string, value: string][]
}

export interface Painted {
  /** The class of each cell; 0 is none. */
  classes: Uint8Array
  classCount: number
  scale: Scale
  title: string
  /** In the order of the classes; `rank` is the class. */
  entries: { rank: number; label: string }[]
}

/** What the layers differ in. */
export interface Told {
  cells: readonly string[]
  painted: Painted
  columns: Column[]
  /** Rows of the list and of the table, the foremost first. */
  order: number[]
  /** What is the foremost, as a number: the greatest first; null: has no place among them. Equal numbers are equally foremost. */
  foremost: (row: number) => number | null
  /** How the list is headed. */
  listTitle: string
  /** One hexagon in words. */
  brief: (row: number) => string
  flags: ReadonlyMap<string, string>
  words: Words
  method: Method
}

export interface About {
  /** The theme, as it is titled. */
  title: string
  /** null: the whole force. */
  areaName: string | null
  /** Of the area, to be called foremost; none: as usual. */
  share?: number | null
}

type Answer = LayerAnswer['answer']

export interface Reading extends Told {
  layer: LayerName
  query: { theme: string; from: string; to: string; res: number; area: string | null }
  rowOf: ReadonlyMap<string, number>
  /** Cells of the study area. */
  n: number
  about: About
  beside: Pick<Answer, 'dataVersion' | 'unit' | 'source' | 'caveat' | 'synthetic' | 'protected' | 'note'>
}

/** "burglary", as it stands within a sentence. */
export const within = (title: string): string => (/^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title)

export const placed = ({ areaName }: About): string => (areaName ? ` in ${areaName}` : '')

export const hexagons = (n: number): string => `${count(n)} ${n === 1 ? 'hexagon' : 'hexagons'}`

/** A p never reads as nought. */
export const pWords = (p: number | null): string => (p === null ? 'none' : p < 0.001 ? 'under 0.001' : p.toFixed(3))

export const number = (key: string, title: string, values: readonly (number | null)[], say: (n: number) => string): Column =>
  ({ key, title, numeric: true, value: (row) => values[row] ?? null, say: (row) => (values[row] == null ? 'none' : say(values[row]!)) })

/** A value where there is any. */
export const aboveNought = (values: readonly number[]) => (row: number): number | null => (values[row]! > 0 ? values[row]! : null)

/** Rows by a value, the greatest first; what has none last; equal ones by cell. */
export function ranked(cells: readonly string[], value: (row: number) => number | null): number[] {
  const key = (row: number) => value(row) ?? -Infinity
  return cells.map((_, row) => row).sort((a, b) => {
    const [x, y] = [key(a), key(b)]
    return x === y ? (cells[a]! < cells[b]! ? -1 : 1) : y - x
  })
}

export const PROTECTED = 'Counts are rounded so that nobody can be recognised; every statistic here rests on the rounded counts.'
