/** Main roads inside published boundaries, whose neighbours do not quite meet: an overlay that fails in one engine must not fail in the other. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { StripsAnswer } from '../../api/collisions/cluster-schema.ts'
import type { SummaryAnswer } from '../../api/collisions/schema.ts'
import { loadBasemap } from '../../api/ingest/demo.ts'
import { mainRoutes } from '../../api/road-vocabulary.ts'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { load } from '../support/ingest.ts'
import { holds, named, shared } from '../support/shared-data.ts'

describe.skipIf(!holds('boundaries'))(named('main roads inside the published districts of Essex', 'boundaries'), () => {
  const test = testDatabase()
  const app = testApp(test)
  const folder = testFolder()

  beforeAll(async () => {
    await load(test.db, 'areas', shared('boundaries', 'lad17'))
    await loadBasemap(test.db)
  })

  it('each have a length of so many kilometres, and no rate where nothing is loaded', async () => {
    const { roads } = await app.json<StripsAnswer>(`/api/collisions/roads?roads=${mainRoutes.join()}&from=2022-01&to=2022-12`)
    expect(roads.map(({ ref }) => ref)).toEqual([...mainRoutes])
    for (const { ref, lengthKm, rate } of roads) {
      expect(lengthKm, ref).toBeGreaterThan(10)
      expect(lengthKm, ref).toBeLessThan(120)
      expect(rate, ref).toBeNull()
    }
  })

  it('have no rate of nought from the file of another force, and say why', async () => {
    await load(test.db, 'stats19', folder.write('manchester.csv', 'collision_index,longitude,latitude,police_force,collision_severity,number_of_vehicles,number_of_casualties,date,time\nm1,-2.2426,53.4808,6,2,1,1,10/06/2023,08:15\n'),
      folder.write('manchester-people.csv', 'collision_index,vehicle_reference,casualty_reference,casualty_class,sex_of_casualty,age_of_casualty,casualty_severity,casualty_type\nm1,1,1,1,1,40,2,9\n'))
    const answer = await app.json<StripsAnswer>('/api/collisions/roads?roads=A12&from=2023-01&to=2023-12')
    expect(answer).toMatchObject({ monthsHeld: 0, roads: [{ ksi: 0, rate: null }], note: expect.stringMatching(/^The loaded files hold 1 .* of these months, all of them outside the area: they may not cover it\./) })
    const { rows, note } = await app.json<SummaryAnswer>('/api/collisions/summary?month=2023-12')
    expect([rows.map(({ thisYear }) => thisYear).filter((n) => n !== null), note]).toEqual([[], expect.stringMatching(/^The loaded files hold 1 /)])
  })
})
