/**
 * Somebody asks every public endpoint everything, writes it all down as sums of unknown counts, and solves. On the public tier no count may
 * come out more tightly than base values or than the exact totals say by themselves; the same attack on exact answers succeeds.
 */
import { cellToParent, polygonToCells } from 'h3-js'
import type { Response } from 'light-my-request'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SourcesAnswer } from '../../api/sources/schema.ts'
import { cellKey } from '../../api/analysis/h3-grid.ts'
import { themes } from '../../api/vocabulary.ts'
import { cellsOf, otherForms, themesOf, type Told as Answered } from '../support/answers-of.ts'
import { testApp } from '../support/app.ts'
import { Attacker, exactly, rounded, type Told } from '../support/attacker.ts'
import { addPerson, BrowserSession } from '../support/browser-session.ts'
import { northmarsh, southmarsh } from '../support/county.ts'
import { onServerEngine, testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { asCsv, forceRecords, months, premises } from '../support/force-county.ts'
import { load, loadCounty } from '../support/ingest.ts'

const BASE = 5
const test = testDatabase()
const app = testApp(test)
const files = testFolder()
const districts = [northmarsh, southmarsh]
const crimes = ['burglary', 'other-theft', 'robbery', 'shoplifting', 'violent-crime']
const asked = ['crime', 'anti-social-behaviour', 'rural-crime', 'night-time-economy', 'violence-with-injury', ...crimes]

/** The classes that records of these categories can belong to, as anybody can read them off the themes' descriptions. */
const classes = ['anti-social-behaviour', ...crimes].flatMap((category) => {
  const either = (may: boolean, theme: string) => (may ? [[], [theme]] : [[]])
  return either(category !== 'anti-social-behaviour', 'rural-crime').flatMap((rural) => either(/violent|robbery|social/.test(category), 'night-time-economy').flatMap((night) =>
    either(category === 'violent-crime', 'violence-with-injury').map((injury) => [category, ...(category === 'anti-social-behaviour' ? [] : ['crime']), ...rural, ...night, ...injury].sort())))
})
const squares = { [northmarsh]: [51.7, 51.8], [southmarsh]: [51.6, 51.7] } as Record<string, [number, number]>
const hexagons = Object.fromEntries(districts.map((district) => {
  const [south, north] = squares[district]!
  return [district, [...new Set(polygonToCells([[south - 0.01, 0.39], [south - 0.01, 0.61], [north + 0.01, 0.61], [north + 0.01, 0.39]], 8))]]
}))
interface Atom { district: string; cell: string; themes: string[] }
const atoms: Atom[] = districts.flatMap((district) => hexagons[district]!.flatMap((cell) => classes.map((of) => ({ district, cell, themes: of }))))
const numberOf = new Map(atoms.map(({ district, cell, themes: of }, i) => [`${district} ${cell} ${of.join()}`, i]))
const within = (choose: (atom: Atom) => boolean) => atoms.flatMap((atom, i) => (choose(atom) ? [i] : []))

/** Totals of districts, and what is left of categories when a theme across them is taken away, from the answers alone. */
function totalsIn(answers: readonly Answered[]): Told[] {
  const byMonth = (district: string, theme: string) => months.map((_, month) => answers.find((one) => one.area === district && one.theme === theme && one.res === 8 && one.from === month && one.to === month)!.answer.total)
  const across: [string, string[]][] = [['rural-crime', crimes], ['night-time-economy', ['anti-social-behaviour', 'robbery', 'violent-crime']], ['violence-with-injury', ['violent-crime']]]
  return districts.flatMap((district) => [
    ...asked.map((theme) => exactly(within((atom) => atom.district === district && atom.themes.includes(theme)), byMonth(district, theme))),
    ...across.map(([theme, drawn]) => exactly(
      within((atom) => atom.district === district && !atom.themes.includes(theme) && drawn.some((category) => atom.themes.includes(category))),
      months.map((_, month) => drawn.reduce((sum, category) => sum + byMonth(district, category)[month]!, 0) - byMonth(district, theme)[month]!)))
  ])
}

/** Hexagons of a district, theme by theme, as the answers have them; `slack` is how far one class of records can be from what is shown. */
function hexagonsIn(answers: readonly Answered[], slack: number): Told[] {
  return districts.flatMap((district) => asked.flatMap((theme) => {
    const shown = new Map(hexagons[district]!.map((cell) => [cell, new Map<string, number>()]))
    for (const { answer, from, to } of answers.filter((one) => one.area === district && one.theme === theme && one.res === 8)) {
      answer.cells.forEach((cell, i) => shown.get(cell)!.set(`${from} ${to}`, answer.counts[i]!))
    }
    return [...shown].flatMap(([cell, windows]): Told[] => {
      const members = classes.flatMap((of) => (of.includes(theme) ? [numberOf.get(`${district} ${cell} ${of.join()}`)!] : []))
      const n = (first: number, last: number) => windows.get(`${first} ${last}`) ?? 0
      // At most as many classes can have stepped as there are steps in the sum.
      const whole: Told = { atoms: members, least: (first, last) => Math.max(0, n(first, last) - slack * Math.min(members.length, n(first, last) / BASE)), most: (first, last) => n(first, last) + slack * members.length }
      return [whole, ...members.map((atom): Told => ({ atoms: [atom], least: () => 0, most: (first, last) => n(first, last) + slack }))]
    })
  }))
}

const widths = (told: readonly Told[]) => {
  const attacker = new Attacker(atoms.length, months.length, told).attack()
  return atoms.map((_, atom) => months.map((__, month) => attacker.month(atom, month)))
}
const tooNarrow = (found: [number, number][][], byTotals: [number, number][][]) => found.flatMap((row, atom) => row.flatMap(([least, most], month) => {
  const [low, high] = byTotals[atom]![month]!
  const { district, cell, themes: of } = atoms[atom]!
  return most - least < Math.min(BASE - 1, high - low) ? [`${district} ${cell} ${of.join()} ${months[month]}: ${least} to ${most}, by totals ${low} to ${high}`] : []
}))

describe.skipIf(!onServerEngine)(onServerEngine ? 'somebody who asks everything' : 'somebody who asks everything (on a server only: it is the role that is tried)', () => {
  let seen: Answered[]
  let exact: Answered[]
  let byTotals: [number, number][][]
  /** What the public is shown of each atom by month: more than it can find out, which only sees sums of these. */
  const shown = atoms.map(() => months.map(() => 0))

  beforeAll(async () => {
    await loadCounty(test.db, files)
    await load(test.db, 'places', files.write('places.csv', premises))
    await load(test.db, 'force-incidents', files.write('incidents.csv', asCsv(forceRecords())))
    await addPerson(test.db, 'ann', { role: 'analyst' })
    const ann = new BrowserSession(app.server)
    await ann.signIn('ann')
    seen = await cellsOf(app.get, asked, ['', 'E23099001', ...districts], [6, 7, 8], months)
    exact = await cellsOf((path) => ann.send('GET', path), asked, districts, [8], months)
    byTotals = widths(totalsIn(seen))
    const rows = await test.db.rows<{ code: string; cell: string; themes: string[]; month: string; n: number }>(`
      select a.code, to_hex(c.cell) as cell, k.themes, to_char(s.month, 'YYYY-MM') as month, c.n from protected_counts c join slices s using (slice_id) join areas a using (area_id) join protected_classes k using (class_id) where s.live`)
    for (const { code, cell, themes: of, month, n } of rows) shown[numberOf.get(`${code} ${cell} ${of.join()}`)!]![months.indexOf(month)]! += n
  }, 600_000)

  it('learns from cells nothing but sums of atoms: every count at every resolution, area and span is one', () => {
    expect(shown.flat().filter((n) => n > 0).length).toBeGreaterThan(30)
    for (const { theme, area, res, from, to, answer } of seen) {
      const sums = new Map<string, number>()
      atoms.forEach(({ district, cell, themes: of }, i) => {
        if (!of.includes(theme) || (districts.includes(area) && district !== area)) return
        const n = shown[i]!.slice(from, to + 1).reduce((sum, one) => sum + one, 0)
        const parent = cellToParent(cell, res)
        if (n > 0) sums.set(parent, (sums.get(parent) ?? 0) + n)
      })
      expect(Object.fromEntries(answer.cells.map((cell, i) => [cell, answer.counts[i]]))).toEqual(Object.fromEntries(sums))
      expect(answer.protection!.shown).toBe(answer.counts.reduce((sum, n) => sum + n, 0))
    }
  })

  it('learns from tables, polygons and series the same numbers, from themes and sources totals of the force alone', async () => {
    const forceWide = (theme: string, from: number, to: number) => seen.find((one) => one.theme === theme && one.area === '' && one.res === 8 && one.from === from && one.to === to)!.answer
    for (const one of seen.filter(({ res, from, to }) => res === 8 && from === 0 && to === months.length - 1)) {
      const { csv, csvLine, geojson, series } = await otherForms(app.get, one, months)
      const pairs = one.answer.cells.map((cell, i) => [cell, one.answer.counts[i]])
      expect([csv, geojson]).toEqual([pairs, pairs])
      if (pairs.length > 0) expect(csvLine).toMatch(/,5$/)
      expect(series.header.protection).toEqual(one.answer.protection)
      expect(series.header.totals).toEqual(months.map((_, m) => seen.find(({ theme, area, res, from, to }) => theme === one.theme && area === one.area && res === 8 && from === m && to === m)!.answer.total))
      series.keys.forEach((key, i) => {
        const cell = one.answer.cells.find((candidate) => cellKey(BigInt(`0x${candidate}`), 8) === key)!
        for (const { month, n } of series.counts[i]!) {
          const { answer } = seen.find(({ theme, area, res, from, to }) => theme === one.theme && area === one.area && res === 8 && from === month && to === month)!
          expect(n).toBe(answer.counts[answer.cells.indexOf(cell)])
        }
      })
    }
    for (const { id, months: held } of await themesOf(app.get)) for (const { month, total } of held) if (asked.includes(id)) expect(total).toBe(forceWide(id, months.indexOf(month), months.indexOf(month)).total)
    const { sources } = await app.json<SourcesAnswer>('/api/sources')
    const records = sources.find(({ source }) => source === 'force-incidents')!
    const all = ['crime', 'anti-social-behaviour'].map((theme) => forceWide(theme, 0, months.length - 1))
    expect(records.inside).toBe(all.reduce((sum, { total }) => sum + total, 0))
    for (const { id } of themes.filter(({ id, feed }) => feed === 'incidents' && !asked.includes(id))) expect((await app.json<Answered['answer']>(`/api/cells?theme=${id}&from=${months[0]}&to=${months.at(-1)}`)).cells).toEqual([])
  })

  it('bounds no district, hexagon, class and month more tightly than base values or than the totals alone do', () => {
    expect(tooNarrow(widths([...totalsIn(seen), ...hexagonsIn(seen, BASE - 1)]), byTotals)).toEqual([])
  }, 600_000)

  it('would not even if every atom were laid open, which none is', () => {
    expect(tooNarrow(widths([...totalsIn(seen), ...atoms.map((_, i) => rounded([i], shown[i]!, BASE - 1))]), byTotals)).toEqual([])
  }, 600_000)

  it('succeeds on exact answers: the rare records are found, each in its hexagon and month', () => {
    const found = widths([...totalsIn(exact), ...hexagonsIn(exact, 0)])
    expect(tooNarrow(found, byTotals).length).toBeGreaterThan(100)
    const known = (category: string, month: string) => found.flatMap((row, atom) => (atoms[atom]!.themes.includes(category) ? [row[months.indexOf(month)]!] : [])).filter(([least]) => least > 0)
    expect(known('violence-with-injury', '2014-03')).toContainEqual([1, 1])
    expect(known('robbery', '2014-04')).toContainEqual([1, 1])
  }, 600_000)

  it('is refused whatever would cut finer: small areas, finer hexagons', async () => {
    const refusal = async (query: string, path = '/api/cells') => {
      const response: Response = await app.get(`${path}?theme=burglary&from=2014-01&to=2014-05&${query}`)
      return [response.statusCode, response.json<{ error: { code: string; parameter: string } }>().error.code, response.json<{ error: { parameter: string } }>().error.parameter]
    }
    for (const path of ['/api/cells', '/api/cells/series']) {
      for (const area of ['E01099101', 'E01098103']) expect(await refusal(`area=${area}`, path)).toEqual([400, 'area-too-small', 'area'])
      for (const res of [9, 10]) expect(await refusal(`res=${res}`, path)).toEqual([400, 'resolution-too-fine', 'res'])
    }
    expect((await app.get('/api/cells?theme=burglary&from=2014-01&to=2014-05&area=E01099101', { accept: 'text/csv' })).statusCode).toBe(400)
  })
})
