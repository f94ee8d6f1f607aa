/** The coming month and the proof beside it. Runs on a thread. */
import { BLEND, chooseForecast, type ForecastAnswer as Forecast } from '../analysis/choose-forecast.ts'
import { forecastMethods } from '../analysis/forecast-methods.ts'
import { seededRandom } from '../analysis/random.ts'
import { monthNumber } from '../analysis/series-breaks.ts'
import type { Score } from './forecast-schema.ts'
import { gridOf, monthsOn, neighboursIn } from './grids.ts'
import type { StudyArea } from './study-area.ts'

export interface ForecastTask { area: StudyArea; rows: { cell: string; series: string }[]; /** Months held, ascending, all before the month that is forecast. */ held: string[]; share: number }
export type Forecasts = Omit<Forecast, 'expected' | 'comparison' | 'curve' | 'methods' | 'windows'> & {
  n: number
  cells: string[]
  risk: number[]
  windows: { month: string; events: number; method: string; hits: number; plainHits: number; bestHits: number }[]
  nested: Score[]
  plain: Score[]
  best: Score[]
  chance: { share: number; hitRate: number }[]
  difference: { hitRate: number; low: number; high: number } | null
  methods: { id: string; title: string; hitRate: number | null; pai: number | null }[]
  trainedOn: string[]
}

type Card = Forecast['comparison']['chosen'] | Forecast['comparison']['oracle']

export function forecasts({ area, rows, held, share }: ForecastTask): Forecasts {
  const grid = gridOf(area)
  const n = grid.cells.length
  const first = monthNumber(held[0]!)
  const counts = monthsOn(grid, rows, monthNumber(held.at(-1)!) - first + 1)
  const months = held.map((month) => counts.subarray((monthNumber(month) - first) * n, (monthNumber(month) - first + 1) * n))
  const { expected, comparison, curve, methods, windows, ...found } = chooseForecast({ months: held, counts: months }, { neighbours: neighboursIn(grid, 1), budget: { share }, random: seededRandom('beatwise accuracy') })
  const ranked = grid.cells.map((_, i) => i).filter((i) => expected[i]! > 0).sort((a, b) => expected[b]! - expected[a]! || a - b)
  const all = [{ share, ...comparison }, ...curve.filter((one) => one.share !== share)]
  const scores = (of: 'chosen' | 'plain' | 'oracle') => all.map((one) => scoreOf(one[of], one.share, n))
  const titleOf = new Map([...forecastMethods, BLEND].map(({ id, title }) => [id, title]))
  const { hitRate, hitRateInterval } = comparison.difference
  return {
    ...found, n, cells: ranked.map((i) => grid.cells[i]!), risk: ranked.map((i) => Number(expected[i]!.toPrecision(5))),
    windows: windows.map(({ month, events, method, hits }) => ({ month, events, method: titleOf.get(method)!, hits: digits(hits.chosen)!, plainHits: digits(hits.plain)!, bestHits: hits.most })),
    nested: scores('chosen'), plain: scores('plain'), best: scores('oracle'), chance: all.map((one) => ({ share: one.share, hitRate: one.share })),
    difference: hitRate !== null && hitRateInterval ? { hitRate, low: hitRateInterval[0], high: hitRateInterval[1] } : null,
    methods: methods.map(({ id, title, card }) => ({ id, title, hitRate: digits(card.hitRate), pai: digits(card.pai) })),
    trainedOn: held.slice(found.segments.at(-1)?.from ?? 0)
  }
}

const digits = (value: number | null): number | null => (value === null || Number.isNaN(value) ? null : Number(value.toPrecision(6)))
const interval = (pair: readonly number[] | null | undefined) => (pair ? { low: digits(pair[0]!)!, high: digits(pair[1]!)! } : null)

function scoreOf(card: Card, share: number, n: number): Score {
  const withInterval = 'hitRateInterval' in card ? card : null
  return {
    share, cells: Math.round(share * n), hits: digits(card.hits) ?? 0, events: card.events, hitRate: digits(card.hitRate), hitRateInterval: interval(withInterval?.hitRateInterval),
    pai: digits(card.pai), paiInterval: interval(withInterval?.paiInterval), pei: digits(card.pei), peiInterval: interval(withInterval?.peiInterval), rri: digits(card.rri), rriInterval: interval(withInterval?.rriInterval), tieShare: digits(card.tieShare) ?? 0
  }
}
