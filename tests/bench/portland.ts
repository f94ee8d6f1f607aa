/**
 * How well the forecast does on Portland's eighteen months (NIJ challenge), beside the published scores of the same squares and windows.
 * No clock and no engine in it: the same data give the same table everywhere.
 */
import { readFileSync } from 'node:fs'
import { chooseForecast, type ForecastAnswer } from '../../api/analysis/choose-forecast.ts'
import { seededRandom } from '../../api/analysis/random.ts'
import { BUDGETS, CITY_CELLS, monthlyCounts, nestedHits, readPortland, recipeHits, squares, type Crime } from '../support/portland.ts'
import { holds, shared } from '../support/shared-data.ts'
import type { Report } from './report.ts'

interface Published { methods: Record<string, { pai: number; pai_95: [number, number] }> }

const one = (value: number | null) => (value === null ? '' : value.toFixed(1))
const between = (ends: readonly [number, number] | null) => (ends ? ` [${one(ends[0])} to ${one(ends[1])}]` : '')
const crimes: readonly (readonly [Crime, string])[] = [['burglary', 'Burglary'], ['vehicle_theft', 'Vehicle theft']]

export const portlandHeader = ['Crime, cells of 600 ft', 'Count of one year', 'Published nested choice', 'The same, computed here', 'Our nested choice', 'Difference to the count', 'Perfect foresight', 'Methods used']

/** A line for each crime and budget; undefined where the data are not there. PAI with 95 % intervals. */
export function portlandTable(): string[][] | undefined {
  if (!holds('benchmarks/nij-portland')) return undefined
  const published = (JSON.parse(readFileSync(shared('benchmarks', 'expected-values.json'), 'utf8')) as { portland_pai: { scores: Record<Crime, Record<string, Published>> } }).portland_pai.scores
  return crimes.flatMap(([crime, title]) => {
    const data = readPortland(crime)
    const [counts, neighbours, recipe] = [monthlyCounts(data), squares(data), recipeHits(data)]
    return BUDGETS.map((cells, b) => {
      const scores = published[crime][`${cells}_cells`]!.methods.NESTED!
      const answer = chooseForecast(counts, { neighbours, budget: { cells }, totalArea: CITY_CELLS, random: seededRandom('portland'), reportFrom: '2015-06', block: 1 })
      const hits = nestedHits(recipe, b).slice(12).reduce((sum, value) => sum + value)
      return [`${title}, ${cells}`, ...lineOf(answer, `${scores.pai}${between(scores.pai_95)}`, one(hits / answer.comparison.chosen.events / (cells / CITY_CELLS)))]
    })
  })
}

function lineOf({ comparison: { chosen, plain, oracle, difference }, windows }: ForecastAnswer, published: string, reproduced: string): string[] {
  return [`${one(plain.pai)}${between(plain.paiInterval)}`, published, reproduced, `**${one(chosen.pai)}**${between(chosen.paiInterval)}`, `${one(difference.pai)}${between(difference.paiInterval)}`, one(oracle.pai), [...new Set(windows.map(({ method }) => method))].join(', ')]
}

export function measurePortland(report: Report): void {
  const rows = portlandTable()
  if (!rows) { report.say('Portland was left out: its data are not beside the project.'); return }
  report.table('Forecasts of Portland', 'PAI with 95 % intervals, eighteen months (June 2015 to November 2016), each forecast from the months before it by the method chosen from earlier months alone. The published figures and the recipe, which uses days and Gaussian smoothing, are reproduced in `tests/analysis/portland.test.ts`; ours uses counts by month. The family of methods and the rule of choice were drawn up with the scores of these months in view, so the comparison flatters ours; the choice itself never looks ahead.', portlandHeader, rows)
}
