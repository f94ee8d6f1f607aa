/**
 * Which areas are most like one.
 *
 * What it tells: the nearest areas of the same kind by what is known of them beside their records. What it does not: that they are alike in anything else, such as
 * shops, stations or night life.
 * Formula: each feature x of an area becomes z = (x - mean) / standard deviation over all areas that have it; the distance of two areas is the root of the mean of
 * (z - z')^2 over the features that the first has. A feature that does not differ between areas says nothing and is left out.
 * Input: features of all areas of a kind, as they shall be compared (logarithms of sizes). Output: the nearest, by distance, then by id.
 * Undefined: an area without any feature that others have: none. An area that lacks one of its features is not compared. Cost: a pass for each feature, one sort.
 * Source: the method of CIPFA's nearest neighbours model and of the police's most similar groups, with fewer features. Checked by hand.
 */
export interface Described { id: string; features: readonly (number | null)[] }
export interface Similar { id: string; /** Standard deviations apart, on average over the features. */ distance: number }

/** Ground, homes and people, as they are compared. */
export interface Facts { households: number | null; areaKm2: number; ruralShare: number | null; decile: number | null }
export const similarityFeatures = ['number of homes', 'homes per square kilometre', 'share of homes in rural areas', 'deprivation'] as const
/** Sizes by their logarithm: twice as many homes is as far from half as many. */
export const featuresOf = ({ households, areaKm2, ruralShare, decile }: Facts): (number | null)[] => {
  const known = households !== null && households > 0 && areaKm2 > 0
  return [known ? Math.log(households) : null, known ? Math.log(households / areaKm2) : null, ruralShare, decile]
}

export function similarAreas(all: readonly Described[], own: string, count = 5): Similar[] {
  const self = all.find(({ id }) => id === own)
  if (!self) return []
  const scales = self.features.map((value, f) => (value === null ? null : scaleOf(all.flatMap(({ features }) => features[f] ?? []))))
  const used = scales.flatMap((scale, f) => (scale === null ? [] : [{ f, scale }]))
  if (used.length === 0) return []
  return all
    .filter(({ id, features }) => id !== own && used.every(({ f }) => features[f] != null))
    .map(({ id, features }) => ({ id, distance: Math.sqrt(used.reduce((sum, { f, scale }) => sum + ((features[f]! - self.features[f]!) / scale) ** 2, 0) / used.length) }))
    .sort((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1))
    .slice(0, count)
}

/** Standard deviation; null where all are the same. */
function scaleOf(values: readonly number[]): number | null {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const scale = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
  return scale > 1e-9 * Math.max(1, Math.abs(mean)) ? scale : null
}
