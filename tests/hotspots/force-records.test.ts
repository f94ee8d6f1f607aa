/** Hotspots of a force's own records: what the public gets rests on rounded counts alone, and what those signed in get on exact and dated ones. */
import { beforeAll, describe, expect, it } from 'vitest'
import { harmWeights } from '../../api/analysis/harm.ts'
import type { CellsAnswer } from '../../api/cells/schema.ts'
import type { HotspotsAnswer } from '../../api/hotspots/schema.ts'
import { settleDisclosure } from '../../api/ingest/disclosure-rules.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { forceRecords, months, premises } from '../support/force-county.ts'
import { load, loadCounty } from '../support/ingest.ts'
import { signedInApp } from '../support/real-accounts.ts'

const test = testDatabase()
const files = testFolder()
const { as } = signedInApp(test, { anna: { role: 'analyst', districts: [] }, rob: { role: 'roads', districts: [] } })
beforeAll(async () => {
  await loadCounty(test.db, files)
  await load(test.db, 'places', files.write('places.csv', premises))
  // Every fifth record names its place, so that some are named twice.
  const lines = forceRecords().map(({ id, category, subcategory, at, lng, lat, rural, domestic }, i) => [id, category, subcategory, at, lng, lat, Number(rural), Number(domestic), i % 5 === 0 && lng ? `L${lng}${lat}` : ''].join(','))
  await load(test.db, 'force-incidents', files.write('incidents.csv', ['incident_id,category,subcategory,occurred_from,lng,lat,rural_flag,domestic,repeat_location_id', ...lines, ''].join('\n')))
  await settleDisclosure(test.db, { disclosureBase: 5, publicDelayMonths: 1 }, () => undefined)
}, 60_000)

const span = `from=${months[0]}&to=${months.at(-1)}`
type Who = 'anna' | 'rob' | null
const get = async <T>(who: Who, path: string): Promise<T> => {
  const response = await as(who).get(`/api/${path}`)
  expect(response.statusCode, response.body.slice(0, 200)).toBe(200)
  return response.json<T>()
}
const summed = ({ cells, counts }: CellsAnswer) => new Map(cells.map((cell, i) => [cell, counts[i]!]))

describe('hotspots of a force\'s own records', () => {
  it.each([[null, true], ['anna', false]] as const)('rest on the counts that %s may see', async (who, rounded) => {
    const found = await get<HotspotsAnswer>(who, `hotspots?theme=crime&${span}&res=8`)
    const counts = summed(await get<CellsAnswer>(who, `cells?theme=crime&${span}&res=8`))
    expect(found.protected).toBe(rounded)
    expect(found.cells.filter((_, i) => found.values[i]! > 0).length).toBe(counts.size)
    expect(found.cells.every((cell, i) => found.values[i] === (counts.get(cell) ?? 0))).toBe(true)
  })

  it('weigh harm by category for the public, and so tell no more than counts by category', async () => {
    const harm = await get<HotspotsAnswer>(null, `hotspots?theme=burglary&${span}&res=8&weight=cchi`)
    const counts = summed(await get<CellsAnswer>(null, `cells?theme=burglary&${span}&res=8`))
    const { weight } = harmWeights('cchi').find(({ category, subcategory }) => category === 'burglary' && subcategory === null)!
    harm.cells.forEach((cell, i) => expect(harm.values[i]).toBeCloseTo((counts.get(cell) ?? 0) * weight!, 6))
  })

  it('weigh by what a record was where that is known', async () => {
    const harm = await get<HotspotsAnswer>('anna', `hotspots?theme=violent-crime&${span}&res=8&weight=cchi`)
    const weightOf = (wanted: string) => harmWeights('cchi').find(({ category, subcategory }) => category === 'violent-crime' && subcategory === wanted)!.weight!
    const mapped = forceRecords().filter(({ category, subcategory, domestic, lng, lat }) => category === 'violent-crime' && subcategory !== 'sexual' && !domestic && lng !== '' && lat !== '')
    expect(harm.values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(mapped.reduce((sum, { subcategory }) => sum + weightOf(subcategory), 0), 4)
  })

  it('are not tested for change where rounding alone may be the change', async () => {
    const path = `hotspots/change?theme=crime&from=${months[3]}&to=${months[4]}&res=8`
    const [mine, hers] = [await get<{ p: (number | null)[]; note: string }>(null, path), await get<{ p: (number | null)[]; note: string | null }>('anna', path)]
    expect(mine.p.every((p) => p === null)).toBe(true)
    expect(mine.note).toContain('rounded up or down by chance')
    expect(hers.p.some((p) => p !== null)).toBe(true)
  })

  it('refuse the public an area small enough to recognise somebody', async () => {
    const response = await as(null).get(`/api/hotspots?theme=crime&${span}&area=E01099101`)
    expect([response.statusCode, response.json().error.code]).toEqual([400, 'area-too-small'])
  })
})

describe('near repeats', () => {
  const path = `hotspots/near-repeat?theme=shoplifting&${span}`
  interface Table { n: number | null; observed: number[][] | null; ratio: (number | null)[][] | null; distanceBands: string[]; signIn: boolean; note: string | null }

  it('count each pair of dated records once', async () => {
    const { n, observed, ratio, distanceBands } = await get<Table>('anna', path)
    const pairs = observed!.flat().reduce((sum, count) => sum + count, 0)
    expect(pairs).toBe((n! * (n! - 1)) / 2)
    expect([distanceBands.length, ratio!.length]).toEqual([observed!.length, observed!.length])
  })

  it('are a note to the public: days of single records are not theirs', async () => {
    const { n, observed, ratio, note, signIn } = await get<Table>(null, path)
    expect([n, observed, ratio, signIn]).toEqual([null, null, null, true])
    expect(note).toContain('signed-in')
  })
})

describe('repeat locations', () => {
  const path = `hotspots/repeats?theme=crime&${span}`
  it('name the places met again, ten a district at most, and add up', async () => {
    const { repeats, locations } = await get<{ repeats: { of: string; named: number; different: number; repeated: number; onRepeated: number }[]; locations: { district: string; n: number }[] }>('anna', path)
    const [place] = repeats.filter(({ of }) => of === 'location')
    expect(place!.named).toBe(place!.onRepeated + (place!.different - place!.repeated))
    expect(locations.length).toBeGreaterThan(0)
    expect(locations.every(({ n }) => n > 1)).toBe(true)
    for (const district of new Set(locations.map((one) => one.district))) expect(locations.filter((one) => one.district === district).length).toBeLessThanOrEqual(10)
  })
  it('are taken away as the same rows, which leaves an entry of its own', async () => {
    const { locations } = await get<{ locations: { district: string; location: string; n: number; victims: number }[] }>('anna', path)
    const response = await as('anna').get(`/api/${path}`, { accept: 'text/csv', 'x-purpose': 'Briefing' })
    expect(response.headers['content-type']).toContain('text/csv')
    const [head, ...rows] = response.body.trimEnd().split('\r\n').map((line) => line.split(','))
    expect(head!.slice(0, 4)).toEqual(['district', 'location', 'count', 'victims'])
    expect(rows.map((fields) => fields.slice(0, 4))).toEqual(locations.map(({ district, location, n, victims }) => [district, location, String(n), String(victims)]))
    const [entry] = await test.db.rows('select act, account_name, purpose from audit_entries order by seq desc limit 1')
    expect(entry).toEqual({ act: 'export-repeats', account_name: 'anna', purpose: 'Briefing' })
  })
  it('are closed to those whose work they are not', async () => {
    expect([(await as('rob').get(`/api/${path}`)).statusCode, (await as(null).get(`/api/${path}`)).statusCode]).toEqual([403, 401])
  })
})
