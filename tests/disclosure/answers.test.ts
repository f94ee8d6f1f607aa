/** What the public and those signed in are told of a force's own records: rounded and exact, late and at once, and what stays equal. */
import { createHash } from 'node:crypto'
import { latLngToCell } from 'h3-js'
import { beforeAll, describe, expect, it } from 'vitest'
import { CellsAnswer, ThemesAnswer } from '../../api/cells/schema.ts'
import { settleDisclosure } from '../../api/ingest/disclosure-rules.ts'
import { appOn, publicTierOf, testApp, versionSettles } from '../support/app.ts'
import { addPerson, BrowserSession } from '../support/browser-session.ts'
import { northmarsh, southmarsh } from '../support/county.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { asCsv, forceRecords, months, places, premises, record } from '../support/force-county.ts'
import { load, loadCounty } from '../support/ingest.ts'
import { expectSchema } from '../support/schema.ts'
import { csv, row } from '../support/street.ts'

const test = testDatabase()
const app = testApp(test)
const files = testFolder()
let ann: BrowserSession
beforeAll(async () => {
  await loadCounty(test.db, files)
  await load(test.db, 'places', files.write('places.csv', premises))
  await load(test.db, 'force-incidents', files.write('incidents.csv', asCsv(forceRecords())))
  await addPerson(test.db, 'ann', { role: 'analyst' })
  ann = new BrowserSession(app.server)
  await ann.signIn('ann')
})
const ask = async (query: string): Promise<CellsAnswer> => {
  const answer: unknown = await app.json(`/api/cells?${query}`)
  expectSchema(CellsAnswer, answer)
  return answer
}
const exact = async (query: string) => (await ann.send('GET', `/api/cells?${query}`)).json<CellsAnswer>()
const span = `from=${months[0]}&to=${months.at(-1)}`
const themes = ['crime', 'anti-social-behaviour', 'rural-crime', 'night-time-economy', 'violence-with-injury', 'robbery', 'burglary']

describe('the public is told', () => {
  it.each(themes)('of %s exact totals of force and districts, and hexagons that add up to what is said to be shown', async (theme) => {
    for (const area of ['', '&area=E23099001', `&area=${northmarsh}`, `&area=${southmarsh}`]) {
      const [mine, hers] = [await ask(`theme=${theme}&${span}${area}`), await exact(`theme=${theme}&${span}${area}`)]
      for (const key of ['total', 'outside', 'noLocation', 'withheld', 'recorded', 'monthsHeld'] as const) expect([area, key, mine[key]]).toEqual([area, key, hers[key]])
      expect(mine.protection).toMatchObject({ base: 5, threshold: 5, delayMonths: 1, shown: mine.counts.reduce((sum, n) => sum + n, 0) })
      expect(mine.counts.every((n) => n > 0 && n % 5 === 0)).toBe(true)
      expect(hers.protection).toBeNull()
    }
  })

  it('how its counts are rounded, in words', async () => {
    expect((await ask('theme=crime')).protection!.note).toBe('Counts in hexagons are rounded to 5, up or down by chance, so that nobody can be recognised; totals are exact. Numbers are published a month late.')
  })

  it('of common records about what there is', async () => {
    const [mine, hers] = [await ask(`theme=shoplifting&${span}`), await exact(`theme=shoplifting&${span}`)]
    expect(Math.abs(mine.protection!.shown - hers.total)).toBeLessThan(5 * hers.cells.length)
    for (const [i, cell] of mine.cells.entries()) expect(Math.abs(mine.counts[i]! - hers.counts[hers.cells.indexOf(cell)]!)).toBeLessThan(15)
  })

  it('of police.uk records exactly what is published, at every resolution and area', async () => {
    await load(test.db, 'police-uk', files.write('2015-01-testshire-street.csv', csv([row({ id: 'o1', month: '2015-01' }), row({ id: 'o2', month: '2015-01', lng: '0.46' })])))
    await versionSettles()
    expect(await ask('theme=burglary&from=2015-01&to=2015-01&res=9&area=E01099101')).toMatchObject({ total: 2, counts: [1, 1], protection: null })
    expect((await app.get('/api/cells?theme=burglary&from=2014-05&to=2015-01&area=E01099101')).json()).toMatchObject({ error: { code: 'area-too-small', parameter: 'area' } })
    const [mixed, hers] = [await ask(`theme=burglary&from=2014-01&to=2015-01&area=${northmarsh}`), await exact(`theme=burglary&from=2014-01&to=2015-01&area=${northmarsh}`)]
    expect(mixed.total).toBe(hers.total)
    expect(mixed.protection).not.toBeNull()
  })
})

describe('a month', () => {
  const now = new Date(`${new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(new Date())}T00:00:00Z`)
  const ago = (n: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - n, 1)).toISOString().slice(0, 7)
  const last = async (get: (path: string) => Promise<{ json<T>(): T }>) => (await get('/api/themes')).json<ThemesAnswer>().themes.find(({ id }) => id === 'shoplifting')!.lastMonth
  const signedIn = (path: string) => ann.send('GET', path)

  it('is public from the first day of the month after the next, and known to those signed in at once', async () => {
    const recent = [0, 1, 2].flatMap((n) => Array.from({ length: 30 }, () => record('shoplifting', ago(n), places[0])))
    await load(test.db, 'force-incidents', files.write('recent.csv', asCsv(recent)))
    await versionSettles()
    expect([await last(app.get), await last(signedIn)]).toEqual([ago(2), ago(0)])
    expect(await ask(`theme=shoplifting&from=${ago(2)}&to=${ago(0)}`)).toMatchObject({ total: 30, monthsHeld: [ago(2)], monthsMissing: [ago(1), ago(0)] })
    expect((await ask(`theme=shoplifting&from=${ago(2)}&to=${ago(0)}&area=${northmarsh}`)).total).toBe(30)
    expect((await exact(`theme=shoplifting&from=${ago(2)}&to=${ago(0)}`)).total).toBe(90)
    const sources = (await app.get('/api/sources')).json<{ sources: { source: string; lastMonth: string }[] }>().sources
    expect(sources.find(({ source }) => source === 'force-incidents')!.lastMonth).toBe(ago(2))
  })

  it('comes sooner where the delay is shorter, under another version of the data', async () => {
    const before = (await app.json<ThemesAnswer>('/api/themes')).dataVersion
    await settleDisclosure(test.db, { disclosureBase: 5, publicDelayMonths: 0 }, () => undefined)
    await versionSettles()
    expect(await last(app.get)).toBe(ago(1))
    expect((await ask(`theme=shoplifting&${span}`)).protection).toMatchObject({ delayMonths: 0, note: expect.not.stringMatching(/late/) as string })
    expect((await app.json<ThemesAnswer>('/api/themes')).dataVersion).not.toBe(before)
    await settleDisclosure(test.db, { disclosureBase: 5, publicDelayMonths: 1 }, () => undefined)
  })

  it('that becomes public with the calendar alone changes the version that the public sees', async () => {
    const version = async () => {
      await versionSettles()
      return (await app.json<ThemesAnswer>('/api/themes')).dataVersion
    }
    const before = await version()
    // A month has gone by: what is public ends a month later, and nothing was loaded.
    await test.db.run('update disclosure_settings set delay_months = 0')
    expect(await version()).not.toBe(before)
    await test.db.run('update disclosure_settings set delay_months = 1')
    expect(await version()).toBe(before)
  })
})

describe('two databases that differ in one record that no rounding shows', () => {
  const paths = [...themes.flatMap((theme) => ['', `&area=${northmarsh}`, `&area=${southmarsh}`].flatMap((area) => [6, 7, 8].flatMap((res) => [`/api/cells?theme=${theme}&${span}&res=${res}${area}`, `/api/cells/series?theme=${theme}&res=${res}${area}&${span}`]))), '/api/themes', '/api/sources',
    ...['crime', 'robbery'].flatMap((theme) => [0.43, 0.49, 0.55].map((lng) => `/api/hotspots/why?theme=${theme}&${span}&res=8&cell=${latLngToCell(51.612, lng, 8)}`))]
  const forms: Record<string, string>[] = [{}, { accept: 'text/csv' }, { accept: 'application/geo+json' }, { 'accept-encoding': 'br' }]

  async function everything(): Promise<string[]> {
    // The version counts imports, and the list of sources tells when: both are made the same.
    await test.db.run('update data_version set version = 1000')
    await test.db.run(`update imports set published_at = '2020-01-01' where status = 'published'`)
    const publicDb = await publicTierOf(test)
    const fresh = await appOn(test.db, { publicDb })
    const answers: string[] = []
    for (const path of paths) {
      for (const form of forms) {
        const { headers: { etag, 'content-length': length }, rawPayload, statusCode } = await fresh.get(path, form)
        answers.push(`${path} ${JSON.stringify(form)}: ${statusCode}, ${String(etag)}, ${String(length)} bytes, ${createHash('sha256').update(rawPayload).digest('hex')}`)
      }
    }
    await fresh.server.close()
    await publicDb.close()
    return answers
  }
  const shown = async () => JSON.stringify(await test.db.rows(`select area_id, cell, class_id, s.month, n from protected_counts join slices s using (slice_id) where live order by 1, 2, 3, 4`))
  const one = (lng: number) => [...forceRecords(9), record('robbery', '2014-02', [lng, 51.612], { id: 'moved' })]

  it('answer with the same bytes, lengths and ETags, while those signed in see the difference', async () => {
    const loadWith = (lng: number) => load(test.db, 'force-incidents', files.write(`moved-${lng}.csv`, asCsv(one(lng).map((single, i) => ({ ...single, id: `m${i}` })))))
    // By chance one hexagon in five shows it: two positions are looked for that both do not.
    const seen = new Map<string, number>()
    let pair: [number, number] | undefined
    for (const lng of [0.41, 0.43, 0.45, 0.47, 0.49, 0.51, 0.53, 0.55, 0.57]) {
      await loadWith(lng)
      const text = await shown()
      const earlier = seen.get(text)
      if (earlier !== undefined) {
        pair = [earlier, lng]
        break
      }
      seen.set(text, lng)
    }
    expect(pair).toBeDefined()
    await loadWith(pair![0])
    const [first, hers] = [await everything(), await exact(`theme=robbery&${span}`)]
    await loadWith(pair![1])
    const second = await everything()
    expect(second.filter((answer, i) => answer !== first[i] || !/: 200, /.test(answer))).toEqual([])
    expect(second.length).toBe(first.length)
    // Under the same version the answer of before would be at hand.
    await test.db.run('update data_version set version = 1001')
    await versionSettles()
    expect((await exact(`theme=robbery&${span}`)).cells).not.toEqual(hers.cells)
  })
})
