/** Before and after at a site over HTTP: collisions made by hand, so that every count is known. */
import type { Static } from 'typebox'
import { beforeAll, describe, expect, it } from 'vitest'
import { schemeEffect } from '../../api/analysis/scheme-effect.ts'
import { anywhere } from '../../api/collisions/site-effect.ts'
import { SiteEffectAnswer, type Site } from '../../api/collisions/site-schema.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { load, loadCounty } from '../support/ingest.ts'
import { expectSchema } from '../support/schema.ts'
import { registerOf, SITES as PATH } from '../support/sites.ts'

const test = testDatabase()
const folder = testFolder()
const { as, add } = registerOf(test)

const head = 'collision_index,longitude,latitude,police_force,collision_severity,number_of_vehicles,number_of_casualties,date,time,first_road_class,first_road_number,speed_limit,junction_detail,light_conditions,urban_or_rural_area'
interface Made { id: string; lng: number; lat: number; date: string; severity?: number; road?: string; area?: number }
/** 11 m. */
const STEP = 0.0001
/** One a place, 1.1 km and more apart. */
const lone = (name: string, n: number, south: number, date: (i: number) => string, rest: Partial<Made> = {}) => Array.from({ length: n }, (_, i): Made => ({ id: `${name}${i}`, lng: 0.41 + (i % 11) * 0.017, lat: south + Math.floor(i / 11) * 0.01, date: date(i), ...rest }))
/** Within 2012 and 2013, and within 2014 and 2015, a month after the other. */
const earlier = (i: number) => `10/${String((i % 12) + 1).padStart(2, '0')}/${2012 + Math.floor(i / 12) % 2}`
const later = (i: number) => `10/${String((i % 12) + 1).padStart(2, '0')}/${2014 + Math.floor(i / 12) % 2}`
const made = [
  ...Array.from({ length: 8 }, (_, i): Made => ({ id: `x${i}`, lng: 0.45, lat: 51.75 + i * STEP / 2, date: earlier(i * 3), severity: i < 3 ? 2 : 3 })), { id: 'y0', lng: 0.45, lat: 51.75, date: '10/02/2015' }, { id: 'y1', lng: 0.45, lat: 51.75, date: '11/01/2014' },
  ...lone('before', 33, 51.71, earlier), ...lone('after', 24, 51.765, (i) => later(i + 1)), ...lone('south', 10, 51.62, later), ...lone('b', 5, 51.785, later, { road: '4,1008' }), ...lone('town', 5, 51.795, later, { area: 1 })
]
const collisions = made.map(({ id, lng, lat, date, severity = 3, road = '3,12', area = 2 }) => `${id},${lng.toFixed(6)},${lat.toFixed(6)},42,${severity},1,1,${date},08:15,${road},60,0,1,${area}`)

beforeAll(async () => {
  await loadCounty(test.db, folder)
  await load(test.db, 'stats19', folder.write('collisions.csv', [head, ...collisions].join('\n')))
})

describe('before and after', () => {
  const effectOf = async ({ id }: Site) => (await as('paul').get(`${PATH}/${id}/effect`)).json<Static<typeof SiteEffectAnswer>>()

  it('holds the count after against what such a place would have had with nothing done, with like roads of the district beside it', async () => {
    const site = await add({ position: [0.45, 51.7501], status: 'built', road: 'A12', builtOn: '2014-01-20' })
    const found = await effectOf(site)
    expectSchema(SiteEffectAnswer, found)
    expect(found).toMatchObject({ before: { from: '2012-01', to: '2013-12', months: 24 }, after: { from: '2014-02', to: '2015-12' }, comparedWith: 'Collisions on A roads in the country, Northmarsh, more than 200 m from any site at which something was done', note: null })
    // One of two was in the month of building. Around each of eight seven more, around thirty-three none.
    const mean = (8 * 7) / 41
    const phi = (8 * (7 - mean) ** 2 + 33 * mean ** 2 - 41 * mean) / (41 * mean ** 2)
    const comparison = { before: 33, after: 23 }
    expect(found.collisions).toMatchObject({ counts: { before: 8, after: 1 }, comparison, kind: 'A roads in the country, away from junctions' })
    const { expected, phi: spread } = anywhere({ mean, phi })
    expect(found.collisions!.expected).toBeCloseTo(expected, 6)
    expect(found.collisions!.effect).toEqual({ ...schemeEffect({ before: 8, after: 1, comparison, expected, phi: spread }) })
    expect(found.collisions!.text).toMatch(/^8 injury collisions in 24 months before, 1 in \d\d months after\. Behind the count before lie about/)
    expect(found.ksi).toMatchObject({ counts: { before: 3, after: 0 }, effect: null, text: expect.stringMatching('Too few collisions are loaded') })
  })

  it('says why nothing is told', async () => {
    expect(await effectOf(await add())).toMatchObject({ before: null, after: null, collisions: null, ksi: null, note: expect.stringMatching('Nothing has been built') })
    expect(await effectOf(await add({ status: 'built', builtOn: '2012-06-01' }))).toMatchObject({ collisions: null, note: expect.stringMatching('Only 5 months before 2012-06 are loaded') })
    expect(await effectOf(await add({ status: 'built', builtOn: '2016-01-15' }))).toMatchObject({ collisions: null, note: 'No month after 2016-01 is loaded.' })
  })
})
