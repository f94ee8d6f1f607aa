/** Published months on the engine under test: what the publisher's files hold comes out of the API to the digit. */
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import { multiPolygon } from '@turf/helpers'
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import type { AreasAnswer } from '../../api/areas/schema.ts'
import type { CellsAnswer } from '../../api/cells/schema.ts'
import { categories } from '../../api/vocabulary.ts'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { accounts, cells, load } from '../support/ingest.ts'
import { peakMegabytes, runCommand } from '../support/processes.ts'
import { filesOf, holds, named, shared } from '../support/shared-data.ts'

const essex = 'police-uk-essex'
const all = holds(essex) && holds('boundaries') && holds('areas')
const whole = 'from=2018-01&to=2025-09'
const test = testDatabase({ statementTimeoutMs: 120_000 })
const app = testApp(test)

/** Counted by the publisher's own words, over all 25 months: rows, and rows without coordinates. */
const published = {
  rows: 371_527, noCoordinates: 3_585,
  categories: {
    'violent-crime': 127_931, 'anti-social-behaviour': 61_072, 'criminal-damage-arson': 29_984, 'vehicle-crime': 27_868, shoplifting: 25_885, 'other-theft': 25_115,
    'public-order': 24_364, burglary: 18_358, drugs: 10_470, 'other-crime': 7_421, 'possession-of-weapons': 3_937, 'bicycle-theft': 3_280, robbery: 3_188, 'theft-from-the-person': 2_654
  },
  districts: {
    'Southend-on-Sea': 46_718, Basildon: 43_406, Colchester: 40_919, Thurrock: 40_147, Chelmsford: 34_646, Tendring: 31_241, 'Epping Forest': 24_424, Braintree: 23_929, Harlow: 23_588,
    Uttlesford: 13_830, 'Castle Point': 13_615, Brentwood: 12_831, Rochford: 10_405, Maldon: 7_536
  }
}
/** Rows, rows without coordinates, ASB, burglary of some months, old and new. */
const publishedMonths: Record<string, [number, number, number, number]> = {
  '2018-01': [14_786, 2, 3_420, 1_091], '2018-10': [17_791, 79, 3_826, 1_175], '2019-02': [16_377, 63, 3_269, 847], '2024-04': [12_875, 614, 1_166, 585], '2025-02': [11_274, 133, 935, 452], '2025-09': [12_800, 205, 1_157, 391]
}

describe.skipIf(!all)(named('the published months of Essex', essex), () => {
  beforeAll(async () => {
    await load(test.db, 'areas', ...['lsoa21', 'lsoa11', 'ward25', 'lad17', 'police-force-area'].map((folder) => shared('boundaries', folder)))
    await load(test.db, 'ruc', ...filesOf('areas').filter((path) => /Rural_Urban_Classification_2011.*essex|lsoa11_to_county/.test(path)))
  }, 180_000)

  it('are loaded whole by the command, every row, in memory of at most 300 MB', async () => {
    const { child, ended } = runCommand(['ingest', 'police-uk', shared(essex), '--json'], test.env)
    const most = await peakMegabytes(child.pid!, ended)
    const { code, stdout, stderr } = await ended
    expect(most).toBeGreaterThan(50)
    expect(most).toBeLessThan(300)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const summary = JSON.parse(stdout) as Record<string, unknown>
    expect(summary).toMatchObject({ source: 'police-uk', read: published.rows, loaded: published.rows, rejected: 0, reasons: {}, unchanged: false })
    expect(Object.keys(summary)).toEqual(['importId', 'source', 'read', 'loaded', 'rejected', 'reasons', 'remarks', 'unchanged', 'seconds'])
  }, 180_000)

  it('are unchanged when they are loaded again', async () => expect(await load(test.db, 'police-uk', shared(essex))).toMatchObject({ unchanged: true, files: { read: 0, unchanged: 25 } }))

  it('have every row accounted for', async () => expect(await accounts(app, 'police-uk')).toEqual({ read: published.rows, loaded: published.rows, rejected: 0, mapped: published.rows }))

  it.each(Object.entries(published.categories))('hold %s %i times', async (theme, count) => expect((await cells(app, `theme=${theme}&${whole}`)).recorded).toBe(count))

  it('hold all crime as the sum of its categories, and rows without coordinates as published', async () => {
    const [crime, disorder] = [await cells(app, `theme=crime&${whole}`), await cells(app, `theme=anti-social-behaviour&${whole}`)]
    expect(crime.recorded).toBe(published.rows - published.categories['anti-social-behaviour'])
    expect(crime.noLocation! + disorder.noLocation!).toBe(published.noCoordinates)
    expect(crime.monthsHeld.length).toBe(25)
    expect(crime.monthsMissing).toContain('2018-08')
    expect(Object.keys(published.categories).sort()).toEqual(categories.map(({ slug }) => slug).sort())
  })

  it('hold each district as often as their rows name it', async () => {
    const { areas } = await app.json<AreasAnswer>('/api/areas?type=district')
    const study = areas.filter(({ inStudy }) => inStudy)
    const counted: Record<string, number> = {}
    for (const { code, name } of study) counted[name] = (await cells(app, `theme=crime&${whole}&area=${code}`)).total + (await cells(app, `theme=anti-social-behaviour&${whole}&area=${code}`)).total
    expect(counted).toEqual(published.districts)
    const [crime, disorder] = [await cells(app, `theme=crime&${whole}`), await cells(app, `theme=anti-social-behaviour&${whole}`)]
    expect(crime.total + disorder.total).toBe(Object.values(published.districts).reduce((sum, n) => sum + n, 0))
  }, 120_000)

  it.each(Object.entries(publishedMonths))('hold %s as published', async (month, [rows, nowhere, disorder, burglary]) => {
    const ask = (theme: string) => cells(app, `theme=${theme}&from=${month}&to=${month}`)
    const [crime, asb] = [await ask('crime'), await ask('anti-social-behaviour')]
    expect({ rows: crime.recorded! + asb.recorded!, nowhere: crime.noLocation! + asb.noLocation!, disorder: asb.recorded, burglary: (await ask('burglary')).recorded }).toEqual({ rows, nowhere, disorder, burglary })
  })

  it('say at which resolution they may be shown: nine, not ten', async () => {
    expect((await app.get(`/api/cells?theme=crime&${whole}&res=9`)).statusCode).toBe(200)
    expect((await app.get(`/api/cells?theme=crime&${whole}&res=10`)).json()).toMatchObject({ error: { code: 'resolution-too-fine' } })
  })

  it('of Suffolk are cut by the outline of the county, not by its box', async () => {
    const suffolk = filesOf('police-uk-suffolk')
    const summary = await load(test.db, 'police-uk', ...suffolk)
    expect(summary.read).toBe(48_193)
    const { areas } = await app.json<AreasAnswer>('/api/areas?type=district')
    const study = areas.filter(({ inStudy }) => inStudy)
    const outlines = study.map(({ geometry }) => multiPolygon(geometry.coordinates))
    const names = new Set(study.map(({ name }) => name))
    const rows = suffolk.flatMap((path) => parse<Record<string, string>>(gunzipSync(readFileSync(path)), { columns: true }))
    const named = rows.filter((row) => names.has(row['LSOA name']!.replace(/ \d{3}[A-Z]$/, ''))).length
    const boxed = rows.filter(({ Longitude, Latitude }) => Longitude && Number(Longitude) > -0.02 && Number(Longitude) < 1.3 && Number(Latitude) > 51.44 && Number(Latitude) < 52.1)
    const inside = boxed.filter(({ Longitude, Latitude }) => outlines.some((outline) => booleanPointInPolygon([Number(Longitude), Number(Latitude)], outline))).length
    expect(boxed.length).toBeGreaterThan(20_000)
    const months = 'from=2025-01&to=2025-12'
    const after = (await cells(app, `theme=crime&${months}`)).total + (await cells(app, `theme=anti-social-behaviour&${months}`)).total
    const essexRows = await sumOf(months, 'Essex Police')
    expect(after - essexRows).toBe(named)
    // The rows' own word and the drawn outline differ by a few points near the border, and by nothing like the box.
    expect(Math.abs(named - inside)).toBeLessThan(0.02 * boxed.length)
  }, 180_000)

  it('of the transport police, whole country, quoted fields and empty IDs, are read to the last row', async () => {
    const [path] = filesOf('police-uk-btp')
    const summary = await load(test.db, 'police-uk', path!)
    expect(summary).toMatchObject({ read: 3_304, rejected: summary.read - summary.loaded })
    expect(summary.loaded).toBeGreaterThan(3_000)
    const rows = parse<Record<string, string>>(gunzipSync(readFileSync(path!)), { columns: true })
    const quoted = rows.find((row) => row['LSOA name']!.includes(','))!
    const spaced = rows.find((row) => row.Location!.includes('  '))!
    const spots = (column: string, value: string) => test.db.rows<{ n: number }>(`select count(*)::int as n from spots where ${column} = $1`, [value])
    expect((await spots('lsoa_place', quoted['LSOA name']!.replace(/ \d{3}[A-Z]$/, '')))[0]!.n).toBeGreaterThan(0)
    expect((await spots('label', spaced.Location!))[0]!.n).toBeGreaterThan(0)
    const [refs] = await test.db.rows<{ n: number }>(`select count(*)::int as n from incidents join slices using (slice_id) where force = 'British Transport Police' and incident_ref <> ''`)
    expect(refs!.n).toBe(0)
  }, 60_000)

  it('leave every row accounted for, with all three forces', async () => {
    const { read, loaded, mapped, rejected } = await accounts(app, 'police-uk')
    expect({ read, mapped }).toEqual({ read: loaded + rejected, mapped: loaded })
    expect(read).toBe(published.rows + 48_193 + 3_304)
  })
})

/** Rows of one force that lie inside, straight from the counts: the API adds all forces up. */
async function sumOf(months: string, force: string): Promise<number> {
  const [, from, to] = /from=([\d-]+)&to=([\d-]+)/.exec(months)!
  const [row] = await test.db.rows<{ n: number }>(`select sum(c.n)::int as n from counts c join slices s using (slice_id) join spots p using (spot_id)
    where s.live and p.inside and s.force = $1 and s.month between $2 and $3`, [force, `${from}-01`, `${to}-01`])
  return row!.n
}

describe.skipIf(!all)(named('the cells of the published months', essex), () => {
  it('are a compressed answer of at most 50 kB at resolution 8', async () => {
    const response = await app.get('/api/cells?theme=crime&from=2024-10&to=2025-09&res=8', { 'accept-encoding': 'br' })
    expect(response.rawPayload.length).toBeLessThan(50_000)
    expect((await app.json<CellsAnswer>('/api/cells?theme=crime&from=2024-10&to=2025-09&res=8')).cells.length).toBeGreaterThan(1_000)
  })
})
