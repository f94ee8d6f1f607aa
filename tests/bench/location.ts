/** Where to stand, as in a county: how near to the best that can be and how fast, beside the greedy choice of the same problem. */
import { coveredBy, grown } from '../../api/analysis/location-greedy.ts'
import { coverLists, type LocationProblem } from '../../api/analysis/location-problem.ts'
import { coverCurve, maximalCover, setCover } from '../../api/analysis/solve-location.ts'
import { pCenter, pMedian } from '../../api/analysis/solve-near.ts'
import { countyProblem } from '../support/location-problems.ts'
import type { Report } from './report.ts'

const header = ['Model', 'Points', 'Reach', 'Answer', 'At most a better one', 'Proved', 'Greedy', 'Greedy took', 'Took']
const percent = (share: number) => `${(100 * share).toFixed(2)} %`
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

/** Processor time of this thread, so that what else runs on the machine counts little. */
async function timed<T>(work: () => T | Promise<T>): Promise<{ value: T; ms: number }> {
  const before = process.cpuUsage()
  const value = await work()
  const { user, system } = process.cpuUsage(before)
  return { value, ms: (user + system) / 1000 }
}

export async function measureLocation(report: Report): Promise<void> {
  const rows: string[][] = []
  const covers = [[30, 5], [30, 3.5], [15, 5], [15, 8], [8, 10]] as const
  for (const [p, reachKm] of covers) {
    const problem = countyProblem({ reachKm })
    const greedy = await timed(() => { const lists = coverLists(problem); return coveredBy(lists, grown(lists, [], p)) })
    const { value: found, ms } = await timed(() => maximalCover(problem, p))
    if (greedy.value > found.covered) throw new Error('greedy reaches more than the answer')
    rows.push(['maximal cover', String(p), `${reachKm} km`, percent(found.share!), percent(found.gap), found.proved ? 'yes' : 'no', percent(greedy.value / found.total), seconds(greedy.ms), seconds(ms)])
    if (p !== 30) continue
    report.add({
      what: `Maximal cover, 5,600 demands x 300 candidates, 30 points, ${reachKm} km in 15 minutes`, engine: 'one core', value: `${seconds(ms)}, ${percent(found.gap)} below the bound`, budget: 'within 0.5 % in 20 s',
      met: found.gap <= 0.005 && ms <= 20_000, how: `covers ${percent(found.share!)}; greedy in the same run ${percent(greedy.value / found.total)} in ${seconds(greedy.ms)}; processor time, one run`
    })
  }
  await measureOthers(countyProblem({ reachKm: 5 }), rows)
  report.table('Where to stand', 'A made-up county of 75 x 55 km with fourteen towns: 5,600 demands, 300 candidates. Greedy adds the best next point and changes none. Limits are the usual ones: half a percent, 20 s of the solver, which do not hold for the search by exchanges.', header, rows)
}

async function measureOthers(problem: LocationProblem, rows: string[][]): Promise<void> {
  const minutes = (s: number | null) => (s === null ? 'none' : `${(s / 60).toFixed(1)} min`)
  const cover = await timed(() => setCover(problem))
  rows.push(['set cover', String(cover.value.chosen.length), '5 km', `${cover.value.chosen.length} points`, percent(cover.value.gap), cover.value.proved ? 'yes' : 'no', '', '', seconds(cover.ms)])
  const curve = await timed(() => coverCurve(problem, 30))
  rows.push(['curve of maximal cover', '0 to 30', '5 km', percent(curve.value.at(-1)!.share!), percent(curve.value.reduce((most, { gap }) => Math.max(most, gap), 0)), `${curve.value.filter(({ proved }) => proved).length} of 31`, '', '', seconds(curve.ms)])
  for (const p of [10, 30]) {
    const median = await timed(() => pMedian(problem, p))
    rows.push(['p-median', String(p), '5 km', `mean ${minutes(median.value.meanS)}`, percent(median.value.gap), median.value.proved ? 'yes' : 'no', '', '', seconds(median.ms)])
    const center = await timed(() => pCenter(problem, p))
    rows.push(['p-center', String(p), '5 km', `worst ${minutes(center.value.worstS)}`, percent(center.value.gap), center.value.proved ? 'yes' : 'no', '', '', seconds(center.ms)])
  }
}
