/** Tours on published instances: how near to the best known, how fast, and how far below the bound; and the problem of a typical patrol plan. */
import { seededRandom } from '../../api/analysis/random.ts'
import { checkTours } from '../../api/analysis/tour-check.ts'
import { defaultSteps, solveTours } from '../../api/analysis/tours.ts'
import { holds } from '../support/shared-data.ts'
import { typicalPatrol } from '../support/tour-problems.ts'
import { oplibInstances, parts, toptwInstances, type TourInstance } from '../support/tour-instances.ts'
import { median, ms, type Report } from './report.ts'

export const toursHeader = ['Instances', 'Number', 'Steps', 'Mean gap', 'Worst gap', 'At gap 0 or better', 'Better than the best known', 'Slowest', 'Mean gap to the bound']

interface Solved { gap: number; boundGap: number; seconds: number; steps: number }

/** Seconds are of the processor, so that what else runs on the machine does not count. */
export function solveInstance({ problem, best, free }: TourInstance, effort: number): Solved {
  const steps = Math.round(defaultSteps(problem) * effort)
  const before = process.cpuUsage()
  const tours = solveTours(problem, { random: seededRandom('bench'), steps })
  const { user, system } = process.cpuUsage(before)
  const faults = checkTours(problem, tours)
  if (faults.length > 0) throw new Error(faults.join('; '))
  return { gap: 1 - (tours.worth + free) / best, boundGap: 1 - (tours.worth + free) / (tours.bound + free), seconds: (user + system) / 1e6, steps }
}

const percent = (share: number) => `${(100 * share).toFixed(2)} %`
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

export function summary(solved: readonly Solved[]) {
  const gaps = solved.map(({ gap }) => gap)
  return { mean: mean(gaps), worst: Math.max(...gaps), slowest: Math.max(...solved.map(({ seconds }) => seconds)), bound: mean(solved.map(({ boundGap }) => boundGap)), reached: gaps.filter((gap) => gap < 1e-9).length, beaten: gaps.filter((gap) => gap < -1e-9).length }
}

interface Set { name: string; part: string; read: () => TourInstance[]; effort: number; mean: number; worst: number; seconds: number }

export const sets: readonly Set[] = [
  { name: 'Orienteering, OPLib', part: parts.oplib, read: oplibInstances, effort: 1, mean: 0.01, worst: 0.04, seconds: 5 },
  { name: 'Team orienteering with time windows, Solomon', part: parts.toptw, read: toptwInstances, effort: 2, mean: 0.02, worst: 0.06, seconds: 10 }
]

export function measureTours(report: Report): void {
  const rows = sets.flatMap(({ name, part, read, effort, ...budget }) => {
    if (!holds(part)) { report.say(`${name} was left out: its data are not beside the project.`); return [] }
    const solved = read().map((one) => solveInstance(one, effort))
    const all = summary(solved)
    const steps = solved.map((one) => one.steps)
    report.add({ what: `${name}: gap to the best known`, engine: 'one core', value: `mean ${percent(all.mean)}, worst ${percent(all.worst)}`, budget: `mean at most ${percent(budget.mean)}, worst ${percent(budget.worst)}`, met: all.mean <= budget.mean && all.worst <= budget.worst, how: `${solved.length} instances, one seed, ${effort} x the default steps` })
    report.add({ what: `${name}: slowest instance`, engine: 'one core', value: `${all.slowest.toFixed(1)} s`, budget: `at most ${budget.seconds} s`, met: all.slowest <= budget.seconds, how: 'processor time of one thread, bound included' })
    return [[name, String(solved.length), `${Math.min(...steps)} to ${Math.max(...steps)}`, percent(all.mean), percent(all.worst), String(all.reached), String(all.beaten), `${all.slowest.toFixed(1)} s`, percent(all.bound)]]
  })
  measurePatrol(report)
  report.table('Tours', 'Routes by ruin and recreate with annealing, seeded; steps are counted, not seconds, so that the same input gives the same routes. The best known are those of EA4OP (OPLib; a heuristic) and, for Solomon\'s instances with one to four routes, optima proved or the best scores reached. A negative gap is a better score.', toursHeader, rows)
}

function measurePatrol(report: Report): void {
  const problem = typicalPatrol(5)
  const steps = defaultSteps(problem)
  const runs = [1, 2, 3].map((seed) => {
    let first = 0
    const before = process.cpuUsage()
    const passed = () => { const { user, system } = process.cpuUsage(before); return (user + system) / 1000 }
    const { worth, bound } = solveTours(problem, { random: seededRandom(`bench ${seed}`), steps, better: (_tours, step) => { if (step === 0) first = passed() } })
    return { first, all: passed(), gap: 1 - worth / bound }
  })
  const how = `4 units, 20 places, 10 h, 15 minutes a visit, up to 3 visits 2 h apart, windows of 2 h; ${steps} steps, processor time, median of 3 seeds`
  report.add({ what: 'Routes of a typical patrol plan', engine: 'one core', value: `${ms(median(runs.map(({ all }) => all)))}, ${percent(median(runs.map(({ gap }) => gap)))} below the bound`, budget: 'under 2 s', met: median(runs.map(({ all }) => all)) < 2000, how })
  report.add({ what: 'First routes of a typical patrol plan', engine: 'one core', value: ms(median(runs.map(({ first }) => first))), budget: 'under 200 ms', met: median(runs.map(({ first }) => first)) < 200, how: 'the same, until the first routes that keep all limits' })
}
