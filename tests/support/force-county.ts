/**
 * Records of an invented force in the invented county: common ones in a few busy hexagons, rare ones of which somebody might be recognised,
 * and some that no map may show. Resolution 8 hexagons are about 0.9 km across, so that places 0.02 degrees apart are in different ones.
 */
import { seeded } from './random.ts'

export interface ForceRecord { id: string; category: string; subcategory: string; at: string; lng: string; lat: string; rural: boolean; domestic: boolean }

export const months = ['2014-01', '2014-02', '2014-03', '2014-04', '2014-05']
export const force = 'Testshire Police'
const header = 'incident_id,category,subcategory,occurred_from,lng,lat,rural_flag,domestic'

export const asCsv = (records: readonly ForceRecord[]): string =>
  [header, ...records.map(({ id, category, subcategory, at, lng, lat, rural, domestic }) => [id, category, subcategory, at, lng, lat, Number(rural), Number(domestic)].join(',')), ''].join('\n')

/** Licensed premises, one in each district. */
export const premises = ['place_id,kind,name,lng,lat', 'pub-1,licensed-premises,The Anchor,0.4501,51.7501', 'pub-2,licensed-premises,The Ship,0.4501,51.6501', ''].join('\n')

/** Busy places first; northern ones are rural. */
export const places = [[0.45, 51.75], [0.45, 51.65], [0.52, 51.65], [0.55, 51.75], [0.43, 51.72], [0.57, 51.63], [0.47, 51.62], [0.53, 51.78], [0.41, 51.66], [0.59, 51.71]] as const

let number = 0
export const record = (category: string, month: string, [lng, lat]: readonly [number, number] | readonly [], change: Partial<ForceRecord> = {}): ForceRecord => ({
  id: `r${++number}`, category, subcategory: '', at: `${month}-12T11:00`, lng: lng === undefined ? '' : String(lng), lat: lat === undefined ? '' : String(lat), rural: false, domestic: false, ...change
})

/** Friday the 10th of January 2014, and the same weekday of the other months. */
const fridayNight: Record<string, string> = { '2014-01': '10', '2014-02': '14', '2014-03': '14', '2014-04': '11', '2014-05': '9' }
const atNight = (month: string) => ({ at: `${month}-${fridayNight[month]!.padStart(2, '0')}T23:00` })

export function forceRecords(seed = 5): ForceRecord[] {
  const random = seeded(seed)
  // Two of three are at the busiest places.
  const somewhere = () => places[random.below(3) > 0 ? random.below(3) : random.below(places.length)]!
  const some = (n: number, category: string, month: string, change: () => Partial<ForceRecord> = () => ({})) => Array.from({ length: n }, () => record(category, month, somewhere(), change()))
  return months.flatMap((month, i) => [
    ...some(40 + random.below(20), 'shoplifting', month), ...some(9 + random.below(9), 'burglary', month),
    ...some(25 + random.below(9), 'anti-social-behaviour', month, () => (random.below(3) === 0 ? atNight(month) : {})),
    ...some(14 + random.below(9), 'violent-crime', month, () => ({ subcategory: random.below(3) === 0 ? 'with-injury' : 'without-injury', ...(random.below(2) === 0 ? atNight(month) : {}) })),
    ...some(random.below(4), 'robbery', month, () => (random.below(2) === 0 ? atNight(month) : {})),
    ...some(random.below(5), 'other-theft', month, () => ({ rural: random.below(2) === 0 })),
    // Never on a map.
    ...some(2, 'violent-crime', month, () => ({ subcategory: 'sexual' })), ...some(3, 'violent-crime', month, () => ({ subcategory: 'without-injury', domestic: true })),
    record('domestic-incident', month, places[5], { domestic: true }), record('burglary', month, []), record('shoplifting', month, [0.65, 51.65]),
    // Rare ones: five robberies in one place in one month, one in another, and one far from anything.
    ...(i === 1 ? Array.from({ length: 5 }, () => record('robbery', month, places[6])) : []), ...(i === 3 ? [record('robbery', month, places[9])] : []),
    ...(i === 2 ? [record('violent-crime', month, [0.585, 51.605], { subcategory: 'homicide' })] : [])
  ])
}
