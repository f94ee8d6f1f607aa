/** Writes the binary series by hand, from the description of the format and not from the server's encoder. */
import type { SeriesHeader } from '../../web/src/answers.ts'
import { decodeSeries, type Series } from '../../web/src/cells/series.ts'

export function header(part: { months: string[]; cells: number } & Partial<SeriesHeader>): SeriesHeader {
  const zeros = part.months.map(() => 0)
  return {
    query: { theme: 'burglary', from: part.months[0]!, to: part.months.at(-1)!, res: 8, area: null },
    dataVersion: '1', held: part.months.map(() => 1), totals: zeros, outside: zeros, noLocation: zeros, withheld: zeros,
    unit: 'offences', source: 'by hand', caveat: '', synthetic: false, protection: null, syntheticMonths: zeros, ...part,
  }
}

export function asBuffer(head: SeriesHeader, body: readonly number[]): ArrayBuffer {
  const text = new TextEncoder().encode(JSON.stringify(head))
  const bytes = new Uint8Array(8 + text.length + body.length)
  bytes.set(new TextEncoder().encode('BWS1'))
  new DataView(bytes.buffer).setUint32(4, text.length, true)
  bytes.set(text, 8)
  bytes.set(body, 8 + text.length)
  return bytes.buffer
}

/** One outside and two without location in every held month. */
export function written(months: string[], counts: Record<string, Record<string, number>>, held = months): Series {
  const isHeld = months.map((month) => Number(held.includes(month)))
  const totals = months.map((month) => Object.values(counts).reduce((sum, byMonth) => sum + (byMonth[month] ?? 0), 0))
  const keyed = Object.keys(counts).map((cell) => ({ cell, key: Number((BigInt(`0x${cell}`) >> 21n) & ((1n << 31n) - 1n)) }))
  keyed.sort((a, b) => a.key - b.key)
  const cellBytes = keyed.flatMap(({ key }, i) => leb128(key - (keyed[i - 1]?.key ?? 0)))
  const countBytes = keyed.flatMap(({ cell }) => {
    const at = months.map((month, i) => ({ i, n: counts[cell]![month] ?? 0 })).filter(({ n }) => n > 0)
    return [at.length, ...at.flatMap(({ i, n }, k) => [i - (at[k - 1]?.i ?? -1) - 1, ...leb128(n)])]
  })
  const head = header({ months, cells: keyed.length, held: isHeld, totals, outside: isHeld, noLocation: isHeld.map((one) => 2 * one) })
  return decodeSeries(asBuffer(head, [...cellBytes, ...countBytes]))
}

function leb128(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...leb128(Math.floor(value / 128))]
}
