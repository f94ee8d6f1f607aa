import { describe, expect, it } from 'vitest'
import { SpotStore } from '../../api/ingest/spots.ts'
import { testDatabase } from '../support/database.ts'

const test = testDatabase()
const spot = (lng: number) => ({ lng, lat: 51.7, lsoaCode: 'E01000001', lsoaPlace: 'Testshire', label: 'On or near Mill Lane' })

describe('positions', () => {
  it('that another import is adding at this very moment are found once it has committed, and none is taken for another', async () => {
    let answer: Promise<number[]> | undefined
    const [first] = await test.db.transaction(async (inside) => {
      const rows = await inside.rows<{ spot_id: number }>(`
        insert into spots (lng_e6, lat_e6, lsoa_code, lsoa_place, label, h3_r10) values (500000, 51700000, 'E01000001', 'Testshire', 'On or near Mill Lane', 1) returning spot_id`)
      answer = new SpotStore(test.db, 'police-uk').resolve([spot(0.4), spot(0.5), null, spot(0.6), spot(0.5)])
      // Long enough for the other to have begun, and to wait for this transaction.
      await new Promise((wake) => setTimeout(wake, 300))
      return rows
    })
    const ids = await answer!
    const rows = await test.db.rows<{ spot_id: number; lng_e6: number }>('select spot_id, lng_e6 from spots where spot_id > 0')
    const at = new Map(rows.map(({ spot_id, lng_e6 }) => [spot_id, lng_e6]))
    expect(ids.map((id) => at.get(id) ?? 0)).toEqual([400_000, 500_000, 0, 600_000, 500_000])
    expect(ids[1]).toBe(first!.spot_id)
  })
})
