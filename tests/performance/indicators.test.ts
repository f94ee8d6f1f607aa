/** Indicators from a file: rows of surveys and of systems of the force, positions among similar forces, and what is wrong with a file, counted by reason. */
import { describe, expect, it } from 'vitest'
import type { PerformanceAnswer, SeriesAnswer } from '../../api/performance/schema.ts'
import { testApp, versionSettles } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { load, sourceOf } from '../support/ingest.ts'

describe('indicators', () => {
  const test = testDatabase()
  const app = testApp(test)
  const folder = testFolder()
  const header = 'indicator,month,value,base,position,group_size,note'
  const file = (name: string, rows: readonly string[]) => folder.write(name, [header, ...rows, ''].join('\n'))
  const good = [
    'police-good-job,2014-09,57.1,1000,3,8,Telephone survey', 'police-good-job,2013-09,58.8,1000,,,', 'police-good-job,2014-08,57.5,1000,,,', 'police-good-job,2013-08,58.0,1000,,,',
    'organised-crime,2014-09,30,,,,', 'organised-crime,2013-09,25,,,,', 'all-crime,2014-09,,,5,8,', ...Array.from({ length: 12 }, (_, i) => `satisfied-overall,2012-${String(i + 1).padStart(2, '0')},80,,,,`)
  ]
  const row = async (id: string) => (await app.json<PerformanceAnswer>('/api/performance?month=2014-09')).rows.find((one) => one.id === id)!

  it('are told with interval, position and the change since the month before', async () => {
    expect(await load(test.db, 'indicators', file('good.csv', good))).toMatchObject({ read: 19, loaded: 19, rejected: 0 })
    await versionSettles()
    expect(await row('police-good-job')).toMatchObject({
      lastYear: 58.8, thisYear: 57.1, difference: -1.7, differenceText: '-1.7 points', verdict: 'worse', certain: false, changeSincePreviousMonth: { points: 1.2, text: 'worsened 1.2' }, similar: { position: 3, of: 8 }, note: 'Telephone survey'
    })
    expect(await row('organised-crime')).toMatchObject({ lastYear: 25, thisYear: 30, percent: 20, differenceText: '+20.0 %', verdict: 'worse', certain: false })
    expect(await row('all-crime')).toMatchObject({ thisYear: null, similar: { position: 5, of: 8 } })
    const series = await app.json<SeriesAnswer>('/api/performance/police-good-job?month=2014-09')
    expect(series.months.filter(({ value }) => value !== null)).toHaveLength(4)
    expect(series).toMatchObject({ synthetic: false, source: expect.stringMatching(/^Indicators from surveys and systems of the force\./) })
    // Where nothing is counted from records, the newest of the figures is what is shown first.
    expect((await app.json<PerformanceAnswer>('/api/performance')).query.month).toBe('2014-09')
  })

  it('of a newer file take the place of the older, the same bytes are unchanged, and others stay', async () => {
    const newer = file('newer.csv', ['police-good-job,2014-09,60,,,,'])
    await load(test.db, 'indicators', newer)
    expect(await load(test.db, 'indicators', newer)).toMatchObject({ files: { read: 0, unchanged: 1 } })
    await versionSettles()
    expect(await row('police-good-job')).toMatchObject({ thisYear: 60, lastYear: 58.8, certain: null, similar: null })
    expect(await row('organised-crime')).toMatchObject({ thisYear: 30 })
  })

  it('are left out by reason, and a file of mostly bad rows is refused whole', async () => {
    const many = Array.from({ length: 80 }, (_, i) => `satisfied-action,20${String(10 + Math.floor(i / 12))}-${String((i % 12) + 1).padStart(2, '0')},80,,,,`)
    const bad = [
      'happiness,2014-09,5,,,,', 'police-good-job,September,57,,,,', 'all-crime,2014-09,100,,,,', 'police-good-job,2014-07,157,,,,', 'police-good-job,2014-06,57,,9,8,', 'police-good-job,2014-05,<script>,,,,', 'satisfied-action,2010-01,81,,,,', 'police-good-job,2014-04,,,,,'
    ]
    expect(await load(test.db, 'indicators', file('some-bad.csv', [...many, ...bad]))).toMatchObject({
      read: 88, loaded: 80, rejected: 8, reasons: { 'indicator-unknown': 1, 'month-unreadable': 1, 'value-from-records': 1, 'percentage-impossible': 1, 'position-impossible': 1, 'value-unreadable': 2, 'reference-repeated': 1 }
    })
    expect(await sourceOf(app, 'indicators')).toMatchObject({ read: 108, loaded: 100, rejected: 8 })
    await expect(load(test.db, 'indicators', file('bad.csv', bad))).rejects.toThrow(/7 of 8 rows cannot be loaded/)
    await expect(load(test.db, 'indicators', folder.write('columns.csv', 'indicator,value\nall-crime,1\n'))).rejects.toThrow(/month/)
  })
})
