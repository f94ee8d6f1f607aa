/** The demonstration county's small areas as they are loaded: by the loaders of published files, once, and gone when real ones come. */
import { beforeAll, describe, expect, it } from 'vitest'
import { loadDemonstrationAreas } from '../../api/ingest/demo.ts'
import type { AreasAnswer, SearchAnswer } from '../../api/areas/schema.ts'
import { testApp, versionSettles } from '../support/app.ts'
import { boundaryFiles } from '../support/county.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { load, quiet, sourceOf } from '../support/ingest.ts'

describe('the small areas of the demonstration county', () => {
  const test = testDatabase()
  const app = testApp(test)
  const files = testFolder()
  const list = async (type: string) => (await app.json<AreasAnswer>(`/api/areas?type=${type}`)).areas

  beforeAll(() => loadDemonstrationAreas(test.db, quiet), 60_000)

  it('are sound, in the district that they name, and leave its outline as it was drawn', async () => {
    const [row] = await test.db.rows(`
      select count(*)::int as n, sum((not st_isvalid(a.geom))::int)::int as broken, sum((not a.synthetic)::int)::int as real, sum((not st_covers(d.geom, st_pointonsurface(a.geom)))::int)::int as astray
      from areas a join areas d on d.live and d.type = 'district' and d.code = a.parent_code where a.live and a.type = 'lsoa21'`)
    expect(row).toEqual({ n: 1093, broken: 0, real: 0, astray: 0 })
    const districts = await list('district')
    expect(districts).toHaveLength(14)
    expect(districts.map(({ name }) => name)).toContain('Basildon')
    expect(districts.every(({ inStudy, parent }) => inStudy && parent === 'E23000028')).toBe(true)
  })

  it('hold every household and resident of the census, and a class', async () => {
    const [row] = await test.db.rows(`
      select sum(households)::int as households, sum(residents)::int as residents, count(r.lsoa_code)::int as classed, count(distinct vintage)::int as vintages
      from households h join areas a on a.live and a.type = 'lsoa21' and a.code = h.area_code left join (select lsoa_code from ruc_classes) r on r.lsoa_code = h.area_code`)
    expect(row).toEqual({ households: 771_180, residents: 1_860_224, classed: 1093, vintages: 1 })
    expect(await sourceOf(app, 'ruc')).toMatchObject({ synthetic: true, loaded: 1093, rejected: 0 })
    expect(await sourceOf(app, 'households')).toMatchObject({ synthetic: true, loaded: 2 * 1093, rejected: 0 })
    expect(await test.db.rows('select count(*)::int as n, count(distinct decile)::int as deciles from lsoa_deciles')).toEqual([{ n: 1093, deciles: 10 }])
  })

  it('are found by name behind their district', async () => {
    const { results } = await app.json<SearchAnswer>('/api/areas/search?q=basildon')
    expect(results[0]).toMatchObject({ kind: 'district', name: 'Basildon' })
    expect(results).toContainEqual(expect.objectContaining({ kind: 'lsoa21', name: 'Basildon 001', detail: 'Basildon' }))
  })

  it('are written once', async () => {
    const imports = () => test.db.rows('select count(*)::int as n from imports')
    const before = await imports()
    await loadDemonstrationAreas(test.db, quiet)
    expect(await imports()).toEqual(before)
  })

  it('go when real small areas come, of either year, so that nobody lives in two', async () => {
    await load(test.db, 'areas', files.write('lsoa11.geojson', boundaryFiles['lsoa11.geojson']!))
    await versionSettles()
    expect(await list('lsoa21')).toEqual([])
    expect(await list('lsoa11')).toHaveLength(3)
    expect((await list('district')).map(({ name }) => name)).toContain('Basildon')
  })
})
