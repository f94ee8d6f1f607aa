/**
 * Travel times where no roads are known: straight lines, lengthened, at a usual speed.
 *
 * What it tells: about how long a way takes. What it does not: rivers, railways and one-way streets; a way across an estuary looks short.
 * Formula: t = d c / v, d = great-circle distance, c = circuity (way by road over straight line), v = speed door to door.
 * Circuity: 1.3 in towns and 1.4 in the country (Ballou, Rahardja & Sakai 2002, doi 10.1016/S0965-8564(01)00044-1: England about 1.4; Giacomin & Levinson
 * 2015, doi 10.1068/b130131p: 1.2 to 1.4, longer for short ways). Speeds: on foot 4.8 km/h, by cycle 15 km/h, by vehicle 25 km/h in towns and 50 km/h in the
 * country, without lights and sirens and with parking: assumptions that a routing server or imported roads replace.
 * A way is of the country where both of its ends are.
 * Input: positions, whether each is rural (null: taken for a town, where ways are slower). Output: seconds and metres, row by row from, to.
 * Cost: a moment for each pair. Checked by hand and against h3's great-circle distance.
 */
import type { Position } from './h3-grid.ts'

export type Mode = 'foot' | 'cycle' | 'vehicle'
export const circuity = { urban: 1.3, rural: 1.4 } as const
export const speedKmH = { foot: { urban: 4.8, rural: 4.8 }, cycle: { urban: 15, rural: 15 }, vehicle: { urban: 25, rural: 50 } } as const

const EARTH_M = 6_371_008.8
const RADIAN = Math.PI / 180

/** Great-circle distance, m. */
export function straightM([lngA, latA]: Position, [lngB, latB]: Position): number {
  const [dLat, dLng] = [(latB - latA) * RADIAN, (lngB - lngA) * RADIAN]
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(latA * RADIAN) * Math.cos(latB * RADIAN) * Math.sin(dLng / 2) ** 2
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** `rural` is as long as `points`. */
export function distanceTimes(points: readonly Position[], rural: readonly (boolean | null)[], mode: Mode): { seconds: Float64Array; metres: Float64Array } {
  const n = points.length
  const [seconds, metres] = [new Float64Array(n * n), new Float64Array(n * n)]
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      if (a === b) continue
      const kind = rural[a] === true && rural[b] === true ? 'rural' : 'urban'
      metres[a * n + b] = straightM(points[a]!, points[b]!) * circuity[kind]
      seconds[a * n + b] = (metres[a * n + b]! / speedKmH[mode][kind]) * 3.6
    }
  }
  return { seconds, metres }
}
