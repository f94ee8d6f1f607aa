/** Knox against the Burkitt data of pointpats, the Near Repeat Calculator's own output for Chicago, counting by hand, and its laws. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { communicated, nearRepeat, type DatedPoints, type KnoxCell, type KnoxTable } from '../../api/analysis/near-repeat.ts'
import { poissonPmf } from '../../api/analysis/normal.ts'
import { seededRandom } from '../../api/analysis/random.ts'
import { holds, named, shared } from '../support/shared-data.ts'

const observed = ({ cells }: KnoxTable) => cells.map((row) => row.map((cell) => cell.observed))
const points = (rows: readonly (readonly [number, number, number])[]): DatedPoints =>
  ({ x: Float64Array.from(rows, ([x]) => x), y: Float64Array.from(rows, ([, y]) => y), day: Int32Array.from(rows, ([, , day]) => day) })
const expectedValues = (): Record<string, never> => JSON.parse(readFileSync(shared('benchmarks/expected-values.json'), 'utf8')) as Record<string, never>

/** Numbers of a dBASE table's columns. */
function dbfColumns(path: string, names: readonly string[]): number[][] {
  const bytes = readFileSync(path)
  const [records, header, length] = [bytes.readUInt32LE(4), bytes.readUInt16LE(8), bytes.readUInt16LE(10)]
  const fields = new Map<string, [number, number]>()
  for (let at = 32, offset = 1; bytes[at] !== 13; offset += bytes[at + 16]!, at += 32) fields.set(bytes.toString('latin1', at, at + 11).replace(/\0.*/s, ''), [offset, bytes[at + 16]!])
  return Array.from({ length: records }, (_, r) => names.map((name) => {
    const [offset, width] = fields.get(name)!
    return Number(bytes.toString('latin1', header + r * length + offset, header + r * length + offset + width))
  }))
}

/** Burglaries over a square of 5 km, each followed with this chance by another within 100 m and a week. */
function burglaries(n: number, follow: number): DatedPoints {
  const random = seededRandom(`burglaries ${n} ${follow}`)
  const rows: [number, number, number][] = []
  while (rows.length < n) {
    const [x, y, day] = [random.next() * 5000, random.next() * 5000, random.int(180)]
    rows.push([x, y, day])
    if (random.chance(follow)) rows.push([x + random.next() * 70, y + random.next() * 70, day + random.int(7)])
  }
  return points(rows.slice(0, n))
}

describe('six events by hand', () => {
  const six = points([[0, 0, 0], [0, 0, 3], [3, 4, 3], [0, 90, 20], [30, 40, 10], [1000, 0, 0]])
  const bands = { distanceEdgesM: [0, 1, 50, 100, Infinity], timeEdgesDays: [0, 7, 14, Infinity] }
  it('fall into half-open bands of distance and days', () => {
    const table = nearRepeat(six, seededRandom('six'), bands)
    // 50 m apart is in [50, 100); 7 days apart in [7, 14).
    expect(observed(table)).toEqual([[1, 0, 0], [2, 1, 0], [0, 3, 3], [3, 1, 1]])
    expect([table.events, table.pairs]).toEqual([6, 15])
  })
  it('have counts and a note, but no ratio', () => {
    const table = nearRepeat(six, seededRandom('six'), bands)
    expect(table.note).toMatch(/6 dated events are too few/)
    for (const cell of table.cells.flat()) expect([cell.simulated, cell.ratio, cell.p, cell.pAdjusted, cell.flag]).toEqual([null, null, null, null, false])
  })
  it('are farther apart along streets at right angles', () => {
    const table = nearRepeat(six, seededRandom('six'), { ...bands, metric: 'manhattan' })
    expect(observed(table)).toEqual([[1, 0, 0], [2, 0, 0], [0, 4, 3], [3, 1, 1]])
  })
  it('are counted only within bounded bands where no band is the rest', () => {
    const table = nearRepeat(six, seededRandom('six'), { distanceEdgesM: [0, 1, 50, 100], timeEdgesDays: [0, 7, 14] })
    expect(observed(table)).toEqual([[1, 0], [2, 1], [0, 3]])
  })
})

describe('Burkitt lymphoma', () => {
  const file = 'benchmarks/burkitt/burkitt.dbf'
  it.skipIf(!holds(file))(named('has the statistic, the margins and the Poisson p of pointpats', file), () => {
    const { knox_burkitt: published } = expectedValues() as unknown as Record<string, { observed_2x2: number[][]; expected_2x2: number[][]; p_poisson: number; p_sim_seed12345: number }>
    // At most 20 units and 5 whole days: half-open bands that end just above.
    const cases = points(dbfColumns(shared(file), ['X', 'Y', 'T']) as [number, number, number][])
    const table = nearRepeat(cases, seededRandom('burkitt'), { distanceEdgesM: [0, 20.000001, Infinity], timeEdgesDays: [0, 6, Infinity] })
    const [[near]] = table.cells as [[KnoxCell]]
    expect(observed(table)).toEqual(published!.observed_2x2)
    expect(near.observed).toBe(13)
    expect(near.expected).toBeCloseTo(published!.expected_2x2[0]![0]!, 6)
    expect(table.cells[1]![1]!.expected).toBeCloseTo(published!.expected_2x2[1]![1]!, 3)
    expect(1 - Array.from({ length: 14 }, (_, n) => poissonPmf(n, near.expected)).reduce((sum, p) => sum + p, 0)).toBeCloseTo(published!.p_poisson, 7)
    expect(Math.abs(near.p! - published!.p_sim_seed12345)).toBeLessThan(0.06)
  })
})

describe('Chicago burglaries of January 2016', () => {
  const file = 'benchmarks/near-repeat/chicago_be_month1.csv'
  const test = it.skipIf(!holds(file))
  const read = () => points(readFileSync(shared(file), 'utf8').trim().split(/\r?\n/).map((line) => {
    const [x, y, date] = line.split(',')
    return [Number(x), Number(y), Date.parse(date!) / 86_400_000] as const
  }))
  const bands = { distanceEdgesM: [0, 1, 100, 200, 300, Infinity], timeEdgesDays: [0, 7, 14, 21, Infinity] }
  const published = () => expectedValues().near_repeat_chicago_be_month1 as unknown as Record<string, number[][]>
  const run = (options: object) => nearRepeat(read(), seededRandom('chicago'), { ...bands, permutations: 19, ...options })

  test(named('give every cell of the calculator, along streets', file), () => expect(observed(run({ metric: 'manhattan' }))).toEqual(published().observed))
  test(named('give every cell in a straight line', file), () => expect(observed(run({}))).toEqual(published().observed_euclidean_same_bands))
  test(named('give every cell of bands one unit wider', file), () => {
    const wider = { metric: 'manhattan', distanceEdgesM: [0, 1, 101, 201, 301, Infinity], timeEdgesDays: [0, 8, 15, 22, Infinity] }
    expect(observed(run(wider))).toEqual(published().observed_manhattan_bands_0_1_101_201_301_x_0_8_15_22)
  })
  test(named('give the ratios of the calculator within the error of its 19 deals', file), () => {
    const table = run({ metric: 'manhattan', permutations: 999 })
    published().knox_ratio_mean_of_19_simulations!.forEach((row, d) => row.forEach((ratio, t) => {
      const { expected, ratio: ours, observed: pairs } = table.cells[d]![t]!
      // The mean of 19 deals varies by about sqrt(expected / 19); the ratio by that share, and is printed to two digits.
      expect(Math.abs(ours! - ratio), `${d}, ${t}`).toBeLessThan(3.5 * (pairs / expected) * Math.sqrt(1 / (19 * expected)) + 0.006)
    }))
  })
  test(named('are said as the calculator says them: the same address and within 200 m, for 7 days', file), () => {
    const table = run({ metric: 'manhattan', permutations: 999 })
    const said = communicated(table)
    expect(said.samePlaceDays).toBe(7)
    expect(said.ranges).toEqual([{ withinM: 200, withinDays: 7 }])
    expect(said.range).toMatchObject({ withinM: 200, withinDays: 7, observed: 141 })
    expect(said.range!.ratio).toBeCloseTo(1.41, 1)
  })
})

describe('laws of the table', () => {
  const table = nearRepeat(burglaries(1500, 0.3), seededRandom('laws'))
  it('simulated means come near the expectation over all deals', () => {
    for (const { simulated, expected } of table.cells.flat()) expect(Math.abs(simulated! - expected)).toBeLessThan(5 * Math.sqrt(expected / 999) + 1e-9)
  })
  it('all cells together are all pairs, in the deals as in the truth', () => {
    const sum = (of: (cell: KnoxCell) => number) => table.cells.flat().reduce((total, cell) => total + of(cell), 0)
    expect(sum((cell) => cell.observed)).toBe((1500 * 1499) / 2)
    expect(sum((cell) => cell.simulated!) / table.pairs).toBeCloseTo(1, 9)
  })
  it('events that follow one another are flagged, also over all cells together', () => {
    const cell = table.cells[1]![0]!
    expect(cell).toMatchObject({ flag: true, p: 0.001, pAdjusted: 0.001 })
    expect(cell.ratio).toBeGreaterThan(2)
  })
  it('events that do not follow one another are hardly ever flagged over all cells together', () => {
    let found = 0
    for (let run = 0; run < 40; run++) {
      const random = seededRandom(`no pattern ${run}`)
      const none = points(Array.from({ length: 200 }, () => [random.next() * 2000, random.next() * 2000, random.int(60)] as const))
      if (nearRepeat(none, random, { permutations: 99 }).cells.flat().some(({ pAdjusted }) => pAdjusted !== null && pAdjusted <= 0.05)) found++
    }
    // One in twenty by chance: two of forty, and seven or more only once in 250 times.
    expect(found).toBeLessThan(7)
  })
  it('the same seed gives the same table, and the order of events does not matter to the counts', () => {
    const events = burglaries(300, 0.3)
    const turned = { x: events.x.slice().reverse(), y: events.y.slice().reverse(), day: events.day.slice().reverse() }
    expect(nearRepeat(events, seededRandom('a'))).toEqual(nearRepeat(events, seededRandom('a')))
    expect(observed(nearRepeat(turned, seededRandom('a')))).toEqual(observed(nearRepeat(events, seededRandom('a'))))
  })
  // Looking at every pair in every deal would take minutes: the test's time limit would end it.
  it('20,000 events with 999 deals are in all pairs', () => {
    const random = seededRandom('county')
    const county = points(Array.from({ length: 20_000 }, () => [random.next() * 45_000, random.next() * 45_000, random.int(365)] as const))
    expect(observed(nearRepeat(county, random)).flat().reduce((sum, n) => sum + n, 0)).toBe(199_990_000)
  })
  it('where all events share one day no cell is raised', () => {
    const oneDay = points(Array.from({ length: 60 }, (_, i) => [i * 10, 0, 5] as const))
    const { cells } = nearRepeat(oneDay, seededRandom('one day'))
    expect(cells[1]!.map(({ ratio }) => ratio)).toEqual([1, null, null, null, null])
    expect(cells.flat().some(({ flag }) => flag)).toBe(false)
  })
  it('no event at all is a note', () => expect(nearRepeat(points([]), seededRandom('none')).note).toMatch(/^0 dated events/))
})

describe('what may be said', () => {
  const flags = (rows: string[]): KnoxTable => ({
    events: 100, pairs: 4950, distanceEdgesM: [0, 1, 100, 200, 300, Infinity], timeEdgesDays: [0, 7, 14, 21, Infinity], metric: 'euclidean', permutations: 999, note: null,
    cells: rows.map((row) => [...row].map((mark) => ({ observed: mark === 'x' ? 20 : 10, expected: 10, simulated: 10, ratio: 1, p: 1, pAdjusted: 1, flag: mark === 'x' })))
  })
  it('narrows in days as it widens in metres', () => {
    const said = communicated(flags(['xx..', 'xx..', 'x...', 'x.x.', '....']))
    expect(said.samePlaceDays).toBe(14)
    expect(said.ranges).toEqual([{ withinM: 100, withinDays: 14 }, { withinM: 300, withinDays: 7 }])
    expect(said.range).toEqual({ withinM: 300, withinDays: 7, observed: 60, expected: 30, ratio: 2 })
  })
  it('leaves out what is not joined to the origin, and the open bands', () => {
    expect(communicated(flags(['....', '.x..', 'xx..', 'x...', 'xxxx']))).toEqual({ samePlaceDays: null, ranges: [], range: null })
    expect(communicated(flags(['xxxx', '....', '....', '....', '....']))).toEqual({ samePlaceDays: 21, ranges: [], range: null })
  })
})

describe('nonsense', () => {
  const two = points([[0, 0, 0], [1, 1, 1]])
  it.each([
    [{ distanceEdgesM: [1, 100] }, /distanceEdgesM/], [{ distanceEdgesM: [0, 100, 50] }, /distanceEdgesM/], [{ distanceEdgesM: [0, Infinity] }, /distanceEdgesM/],
    [{ timeEdgesDays: [0, 1.5] }, /timeEdgesDays/], [{ timeEdgesDays: [0] }, /timeEdgesDays/], [{ permutations: 9 }, /permutations/]
  ])('is refused by name: %j', (options, name) => expect(() => nearRepeat(two, seededRandom('x'), options)).toThrow(name))
  it('is refused in the points', () => {
    expect(() => nearRepeat({ ...two, x: new Float64Array([NaN, 0]) }, seededRandom('x'))).toThrow(RangeError)
    expect(() => nearRepeat({ ...two, day: new Int32Array(1) }, seededRandom('x'))).toThrow(RangeError)
  })
})
