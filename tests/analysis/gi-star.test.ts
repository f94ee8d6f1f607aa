/** Gi* by hand, against esda's six points, R spdep on two real maps, and a permutation that draws for each place alone. */
import { readFileSync } from 'node:fs'
import { gridDisk } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { gi, giStar, giStarPermuted } from '../../api/analysis/gi-star.ts'
import { adjustP } from '../../api/analysis/multiple-testing.ts'
import { hexagonNeighbours, neighboursOf, type Neighbours } from '../../api/analysis/neighbours.ts'
import { seededRandom } from '../../api/analysis/random.ts'
import { holds, named, shared } from '../support/shared-data.ts'

const disc = gridDisk('88194ad301fffff', 3)
const around = hexagonNeighbours(disc)
const centred = disc.map((_, i) => (i === 0 ? 10 : 0))
const sizeOf = ({ start }: Neighbours, i: number) => start[i + 1]! - start[i]! + 1

describe('Gi* on a disc of 37 hexagons with ten in the middle', () => {
  const { z, p, note } = giStar(centred, around)
  it('is 2.0702 in the middle and its six neighbours', () => {
    for (let i = 0; i < 7; i++) {
      expect(z[i]).toBeCloseTo(2.0702, 4)
      expect(p[i]).toBeCloseTo(0.03843, 5)
    }
    expect(note).toBeNull()
  })
  it('is -0.48305 where six neighbours are all empty', () => {
    for (let i = 7; i < 19; i++) expect(z[i]).toBeCloseTo(-0.48305, 5)
  })
  it('is -0.34816 at the six corners of the border, which have three neighbours', () => {
    const corners = [...disc.keys()].filter((i) => sizeOf(around, i) === 4)
    expect(corners).toHaveLength(6)
    for (const i of corners) expect(z[i]).toBeCloseTo(-0.34816, 5)
  })
  it('stays as it is when counts are multiplied, and turns over when they are', () => {
    const random = seededRandom('gi-star scale')
    const counts = disc.map(() => random.int(9))
    const once = giStar(counts, around).z
    giStar(counts.map((count) => 191.9 * count), around).z.forEach((value, i) => expect(value).toBeCloseTo(once[i]!, 10))
    giStar(counts.map((count) => 5 - count), around).z.forEach((value, i) => expect(value).toBeCloseTo(-once[i]!, 10))
  })
})

describe('Gi* that does not exist', () => {
  const allNaN = ({ z, p }: { z: Float64Array; p: Float64Array }) => expect([...z, ...p].every(Number.isNaN)).toBe(true)
  it('is no number and says that there is no pattern where all values are equal', () => {
    for (const value of [0, 0.1, 7]) {
      const answer = giStar(disc.map(() => value), around)
      allNaN(answer)
      expect(answer.note).toContain('No pattern')
    }
    const permuted = giStarPermuted(disc.map(() => 4), around, { random: seededRandom('equal') })
    expect([permuted.note, permuted.p.every(Number.isNaN)]).toEqual(['No pattern: every place holds the same value.', true])
  })
  it.each([0, 1, 2])('says so for a study area of %i places', (n) => {
    const answer = giStar(Array.from({ length: n }, (_, i) => i), neighboursOf(Array.from({ length: n }, () => [])))
    allNaN(answer)
    expect(answer.note).toBe('No pattern: fewer than three places.')
  })
  it('is no number where the neighbourhood is the whole study area', () => {
    const answer = giStar([1, 2, 3], neighboursOf([[1, 2], [0], [0]]))
    expect(answer.z[0]).toBeNaN()
    expect(answer.z[1]).toBeCloseTo(-Math.sqrt(1.5), 10)
  })
  it('refuses values that are no numbers or not one a place', () => {
    expect(() => giStar([1, NaN, 3], neighboursOf([[], [], []]))).toThrow('values: place 1 holds NaN')
    expect(() => giStar([1, 2], neighboursOf([[], [], []]))).toThrow(RangeError)
    expect(() => giStarPermuted(centred, around, { permutations: 0, random: seededRandom('none') })).toThrow('permutations')
  })
})

interface Expected { getis_ord_6_points: { y: number[]; neighbour_lists_1_based: number[][]; spdep_Gi_binary_z: number[]; spdep_Gi_star_binary_z: number[] }; gistar_memphis_grid: { max_gistar: number; 'cells_gistar_gt_1.959964': number; 'cells_hot_fdr_0.05': number; events: number } }
const expected = () => JSON.parse(readFileSync(shared('benchmarks/expected-values.json'), 'utf8')) as Expected
const near = (found: ArrayLike<number>, wanted: number[], within: number) => {
  expect(found.length).toBe(wanted.length)
  expect(Math.max(...wanted.map((value, i) => Math.abs(found[i]! - value)))).toBeLessThan(within)
}
const table = (path: string) => readFileSync(shared(path), 'utf8').trim().split('\n').slice(1).map((line) => line.split(',').map(Number))

describe('Gi and Gi* against published numbers', () => {
  const six = 'benchmarks/expected-values.json'
  it.skipIf(!holds(six))(named('equals esda on its six points', six), () => {
    const { y, neighbour_lists_1_based: lists, spdep_Gi_binary_z: plain, spdep_Gi_star_binary_z: starred } = expected().getis_ord_6_points
    const neighbours = neighboursOf(lists.map((list) => list.map((j) => j - 1)))
    near(gi(y, neighbours).z, plain, 6e-8)
    near(giStar(y, neighbours).z, starred, 6e-8)
    expect(giStar(y, neighbours).z[0]).toBeCloseTo(-1.39727626, 7)
  })

  const carolina = 'benchmarks/sids2/reference_spdep_local_stats.csv'
  it.skipIf(!holds(carolina))(named('equals spdep in the hundred counties of North Carolina', carolina), () => {
    const rows = table(carolina)
    const places = new Map(rows.map(([code], i) => [code!, i]))
    const lines = readFileSync(shared('benchmarks/sids2/sids2.gal'), 'utf8').trim().split('\n').slice(1)
    const lists = rows.map((): number[] => [])
    for (let k = 0; k < lines.length; k += 2) lists[places.get(Number(lines[k]!.split(' ')[0]))!] = lines[k + 1]!.trim().split(/\s+/).map((code) => places.get(Number(code))!)
    const values = rows.map((row) => row[1]!)
    near(gi(values, neighboursOf(lists)).z, rows.map((row) => row[3]!), 1e-9)
    near(giStar(values, neighboursOf(lists)).z, rows.map((row) => row[4]!), 1e-9)
  })

  const memphis = 'benchmarks/memphis-robberies/reference_spdep_grid1000m_utm16n.csv'
  it.skipIf(!holds(memphis))(named('equals spdep on the kilometre grid of Memphis, before and after the correction', memphis), () => {
    const rows = table(memphis)
    const places = new Map(rows.map(([x, y], i) => [`${x} ${y}`, i]))
    const lists = rows.map(([x, y], i) => [-1, 0, 1].flatMap((dx) => [-1, 0, 1].flatMap((dy) => places.get(`${x! + dx} ${y! + dy}`) ?? [])).filter((j) => j !== i))
    const counts = rows.map((row) => row[2]!)
    const { z, p } = giStar(counts, neighboursOf(lists))
    const adjusted = adjustP(p, 'bh')
    near(z, rows.map((row) => row[3]!), 1e-9)
    near(gi(counts, neighboursOf(lists)).z, rows.map((row) => row[4]!), 1e-9)
    near(p, rows.map((row) => row[5]!), 1e-9)
    near(adjusted, rows.map((row) => row[6]!), 1e-9)
    const known = expected().gistar_memphis_grid
    expect(counts.reduce((a, b) => a + b)).toBe(known.events)
    expect(Math.max(...z)).toBeCloseTo(known.max_gistar, 5)
    expect(z.filter((value) => value > 1.959964)).toHaveLength(known['cells_gistar_gt_1.959964'])
    expect(z.filter((value, i) => value > 0 && adjusted[i]! <= 0.05)).toHaveLength(known['cells_hot_fdr_0.05'])
  })
})

/** The p of one place, its others drawn anew for every sample: slow, and plainly right. */
function drawnAlone(values: number[], neighbours: Neighbours, i: number, permutations: number): number {
  const random = seededRandom(`alone ${i}`)
  const mean = values.reduce((a, b) => a + b) / values.length
  const size = sizeOf(neighbours, i)
  const apart = (others: number[]) => Math.abs(others.reduce((a, b) => a + b, values[i]!) - mean * size)
  const observed = apart([...neighbours.index.subarray(neighbours.start[i], neighbours.start[i + 1])].map((j) => values[j]!))
  const rest = values.filter((_, j) => j !== i)
  let beyond = 0
  for (let sample = 0; sample < permutations; sample++) {
    const pool = [...rest]
    const drawn = Array.from({ length: size - 1 }, () => pool.splice(random.int(pool.length), 1)[0]!)
    if (apart(drawn) >= observed - 1e-9) beyond++
  }
  return (1 + beyond) / (permutations + 1)
}

describe('the permuted p of Gi*', () => {
  const random = seededRandom('permuted counts')
  const counts = disc.map(() => Math.max(0, random.int(12) - 7) * 2.5)
  it('is near what a permutation of each place alone gives, on the border and inside', () => {
    const { p } = giStarPermuted(counts, around, { permutations: 9999, random: seededRandom('permuted') })
    for (const i of [0, 1, 5, 13, 18, 19, 22, 30, 36]) expect(Math.abs(p[i]! - drawnAlone(counts, around, i, 4000))).toBeLessThan(0.035)
  })
  it('is near the truth where every draw can be counted: four places, one neighbour each, mean 5', () => {
    const { p } = giStarPermuted([4, 0, 12, 4], neighboursOf([[1], [0], [3], [2]]), { permutations: 20_000, random: seededRandom('four') })
    // Place 0 keeps 4 and holds 0, 6 away from 10: drawing 0 or 12 is as far, the other 4 only 2 away. Place 1 keeps 0 and holds 4: both 4 are
    // as far, 12 is not. Place 2 keeps 12 and holds 4: both 4 are as far, 0 is not. Place 3 keeps 4 and holds 12: 12 and 0 are as far, 4 is not.
    for (const i of [0, 1, 2, 3]) expect(Math.abs(p[i]! - 2 / 3)).toBeLessThan(0.02)
  })
  it('is near the truth on a ring of seven, where each of fifteen pairs can be drawn', () => {
    const values = [1, 30, 4, 16, 2, 60, 8]
    const near = [0, 1, 2, 3, 4, 5, 6].map((i) => [(i + 6) % 7, (i + 1) % 7])
    const { p } = giStarPermuted(values, neighboursOf(near), { permutations: 20_000, random: seededRandom('seven') })
    const apart = (i: number, a: number, b: number) => Math.abs(values[i]! + values[a]! + values[b]! - (3 * 121) / 7)
    for (const i of values.keys()) {
      const pairs = values.flatMap((_, a) => values.flatMap((_, b) => (a < b && a !== i && b !== i ? [[a, b] as const] : [])))
      const beyond = pairs.filter(([a, b]) => apart(i, a, b) >= apart(i, near[i]![0]!, near[i]![1]!) - 1e-9).length
      expect(pairs).toHaveLength(15)
      expect(Math.abs(p[i]! - beyond / 15)).toBeLessThan(0.015)
    }
  })
  it('is the same again from the same seed, never nought, and 1 for a place without neighbours', () => {
    const lonely = neighboursOf([...disc.map((_, i) => [...around.index.subarray(around.start[i], around.start[i + 1])]), []])
    const once = giStarPermuted([...centred, 3], lonely, { random: seededRandom('again') }).p
    expect(giStarPermuted([...centred, 3], lonely, { random: seededRandom('again') }).p).toEqual(once)
    expect(Math.min(...once)).toBeGreaterThanOrEqual(1 / 1000)
    expect(once[37]).toBe(1)
  })
  it('is spread evenly where there is nothing to find', () => {
    const cells = gridDisk('88194ad301fffff', 16)
    const noise = seededRandom('noise')
    const { p } = giStarPermuted(cells.map(() => noise.normal()), hexagonNeighbours(cells), { permutations: 199, random: seededRandom('even') })
    const below = p.filter((value) => value <= 0.1).length / cells.length
    expect(Math.abs(below - 0.1)).toBeLessThan(0.04)
  })
})
