/** Clusters by rule: drawn by hand, against all pairs, and laws that every list must keep. DBSCAN against R where it is installed. */
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clustersOf, type ClusterEvents, type ClusterRules } from '../../api/analysis/collision-clusters.ts'
import { dbscan } from '../../api/analysis/dbscan.ts'

const one = (fewest: number, radiusM: number): ClusterRules => ({ urban: { fewest, radiusM }, rural: { fewest, radiusM } })
const eventsOf = (rows: readonly (readonly [number, number, number?])[]): ClusterEvents => ({
  x: Float64Array.from(rows, ([x]) => x), y: Float64Array.from(rows, ([, y]) => y), rural: Uint8Array.from(rows, ([, , rural]) => rural ?? 0), names: rows.map((_, i) => `c${String(i).padStart(4, '0')}`)
})
const membersOf = (events: ClusterEvents, rules: ClusterRules) => clustersOf(events, rules).map(({ members }) => members)

describe('clusters', () => {
  it('hold what lies within the circle, its edge included', () => {
    const events = eventsOf([[0, 0], [50, 0], [0, 50], [-30, -40], [0, -50.001]])
    expect(clustersOf(events, one(4, 50))).toEqual([{ members: [0, 1, 2, 3], middle: 0, within: 4, radiusM: 50, extentM: Math.hypot(30, 90) }])
    expect(clustersOf(events, one(5, 50))).toEqual([])
  })

  it('count several at the very same place', () => expect(membersOf(eventsOf([[5, 5], [5, 5], [5, 5], [5, 5]]), one(4, 50))).toEqual([[0, 1, 2, 3]]))

  it('are one where two circles have a collision in common, and two where they have none', () => {
    const left = [[0, 0], [10, 0], [0, 10]] as const
    const shared = [...left, [45, 0], [90, 0], [100, 0], [90, 10]] as const
    expect(membersOf(eventsOf(shared), one(4, 50))).toEqual([[0, 1, 2, 3, 4, 5, 6]])
    // Circles of 50 m about 0 and 90 overlap on the ground; nothing lies in both.
    expect(membersOf(eventsOf([...left, [90, 0], [100, 0], [90, 10]]), one(3, 50))).toEqual([[0, 1, 2], [3, 4, 5]])
  })

  it('go by the rule of town or country of the collision in the middle', () => {
    const rules: ClusterRules = { urban: { fewest: 3, radiusM: 50 }, rural: { fewest: 3, radiusM: 100 } }
    const spread = [[0, 0], [80, 0], [0, 80]] as const
    expect(membersOf(eventsOf(spread), rules)).toEqual([])
    expect(clustersOf(eventsOf(spread.map(([x, y]) => [x, y, 1])), rules)).toMatchObject([{ members: [0, 1, 2], radiusM: 100 }])
    // A rural one in the middle reaches urban ones.
    expect(clustersOf(eventsOf([[0, 0, 1], [80, 0], [0, 80]]), rules)).toMatchObject([{ members: [0, 1, 2], middle: 0 }])
  })

  it('of nothing are none, and rules that are none are refused', () => {
    expect(clustersOf(eventsOf([]), one(4, 50))).toEqual([])
    expect(() => clustersOf(eventsOf([[0, 0]]), one(1, 50))).toThrow('fewest is 1')
    expect(() => clustersOf(eventsOf([[0, 0]]), one(4, 0))).toThrow('radiusM is 0')
    expect(() => clustersOf({ ...eventsOf([[0, 0], [1, 1]]), names: ['a', 'a'] }, one(4, 50))).toThrow('each may occur once')
  })

  const place = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }), fc.constantFrom(0, 1))
  const rule = fc.record({ fewest: fc.integer({ min: 2, max: 7 }), radiusM: fc.integer({ min: 5, max: 120 }) })

  it('keep their laws: each collision once at most, each meets its rule, none that meets it is left out, whatever the order of the rows', () => {
    fc.assert(fc.property(fc.array(place, { maxLength: 60 }), rule, rule, fc.infiniteStream(fc.nat()), (rows, urban, rural, numbers) => {
      const events = eventsOf(rows)
      const rules = { urban, rural }
      const clusters = clustersOf(events, rules)
      const all = clusters.flatMap(({ members }) => members)
      expect(new Set(all).size).toBe(all.length)
      const circle = (i: number) => rows.flatMap(([x, y], j) => (Math.hypot(x - rows[i]![0], y - rows[i]![1]) <= (rows[i]![2] ? rural : urban).radiusM ? [j] : []))
      const meets = rows.flatMap(([, , country], i) => (circle(i).length >= (country ? rural : urban).fewest ? [i] : []))
      for (const { members, middle, within } of clusters) {
        expect(within).toBe(circle(middle).length)
        expect(within).toBe(Math.max(...members.filter((i) => meets.includes(i)).map((i) => circle(i).length)))
        expect(members).toEqual(expect.arrayContaining(circle(middle)))
      }
      expect([...new Set(meets.flatMap(circle))].sort((a, b) => a - b)).toEqual(all.toSorted((a, b) => a - b))
      const order = rows.map((_, i) => [numbers.next().value!, i] as const).sort(([a], [b]) => a - b).map(([, i]) => i)
      const mixed: ClusterEvents = { x: Float64Array.from(order, (i) => rows[i]![0]), y: Float64Array.from(order, (i) => rows[i]![1]), rural: Uint8Array.from(order, (i) => rows[i]![2]), names: order.map((i) => events.names[i]!) }
      const named = (list: ClusterEvents) => clustersOf(list, rules).map(({ members, middle, ...rest }) => ({ members: members.map((i) => list.names[i]), middle: list.names[middle], ...rest }))
      expect(named(mixed)).toEqual(named(events))
    }), { numRuns: 200, seed: 6 })
  })
})

describe('DBSCAN', () => {
  it('joins cores that reach each other; the edge goes to the nearest, what is alone to none', () => {
    const points = eventsOf([[0, 0], [5, 0], [10, 0], [16, 0], [40, 0], [45, 0], [50, 0], [100, 0]])
    expect([...dbscan(points, 6, 3).group]).toEqual([0, 0, 0, 0, 1, 1, 1, -1])
    expect([...dbscan(points, 6, 3).core]).toEqual([0, 1, 1, 0, 0, 1, 0, 0])
  })

  const installed = (() => { try { return execFileSync('Rscript', ['-e', 'cat(requireNamespace("dbscan", quietly = TRUE))'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }) === 'TRUE' } catch { return false } })()
  it.skipIf(!installed)('has the groups of R\'s dbscan', () => {
    const rows = Array.from({ length: 400 }, (_, i) => [((i * 7919) % 1000) / 2, ((i * 104729) % 1000) / 2] as const)
    const code = `library(dbscan); p <- matrix(c(${rows.flat().join(',')}), ncol = 2, byrow = TRUE); cat(dbscan(p, eps = 22, minPts = 4)$cluster)`
    const theirs = execFileSync('Rscript', ['-e', code], { encoding: 'utf8' }).trim().split(' ').map(Number)
    const { group, core } = dbscan(eventsOf(rows), 22, 4)
    const pair = new Map<number, number>()
    group.forEach((own, i) => {
      expect(own < 0).toBe(theirs[i] === 0)
      if (!core[i]) return
      expect(pair.get(own) ?? theirs[i]).toBe(theirs[i])
      pair.set(own, theirs[i]!)
    })
    expect(new Set(pair.values()).size).toBe(pair.size)
    expect(pair.size).toBeGreaterThan(3)
  })
})
