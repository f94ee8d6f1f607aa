/** Too little to say anything of: a note and nulls over HTTP, never an endless number and never a silent nought. */
import { latLngToCell, cellToBoundary, gridDisk } from 'h3-js'
import { beforeAll, describe, expect, it } from 'vitest'
import { testFolder } from '../support/files.ts'
import { load } from '../support/ingest.ts'
import { loadedApp } from '../support/loaded.ts'
import { csv, row } from '../support/street.ts'

const { test, app } = loadedApp()
const files = testFolder()
const home = latLngToCell(51.75, 0.45, 8)
const alone = latLngToCell(51.65, 0.55, 8)
const three = [home, ...gridDisk(home, 1).filter((cell) => cell !== home).slice(0, 2)]
const centre = (cell: string) => {
  const ring = cellToBoundary(cell)
  return [ring.reduce((sum, [, lng]) => sum + lng, 0) / ring.length, ring.reduce((sum, [lat]) => sum + lat, 0) / ring.length] as const
}
/** A square about the middle of each cell: the cells of the ward are these and no others. */
const ward = (code: string, cells: readonly string[]) => ({
  type: 'Feature', properties: { type: 'ward', code, name: `Ward of ${cells.length}` },
  geometry: { type: 'MultiPolygon', coordinates: cells.map(centre).map(([x, y]) => [[[x - 0.002, y - 0.002], [x + 0.002, y - 0.002], [x + 0.002, y + 0.002], [x - 0.002, y + 0.002], [x - 0.002, y - 0.002]]]) }
})
beforeAll(async () => {
  await load(test.db, 'areas', files.write('wards.geojson', JSON.stringify({ type: 'FeatureCollection', features: [ward('E05099001', [alone]), ward('E05099003', three)] })))
  const rows = [...three.map(centre).map(([lng, lat], i) => row({ id: `even-${i}`, month: '2025-06', type: 'Robbery', lng: lng.toFixed(6), lat: lat.toFixed(6), location: `On or near Lane ${i}` })),
    row({ id: 'uneven', month: '2025-06', type: 'Shoplifting', lng: centre(home)[0].toFixed(6), lat: centre(home)[1].toFixed(6) })]
  await load(test.db, 'police-uk', files.write('2025-06-testshire-street.csv', csv(rows)))
}, 60_000)

type Answer = Record<string, unknown> & { n: number; cells: string[]; note: string | null; caveat: string }
const ask = (layer: string, query: string) => app.json<Answer>(`/api/hotspots${layer}?${query}`)
const numbers = ['z', 'p', 'pAdjusted', 'values', 'density', 'countsBefore', 'countsAfter'] as const

/** What is asked of every layer; the cells that the study area has; the layers that must say why they cannot tell. */
const little: [string, string, number | null, string[]][] = [
  ['an empty theme', 'theme=ksi-collisions&from=2025-01&to=2025-01&res=8', null, ['', '/classes', '/change', '/density']],
  ['one cell', 'theme=crime&from=2024-12&to=2024-12&res=8&area=E05099001', 1, ['', '/classes']],
  ['three cells, all equal', 'theme=robbery&from=2025-06&to=2025-06&res=8&area=E05099003', 3, ['', '/classes', '/change']],
  ['three cells that all touch', 'theme=shoplifting&from=2024-10&to=2025-06&res=8&area=E05099003', 3, ['']],
  ['one month', 'theme=burglary&from=2024-12&to=2024-12&res=8', null, ['/classes']]
]

describe('of too little', () => {
  it.each(little)('%s no layer says more than there is', async (_, query, n, silent) => {
    for (const layer of ['', '/classes', '/change', '/density']) {
      const answer = await ask(layer, query)
      if (n !== null) expect(answer.n, layer).toBe(n)
      for (const name of numbers) {
        const list = answer[name] as (number | null)[] | undefined
        // JSON writes what has no end as null; a number here is one, and there is one for each cell.
        if (list) expect([list.length, list.every((value) => value === null || Math.abs(value) < 1e6)], `${layer} ${name}`).toEqual([answer.cells.length, true])
      }
      if (silent.includes(layer)) expect(answer.note?.length, layer).toBeGreaterThan(20)
    }
  }, 60_000)

  it('equal counts have no z and no p', async () => {
    const found = await ask('', little[2]![1])
    expect([found.values, found.z, found.p, found.pAdjusted]).toEqual([[1, 1, 1], [null, null, null], [null, null, null], [null, null, null]])
  })

  it('an empty theme is a note and nulls: no density, no class, no p of a change', async () => {
    const [found, classes, change, density] = await Promise.all(['', '/classes', '/change', '/density'].map((layer) => ask(layer, little[0]![1])))
    expect((found!.z as unknown[]).every((z) => z === null)).toBe(true)
    expect([classes!.cells, change!.cells, density!.cells]).toEqual([[], [], []])
    expect([found, classes, change, density].map((answer) => answer!.note)).toEqual([0, 1, 2, 3].map(() => expect.stringContaining('No data are loaded') as string))
    // Nothing of police.uk is in it, so nothing is said of its map points.
    expect(found!.caveat).not.toContain('police.uk')
    expect((await ask('', little[4]![1])).caveat).toContain('police.uk moves each one')
  })
})
