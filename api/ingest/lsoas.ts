/** Where the loaded LSOAs lie, to notice rows whose position is nowhere near the LSOA they name. */
import type { Database } from '../db/database.ts'

export interface KnownLsoas {
  isFar(spot: { lng: number; lat: number; lsoaCode: string }): boolean
}

const FAR_M = 25_000
const METRES_PER_DEGREE = 111_320

export async function knownLsoas(db: Database): Promise<KnownLsoas> {
  const rows = await db.rows<{ code: string; lng: number; lat: number }>(`
    select code, st_x(st_centroid(outline)) as lng, st_y(st_centroid(outline)) as lat from areas where live and type in ('lsoa11', 'lsoa21')`)
  const centres = new Map(rows.map(({ code, lng, lat }) => [code, [lng, lat] as const]))
  return {
    isFar({ lng, lat, lsoaCode }) {
      const centre = centres.get(lsoaCode)
      if (!centre) return false
      const eastM = (lng - centre[0]) * METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180)
      const northM = (lat - centre[1]) * METRES_PER_DEGREE
      return Math.hypot(eastM, northM) > FAR_M
    }
  }
}
