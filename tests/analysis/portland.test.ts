/**
 * Portland's months of June 2015 to November 2016: the published scores reproduced to 0.1 PAI, and then our own choice on months alone.
 * The recipe's nested choice looks back to June 2014, ours to the first month that three others precede.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { paiOf } from '../../api/analysis/accuracy.ts'
import { chooseForecast } from '../../api/analysis/choose-forecast.ts'
import { seededRandom } from '../../api/analysis/random.ts'
import { windowInterval } from '../../api/analysis/window-bootstrap.ts'
import { BUDGETS, CITY_CELLS, monthlyCounts, nestedHits, readPortland, recipeHits, squares, type Crime } from '../support/portland.ts'
import { holds, named, shared } from '../support/shared-data.ts'

interface Scores { events_in_windows: number; oracle_pai: number; tie_share_count_1y: number; methods: Record<string, { pai: number; pai_95: [number, number]; pei: number; difference_to_count_1y_95: [number, number] }> }

const part = 'benchmarks/nij-portland'
const there = holds(part)
const published = (crime: Crime, cells: number): Scores => (JSON.parse(readFileSync(shared('benchmarks', 'expected-values.json'), 'utf8')) as { portland_pai: { scores: Record<Crime, Record<string, Scores>> } }).portland_pai.scores[crime][`${cells}_cells`]!
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b)
/** The recipe holds twelve windows back for the first nested choice. */
const FIRST = 12
const crimes = ['burglary', 'vehicle_theft'] as const

describe('the published recipe', () => {
  it.skipIf(!there).each(crimes)(named('gives every published score of Portland for %s to 0.1 PAI', part), (crime) => {
    const recipe = recipeHits(readPortland(crime))
    const events = recipe.events.slice(FIRST)
    BUDGETS.forEach((cells, b) => {
      const expected = published(crime, cells)
      expect(sum(events)).toBe(expected.events_in_windows)
      const pai = (hits: number[]) => paiOf(sum(hits), sum(events), cells, CITY_CELLS)!
      const most = recipe.most.slice(FIRST).map((budgets) => budgets[b]!)
      expect(Math.abs(pai(most) - expected.oracle_pai)).toBeLessThan(0.1)
      const hits: Record<string, number[]> = Object.fromEntries(Object.entries(recipe.hits).map(([method, windows]) => [method, windows.slice(FIRST).map((budgets) => budgets[b]!)]))
      hits.NESTED = nestedHits(recipe, b).slice(FIRST)
      expect(Object.keys(hits).sort()).toEqual(Object.keys(expected.methods).sort())
      for (const [method, score] of Object.entries(expected.methods)) {
        expect(Math.abs(pai(hits[method]!) - score.pai), `${method}, ${cells} cells`).toBeLessThan(0.1)
        expect(Math.abs(sum(hits[method]!) / sum(most) - score.pei), `${method}, ${cells} cells`).toBeLessThan(0.001)
      }
      // Their tie share counts the tied cells that were taken as ours does.
      expect(Math.abs(sum(recipe.tieShare['count 1y']!.slice(FIRST).map((budgets) => budgets[b]!)) / 18 - expected.tie_share_count_1y)).toBeLessThan(0.01)
      const ends = (values: number[]) => windowInterval(values, events, seededRandom('portland'), { block: 1, draws: 4000 })!.map((end) => end * (CITY_CELLS / cells))
      const gains = hits.NESTED.map((value, w) => value - hits['count 1y']![w]!)
      // The published ends move by about 0.2 with the seed, ours by as much.
      ends(hits.NESTED).forEach((end, k) => expect(Math.abs(end - expected.methods.NESTED!.pai_95[k]!)).toBeLessThan(0.5))
      ends(gains).forEach((end, k) => expect(Math.abs(end - expected.methods.NESTED!.difference_to_count_1y_95[k]!)).toBeLessThan(0.6))
    })
  })
})

describe('our own choice on Portland', () => {
  it.skipIf(!there).each(crimes)(named('is nowhere clearly below the plain count for %s, and beats the published nested choice in 58 cells', part), (crime) => {
    const data = readPortland(crime)
    const counts = monthlyCounts(data)
    const neighbours = squares(data)
    for (const cells of BUDGETS) {
      const { comparison, windows } = chooseForecast(counts, { neighbours, budget: { cells }, totalArea: CITY_CELLS, random: seededRandom('portland'), reportFrom: '2015-06', block: 1 })
      expect(windows).toHaveLength(18)
      expect(comparison.chosen.events).toBe(published(crime, cells).events_in_windows)
      expect(comparison.difference.paiInterval![1]).toBeGreaterThan(0)
      if (crime === 'burglary') expect(comparison.difference.paiInterval![0]).toBeGreaterThan(0)
      if (cells === 58) expect(comparison.chosen.pai!).toBeGreaterThan(published(crime, cells).methods.NESTED!.pai)
    }
  })
})
