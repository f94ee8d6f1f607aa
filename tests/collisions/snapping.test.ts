/** Collisions moved to their road before they are clustered: by hand, on a cross of two roads. */
import { describe, expect, it } from 'vitest'
import { bucketsOf } from '../../api/analysis/buckets.ts'
import { clustersOf } from '../../api/analysis/collision-clusters.ts'
import { roadClasses } from '../../api/analysis/road-classes.ts'
import { roadSamples } from '../../api/analysis/road-lengths.ts'
import { ON_ROAD_M, snappedToRoads } from '../../api/collisions/snap-work.ts'
import { madeGraph } from '../support/roads.ts'

const PRIMARY = roadClasses.findIndex(({ id }) => id === 'primary')
/** Groups of roads as collisions have them: A roads are 1, roads without a number 3. */
const [A_ROAD, STREET] = [3, 6]
const degree = { east: 1e6 / 69_172, north: 1e6 / 111_250 }
const at = (x: number, y: number) => [Math.round(500_000 + x * degree.east), Math.round(51_700_000 + y * degree.north)] as const
/** 2 km of A road from west to east, 1 km of street north of its middle; metres about the crossing. */
const { roads } = madeGraph([at(-1000, 0), at(0, 0), at(1000, 0), at(0, 1000)], [{ from: 0, to: 1, metres: 1000, roadClass: PRIMARY }, { from: 1, to: 2, metres: 1000, roadClass: PRIMARY }, { from: 1, to: 3, metres: 1000 }])
const samples = roadSamples(roads, { groupOf: (roadClass) => (roadClass === PRIMARY ? 1 : 3), inside: () => true, middle: [0.5, 51.7], stepM: 10 })
const buckets = bucketsOf(samples, ON_ROAD_M)

const snapped = (rows: readonly (readonly [x: number, y: number, roadClass: number])[]) =>
  snappedToRoads({ roadClass: Uint8Array.from(rows, ([, , roadClass]) => roadClass) }, { x: Float64Array.from(rows, ([x]) => x), y: Float64Array.from(rows, ([, y]) => y) }, samples, buckets)

describe('collisions on roads', () => {
  it('move straight across to the road', () => {
    const { x, y, facts } = snapped([[402, 30, A_ROAD]])
    expect(x[0]!).toBeCloseTo(402, 0)
    expect(y[0]!).toBeCloseTo(0, 0)
    expect(facts).toMatchObject({ moved: 1, away: 0 })
    expect(facts.farthestM).toBeCloseTo(30, 0)
  })

  it('take the road of their class before a nearer one, and any road where their own is far', () => {
    const { x, y } = snapped([[10, 40, A_ROAD], [10, 40, STREET], [500, 20, STREET]])
    expect([x[0], y[0], x[1], y[1], x[2], y[2]].map((value) => Math.round(value!) || 0)).toEqual([10, 0, 0, 40, 500, 0])
  })

  it('stay where they are beyond the reach of every road, counted', () => {
    const { x, y, sample, facts } = snapped([[500, ON_ROAD_M + 10, A_ROAD], [500, -ON_ROAD_M + 1, A_ROAD]])
    expect([x[0], y[0], sample[0]]).toEqual([500, ON_ROAD_M + 10, -1])
    expect(facts).toMatchObject({ moved: 1, away: 1 })
  })

  it('are one cluster across a road that their places lie on both sides of', () => {
    const rows = [[300, 35, A_ROAD], [301, 36, A_ROAD], [299, -35, A_ROAD], [302, -34, A_ROAD]] as const
    const rule = { fewest: 4, radiusM: 50 }
    const clusters = (events: { x: Float64Array; y: Float64Array }) => clustersOf({ x: events.x, y: events.y, rural: new Uint8Array(4), names: ['a', 'b', 'c', 'd'] }, { urban: rule, rural: rule })
    expect(clusters({ x: Float64Array.from(rows, ([x]) => x), y: Float64Array.from(rows, ([, y]) => y) })).toEqual([])
    expect(clusters(snapped(rows)).map(({ members }) => members.length)).toEqual([4])
  })

  it('move alike whatever their order', () => {
    const rows = Array.from({ length: 40 }, (_, i) => [i * 37 % 900 - 450, i * 53 % 100 - 50, i % 3 ? A_ROAD : STREET] as const)
    const there = snapped(rows)
    const back = snapped(rows.toReversed())
    expect([...back.x].reverse()).toEqual([...there.x])
    expect([...back.y].reverse()).toEqual([...there.y])
  })
})
