/**
 * Reads `application/vnd.beatwise.series`: the monthly counts of every hexagon that has any.
 *
 * 'BWS1', length of the header (u32, little endian), header as JSON, then LEB128 numbers: the cells' keys ascending, each as
 * the step from the one before, and for each cell the number of its months followed by (gap, count) pairs.
 */
import type { SeriesHeader } from '../answers.ts'

/** Cells in rows, their months and counts side by side: row `i` owns `offsets[i]` to `offsets[i + 1]`. */
export interface Series extends SeriesHeader {
  index: string[]
  rowOf: Map<string, number>
  offsets: Uint32Array
  monthAt: Uint16Array
  countAt: Uint32Array
}

export function decodeSeries(buffer: ArrayBuffer): Series {
  const bytes = new Uint8Array(buffer)
  if (new TextDecoder().decode(bytes.subarray(0, 4)) !== 'BWS1') throw new Error('The answer is not a series of months')
  const length = new DataView(buffer).getUint32(4, true)
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as SeriesHeader
  const next = varints(bytes, 8 + length)
  const index = readCells(header.cells, header.query.res, next)
  return { ...header, index, rowOf: new Map(index.map((cell, row) => [cell, row])), ...readCounts(header.cells, bytes.length, next) }
}

/** A reader of unsigned LEB128. Keys reach 2^52, so this multiplies: shifts would wrap at 32 bits. */
function varints(bytes: Uint8Array, start: number): () => number {
  let at = start
  return () => {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++]
      if (byte === undefined) throw new Error('The series ends too early')
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
  }
}

function readCells(n: number, res: number, next: () => number): string[] {
  const cells = new Array<string>(n)
  for (let i = 0, key = 0; i < n; i++) {
    key += next()
    cells[i] = cellOfKey(key, res)
  }
  return cells
}

/**
 * An H3 index as text. Base cell, digits and the unused digits (all ones) fill the low 52 bits exactly, which a double holds
 * without loss; above them stand the mode (8) and the resolution, one hexadecimal digit each.
 */
export function cellOfKey(key: number, res: number): string {
  const unused = 2 ** (3 * (15 - res))
  return `8${res.toString(16)}${(key * unused + unused - 1).toString(16).padStart(13, '0')}`
}

function readCounts(n: number, bound: number, next: () => number): Pick<Series, 'offsets' | 'monthAt' | 'countAt'> {
  const offsets = new Uint32Array(n + 1)
  // Every pair takes at least two bytes, so the body's length bounds how many there can be.
  const monthAt = new Uint16Array(bound >> 1)
  const countAt = new Uint32Array(bound >> 1)
  let at = 0
  for (let row = 0; row < n; row++) {
    let month = -1
    for (let pairs = next(); pairs > 0; pairs--) {
      month += next() + 1
      monthAt[at] = month
      countAt[at++] = next()
    }
    offsets[row + 1] = at
  }
  return { offsets, monthAt: monthAt.slice(0, at), countAt: countAt.slice(0, at) }
}
