/** What is told of one hexagon over HTTP: the same numbers as the maps give, no more to the public than other answers, and errors that name `cell`. */
import { gridDisk, latLngToCell } from 'h3-js'
import type { Static } from 'typebox'
import { beforeAll, describe, expect, it } from 'vitest'
import type { CellsAnswer } from '../../api/cells/schema.ts'
import type { ForecastAnswer } from '../../api/hotspots/forecast-schema.ts'
import type { ChangeAnswer, ClassesAnswer, HotspotsAnswer } from '../../api/hotspots/schema.ts'
import { WhyAnswer } from '../../api/hotspots/why-schema.ts'
import { settleDisclosure } from '../../api/ingest/disclosure-rules.ts'
import type { ErrorBody } from '../../api/schema.ts'
import { northmarsh } from '../support/county.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { asCsv, forceRecords, months as forceMonths, premises } from '../support/force-county.ts'
import { load, loadCounty } from '../support/ingest.ts'
import { seeded } from '../support/random.ts'
import { signedInApp } from '../support/real-accounts.ts'
import { expectSchema } from '../support/schema.ts'
import { csv, monthOf, row as street } from '../support/street.ts'

const test = testDatabase()
const files = testFolder()
const { as } = signedInApp(test, { paula: { role: 'planner', districts: [northmarsh] } })
/** Twelve months to compare, twelve before them; one is missing. */
const openMonths = Array.from({ length: 24 }, (_, i) => `${2023 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`).filter((month) => month !== '2024-08')
const open = 'theme=burglary&from=2024-01&to=2024-12&res=8'
const own = `theme=shoplifting&from=${forceMonths[0]}&to=${forceMonths.at(-1)}&res=8`

/** Burglaries around one place, which stand out. */
const cluster = (month: string) => Array.from({ length: 12 }, (_, i) => street({ id: `${month}-${i}`, month, lng: (0.445 + i / 1000).toFixed(6) }))

beforeAll(async () => {
  await loadCounty(test.db, files)
  const other = ['base-1,police-base,Northmarsh police station,0.4505,51.7503', 'school-1,school,Marsh Road School,0.4502,51.7499', 'watch-1,farm-watch,Farm Watch Northmarsh,0.452,51.751', 'pub-3,licensed-premises,The Far Inn,0.58,51.62']
  await load(test.db, 'places', files.write('places.csv', `${premises}${other.join('\n')}\n`))
  await load(test.db, 'force-incidents', files.write('incidents.csv', asCsv(forceRecords())))
  const folder = files.folder('months')
  const random = seeded(11)
  for (const month of openMonths) folder.write(`${month}-testshire-street.csv`, csv([...monthOf(month, 250, random), ...cluster(month)]))
  await load(test.db, 'police-uk', folder.path)
  await settleDisclosure(test.db, { disclosureBase: 5, publicDelayMonths: 1 }, () => undefined)
}, 120_000)

type Who = 'paula' | null
async function get<T>(path: string, who: Who = null): Promise<T> {
  const response = await as(who).get(`/api/${path}`)
  expect(response.statusCode, response.body.slice(0, 200)).toBe(200)
  return response.json<T>()
}
async function why(query: string, cell: string, who: Who = null): Promise<WhyAnswer> {
  const answer: unknown = await get(`hotspots/why?${query}&cell=${cell}`, who)
  expectSchema(WhyAnswer, answer)
  return answer
}
const refusal = async (query: string) => {
  const response = await as(null).get(`/api/hotspots/why?${query}`)
  return [response.statusCode, response.json<ErrorBody>().error.parameter]
}
const busy = latLngToCell(51.75, 0.45, 8)

describe('one hexagon', () => {
  let map: HotspotsAnswer
  let cells: string[]
  beforeAll(async () => {
    map = await get<HotspotsAnswer>(`hotspots?${open}`)
    const by = (value: (row: number) => number) => map.cells.map((_, row) => row).sort((a, b) => value(b) - value(a))
    // The one that stands out most, the one that does least, one without a record, one at the border.
    cells = [by((row) => map.z[row]!)[0]!, by((row) => -map.z[row]!)[0]!, map.values.indexOf(0), 0].map((row) => map.cells[row]!)
  })

  it('has the count, rank and test of the map, and the neighbours that the map has', async () => {
    for (const cell of cells) {
      const [told, row] = [await why(open, cell), map.cells.indexOf(cell)]
      const [z, p, pAdjusted] = [map.z[row], map.p[row], map.pAdjusted[row]]
      expect(told).toMatchObject({ n: map.n, count: map.values[row], significance: { z, p, pAdjusted }, dataVersion: map.dataVersion, source: map.source, protected: false })
      const sorted = map.values.toSorted((a, b) => b - a)
      expect([told.rank, told.tied]).toEqual([sorted.indexOf(told.count) + 1, sorted.filter((value) => value === told.count).length - 1])
      const around = gridDisk(cell, 1).filter((one) => one !== cell && map.cells.includes(one))
      expect(new Map(told.neighbours.cells.map((one, i) => [one, told.neighbours.counts[i]]))).toEqual(new Map(around.map((one) => [one, map.values[map.cells.indexOf(one)]])))
      expect(told.neighbours.total).toBe(told.neighbours.counts.reduce((sum, n) => sum + n, 0))
      expect(told.mean * told.n).toBeCloseTo(told.total, 6)
    }
    expect((await why(open, cells[0]!)).significance.verdict).toMatch(/^hotspot, 9[59]%$/)
  })

  it('has months that add up to its count, a gap where none is loaded', async () => {
    for (const cell of cells) {
      const { months, counts, count } = await why(open, cell)
      expect([months[0], months.at(-1), months.length]).toEqual(['2024-01', '2024-12', 12])
      expect(counts[months.indexOf('2024-08')]).toBeNull()
      expect(counts.reduce<number>((sum, n) => sum + (n ?? 0), 0)).toBe(count)
    }
  })

  it('has the change, class, forecast and harm of the other maps', async () => {
    type Change = Static<typeof ChangeAnswer>
    type Classes = Static<typeof ClassesAnswer>
    const change = await get<Change>('hotspots/change?theme=burglary&from=2024-09&to=2024-12&res=8&correction=by')
    const classes = await get<Classes>(`hotspots/classes?${open}&mode=share&ring=2`)
    const harm = await get<HotspotsAnswer>(`hotspots?${open}&weight=css&test=permutation&ring=2`)
    const forecast = await get<ForecastAnswer>('hotspots/forecast?theme=burglary&res=8&month=2025-01')
    expect(classes.cells.length).toBeGreaterThan(0)
    for (const cell of [...cells, classes.cells[0]!]) {
      const told = await why(`${open}&mode=share&ring=2&weight=css&test=permutation`, cell)
      const kept = classes.cells.indexOf(cell)
      expect(told.trend).toEqual({ class: classes.classes[kept] ?? null, held: classes.held[kept] ?? 0, of: 11, note: null })
      const row = harm.cells.indexOf(cell)
      expect(told.harm).toMatchObject({ value: harm.values[row], z: harm.z[row], p: harm.p[row], pAdjusted: harm.pAdjusted[row], edition: harm.method.edition })
      const at = forecast.cells.indexOf(cell)
      expect(told.forecast).toMatchObject({ month: '2025-01', expected: forecast.risk[at] ?? 0, method: { id: forecast.method!.id } })
      if (at >= 0) expect(told.forecast.rank).toBe(forecast.risk.indexOf(forecast.risk[at]!) + 1)
      const compared = await why('theme=burglary&from=2024-09&to=2024-12&res=8&correction=by', cell)
      const of = change.cells.indexOf(cell)
      expect(compared.change).toMatchObject({ before: change.before, countBefore: change.countsBefore[of] ?? 0, countAfter: change.countsAfter[of] ?? 0, p: change.p[of] ?? null, pAdjusted: change.pAdjusted[of] ?? null })
    }
  })

  it('is judged over its area: the district gives other ranks than the force, and no hexagon outside it', async () => {
    const district = await get<HotspotsAnswer>(`hotspots?${open}&area=${northmarsh}`)
    const told = await why(`${open}&area=${northmarsh}`, busy)
    expect([told.n, told.significance.z]).toEqual([district.n, district.z[district.cells.indexOf(busy)]])
    expect(await refusal(`${open}&area=${northmarsh}&cell=${latLngToCell(51.65, 0.45, 8)}`)).toEqual([400, 'cell'])
  })

  it('says what cannot be told instead of failing', async () => {
    const gap = await why('theme=burglary&from=2024-07&to=2024-08&res=8', busy)
    expect(gap.forecast).toMatchObject({ expected: null, rank: null, note: expect.stringContaining('2024-09 cannot be forecast') as string })
    expect(gap.trend).toMatchObject({ class: null, note: expect.stringContaining('No class') as string })
    expect(gap.change.note).toMatch(/months? (is|are) loaded/)
    const none = await why('theme=ksi-collisions&from=2024-01&to=2024-02&res=8', busy)
    expect([none.count, none.share, none.harm, none.significance.verdict]).toEqual([0, null, null, 'no test'])
  })

  it.each([['cell=nothing', 'cell'], [`cell=${latLngToCell(51.75, 0.45, 7)}`, 'cell'], [`cell=${latLngToCell(53, 0.45, 8)}`, 'cell'], ['cell=8819400000fffff', 'cell'], [`cell=${busy}&ring=3`, 'ring'], ['', 'cell']])('is refused by name: %s', async (wrong, parameter) => {
    expect(await refusal(`${open}&${wrong}`)).toEqual([400, parameter])
  })
})

describe('the public and those signed in', () => {
  it('see the same places by name, but for those that are not for everybody', async () => {
    const names = ({ nearby }: WhyAnswer) => nearby.flatMap(({ kind, n, places }) => places.map(({ name }) => `${kind} ${n} ${name}`))
    expect(names(await why(open, busy))).toEqual(['licensed-premises 1 The Anchor', 'school 1 Marsh Road School'])
    expect(names(await why(open, busy, 'paula')).sort()).toEqual(['farm-watch 1 Farm Watch Northmarsh', 'licensed-premises 1 The Anchor', 'police-base 1 Northmarsh police station', 'school 1 Marsh Road School'])
    const [pub] = (await why(open, busy)).nearby[0]!.places
    expect(pub).toMatchObject({ inside: true })
    expect(pub!.distanceM).toBeGreaterThan(0)
    expect(pub!.distanceM).toBeLessThan(600)
  })

  it('are told of the force\'s own records what the map tells them: rounded, and exact', async () => {
    for (const [who, rounded] of [[null, true], ['paula', false]] as const) {
      const counts = await get<CellsAnswer>(`cells?${own}`, who)
      const told = await why(own, busy, who)
      expect(told.protected).toBe(rounded)
      expect(told.count).toBe(counts.counts[counts.cells.indexOf(busy)])
      const all = [told.count, told.total, ...told.neighbours.counts, ...told.counts.filter((n) => n !== null)]
      expect(all.every((n) => n % 5 === 0)).toBe(rounded)
      expect(told.change.p).toBeNull()
    }
  })

  it('are refused a small area of rounded months, and finer hexagons, as by every other answer', async () => {
    expect(await refusal(`${own}&area=E01099101&cell=${busy}`)).toEqual([400, 'area'])
    expect(await refusal(`${own.replace('res=8', 'res=9')}&cell=${latLngToCell(51.75, 0.45, 9)}`)).toEqual([400, 'res'])
  })

  it('leave an entry in the audit trail where they have signed in', async () => {
    await why(own, busy, 'paula')
    const [entry] = await test.db.rows<{ act: string; subject: string; detail: { cell: string } }>('select act, subject, detail from audit_entries order by seq desc limit 1')
    expect(entry).toMatchObject({ act: 'read-hotspots', subject: 'shoplifting', detail: { cell: busy } })
  })
})
