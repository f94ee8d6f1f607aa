/** Plans made from earlier months of the demonstration county, against what followed: a small part of the table of the measurements. */
import { beforeAll, describe, expect } from 'vitest'
import { loadDemonstration } from '../../api/ingest/demo.ts'
import { backTest, linesOf, type Line } from '../bench/patrol-back-test.ts'
import { once, onServerEngine, testDatabase } from '../support/database.ts'

const test = testDatabase({ statementTimeoutMs: 120_000 })
const silent = { start: () => undefined, advance: () => undefined, reach: () => undefined, stop: () => undefined }

describe('plans of the night-time economy in Chelmsford, May and June 2014', () => {
  let lines: Map<string, Line>
  beforeAll(async () => {
    if (!onServerEngine) return
    await loadDemonstration(test.db, silent)
    lines = new Map(linesOf(await backTest(test.db, { areas: ['E07000070'], themes: ['night-time-economy'], months: ['2014-05', '2014-06'], kinds: ['count', 'hours'] })).map((line) => [line.kind, line]))
  }, 400_000)

  once('hold far more of what followed than places drawn by lot', () => {
    const { all, ours, random } = lines.get('count')!
    expect(all).toBeGreaterThan(100)
    expect(ours).toBeGreaterThan(10 * random)
  })
  once('do so in the hours of their visits; beside the count of one year two months of one district prove nothing, so that is left to the measurements', () => {
    const { ours, random, low, high } = lines.get('hours')!
    expect(ours).toBeGreaterThan(10 * random)
    expect(low).toBeLessThanOrEqual(high)
  })
})
