/** Minutes and doses by hand. */
import { describe, expect, it } from 'vitest'
import { dosage, joinVisits, type Slot, type Visit } from '../../api/analysis/dosage.ts'

const ms = (minutes: number) => minutes * 60_000
const slot = (unit: string, place: string, from: number, to: number): Slot => ({ unit, place, fromMs: ms(from), toMs: ms(to) })
const visit = (unit: string, place: string, from: number, to: number): Visit => ({ unit, place, arrivedMs: ms(from), leftMs: ms(to) })
const plan = [slot('A', 'x', 0, 15), slot('A', 'x', 150, 165), slot('A', 'y', 30, 45), slot('B', 'x', 60, 75)]

describe('dosage', () => {
  it('sums minutes planned, delivered and beyond twenty, by unit and place', () => {
    const rows = dosage(plan, [visit('A', 'x', 2, 17), visit('A', 'x', 150, 180), visit('A', 'y', 31, 39), visit('B', 'x', 62, 74), visit('B', 'z', 100, 105)])
    expect(rows).toEqual([
      { unit: 'A', place: 'x', slots: 2, met: 1, overlong: 1, visits: 2, unplanned: 0, plannedMin: 30, deliveredMin: 45, excessMin: 10 },
      { unit: 'A', place: 'y', slots: 1, met: 0, overlong: 0, visits: 1, unplanned: 0, plannedMin: 15, deliveredMin: 8, excessMin: 0 },
      { unit: 'B', place: 'x', slots: 1, met: 1, overlong: 0, visits: 1, unplanned: 0, plannedMin: 15, deliveredMin: 12, excessMin: 0 },
      { unit: 'B', place: 'z', slots: 0, met: 0, overlong: 0, visits: 1, unplanned: 1, plannedMin: 0, deliveredMin: 5, excessMin: 0 }
    ])
  })
  it.each([[11.9, 0, 0], [12, 1, 0], [20, 1, 0], [20.1, 0, 1]])('takes a visit of %f minutes for met %i, over-long %i', (minutes, met, overlong) => {
    expect(dosage([slot('A', 'x', 0, 15)], [visit('A', 'x', 0, minutes)])).toMatchObject([{ met, overlong }])
  })
  it('counts a late visit for its slot within an hour, and one by another unit', () => {
    expect(dosage([slot('A', 'x', 0, 15)], [visit('A', 'x', 70, 85)])).toMatchObject([{ met: 1, unplanned: 0 }])
    expect(dosage([slot('A', 'x', 0, 15)], [visit('A', 'x', 76, 91)])).toMatchObject([{ met: 0, unplanned: 1 }])
    expect(dosage([slot('A', 'x', 0, 15)], [visit('B', 'x', 0, 15)])).toMatchObject([{ unit: 'A', met: 1, deliveredMin: 0 }, { unit: 'B', slots: 0, deliveredMin: 15, unplanned: 0 }])
  })
  it('joins a tap and a track of the same visit, so that no minute counts twice', () => {
    const both = [visit('A', 'x', 1, 14), visit('A', 'x', 0, 12), visit('B', 'x', 3, 9), visit('A', 'x', 20, 22)]
    expect(joinVisits(both)).toEqual([visit('A', 'x', 0, 14), visit('B', 'x', 3, 9), visit('A', 'x', 20, 22)])
    expect(dosage([], both)).toMatchObject([{ unit: 'A', visits: 2, deliveredMin: 16 }, { unit: 'B', deliveredMin: 6 }])
  })
  it('of nothing is nothing', () => expect(dosage([], [])).toEqual([]))
})
