/** Hotspots over HTTP: the study area with its zeros, the same statistic as by hand, and honest words where there is nothing to say. */
import { latLngToCell } from 'h3-js'
import { beforeAll, describe, expect, it } from 'vitest'
import { giStar } from '../../api/analysis/gi-star.ts'
import { adjustP } from '../../api/analysis/multiple-testing.ts'
import { hexagonNeighbours } from '../../api/analysis/neighbours.ts'
import type { CellsAnswer } from '../../api/cells/schema.ts'
import type { HotspotsAnswer } from '../../api/hotspots/schema.ts'
import { loadedApp } from '../support/loaded.ts'

const { app } = loadedApp()
const span = 'from=2024-10&to=2025-04&res=8'
const ask = (query: string) => app.json<HotspotsAnswer>(`/api/hotspots?${query}`)

describe('Gi* over HTTP', () => {
  let found: HotspotsAnswer
  let cells: CellsAnswer
  beforeAll(async () => {
    found = await ask(`theme=burglary&${span}`)
    cells = await app.json<CellsAnswer>(`/api/cells?theme=burglary&${span}`)
  }, 60_000)

  it('runs over the whole study area, cells without a record included, the same for every theme', async () => {
    expect(found.n).toBe(found.cells.length)
    expect(found.values.filter((value) => value === 0).length).toBeGreaterThan(0)
    expect((await ask(`theme=crime&${span}`)).cells).toEqual(found.cells)
  })

  it('counts what the map counts', () => {
    const counted = new Map(cells.cells.map((cell, i) => [cell, cells.counts[i]!]))
    expect(found.cells.map((cell) => counted.get(cell) ?? 0)).toEqual(found.values)
  })

  it('is Gi* of these values, corrected over all of them', () => {
    const { z, p } = giStar(found.values, hexagonNeighbours(found.cells))
    const adjusted = adjustP(p, 'bh')
    found.cells.forEach((_, i) => {
      expect(found.z[i]).toBeCloseTo(z[i]!, 4)
      expect(found.pAdjusted[i]! / adjusted[i]!).toBeCloseTo(1, 4)
    })
    expect(found.hot.corrected).toBe([...adjusted].filter((value, i) => value <= 0.05 && z[i]! > 0).length)
    expect(found.hot.corrected).toBeLessThanOrEqual(found.hot.raw)
  })

  it('says how it was found and what stands beside it', () => {
    expect(found.method.text).toContain('Benjamini and Hochberg')
    expect(found.method.text).toContain(found.n.toLocaleString('en-GB'))
    expect(found.note).toContain('February 2025')
    expect(found.source).toContain('data.police.uk')
  })

  it('gives the same p again by permutation, never below one in ten thousand', async () => {
    const [once, again] = await Promise.all([ask(`theme=burglary&${span}&test=permutation`), ask(`theme=burglary&${span}&test=permutation&correction=by`)])
    expect(again.p).toEqual(once.p)
    expect(Math.min(...once.p.filter((p) => p !== null))).toBeGreaterThanOrEqual(0.0001)
    expect(again.hot.corrected).toBeLessThanOrEqual(once.hot.corrected)
  })

  it('knows the share of crime in the fullest cells and whether like lies by like', () => {
    expect(found.concentration!.shares.map(({ ofCells }) => ofCells)).toEqual([0.005, 0.01, 0.02, 0.05, 0.1])
    expect(found.moran!.i).toBeGreaterThan(-1)
  })

  it('says "no pattern" of months without a record, and gives no z', async () => {
    const none = await ask('theme=ksi-collisions&from=2025-02&to=2025-02&res=8')
    expect(none.z.every((z) => z === null)).toBe(true)
    expect(none.note).toMatch(/No data are loaded.*pattern/)
  })

  it.each([['ring=3', 'ring'], ['weight=days', 'weight'], ['test=magic', 'test'], ['res=10', 'res'], ['correction=none', 'correction'], ['colour=red', 'colour']])('refuses %s and names the parameter', async (wrong, parameter) => {
    const response = await app.get(`/api/hotspots?theme=burglary&from=2024-10&to=2025-04&${wrong}`)
    expect(response.statusCode).toBe(400)
    expect(response.json().error.parameter).toBe(parameter)
  })

  it('weighs by harm where the theme has offences, and refuses to where it has none', async () => {
    const harm = await ask(`theme=crime&${span}&weight=cchi`)
    expect(harm.method.edition).toMatch(/20\d\d/)
    expect(harm.values.reduce((sum, value) => sum + value, 0)).toBeGreaterThan(found.values.length)
    const refused = await app.get(`/api/hotspots?theme=ksi-collisions&${span}&weight=cchi`)
    expect([refused.statusCode, refused.json().error.parameter]).toEqual([400, 'weight'])
  })
})

describe('the other layers', () => {
  it('compares with as many months before, only where both are loaded', async () => {
    const change = await app.json<{ cells: string[]; p: (number | null)[]; before: object; note: string; total: { before: number; after: number } }>('/api/hotspots/change?theme=crime&from=2025-03&to=2025-04&res=8')
    expect(change.before).toEqual({ from: '2025-01', to: '2025-02' })
    expect(change.p.every((p) => p === null)).toBe(true)
    expect(change.note).toMatch(/1 month is loaded, of this one 2/)
    const even = await app.json<typeof change>('/api/hotspots/change?theme=crime&from=2024-12&to=2024-12&res=8')
    expect(even.p.some((p) => p !== null && p < 1)).toBe(true)
  })

  it('classes cells only where there are months enough', async () => {
    const few = await app.json<{ classes: string[]; note: string }>('/api/hotspots/classes?theme=crime&from=2025-03&to=2025-03&res=8')
    expect([few.classes, few.note.length > 0]).toEqual([[], true])
    const all = await app.json<{ cells: string[]; classes: string[]; counts: Record<string, number> }>(`/api/hotspots/classes?theme=crime&${span}&mode=share`)
    expect(Object.values(all.counts).reduce((sum, n) => sum + n, 0)).toBe(all.cells.length)
  })

  it('spreads every record over the ground, and loses next to none of them', async () => {
    const density = await app.json<{ cells: string[]; density: number[]; query: { bandwidthM: number } }>(`/api/hotspots/density?theme=crime&${span}&bandwidth=1000`)
    const cells = await app.json<CellsAnswer>(`/api/cells?theme=crime&${span}`)
    const events = density.density.reduce((sum, one) => sum + one, 0) * 0.737
    expect(events / cells.total).toBeGreaterThan(0.7)
    expect(events / cells.total).toBeLessThan(1.2)
    expect(density.query.bandwidthM).toBe(1000)
  })

  it('gives no near-repeat ratio for data that know only the month', async () => {
    const table = await app.json<{ ratio: null; observed: null; note: string }>('/api/hotspots/near-repeat?theme=burglary')
    expect([table.ratio, table.observed]).toEqual([null, null])
    expect(table.note).toContain('Only the month')
  })

  it('shows repeat locations to nobody who has not signed in', async () => {
    expect((await app.get('/api/hotspots/repeats?theme=burglary')).statusCode).toBe(401)
  })

  it('is not kept from answering while it computes', async () => {
    const slow = app.get(`/api/hotspots?theme=crime&from=2024-10&to=2025-04&res=9&test=permutation`)
    const begun = performance.now()
    expect((await app.get('/api/health')).statusCode).toBe(200)
    expect(performance.now() - begun).toBeLessThan(2_000)
    expect((await slow).statusCode).toBe(200)
  })

  it('names cells by the index that the map uses', async () => {
    const { cells } = await ask(`theme=crime&${span}`)
    expect(cells).toContain(latLngToCell(51.7, 0.5, 8))
  })
})
