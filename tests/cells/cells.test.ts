/** Counts by cell over HTTP: the same numbers at every resolution, in every form, for every span. */
import fc from 'fast-check'
import { cellToParent, getResolution, isValidCell } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { CellsAnswer, ThemesAnswer } from '../../api/cells/schema.ts'
import { themeIds, themes } from '../../api/vocabulary.ts'
import { cellKey } from '../../api/analysis/h3-grid.ts'
import { northmarsh, southmarsh } from '../support/county.ts'
import { loadedApp, loadedMonths, missingMonth, rowsAMonth } from '../support/loaded.ts'
import { expectSchema } from '../support/schema.ts'
import { decodeSeries } from '../support/series-decoder.ts'

const { app } = loadedApp()
const ask = async (query: string) => {
  const answer: unknown = await app.json(`/api/cells?${query}`)
  expectSchema(CellsAnswer, answer)
  return answer
}
const sum = (counts: readonly number[]) => counts.reduce((total, n) => total + n, 0)
const span = fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 })).map(([a, b]) =>
  [Math.min(a, b), Math.max(a, b)].map((i) => `${2024 + Math.floor((i + 8) / 12)}-${String(((i + 8) % 12) + 1).padStart(2, '0')}`) as [string, string])
const area = fc.constantFrom('', northmarsh, southmarsh, 'E01099101', 'E01098103')
const question = fc.record({ theme: fc.constantFrom(...themeIds), span, res: fc.constantFrom(6, 7, 8, 9), area })
const text = ({ theme, span: [from, to], res, area: code }: { theme: string; span: [string, string]; res: number; area: string }) =>
  `theme=${theme}&from=${from}&to=${to}&res=${res}${code ? `&area=${code}` : ''}`
const RUNS = { numRuns: 40 }

describe('counts by cell', () => {
  it('are whole: cells ascend, none is empty, none is there twice, each is of the resolution asked for', async () => {
    await fc.assert(fc.asyncProperty(question, async (asked) => {
      const { cells, counts, total, query } = await ask(text(asked))
      expect(query).toEqual({ theme: asked.theme, from: asked.span[0], to: asked.span[1], res: asked.res, area: asked.area || null })
      expect(counts.length).toBe(cells.length)
      expect(counts.every((n) => n > 0)).toBe(true)
      expect(sum(counts)).toBe(total)
      expect(cells).toEqual([...new Set(cells)].sort())
      expect(cells.every((cell) => isValidCell(cell) && getResolution(cell) === asked.res)).toBe(true)
    }), RUNS)
  })

  it('add up to the same total at every resolution, cell by cell to its parent', async () => {
    await fc.assert(fc.asyncProperty(question, async (asked) => {
      const fine = await ask(text({ ...asked, res: 9 }))
      for (const res of [8, 7, 6]) {
        const coarse = await ask(text({ ...asked, res }))
        const byParent = new Map<string, number>()
        fine.cells.forEach((cell, i) => byParent.set(cellToParent(cell, res), (byParent.get(cellToParent(cell, res)) ?? 0) + fine.counts[i]!))
        expect(Object.fromEntries(coarse.cells.map((cell, i) => [cell, coarse.counts[i]]))).toEqual(Object.fromEntries(byParent))
      }
    }), { numRuns: 12 })
  })

  it('of a span are those of its months, one by one', async () => {
    const whole = await ask('theme=crime&from=2024-10&to=2025-04&res=8')
    const months = await Promise.all([...loadedMonths, missingMonth].map((month) => ask(`theme=crime&from=${month}&to=${month}&res=8`)))
    expect(sum(months.map(({ total }) => total))).toBe(whole.total)
    expect(whole.monthsHeld).toEqual(loadedMonths)
    expect(whole.monthsMissing).toEqual([missingMonth])
  })

  it('of the districts add up to the force, and nothing recorded is lost', async () => {
    for (const theme of ['crime', 'anti-social-behaviour', 'burglary']) {
      const [force, north, south] = await Promise.all(['', `&area=${northmarsh}`, `&area=${southmarsh}`].map((more) => ask(`theme=${theme}&from=2024-10&to=2025-04${more}`)))
      expect(north!.total + south!.total).toBe(force!.total)
      expect(force!.total + force!.outside! + force!.noLocation! + force!.withheld!).toBe(force!.recorded)
      expect([north!.outside, north!.noLocation, north!.withheld, north!.recorded]).toEqual([null, null, null, null])
    }
    const [crime, disorder] = await Promise.all(['crime', 'anti-social-behaviour'].map((theme) => ask(`theme=${theme}&from=2024-10&to=2025-04`)))
    expect(crime!.recorded! + disorder!.recorded!).toBe(loadedMonths.length * rowsAMonth)
  })

  it('of each category add up to all crime', async () => {
    const all = await ask('theme=crime&from=2024-10&to=2025-04')
    const slugs = ['burglary', 'drugs', 'robbery', 'shoplifting', 'vehicle-crime', 'violent-crime']
    const each = await Promise.all(slugs.map((theme) => ask(`theme=${theme}&from=2024-10&to=2025-04`)))
    expect(sum(each.map(({ recorded }) => recorded!))).toBe(all.recorded)
  })

  it('without months cover the last twelve that are held', async () => {
    const { query } = await ask('theme=crime')
    expect(query).toMatchObject({ from: '2024-10', to: '2025-04', res: 8, area: null })
  })

  it('of months without data are none, and the answer says so', async () => {
    expect(await ask('theme=crime&from=2001-01&to=2001-03')).toMatchObject({ cells: [], total: 0, monthsHeld: [], note: expect.stringMatching(/No data/) as string })
  })

  it('never show what no map may show as belonging to one', async () => expect((await ask('theme=crime')).withheld).toBe(0))
})

describe('the binary series', () => {
  it('holds the same counts as the cells, for every span, resolution and area', async () => {
    await fc.assert(fc.asyncProperty(question, async (asked) => {
      const series = decodeSeries((await app.get(`/api/cells/series?${text(asked)}`)).rawPayload)
      const cells = await ask(text(asked))
      expect(series.header.query).toEqual(cells.query)
      expect(series.keys).toEqual(cells.cells.map((cell) => cellKey(BigInt(`0x${cell}`), asked.res)))
      expect(series.counts.map((months) => sum(months.map(({ n }) => n)))).toEqual(cells.counts)
      const byMonth = series.header.months.map((_, i) => sum(series.counts.flatMap((months) => months.filter(({ month }) => month === i).map(({ n }) => n))))
      expect(series.header.totals).toEqual(byMonth)
      expect(series.header.months.filter((_, i) => series.header.held[i])).toEqual(cells.monthsHeld)
    }), RUNS)
  })

  it('of part of its span is the cells of that part: the slider needs no further request', async () => {
    const { keys, counts, header } = decodeSeries((await app.get('/api/cells/series?theme=crime&from=2024-10&to=2025-04&res=8')).rawPayload)
    await fc.assert(fc.asyncProperty(span, async ([from, to]) => {
      const part = keys.map((key, i) => [key, sum(counts[i]!.filter(({ month }) => header.months[month]! >= from && header.months[month]! <= to).map(({ n }) => n))] as const).filter(([, n]) => n > 0)
      const cells = await ask(`theme=crime&from=${from}&to=${to}&res=8`)
      expect(part).toEqual(cells.cells.map((cell, i) => [cellKey(BigInt(`0x${cell}`), 8), cells.counts[i]]))
    }), { numRuns: 15 })
  })
})

describe('the other forms', () => {
  const query = 'theme=burglary&from=2024-10&to=2025-04&res=9'
  it('as CSV hold the same cells and counts, and say what they are', async () => {
    const json = await ask(query)
    const response = await app.get(`/api/cells?${query}`, { accept: 'text/csv' })
    expect(response.headers['content-type']).toMatch(/^text\/csv/)
    const [header, ...lines] = response.body.trimEnd().split('\r\n').map((line) => line.split(','))
    expect(header!.slice(0, 4)).toEqual(['h3', 'lng', 'lat', 'count'])
    expect(lines.map(([h3]) => h3)).toEqual(json.cells)
    expect(lines.map((fields) => Number(fields[3]))).toEqual(json.counts)
    expect(lines.every((fields) => Number(fields[1]) > 0.39 && Number(fields[1]) < 0.61 && Number(fields[2]) > 51.59 && Number(fields[2]) < 51.81)).toBe(true)
    expect(lines[0]!.slice(4, 9)).toEqual(['burglary', '2024-10', '2025-04', 'offences', 'false'])
  })

  it('as GeoJSON hold the same cells and counts, each with a closed ring, longitude first', async () => {
    const json = await ask(query)
    const response = await app.get(`/api/cells?${query}`, { accept: 'application/geo+json' })
    expect(response.headers['content-type']).toMatch(/^application\/geo\+json/)
    const { type, features, total } = response.json<{ type: string; total: number; features: { id: string; properties: { h3: string; count: number }; geometry: { coordinates: [number, number][][] } }[] }>()
    expect({ type, total }).toEqual({ type: 'FeatureCollection', total: json.total })
    expect(features.map(({ id }) => id)).toEqual(json.cells)
    expect(features.map(({ properties }) => properties.count)).toEqual(json.counts)
    for (const { geometry: { coordinates: [ring] } } of features) {
      expect(ring!.at(-1)).toEqual(ring![0])
      expect(ring!.every(([lng, lat]) => lng < 2 && lat > 50)).toBe(true)
    }
  })
})

describe('the list of themes', () => {
  it('holds every theme with its months, their totals, source, unit and caveat', async () => {
    const answer: unknown = await app.json('/api/themes')
    expectSchema(ThemesAnswer, answer)
    expect(answer.themes.map(({ id }) => id)).toEqual(themes.map(({ id }) => id))
    const crime = answer.themes.find(({ id }) => id === 'crime')!
    expect(crime).toMatchObject({ firstMonth: '2024-10', lastMonth: '2025-04', resolutions: [6, 7, 8, 9], synthetic: false, unit: 'offences' })
    expect(crime.source).toMatch(/Home Office.*Open Government Licence/)
    expect(crime.months.map(({ month }) => month)).toEqual(loadedMonths)
    for (const { month, total } of crime.months) expect((await ask(`theme=crime&from=${month}&to=${month}`)).total).toBe(total)
    for (const theme of answer.themes) expect(theme.caveat.length).toBeGreaterThan(20)
    expect(answer.themes.find(({ id }) => id === 'ksi-casualties')).toMatchObject({ firstMonth: null, lastMonth: null, months: [] })
  })
})
