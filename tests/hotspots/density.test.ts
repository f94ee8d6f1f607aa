/** Density over HTTP: how wide, by which rule, and relative to who lives there. */
import { cellToLatLng } from 'h3-js'
import type { Static } from 'typebox'
import { beforeAll, describe, expect, it } from 'vitest'
import { DensityAnswer } from '../../api/hotspots/schema.ts'
import { lsoas21 } from '../support/county.ts'
import { versionSettles } from '../support/app.ts'
import { testFolder } from '../support/files.ts'
import { load } from '../support/ingest.ts'
import { loadedApp } from '../support/loaded.ts'
import { expectSchema } from '../support/schema.ts'

const { test, app } = loadedApp()
const files = testFolder()
const span = 'theme=crime&from=2024-10&to=2025-04&res=8'
const ask = async (more: string) => {
  const answer = await app.json<Static<typeof DensityAnswer>>(`/api/hotspots/density?${span}${more}`)
  expectSchema(DensityAnswer, answer)
  return answer
}
const households = async (counts: readonly number[]) => {
  await load(test.db, 'households', files.write(`households-${counts.join('-')}.csv`, ['lsoa21_code,households', ...lsoas21.map(({ code }, i) => `${code},${counts[i]}`), ''].join('\n')))
  await versionSettles()
}
beforeAll(() => households([3000, 3000, 3000, 3000]))

describe('the bandwidth of a density', () => {
  it('is two steps unless asked otherwise, and says by which rule it was chosen', async () => {
    const [steps, normal, likelihood, asked] = await Promise.all([ask(''), ask('&rule=normal'), ask('&rule=likelihood'), ask('&bandwidth=1500')])
    expect([steps, normal, likelihood, asked].map(({ query }) => query.rule)).toEqual(['steps', 'normal', 'likelihood', null])
    expect(asked.query.bandwidthM).toBe(1500)
    // Hexagons of this size are about 0.9 km from middle to middle.
    expect(steps.query.bandwidthM! / 2).toBeGreaterThan(750)
    expect(steps.query.bandwidthM! / 2).toBeLessThan(1050)
    const ratio = (likelihood.query.bandwidthM! / steps.query.bandwidthM!) * 2
    expect([1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12, 16].some((steps) => Math.abs(steps - ratio) < 0.01), String(ratio)).toBe(true)
    expect([normal.rule, likelihood.rule]).toEqual([expect.stringMatching(/^Normal reference rule/), expect.stringMatching(/^Likelihood cross-validation: of 11 widths/)])
    expect(steps.densityUnit).toBe('offences per km2')
  })

  it('is no larger a bell than a circle by the same rule', async () => {
    const [circle, bell] = await Promise.all([ask('&rule=normal'), ask('&rule=normal&kernel=gaussian')])
    expect(circle.query.bandwidthM! / bell.query.bandwidthM!).toBeCloseTo(4, 4)
  })

  it('comes from metres or from a rule, not from both', async () => {
    const refused = await app.get(`/api/hotspots/density?${span}&rule=normal&bandwidth=1500`)
    expect([refused.statusCode, refused.json().error.parameter]).toEqual([400, 'rule'])
  })
})

describe('a density relative to who lives there', () => {
  it('is not there unless asked for', async () => {
    const { relative, relativeUnit, tooFew, base } = await ask('')
    expect([relative, relativeUnit, tooFew, base]).toEqual([null, null, null, null])
  })

  it('is events by households: where these are even, density by households per square kilometre', async () => {
    const { cells, density, relative, relativeUnit, base, method } = await ask('&relative=households')
    expect([base, relativeUnit]).toEqual([{ total: 12_000, areas: 4 }, 'offences per 1,000 households'])
    expect(method).toContain('12,000 households in 4 small areas')
    const perKm2 = 3000 / (0.1 * 111.32 * Math.cos((51.7 * Math.PI) / 180) * 0.1 * 111.2)
    const inner = cells.map((cell, i) => ({ at: cellToLatLng(cell), i })).filter(({ at: [lat, lng] }) => lat > 51.63 && lat < 51.77 && lng > 0.44 && lng < 0.56)
    expect(inner.length).toBeGreaterThan(50)
    for (const { i } of inner) expect(Math.abs(relative![i]! / ((1000 * density[i]!) / perKm2) - 1)).toBeLessThan(0.1)
  })

  it('of a district takes the households of that district alone', async () => {
    expect((await ask('&relative=households&area=E07099001')).base).toEqual({ total: 6000, areas: 2 })
  })

  it('is a note and no numbers where nobody has counted residents', async () => {
    const { cells, relative, note, base } = await ask('&relative=residents')
    expect(relative).toEqual(cells.map(() => null))
    expect([note, base]).toEqual([expect.stringContaining('No residents are loaded'), null])
  })

  it('is null where too few live, and says of how many hexagons', async () => {
    await households([3000, 3000, 3000, 3])
    const { cells, relative, tooFew, note } = await ask('&relative=households')
    expect(tooFew).toBe(relative!.filter((rate) => rate === null).length)
    expect(tooFew).toBeGreaterThan(10)
    expect(note).toMatch(new RegExp(`${tooFew} of ${cells.length} hexagons have no rate: fewer than [0-9.]+ households per km2`))
    const inEmpty = cells.flatMap((cell, i) => { const [lat, lng] = cellToLatLng(cell); return lat < 51.67 && lng > 0.53 ? [relative![i]] : [] })
    expect(inEmpty.length).toBeGreaterThan(5)
    expect(inEmpty.every((rate) => rate === null)).toBe(true)
    const file = await app.get(`/api/hotspots/density?${span}&relative=households`, { accept: 'text/csv' })
    expect(file.body.split('\r\n')[0]).toMatch(/^h3,lng,lat,density,relative,/)
    expect(file.body).toContain('offences per km2; relative: offences per 1,000 households')
  })
})
