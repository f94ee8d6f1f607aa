import { cellToParent, getRes0Cells, latLngToCell } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { cellOfKey, decodeSeries } from '../../web/src/cells/series.ts'
import { monthsOfCell, positions, spanIndex, sumByCell, totalsOf, yearBefore } from '../../web/src/cells/range.ts'
import { asBuffer, header, written } from './written-series.ts'

const chelmsford = latLngToCell(51.735, 0.47, 8)

/** Base cell and digits of an index, as the format defines the key. */
function keyOf(cell: string, res: number): number {
  return Number((BigInt(`0x${cell}`) >> BigInt(3 * (15 - res))) & ((1n << BigInt(7 + 3 * res)) - 1n))
}

describe('a cell key', () => {
  it('gives back the H3 index it came from, at every resolution and in every part of the world', () => {
    for (const base of getRes0Cells()) expect(cellOfKey(keyOf(base, 0), 0)).toBe(base)
    for (let res = 1; res <= 15; res++) {
      const cell = latLngToCell(51.9, 0.9, res)
      expect(cellOfKey(keyOf(cell, res), res)).toBe(cell)
      expect(cellOfKey(keyOf(cellToParent(cell, res - 1), res - 1), res - 1)).toBe(cellToParent(cell, res - 1))
    }
  })
})

describe('a series', () => {
  it('reads what was written by hand, byte for byte', () => {
    // Two cells; the second key is 300 above the first, which takes two bytes (0xac 0x02).
    const key = keyOf(chelmsford, 8)
    const low = [key % 128 | 128, Math.floor(key / 128) % 128 | 128, Math.floor(key / 128 ** 2) % 128 | 128, Math.floor(key / 128 ** 3) % 128 | 128, Math.floor(key / 128 ** 4)]
    const body = [...low, 0xac, 0x02, 2, 0, 5, 1, 7, 1, 2, 0x80, 0x01]
    const series = decodeSeries(asBuffer(header({ months: ['2025-01', '2025-02', '2025-03'], cells: 2 }), body))
    expect(series.index).toEqual([chelmsford, cellOfKey(key + 300, 8)])
    expect(monthsOfCell(series, 0)).toEqual([5, 0, 7])
    expect(monthsOfCell(series, 1)).toEqual([0, 0, 128])
    expect(series.rowOf.get(chelmsford)).toBe(0)
  })

  it('is refused when it is something else or ends too early', () => {
    expect(() => decodeSeries(new TextEncoder().encode('<!doctype html>').buffer as ArrayBuffer)).toThrow('not a series')
    expect(() => decodeSeries(asBuffer(header({ months: ['2025-01'], cells: 1 }), [0x80]))).toThrow('too early')
  })

  it('reads forty thousand cells in well under a second', () => {
    const months = Array.from({ length: 12 }, (_, i) => `2025-${String(i + 1).padStart(2, '0')}`)
    const body = [1, ...new Array<number>(39_999).fill(3), ...Array.from({ length: 40_000 }, () => [2, 1, 4, 0, 9]).flat()]
    const buffer = asBuffer(header({ months, cells: 40_000 }), body)
    const began = performance.now()
    expect(decodeSeries(buffer).index).toHaveLength(40_000)
    // The aim is 60 ms; the limit leaves room for a busy machine.
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})

describe('a span of months', () => {
  const months = ['2024-01', '2024-02', '2024-03', '2025-01', '2025-02', '2025-03']
  const all = ['2024-01', '2024-02', '2024-03', ...Array.from({ length: 9 }, (_, i) => `2024-${String(i + 4).padStart(2, '0')}`), '2025-01', '2025-02', '2025-03']
  const series = written(all, { [chelmsford]: { '2024-01': 3, '2024-03': 1, '2025-01': 4, '2025-02': 6 } }, months)

  it('sums each cell over the months inside it, both ends included', () => {
    expect([...sumByCell(series, positions(spanIndex(series, { from: '2025-01', to: '2025-03' })))]).toEqual([10])
    expect([...sumByCell(series, positions(spanIndex(series, { from: '2024-03', to: '2025-01' })))]).toEqual([5])
  })

  it('keeps months that are not held apart from months with nothing', () => {
    expect(monthsOfCell(series, 0).slice(0, 5)).toEqual([3, 0, 1, null, null])
    expect(totalsOf(series, spanIndex(series, { from: '2024-03', to: '2025-01' }))).toMatchObject({ mapped: 5, held: ['2024-03', '2025-01'] })
  })

  it('compares only months that are held in both years', () => {
    expect(yearBefore(series, spanIndex(series, { from: '2025-01', to: '2025-03' }))).toMatchObject({ now: 10, before: 4, compared: 3, of: 3 })
    expect(yearBefore(series, spanIndex(series, { from: '2024-01', to: '2024-03' }))).toMatchObject({ compared: 0, of: 3 })
  })

  it('does not claim to know what has no place when asked about a part of the force', () => {
    const part = { ...series, query: { ...series.query, area: 'E07000070' } }
    expect(totalsOf(part, [0, 2]).unmapped).toBeNull()
    expect(totalsOf(series, [0, 2]).unmapped).toEqual({ outside: 3, noLocation: 6, withheld: 0 })
  })
})
