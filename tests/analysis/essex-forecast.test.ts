/** The forecast on the months of Essex that are published: never clearly below the plain one-year count, whatever the theme. */
import { describe, expect, it } from 'vitest'
import { chooseForecast } from '../../api/analysis/choose-forecast.ts'
import { hexagonNeighbours } from '../../api/analysis/neighbours.ts'
import { seededRandom } from '../../api/analysis/random.ts'
import { essexMonths } from '../support/essex-months.ts'
import { holds, named } from '../support/shared-data.ts'

const part = 'police-uk-essex'
const county = holds(part) ? essexMonths(8) : undefined
const neighbours = county && hexagonNeighbours(county.cells)

describe('the forecast of Essex', () => {
  it.skipIf(!county).each(['Burglary', 'Anti-social behaviour', 'Vehicle crime', 'all-crime'])(named('is not clearly below the plain count: %s', part), (theme) => {
    const answer = chooseForecast({ months: county!.months, counts: county!.counts.get(theme)! }, { neighbours: neighbours!, budget: { share: 0.02 }, random: seededRandom('essex') })
    const { comparison, segments, expected, month, total, windows, note } = answer
    expect(segments[0]!.reason).toBe('start')
    expect(segments.some(({ from }) => county!.months[from] === '2024-01')).toBe(true)
    expect([windows.length, note]).toEqual([15, null])
    expect(month).toBe('2025-10')
    expect(expected.reduce((a, b) => a + b)).toBeCloseTo(total, 6)
    expect(comparison.difference.hitRateInterval![1]).toBeGreaterThanOrEqual(0)
    // Crimes that are not everywhere gain clearly; all crime together is so stable that nothing is left to gain.
    if (theme !== 'all-crime') expect(comparison.difference.hitRateInterval![0]).toBeGreaterThan(0)
  })
})
