/** Lines of numbered roads: by hand, and on a real network. */
import { describe, expect, it } from 'vitest'
import type { Position } from '../../api/analysis/h3-grid.ts'
import { toMetres } from '../../api/analysis/metres.ts'
import { roadLine } from '../../api/analysis/road-lines.ts'
import { lengthOf } from '../../api/analysis/road-strip.ts'
import { fileAt, madeGraph, roadArrays, sampleRoads, type MadeEdge } from '../support/roads.ts'
import { holds, named } from '../support/shared-data.ts'

const [lng0, lat0] = [0.5, 51.8]
/** Metres east and north of a point in Essex. */
const at = ([east, north]: readonly [number, number]): [number, number] => [Math.round((lng0 + east / 68_990) * 1e6), Math.round((lat0 + north / 111_270) * 1e6)]
const lengthM = (part: Position[]) => { const { x, y } = toMetres(part); return lengthOf([part.map((_, i) => [x[i]!, y[i]!] as const)]) }

function lineAmong(nodes: readonly (readonly [number, number])[], pairs: readonly (readonly [number, number])[], beginning: readonly [number, number]) {
  const edges = pairs.map(([from, to]): MadeEdge => ({ from, to, metres: Math.round(Math.hypot(nodes[from]![0] - nodes[to]![0], nodes[from]![1] - nodes[to]![1])), ref: 'A12' }))
  const { roads } = madeGraph(nodes.map(at), edges)
  const [lng, lat] = at(beginning)
  return roadLine(roads, edges.map((_, i) => i), [lng / 1e6, lat / 1e6])
}
const lengths = (parts: Position[][]) => parts.map((part) => Math.round(lengthM(part) / 10) * 10)
const east = ([lng]: Position) => Math.round(((lng - lng0) * 68_990) / 10) * 10

describe('the line of a numbered road', () => {
  it('is one carriageway of two, from the end that is nearest to the beginning', () => {
    const nodes = [[0, 0], [500, 0], [1000, 0], [2000, 0], [2000, 30], [1000, 30], [500, 30], [0, 30]] as const
    const oneWay = [[0, 1], [1, 2], [2, 3], [4, 5], [5, 6], [6, 7]] as const
    const parts = lineAmong(nodes, oneWay, [5000, 0])
    expect(lengths(parts)).toEqual([2000])
    expect([parts[0]![0]!, parts[0]!.at(-1)!].map(east)).toEqual([2000, 0])
  })

  it('has parts in order where something else lies between them, each turned the right way', () => {
    const nodes = [[1100, 0], [1900, 0], [1000, 0], [0, 0], [2100, 0], [3000, 0]] as const
    const parts = lineAmong(nodes, [[0, 1], [2, 3], [5, 4]], [-100, 0])
    expect(parts.map((part) => [part[0]!, part.at(-1)!].map(east))).toEqual([[0, 1000], [1100, 1900], [2100, 3000]])
  })

  it('takes a branch for a part of its own, a short piece for none, and nothing for no line', () => {
    const nodes = [[0, 0], [1000, 0], [2000, 0], [1000, 600], [3000, 500], [3000, 600]] as const
    expect(lengths(lineAmong(nodes, [[0, 1], [1, 2], [1, 3], [4, 5]], [0, 0]))).toEqual([2000, 600])
    expect(lineAmong(nodes, [], [0, 0])).toEqual([])
  })

  it('of a ring is as long as the longer way round it allows', () => {
    const ring = Array.from({ length: 24 }, (_, i) => [1000 * Math.cos((i * Math.PI) / 12), 1000 * Math.sin((i * Math.PI) / 12)] as const)
    const parts = lineAmong(ring, ring.map((_, i) => [i, (i + 1) % 24] as const), [0, 0])
    expect(lengths(parts).reduce((sum, one) => sum + one, 0)).toBeGreaterThan(5600)
    expect(lengths(parts).reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(6290)
  })

  it.skipIf(!holds('osm-sample'))(named('of a real network holds each road of two carriageways once', 'osm-sample'), async () => {
    const roads = await roadArrays(fileAt(sampleRoads))
    const names = new TextDecoder().decode(roads.names).split('\n')
    const byRef = new Map<string, number[]>()
    roads.edgeRef.forEach((ref, edge) => { if (ref >= 0) byRef.set(names[ref]!, [...byRef.get(names[ref]!) ?? [], edge]) })
    const longest = [...byRef].sort((a, b) => b[1].length - a[1].length).slice(0, 8)
    for (const [ref, edges] of longest) {
      const all = edges.reduce((sum, edge) => sum + roads.edgeCm[edge]! / 100, 0)
      const found = roadLine(roads, edges, [-84.5, 39.1]).reduce((sum, part) => sum + lengthM(part), 0)
      expect(found / all, ref).toBeGreaterThan(0.4)
      expect(found / all, ref).toBeLessThanOrEqual(1.001)
    }
  })
})
