/** Collisions as they cross to a thread: one long text from the database, read into columns there. */
import type { UserGroup } from '../road-vocabulary.ts'
import { roadGroups, userGroupIds } from '../road-vocabulary.ts'

/** Columns of equal length. Codes as published; 0: not known. */
export interface Collisions {
  index: string[]
  lng: Float64Array
  lat: Float64Array
  /** Minutes since the beginning of 2000 by the local clock; midnight where the time is not known. */
  minute: Float64Array
  timeKnown: Uint8Array
  /** 1 fatal, 2 serious, 3 slight. */
  severity: Uint8Array
  /** Casualties by severity. */
  fatal: Uint16Array
  serious: Uint16Array
  slight: Uint16Array
  roadClass: Uint8Array
  roadNumber: Int32Array
  speed: Uint8Array
  /** 1 at a junction, 2 not at one. */
  junction: Uint8Array
  light: Uint8Array
  rural: Uint8Array
  /** Bits of the user groups of whoever was hurt, and of whoever was killed or seriously injured. */
  groups: Uint8Array
  ksiGroups: Uint8Array
}

/** Between columns and between collisions; list_collisions.sql writes them. */
const [COLUMN, ROW] = ['\x1f', '\x1e']
type Numbers = Exclude<keyof Collisions, 'index'>
const columns: readonly Numbers[] = ['lng', 'lat', 'minute', 'timeKnown', 'severity', 'fatal', 'serious', 'slight', 'roadClass', 'roadNumber', 'speed', 'junction', 'light', 'rural', 'groups', 'ksiGroups']

/** @throws Error for a row that is not whole: then statement and reader have parted. */
export function readCollisions(text: string): Collisions {
  const rows = text === '' ? [] : text.split(ROW)
  const n = rows.length
  const read: Collisions = {
    index: [], lng: new Float64Array(n), lat: new Float64Array(n), minute: new Float64Array(n), timeKnown: new Uint8Array(n), severity: new Uint8Array(n), fatal: new Uint16Array(n),
    serious: new Uint16Array(n), slight: new Uint16Array(n), roadClass: new Uint8Array(n), roadNumber: new Int32Array(n), speed: new Uint8Array(n), junction: new Uint8Array(n),
    light: new Uint8Array(n), rural: new Uint8Array(n), groups: new Uint8Array(n), ksiGroups: new Uint8Array(n)
  }
  rows.forEach((row, i) => {
    const fields = row.split(COLUMN)
    if (fields.length !== columns.length + 1) throw new Error(`a collision has ${fields.length} columns, not ${columns.length + 1}`)
    read.index.push(fields[0]!)
    columns.forEach((name, k) => { read[name][i] = Number(fields[k + 1]) })
  })
  return read
}

/** The collisions of these rows alone, in this order. */
export function picked(from: Collisions, rows: readonly number[]): Collisions {
  const of = <T extends Uint8Array | Uint16Array | Int32Array | Float64Array>(values: T): T => {
    const own = new (values.constructor as new (n: number) => T)(rows.length)
    rows.forEach((row, i) => { own[i] = values[row]! })
    return own
  }
  const numbers = Object.fromEntries(columns.map((name) => [name, of(from[name])])) as unknown as Omit<Collisions, 'index'>
  return { index: rows.map((row) => from.index[row]!), ...numbers }
}

export const isKsi = ({ severity }: Collisions, i: number): boolean => severity[i]! <= 2
export const bitOf = (group: UserGroup): number => 1 << userGroupIds.indexOf(group)
export const roadGroupOf = (roadClass: number): number => {
  const found = roadGroups.findIndex(({ classes }) => (classes as readonly number[]).includes(roadClass))
  return found < 0 ? roadGroups.length - 1 : found
}

/** As signs name it: A12, M25, A1(M), B1008; null for roads without a number. */
export function roadName(roadClass: number, number: number): string | null {
  if (!(number > 0)) return null
  if (roadClass === 2) return `A${number}(M)`
  const { letter } = roadGroups[roadGroupOf(roadClass)]!
  return letter === '' ? null : `${letter}${number}`
}
