/** Places of patrols: laws on seeded grids, small ones against every choice, and what must or must not be in them. */
import { describe, expect, it } from 'vitest'
import { diskOf } from '../../api/analysis/h3-grid.ts'
import { hexagonNeighbours, neighboursOf } from '../../api/analysis/neighbours.ts'
import { choosePlaces, type PatrolPlace, type PlacesAsked } from '../../api/analysis/patrol-places.ts'
import { drawnGroups } from '../../api/analysis/random-plans.ts'
import { seededRandom } from '../../api/analysis/random.ts'

const cells = diskOf('89194ad3003ffff', 9)
const neighbours = hexagonNeighbours(cells)
const beside = (cell: number, { start, index } = neighbours) => [...index.subarray(start[cell]!, start[cell + 1]!)]
const total = (places: readonly PatrolPlace[]) => places.reduce((sum, { demand }) => sum + demand, 0)
const demandOf = (name: string) => {
  const random = seededRandom(name)
  return Float64Array.from(cells, () => random.gamma(0.3))
}
const seeds = ['a', 'b', 'c', 'd', 'e', 'f']
const choose = (more: Partial<PlacesAsked> & Pick<PlacesAsked, 'demand'>) => choosePlaces({ neighbours, most: 10, mostCells: 3, ...more })

function connected(group: readonly number[]): boolean {
  const reached = new Set([group[0]!])
  for (const cell of reached) for (const next of beside(cell)) if (group.includes(next)) reached.add(next)
  return reached.size === group.length
}

/** A line of cells, each next to the one before. */
const line = (n: number) => neighboursOf(Array.from({ length: n }, (_, i) => [i - 1, i + 1].filter((j) => j >= 0 && j < n)))

describe('places', () => {
  it.each(seeds)('are connected, disjoint, within the size and sum up what they hold (%s)', (name) => {
    const demand = demandOf(name)
    for (const mostCells of [1, 3, 4]) {
      const places = choose({ demand, mostCells })
      expect(places).toHaveLength(10)
      const all = places.flatMap((place) => place.cells)
      expect(new Set(all).size).toBe(all.length)
      for (const place of places) {
        expect(place.cells.length).toBeLessThanOrEqual(mostCells)
        expect(connected(place.cells)).toBe(true)
        expect(place.demand).toBeCloseTo(place.cells.reduce((sum, cell) => sum + demand[cell]!, 0), 9)
        expect(Math.min(...place.cells.map((cell) => demand[cell]!))).toBeGreaterThanOrEqual(0.1 * place.demand)
      }
    }
  })

  it.each(seeds)('hold at least what as many best cells do, and one more never less (%s)', (name) => {
    const demand = demandOf(name)
    const best = [...demand].sort((a, b) => b - a)
    let before = 0
    for (let most = 1; most <= 14; most++) {
      const held = total(choose({ demand, most }))
      expect(held).toBeGreaterThanOrEqual(best.slice(0, most).reduce((sum, one) => sum + one, 0) - 1e-9)
      expect(held).toBeGreaterThanOrEqual(before - 1e-9)
      before = held
    }
  })

  it('come out the same each time', () => expect(choose({ demand: demandOf('a') })).toEqual(choose({ demand: demandOf('a') })))

  it('give up the best group where two others hold more', () => {
    // 4 5 5 4: the middle pair holds most, the outer pairs together more.
    const places = choosePlaces({ neighbours: line(4), demand: [4, 5, 5, 4], most: 2, mostCells: 2 })
    expect(places.map((place) => place.cells)).toEqual([[0, 1], [2, 3]])
  })

  it.each(seeds)('of two on a small line hold nearly what the best of all choices does (%s)', (name) => {
    const random = seededRandom(`line ${name}`)
    const demand = Array.from({ length: 12 }, () => random.gamma(0.5))
    const runs = demand.flatMap((_, from) => [1, 2, 3].filter((n) => from + n <= 12).map((n) => ({ from, to: from + n, held: demand.slice(from, from + n).reduce((sum, one) => sum + one, 0) })))
    const best = Math.max(...runs.flatMap((a) => runs.filter((b) => b.from >= a.to).map((b) => a.held + b.held)))
    expect(total(choosePlaces({ neighbours: line(12), demand, most: 2, mostCells: 3, leastPart: 0 }))).toBeGreaterThanOrEqual(0.97 * best)
  })

  it('hold what must be visited first, together where they fit, and nothing that is left out', () => {
    const demand = demandOf('must')
    const [one, next] = [100, beside(100)[0]!]
    const far = 5
    const places = choose({ demand, must: [one, next, far], excluded: new Set([7, 8, ...beside(far)]) })
    expect(places.slice(0, 2).map(({ must }) => must)).toEqual([true, true])
    expect(places[0]!.cells).toEqual(expect.arrayContaining([one, next]))
    expect(places[1]!.cells).toEqual([far])
    expect(places.flatMap((place) => place.cells).filter((cell) => cell === 7 || cell === 8)).toEqual([])
    expect(places).toHaveLength(10)
    expect(choose({ demand, must: [1, 50, 150], most: 2 })).toHaveLength(3)
  })

  it('are none where nothing is expected', () => expect(choose({ demand: new Float64Array(cells.length) })).toEqual([]))
  it('do not walk a cell in which next to nothing is expected', () => {
    expect(choosePlaces({ neighbours: line(3), demand: [10, 0.5, 10], most: 2, mostCells: 3 }).map((place) => place.cells)).toEqual([[0], [2]])
  })
})

describe('places drawn by lot', () => {
  it('are connected, disjoint, within the size, and only where they may be', () => {
    const groups = drawnGroups(neighbours, (cell) => cell % 3 !== 0, { most: 40, mostCells: 3, random: seededRandom('lot') })
    expect(groups).toHaveLength(40)
    const all = groups.flat()
    expect(new Set(all).size).toBe(all.length)
    expect(all.every((cell) => cell % 3 !== 0)).toBe(true)
    for (const group of groups) expect([group.length <= 3, connected(group)]).toEqual([true, true])
  })
})
