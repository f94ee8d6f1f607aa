/** Published instances of orienteering: read as they are meant, solved close to the best known. The whole sets are measured by the bench. */
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../api/analysis/random.ts'
import { checkTours } from '../../api/analysis/tour-check.ts'
import { tourBound } from '../../api/analysis/tour-bound.ts'
import { scheduleTours } from '../../api/analysis/tour-schedule.ts'
import { solveTours } from '../../api/analysis/tours.ts'
import { holds, named } from '../support/shared-data.ts'
import { oplibInstances, parts, toptwInstances, type TourInstance } from '../support/tour-instances.ts'

const { oplib, toptw } = parts

function gapOf({ problem, best, free }: TourInstance, steps: number): number {
  const tours = solveTours(problem, { random: seededRandom('published'), steps })
  expect(checkTours(problem, tours)).toEqual([])
  return 1 - (tours.worth + free) / best
}

describe('published instances', () => {
  it.skipIf(!holds(toptw))(named('with windows hold their published routes, at the published scores', toptw), () => {
    const instances = toptwInstances()
    expect(instances).toHaveLength(48)
    for (const { name, problem, best, routes } of instances.filter((one) => one.routes)) {
      const { worth, breach } = scheduleTours(problem, problem.units.map((_, u) => (routes![u] ?? []).map((place) => ({ place }))))
      expect({ name, worth, breach }).toEqual({ name, worth: best, breach: null })
    }
  })

  it.skipIf(!holds(oplib) || !holds(toptw))(named('have no best score above the bound', oplib), () => {
    const instances = [...oplibInstances(), ...toptwInstances()]
    expect(instances).toHaveLength(72)
    for (const { name, problem, best, free } of instances) expect(tourBound(problem) + free, name).toBeGreaterThanOrEqual(best)
  })

  it.skipIf(!holds(oplib)).each(['att48-gen2-50', 'berlin52-gen3-50', 'eil51-gen3-50', 'eil51-gen1-50'])(named('without windows are solved to within half a percent: %s', oplib), (name) => {
    expect(gapOf(oplibInstances().find((one) => one.name === name)!, 1500)).toBeLessThan(0.005)
  })

  it.skipIf(!holds(toptw)).each(['c101 m=2', 'r101 m=1', 'r201 m=4', 'rc101 m=2', 'r104 m=1'])(named('with windows are solved to within a percent: %s', toptw), (name) => {
    expect(gapOf(toptwInstances().find((one) => one.name === name)!, 1500)).toBeLessThan(0.01)
  })
})
