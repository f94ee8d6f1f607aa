/** Layers as files: the numbers of the answer, safe in a spreadsheet, and every one that holds exact counts in the audit trail. */
import { cellToLatLng } from 'h3-js'
import { beforeAll, describe, expect, it } from 'vitest'
import { listAudit } from '../../api/accounts/audit-queries.ts'
import { field } from '../../api/csv.ts'
import { testFolder } from '../support/files.ts'
import { load } from '../support/ingest.ts'
import { loadedApp } from '../support/loaded.ts'
import { believeHeader } from '../support/signed-in.ts'

const { test, app } = loadedApp()
const files = testFolder()
const formula = '=HYPERLINK("https://example.org","Ward, of a kind")'
const ward = 'E05099001'
beforeAll(async () => {
  believeHeader(app.server)
  const ring = [[[0.4, 51.6], [0.5, 51.6], [0.5, 51.8], [0.4, 51.8], [0.4, 51.6]]]
  await load(test.db, 'areas', files.write('ward.geojson', JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: { type: 'ward', code: ward, name: formula }, geometry: { type: 'Polygon', coordinates: ring } }] })))
})

/** Fields of a line, quotes undone. */
const fieldsOf = (line: string) => [...`${line},`.matchAll(/("(?:[^"]|"")*"|[^,]*),/g)].map(([, text]) => text!.replace(/^"|"$/g, '').replaceAll('""', '"'))
async function table(path: string, headers: Record<string, string> = {}): Promise<Record<string, string>[]> {
  const response = await app.get(path, { accept: 'text/csv', ...headers })
  expect([response.statusCode, response.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8; header=present'])
  const [head, ...lines] = response.body.trimEnd().split('\r\n').map(fieldsOf)
  return lines.map((fields) => {
    expect(fields.length).toBe(head!.length)
    return Object.fromEntries(head!.map((name, i) => [name, fields[i]!]))
  })
}

const span = 'theme=burglary&from=2024-10&to=2024-12&res=8'
const layers: [string, string, Record<string, string>][] = [
  ['/api/hotspots', span, { count: 'values', z: 'z', p: 'p', p_adjusted: 'pAdjusted' }], ['/api/hotspots/classes', `${span}&mode=share`, { class: 'classes' }],
  ['/api/hotspots/change', 'theme=burglary&from=2024-12&to=2024-12&res=8', { count_before: 'countsBefore', count: 'countsAfter', p: 'p' }],
  ['/api/hotspots/density', span, { density: 'density' }], ['/api/hotspots/forecast', 'theme=burglary&month=2025-02&res=8', { expected: 'risk' }]
]

describe('a layer as a file', () => {
  it.each(layers)('of %s?%s holds a line a hexagon, and in each what it is', async (path, query, columns) => {
    const answer = await app.json<Record<string, unknown[]> & { unit: string; source: string }>(`${path}?${query}`)
    const lines = await table(`${path}?${query}`)
    expect(lines.length).toBeGreaterThan(path.endsWith('classes') ? -1 : 20)
    expect(lines.map(({ h3 }) => h3)).toEqual(answer.cells)
    for (const [column, list] of Object.entries(columns)) expect(lines.map((line) => line[column]), column).toEqual(answer[list]!.map((value) => (value === null ? '' : String(value))))
    for (const line of lines) {
      const [lat, lng] = cellToLatLng(line.h3!)
      expect(Math.hypot(Number(line.lat) - lat, Number(line.lng) - lng)).toBeLessThan(0.00002)
      expect(line).toMatchObject({ theme: 'burglary', area: '', source: answer.source, synthetic: 'false', rounded: 'false' })
      expect(line.unit).toContain('offences')
      expect(line.method!.length).toBeGreaterThan(5)
    }
  }, 60_000)

  it('says which edition of weights its harm is summed by', async () => {
    const [line] = await table(`/api/hotspots?${span}&weight=cchi`)
    expect([line!.edition, Number(line!.harm) >= 0]).toEqual([expect.stringMatching(/20\d\d/), true])
  })

  it('is no formula to a spreadsheet, whatever an area is called', async () => {
    const response = await app.get(`/api/hotspots?${span}&area=${ward}`, { accept: 'text/csv' })
    expect(response.body.split('\r\n')[1]).toContain(`"'=HYPERLINK(""https://example.org"",""Ward, of a kind"")"`)
    expect((await table(`/api/hotspots?${span}&area=${ward}`)).every(({ area }) => area === `'${formula}`)).toBe(true)
    expect(['=1+1', '+1', '-1', '@a', '\tx', 'a=b', -1, null].map((value) => field(value))).toEqual(["'=1+1", "'+1", "'-1", "'@a", "'\tx", 'a=b', '-1', ''])
  })

  it('is an export in the audit trail, with its purpose; on the screen it is a read', async () => {
    for (const [path, query] of layers) {
      await app.get(`${path}?${query}`, { as: 'analyst', accept: 'text/csv', 'x-purpose': 'Weekly briefing' })
      await app.get(`${path}?${query}`, { as: 'analyst' })
      const [read, exported] = await listAudit(test.db, null, 2)
      expect([read!.act, exported!.act, exported!.subject, exported!.purpose]).toEqual(['read-hotspots', 'export-hotspots', 'burglary', 'Weekly briefing'])
    }
  }, 60_000)

  it('comes in no other form', async () => {
    const response = await app.get(`/api/hotspots?${span}`, { accept: 'application/geo+json' })
    expect([response.statusCode, response.json().error.code, response.json().error.message]).toEqual([406, 'not-acceptable', 'This answer comes as application/json or text/csv.'])
  })
})
