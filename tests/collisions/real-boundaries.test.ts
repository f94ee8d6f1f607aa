/** Main roads inside published boundaries, whose neighbours do not quite meet: an overlay that fails in one engine must not fail in the other. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { StripsAnswer } from '../../api/collisions/cluster-schema.ts'
import { loadBasemap } from '../../api/ingest/demo.ts'
import { mainRoutes } from '../../api/road-vocabulary.ts'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { load } from '../support/ingest.ts'
import { holds, named, shared } from '../support/shared-data.ts'

describe.skipIf(!holds('boundaries'))(named('main roads inside the published districts of Essex', 'boundaries'), () => {
  const test = testDatabase()
  const app = testApp(test)

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
})
