/** Statistics over a county: Gi* beside R spdep on the same grid in the same run, forecasts with their choice, and whether the event loop stays free. */
import { spawnSync } from 'node:child_process'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { gridDisk } from 'h3-js'
import { chooseForecast } from '../../api/analysis/choose-forecast.ts'
import { chooseDay } from '../../api/analysis/daily-forecast.ts'
import { giStar, giStarPermuted } from '../../api/analysis/gi-star.ts'
import { adjustP } from '../../api/analysis/multiple-testing.ts'
import { hexagonNeighbours, type Neighbours } from '../../api/analysis/neighbours.ts'
import { seededRandom } from '../../api/analysis/random.ts'
import type { HotspotsWork } from '../../api/hotspots/finished.ts'
import { finishing } from '../../api/hotspots/finishing.ts'
import { packed } from '../../api/hotspots/packed.ts'
import type { StudyArea } from '../../api/hotspots/study-area.ts'
import { WorkerPool } from '../../api/worker-pool.ts'
import { median, ms, type Report } from './report.ts'

interface County { res: number; cells: string[]; neighbours: Neighbours; counts: Float64Array }
const ENGINE = 'one core'
const RUNS = 9
const MONTHS = 36

/** A disc with about as many hexagons as Essex; rare events, crowded in the middle. */
function county(res: number, centre: string, radius: number): County {
  const cells = gridDisk(centre, radius)
  const random = seededRandom(`bench ${res}`)
  const counts = Float64Array.from(cells, (_, i) => Math.floor(random.gamma(0.3) * (i < cells.length / 20 ? 6 : 1)))
  return { res, cells, neighbours: hexagonNeighbours(cells), counts }
}

function timed(work: () => unknown, runs = RUNS): number {
  work()
  return median(Array.from({ length: runs }, () => {
    const begun = performance.now()
    work()
    return performance.now() - begun
  }))
}

export async function measureHotspots(report: Report): Promise<void> {
  const r8 = county(8, '88194ad301fffff', 43)
  const r9 = county(9, '89194ad3003ffff', 113)
  for (const [grid, budget] of [[r8, 50], [r9, 150]] as const) {
    const taken = timed(() => adjustP(giStar(grid.counts, grid.neighbours).p, 'bh'))
    report.add({ what: `Gi* with correction, ${grid.cells.length.toLocaleString('en-GB')} hexagons (r${grid.res})`, engine: ENGINE, value: ms(taken), budget: `under ${budget} ms`, met: taken < budget, how: `neighbours at hand, median of ${RUNS}; ${spdep(grid)}` })
  }
  const permuted = timed(() => giStarPermuted(r9.counts, r9.neighbours, { permutations: 999, random: seededRandom('bench') }), 3)
  report.add({ what: `999 permutations of Gi*, ${r9.cells.length.toLocaleString('en-GB')} hexagons (r9)`, engine: ENGINE, value: ms(permuted), budget: 'under 10 s', met: permuted < 10_000, how: 'conditional permutation, seeded, median of 3' })
  const chosen = timed(() => forecast(r8), 3)
  report.add({ what: `Forecast with rolling choice, ${r8.cells.length.toLocaleString('en-GB')} hexagons (r8), ${MONTHS} months`, engine: ENGINE, value: ms(chosen), budget: 'under 5 s', met: chosen < 5_000, how: 'every candidate, nested choice and intervals, median of 3' })
  const day = timed(() => dayForecast(r8), 3)
  report.add({ what: `Forecast of the next day, ${r8.cells.length.toLocaleString('en-GB')} hexagons (r8), ${DAYS} days of 100 events`, engine: ENGINE, value: ms(day), budget: 'under 5 s', met: day < 5_000, how: '84 days tested, every candidate, self-exciting process refitted weekly; median of 3' })
  await measureFreedom(r9, report)
}

function forecast({ cells, neighbours }: County): unknown {
  const random = seededRandom('bench months')
  const rate = Float64Array.from(cells, () => random.gamma(0.2) * 0.5)
  const counts = Array.from({ length: MONTHS }, () => Float64Array.from(rate, (one) => Math.floor(random.gamma(0.5) * 2 * one)))
  const months = Array.from({ length: MONTHS }, (_, i) => `${2022 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`)
  return chooseForecast({ months, counts }, { neighbours, budget: { share: 0.01 }, random: seededRandom('bench choice') })
}

/** Days held for a forecast of the next: a year before the twelve weeks of tests. */
const DAYS = 449

function dayForecast({ cells, neighbours }: County): unknown {
  const random = seededRandom('bench days')
  const busy = Array.from({ length: 2_000 }, () => random.int(cells.length))
  const place = Int32Array.from({ length: DAYS * 100 }, () => busy[Math.floor(busy.length * random.next() ** 3)]!)
  const day = Float64Array.from(place, (_, i) => Math.floor(i / 100) + random.next())
  return chooseDay({ cell: place, day }, { neighbours, budget: { share: 0.01 }, random: seededRandom('bench day choice'), first: 0, last: DAYS - 1, target: DAYS, months: { months: [], totals: [] } })
}

/** The longest that anything waited in this process while a thread was busy with permutations. */
async function measureFreedom({ res, cells, counts }: County, report: Report): Promise<void> {
  const pool = new WorkerPool(new URL('../../api/hotspots/worker.mjs', import.meta.url))
  const area: StudyArea = { key: 'bench', res, outlines: '[]', filled: [...cells].sort().join(',') }
  const rows = cells.map((cell, i) => ({ cell, n: counts[i]! }))
  const query = { weight: 'count', ring: 1, test: 'permutation', correction: 'bh', theme: 'crime', from: '2025-01', to: '2025-12', res, area: null, generated: false }
  const said = { form: 'json' as const, query, dataVersion: 'bench', beside: { unit: 'offences' as const, caveat: '', synthetic: true, source: '', protected: false }, notes: [], area: null }
  // As a route does: the rows packed, the answer as it is sent.
  const ask = () => finishing(pool)<HotspotsWork>('hotspotsAnswer', { task: { area, rows: packed(rows, ({ n }) => n), ring: 1, test: 'permutation', correction: 'bh' }, weights: null, snapPoints: [], said })
  await ask()
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  for (let i = 0; i < 5; i++) await ask()
  delay.disable()
  await pool.close()
  const longest = delay.max / 1e6
  report.add({ what: 'Longest wait of the event loop while 9,999 permutations run (r9)', engine: 'a thread', value: ms(longest), budget: 'health within 50 ms', met: longest < 50, how: 'five runs, from packed rows to the bytes of the answer' })
}

/** The same grid and counts in R, the conversion left out of the time. */
function spdep({ counts, neighbours: { start, index, n } }: County): string {
  const script = `suppressMessages(library(spdep)); l <- readLines(file("stdin")); x <- as.numeric(strsplit(l[1], " ")[[1]]); nb <- lapply(strsplit(l[-1], " "), as.integer); class(nb) <- "nb"; attr(nb, "region.id") <- as.character(seq_along(nb)); w <- nb2listw(include.self(nb), style = "B"); t <- sapply(1:3, function(i) system.time(p.adjust(2 * pnorm(-abs(as.numeric(localG(x, w)))), "BH"))["elapsed"]); cat(median(t) * 1000)`
  const lines = [[...counts].join(' '), ...Array.from({ length: n }, (_, i) => [...index.subarray(start[i], start[i + 1])].map((j) => j + 1).join(' '))]
  const { status, stdout } = spawnSync('Rscript', ['--vanilla', '-e', script], { input: `${lines.join('\n')}\n`, encoding: 'utf8', maxBuffer: 1 << 28 })
  return status === 0 ? `R spdep (localG, p.adjust) on the same grid in the same run: ${ms(Number(stdout))}` : 'R spdep is not there to compare with'
}
