/** Roads as a graph: worked by hand, and its laws on a real network; `road-pgrouting.test.ts` holds it against pgRouting. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Position } from '../../api/analysis/h3-grid.ts'
import { pieceMetres, roadAccess, roadClasses, roadSpeed, walkMs, type RoadMode } from '../../api/analysis/road-classes.ts'
import { eachStretch } from '../../api/analysis/road-grid.ts'
import { largestPart, RoadGraph } from '../../api/analysis/road-graph.ts'
import { roadTravel, ShortestPaths, wayBetween } from '../../api/analysis/road-paths.ts'
import { seeded } from '../support/random.ts'
import { fileAt, madeGraph, roadArrays, sampleRoads } from '../support/roads.ts'
import { holds, named } from '../support/shared-data.ts'

const modes: RoadMode[] = ['foot', 'cycle', 'vehicle']
const classOf = (id: string) => roadClasses.findIndex((one) => one.id === id)
/** A square of streets 1 km a side, its south side a motorway for vehicles eastwards alone, with a spur of steps to the north. */
const corners = [[400_000, 51_700_000], [414_500, 51_700_000], [414_500, 51_709_000], [400_000, 51_709_000], [400_000, 51_710_000]] as const
const square = madeGraph(corners, [
  { from: 0, to: 1, metres: 1_000, access: roadAccess.vehicle, roadClass: classOf('motorway'), name: 'M1' }, { from: 1, to: 2, metres: 1_000, name: 'East Street', limit: 16 },
  { from: 2, to: 3, metres: 1_000, shape: [[407_000, 51_715_000]], name: 'Hill Road' }, { from: 3, to: 0, metres: 1_000 }, { from: 3, to: 4, metres: 100, access: roadAccess.foot, roadClass: classOf('steps') }
])

describe('a small graph', () => {
  const timesFrom = (mode: RoadMode, node: number) => {
    const net = square.net(mode)
    const paths = new ShortestPaths(net)
    paths.from(node, net.times)
    return [...paths.times].map((time) => time / 1_000)
  }

  it('has the ways that each way to travel may take, at its speeds', () => {
    expect(timesFrom('foot', 0)).toEqual([0, 2_250, 1_500, 750, 900])
    // 72 km/h on the motorway eastwards; back by the streets at 20 km/h, of which one is signed 16: 12.8.
    expect(timesFrom('vehicle', 0)).toEqual([0, 50, 331.25, 180, Infinity])
    expect(timesFrom('vehicle', 1)).toEqual([641.25, 0, 281.25, 461.25, Infinity])
    expect(timesFrom('cycle', 4)).toEqual([Infinity, Infinity, Infinity, Infinity, 0])
  })

  it('joins a place to the nearest node of its largest part, within reach', () => {
    const nearSteps: Position = [0.4, 51.7101]
    expect(square.nearestNode(nearSteps, 'foot', 500)!.node).toBe(4)
    expect(square.nearestNode(nearSteps, 'vehicle', 500)!.node).toBe(3)
    expect(square.nearestNode(nearSteps, 'vehicle', 50)).toBeUndefined()
    expect(square.nearestNode([5, 40], 'foot', 2_000)).toBeUndefined()
    expect(square.nearestNode(nearSteps, 'foot', 500)!.metres).toBeCloseTo(pieceMetres(0.4, 51.7101, 0.4, 51.71), 2)
  })

  it('names the nearest road that has a name, by its line and not by its ends', () => {
    expect(square.nearestRoadName([0.4072, 51.7148], 300)).toBe('Hill Road')
    expect(square.nearestRoadName([0.4072, 51.7003], 300)).toBe('M1')
    expect(square.nearestRoadName([0.4, 51.7045], 2_000)).toBe('M1')
    expect(square.nearestRoadName([0.3, 51.7], 300)).toBeUndefined()
    expect(madeGraph(corners, [{ from: 0, to: 1, metres: 1 }]).nearestRoadName([0.4, 51.7], 300)).toBeUndefined()
  })

  it('gives times between places with the walk to the road, lengths, and the way along its bends', () => {
    const points: Position[] = [[0.4, 51.7001], [0.4145, 51.7091]]
    const { seconds, metres, offM, ways } = roadTravel(square, points, 'vehicle')
    const off = pieceMetres(0.4, 51.7, 0.4, 51.7001) + pieceMetres(0.4145, 51.709, 0.4145, 51.7091)
    expect(offM[0]! + offM[1]!).toBeCloseTo(off, 2)
    expect([seconds[0], seconds[3], metres[0]]).toEqual([0, 0, 0])
    expect([seconds[1], metres[1]]).toEqual([expect.closeTo(331.25 + off / walkMs, 3), expect.closeTo(2_000 + off, 2)])
    expect([seconds[2], metres[2]]).toEqual([expect.closeTo(360 + off / walkMs, 3), expect.closeTo(2_000 + off, 2)])
    expect(wayBetween(square.roads, ways, 2, 0, 1)).toEqual([[0.4, 51.7], [0.4145, 51.7], [0.4145, 51.709]])
    expect(wayBetween(square.roads, ways, 2, 1, 0)).toEqual([[0.4145, 51.709], [0.407, 51.715], [0.4, 51.709], [0.4, 51.7]])
    expect(wayBetween(square.roads, ways, 2, 1, 1)).toEqual([])
  })

  it('has no time for a place out of reach, and none at all without roads', () => {
    const { seconds, offM } = roadTravel(square, [[0.4, 51.7], [1.4, 51.7]], 'foot')
    expect([[...seconds], offM[1]]).toEqual([[0, Infinity, Infinity, 0], Infinity])
    expect([...roadTravel(madeGraph([], []), [[0, 0]], 'foot').seconds]).toEqual([0])
    expect(roadTravel(square, [], 'foot').seconds).toHaveLength(0)
  })
})

describe('the largest part', () => {
  it('is the one in which all reach all', () => {
    // 0 -> 1 -> 2 -> 0 is a round; 3 is reached and does not come back; 4 <-> 5 is smaller; 6 is alone.
    const arcs = [[0, 1], [1, 2], [2, 0], [2, 3], [4, 5], [5, 4]]
    expect([...largestPart(Int32Array.from([0, 1, 2, 4, 4, 5, 6, 6]), Int32Array.from(arcs, ([, to]) => to!))]).toEqual([1, 1, 1, 0, 0, 0, 0])
    expect([...largestPart(Int32Array.from([0, 1, 1]), Int32Array.from([1]))]).toEqual([0, 0])
  })

  it('is the one that a search from each node finds, on random graphs', () => {
    const random = seeded(7)
    for (let round = 0; round < 60; round++) {
      const nodes = 2 + random.below(14)
      const out = Array.from({ length: nodes }, () => Array.from({ length: random.below(3) }, () => random.below(nodes)))
      const heads = Int32Array.from([0, ...out.map((_, i) => out.slice(0, i + 1).flat().length)])
      const reach = out.map((_, from) => {
        const seen = new Set([from])
        for (const node of seen) for (const to of out[node]!) seen.add(to)
        return seen
      })
      const sizes = out.map((_, i) => out.filter((__, j) => reach[i]!.has(j) && reach[j]!.has(i)).length)
      const main = [...largestPart(heads, Int32Array.from(out.flat()))]
      const most = Math.max(...sizes)
      expect(main.filter((one) => one === 1).length).toBe(most > 1 ? most : 0)
      main.forEach((one, i) => { if (one === 1) expect(main.every((other, j) => (other === 1) === (reach[i]!.has(j) && reach[j]!.has(i)))).toBe(true) })
    }
  })
})

describe.skipIf(!holds('osm-sample'))(named('northern Kentucky', 'osm-sample'), () => {
  let graph: RoadGraph
  const random = seeded(42)
  const mainOf = (mode: RoadMode) => [...graph.net(mode).main.keys()].filter((node) => graph.net(mode).main[node] === 1)
  const anyOf = <T>(list: readonly T[]): T => list[random.below(list.length)]!
  const places = (count: number): Position[] => Array.from({ length: count }, () => {
    const [lng, lat] = graph.positionOf(anyOf(mainOf('vehicle')))
    return [lng + random.below(1_000) / 1e6, lat + random.below(1_000) / 1e6]
  })
  beforeAll(async () => { graph = new RoadGraph(await roadArrays(fileAt(sampleRoads))) })

  it('keeps the laws: the same both ways on foot, and no way over a third place is shorter', () => {
    const points = places(12)
    for (const mode of modes) {
      const { seconds } = roadTravel(graph, points, mode)
      const at = (i: number, j: number) => seconds[i * 12 + j]!
      for (let i = 0; i < 12; i++) {
        for (let j = 0; j < 12; j++) {
          if (mode === 'foot') expect(at(i, j)).toBeCloseTo(at(j, i), 6)
          for (let k = 0; k < 12; k++) expect(at(i, j)).toBeLessThanOrEqual(at(i, k) + at(k, j) + 1e-6)
        }
      }
    }
  })

  it('draws ways as long as it says, without a gap', () => {
    const points = places(6)
    const { metres, offM, ways } = roadTravel(graph, points, 'vehicle')
    for (let i = 0; i < 6; i++) {
      for (let j = 0; j < 6; j++) {
        if (i === j) continue
        const way = wayBetween(graph.roads, ways, 6, i, j)
        const length = way.slice(1).reduce((sum, [lng, lat], k) => sum + pieceMetres(way[k]![0], way[k]![1], lng, lat), 0)
        expect(Math.abs(length - (metres[i * 6 + j]! - offM[i]! - offM[j]!))).toBeLessThan(0.01 * way.length + 0.01)
      }
    }
  })

  it('finds the same nearest node and the same nearest name as a look at all of them', () => {
    const { roads } = graph
    const main = mainOf('vehicle')
    const names = new TextDecoder().decode(roads.names).split('\n')
    for (const [lng, lat] of places(6)) {
      const least = Math.min(...main.map((node) => pieceMetres(lng, lat, ...graph.positionOf(node))))
      expect(graph.nearestNode([lng, lat], 'vehicle', 2_000)!.metres).toBeCloseTo(least, 1)
      let [best, far] = ['', Infinity]
      for (let edge = 0; edge < roads.edgeFrom.length; edge++) {
        if (roads.edgeName[edge]! < 0) continue
        eachStretch(roads, edge, (_, ax, ay, bx, by) => {
          // Twenty points along each stretch are near enough to tell roads apart.
          for (let s = 0; s <= 20; s++) {
            const metres = pieceMetres(lng, lat, (ax + ((bx - ax) * s) / 20) / 1e6, (ay + ((by - ay) * s) / 20) / 1e6)
            if (metres < far - 1) [best, far] = [names[roads.edgeName[edge]!]!, metres]
          }
        })
      }
      const found = graph.nearestRoadName([lng, lat], 300)
      if (far < 290) expect([found, far]).toEqual([best, far])
    }
  })
})

it('speeds are never nought, whatever the class', () => {
  for (const mode of modes) for (let i = 0; i < roadClasses.length; i++) for (const limit of [0, 5, 112]) expect(roadSpeed(mode, i, limit)).toBeGreaterThan(0.5)
})
