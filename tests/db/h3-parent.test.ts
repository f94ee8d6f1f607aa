/** The H3 parent as bit arithmetic in SQL is the parent that h3-js gives. */
import fc from 'fast-check'
import { cellToParent, getResolution, latLngToCell } from 'h3-js'
import { expect, it } from 'vitest'
import { cellKey, cellOf, parentOf } from '../../api/analysis/h3-grid.ts'
import { testDatabase } from '../support/database.ts'

const test = testDatabase()
const anywhere = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }), lng: fc.double({ min: -180, max: 180, noNaN: true }), res: fc.integer({ min: 0, max: 15 }), up: fc.integer({ min: 0, max: 15 })
})

it('equals h3-js for random cells of the whole earth at every resolution', async () => {
  const cells = fc.sample(anywhere, { numRuns: 3_000, seed: 20_260 }).map(({ lat, lng, res, up }) => {
    const cell = latLngToCell(lat, lng, res)
    const to = up % (res + 1)
    return { cell, to, parent: cellToParent(cell, to) }
  })
  const rows = await test.db.rows<{ parent: string }>(
    `select to_hex(h3_parent(h, res)) as parent from unnest($1::bigint[], $2::int[]) with ordinality as t (h, res, i) order by i`,
    [cells.map(({ cell }) => BigInt(`0x${cell}`).toString()), cells.map(({ to }) => to)])
  expect(rows.map(({ parent }) => parent)).toEqual(cells.map(({ parent }) => parent))
  for (let res = 0; res <= 15; res++) expect(cells.some(({ cell }) => getResolution(cell) === res)).toBe(true)
})

it('has cells in the same order as their keys, so that a list sorted by one is sorted by the other', () => {
  fc.assert(fc.property(anywhere, anywhere, fc.integer({ min: 6, max: 10 }), (a, b, res) => {
    const [one, two] = [a, b].map(({ lat, lng }) => BigInt(cellOf(lng, lat, res))) as [bigint, bigint]
    expect(Math.sign(cellKey(one, res) - cellKey(two, res))).toBe(one === two ? 0 : one < two ? -1 : 1)
  }))
})

it('goes up step by step to the same parent as in one leap', () => {
  fc.assert(fc.property(anywhere, fc.integer({ min: 0, max: 9 }), ({ lat, lng }, res) => {
    const cell = latLngToCell(lat, lng, 10)
    let step = cell
    for (let at = 9; at >= res; at--) step = parentOf(step, at)
    expect(step).toBe(parentOf(cell, res))
  }))
})
