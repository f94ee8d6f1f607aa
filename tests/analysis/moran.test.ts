/** Moran's I against spdep and esda, and by hand. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { moran } from '../../api/analysis/moran.ts'
import { neighboursOf } from '../../api/analysis/neighbours.ts'
import { holds, named, shared } from '../support/shared-data.ts'

const carolina = 'benchmarks/sids2/reference_spdep_local_stats.csv'
/** Squares of three by three, neighbours by their sides. */
const lattice = neighboursOf([[1, 3], [0, 2, 4], [1, 5], [0, 4, 6], [1, 3, 5, 7], [2, 4, 8], [3, 7], [4, 6, 8], [5, 7]])
const counted = [1, 2, 3, 4, 5, 6, 7, 8, 9]

describe('Moran\'s I', () => {
  it.skipIf(!holds(carolina))(named('equals esda and spdep in North Carolina', carolina), () => {
    const rows = readFileSync(shared(carolina), 'utf8').trim().split('\n').slice(1).map((line) => line.split(',').map(Number))
    const places = new Map(rows.map(([code], i) => [code!, i]))
    const lines = readFileSync(shared('benchmarks/sids2/sids2.gal'), 'utf8').trim().split('\n').slice(1)
    const lists = rows.map((): number[] => [])
    for (let k = 0; k < lines.length; k += 2) lists[places.get(Number(lines[k]!.split(' ')[0]))!] = lines[k + 1]!.trim().split(/\s+/).map((code) => places.get(Number(code))!)
    const known = (JSON.parse(readFileSync(shared('benchmarks/expected-values.json'), 'utf8')) as { moran_sids2: { I: number; p_norm_one_sided: number; variance_norm: number } }).moran_sids2
    const found = moran(rows.map((row) => row[1]!), neighboursOf(lists))
    expect(found.I).toBeCloseTo(known.I, 9)
    expect(found.expected).toBeCloseTo(-1 / 99, 12)
    expect(found.normality.variance).toBeCloseTo(known.variance_norm, 9)
    expect(found.normality.p / 2).toBeCloseTo(known.p_norm_one_sided, 10)
  })
  it('has the variances of esda on a lattice of nine: 0.053125 and 0.0596875', () => {
    const found = moran(counted, lattice, { weights: 'binary' })
    expect(found.normality.variance).toBeCloseTo(0.053125, 12)
    expect(found.randomisation.variance).toBeCloseTo(0.0596875, 12)
    // By hand: 12 borders, the cross products of the 12 pairs sum to 30, S0 = 24, squares 60: I = 9 / 24 * 60 / 60.
    expect(found.I).toBeCloseTo(0.5, 12)
  })
  it('is near -1 where every neighbour is the opposite', () => expect(moran(counted.map((_, i) => i % 2), lattice).I).toBeLessThan(-0.9))
  it('is the same whatever the unit and the nought', () => {
    const [once, again] = [moran(counted, lattice), moran(counted.map((value) => 191.9 * value - 7), lattice)]
    expect(again.I).toBeCloseTo(once.I, 12)
    expect(again.randomisation.p).toBeCloseTo(once.randomisation.p, 12)
  })
  it('stands for neighbours that are not mutual: the mean of both ways', () => {
    const found = moran([1, 2, 4, 9], neighboursOf([[1], [2], [3], [0]]), { weights: 'binary' })
    // Deviations -3 -2 0 5: products 6 + 0 + 0 - 15 = -9; squares 38; S0 = 4, S1 = 4, S2 = 16: variance (64 - 64 + 48) / 240 - 1 / 9.
    expect(found.I).toBeCloseTo(-9 / 38, 12)
    expect(found.normality.variance).toBeCloseTo(48 / 240 - 1 / 9, 12)
  })
  it('says why there is no answer', () => {
    expect(moran([5, 5, 5, 5], neighboursOf([[1], [0], [3], [2]])).note).toContain('same value')
    expect(moran([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1], neighboursOf([[1], [0], [3], [2], [], [], []])).I).toBeNaN()
    expect(moran([1, 2, 3, 4], neighboursOf([[], [], [], []])).note).toContain('no place has a neighbour')
    expect(moran([1, 2, 3], neighboursOf([[1], [0], []])).note).toContain('fewer than four')
  })
  it('has no z where everybody is next to everybody', () => {
    const found = moran([1, 2, 3, 4, 9], neighboursOf([0, 1, 2, 3, 4].map((i) => [0, 1, 2, 3, 4].filter((j) => j !== i))))
    expect(found.I).toBeCloseTo(-0.25, 12)
    expect([found.normality.z, found.randomisation.p]).toEqual([NaN, NaN])
  })
  it('refuses what is no number', () => expect(() => moran([1, Infinity, 2, 3], neighboursOf([[1], [0], [3], [2]]))).toThrow('place 1'))
})
