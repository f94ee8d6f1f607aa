/** Responses of all loaded months as columns in memory that threads share, and the names that their numbers stand for. */
import type { ResponseColumns } from '../analysis/compliance.ts'
import type { PackRow } from './queries.ts'

export interface PackedResponses {
  columns: ResponseColumns
  /** Every month with rows, in order, YYYY-MM; its number is in `columns.months`. */
  months: string[]
  /** Names of the roads; number 0 is none. */
  roads: string[]
  sources: { month: string; source: string; synthetic: boolean }[]
}

const kinds = { months: Int16Array, hours: Int16Array, dispatchS: Int32Array, arrivalS: Int32Array, answeredS: Int16Array, flags: Int16Array, roads: Int16Array, districts: Int32Array, cells: Int32Array, spots: Int32Array } as const

/** H3 index of a hexagon of resolution 8 from its base cell and digits. */
const cellText = (packed: number): string => ((1n << 59n) | (8n << 52n) | (BigInt(packed) << 21n) | ((1n << 21n) - 1n)).toString(16)

/** The buffers are turned to this machine's order of bytes on the way: rows are read once. */
export function unpack(packs: readonly PackRow[]): PackedResponses {
  const rows = packs.reduce((sum, pack) => sum + pack.rows, 0)
  const hexagons = ['']
  const columns = { rows, hexagons, ...Object.fromEntries(Object.entries(kinds).map(([name, Kind]) => [name, new Kind(new SharedArrayBuffer(rows * Kind.BYTES_PER_ELEMENT) as unknown as ArrayBuffer)])) } as unknown as ResponseColumns
  const months = [...new Set(packs.map(({ month }) => month))].sort()
  // 0 stands for no location.
  const numbers = new Map([[0, 0]])
  const numberOf = (packed: number): number => {
    const known = numbers.get(packed)
    if (known !== undefined) return known
    numbers.set(packed, hexagons.length)
    return hexagons.push(cellText(packed)) - 1
  }
  const roads = ['', ...new Set(packs.flatMap((pack) => pack.roads).sort())]
  let at = 0
  for (const pack of packs) {
    columns.months.fill(months.indexOf(pack.month), at, at + pack.rows)
    for (const name of ['hours', 'answeredS', 'flags'] as const) columns[name].set(shorts(pack[name]), at)
    for (const name of ['dispatchS', 'arrivalS', 'districts', 'spots'] as const) columns[name].set(ints(pack[name]), at)
    const roadNos = [0, ...pack.roads.map((road) => roads.indexOf(road))]
    columns.roads.set(shorts(pack.roadNos).map((no) => roadNos[no]!), at)
    columns.cells.set(ints(pack.cells).map(numberOf), at)
    at += pack.rows
  }
  return { columns, months, roads, sources: packs.map(({ month, source, synthetic }) => ({ month, source, synthetic })) }
}

const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1
/** A copy, because a view needs a beginning at a whole number. */
const aligned = (bytes: Buffer): Buffer => Buffer.from(new Uint8Array(bytes).buffer)
function shorts(bytes: Buffer): Int16Array {
  const own = aligned(bytes)
  if (littleEndian) own.swap16()
  return new Int16Array(own.buffer)
}
function ints(bytes: Buffer): Int32Array {
  const own = aligned(bytes)
  if (littleEndian) own.swap32()
  return new Int32Array(own.buffer)
}
