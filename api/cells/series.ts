/**
 * The compact binary form of monthly counts by cell.
 *
 * `BWS1`, the header's length (unsigned 32 bit, little endian), the header (JSON, UTF-8), then unsigned LEB128 numbers: the cell keys
 * in ascending order, each as the difference from the one before; then, for each cell, how many months are not zero and for each
 * of them the months skipped since the last one and the count. Months without data cost nothing.
 */
import { cellKey } from '../analysis/h3-grid.ts'
import type { SeriesHeader } from './schema.ts'

export interface CellSeries { cell: string; series: string }

export const seriesType = 'application/vnd.beatwise.series'

/** @param rows cells in ascending order, `series` as 'month:count,…' in ascending order of month. */
export function encodeSeries(header: SeriesHeader, rows: readonly CellSeries[]): Buffer {
  const head = Buffer.from(JSON.stringify(header))
  const out = new Bytes()
  let last = 0
  for (const { cell } of rows) {
    const key = cellKey(BigInt(cell), header.query.res)
    out.put(key - last)
    last = key
  }
  for (const { series } of rows) {
    const pairs = series.split(',')
    out.put(pairs.length)
    let previous = -1
    for (const pair of pairs) {
      const colon = pair.indexOf(':')
      const month = Number(pair.slice(0, colon))
      out.put(month - previous - 1)
      out.put(Number(pair.slice(colon + 1)))
      previous = month
    }
  }
  const length = Buffer.alloc(4)
  length.writeUInt32LE(head.length)
  return Buffer.concat([Buffer.from('BWS1'), length, head, out.all()])
}

class Bytes {
  private bytes = Buffer.alloc(64 * 1024)
  private at = 0

  /** Appends a whole number below 2^53; division, not shifts, because shifts stop at 32 bits. */
  put(value: number): void {
    if (this.at + 8 > this.bytes.length) this.bytes = Buffer.concat([this.bytes, Buffer.alloc(this.bytes.length)])
    while (value >= 128) {
      this.bytes[this.at++] = (value % 128) | 128
      value = Math.floor(value / 128)
    }
    this.bytes[this.at++] = value
  }

  all(): Buffer { return this.bytes.subarray(0, this.at) }
}
