/** Rules and clusters in words. */
import type { ClusterRules } from '../analysis/collision-clusters.ts'
import type { ClusterMeasure, ClusterPreset } from '../road-vocabulary.ts'
import { clusterPresets } from '../road-vocabulary.ts'
import type { ClusterFacts } from './cluster-work.ts'
import { ON_ROAD_M, type SnapFacts } from './snap-work.ts'
import type { Strip } from './strip-work.ts'

/** How the list is made and what it rests on; printed with it. */
export const clusterMethod = (byLength: boolean, by: ClusterMeasure, snapped: SnapFacts | null): string => [
  snapText(snapped),
  'Circles about each collision that hold as many as the rule asks for; circles with a collision in common are one cluster.',
  byLength
    ? 'The expectation rests on the lengths of the loaded roads: collisions by km of carriageway of each group of roads in the same months, times the km in the circle. Traffic is not known: a busy road has more collisions than a quiet one of the same kind.'
    : 'No traffic and no lengths of roads are known: the expectation is how many further collisions there are around a collision on roads of the same kind in the same months.',
  'Behind the count: Empirical Bayes (Hauer), with a 95 % interval. Places picked for a high count have fewer afterwards even if nothing is done (regression to the mean), so ' +
    (by === 'severity' ? 'the expectation stands beside the rank, which goes by value of prevention as asked for.' : 'the rank goes by how far what lies behind the count is above the expectation, not by the count.')
].join(' ')

function snapText(snapped: SnapFacts | null): string {
  if (!snapped) return 'No roads are loaded here, so collisions lie where their file has them.'
  const { moved, farthestM, away } = snapped
  const left = away === 0 ? '' : `; ${away} farther than ${ON_ROAD_M} m from every road ${away === 1 ? 'stays' : 'stay'} where the file has ${away === 1 ? 'it' : 'them'}`
  return `Collisions count at the nearest loaded road of their class (${moved} of ${moved + away}, moved by at most ${Math.ceil(farthestM)} m)${left}.`
}

const counted: Record<ClusterMeasure, string> = { collisions: 'injury collisions', ksi: 'KSI collisions', severity: 'injury collisions' }

export function ruleText(preset: ClusterPreset, by: ClusterMeasure, { urban, rural }: ClusterRules, months: number): string {
  const same = urban.fewest === rural.fewest && urban.radiusM === rural.radiusM
  const where = same ? `${urban.fewest} ${counted[by]} within ${urban.radiusM} m` : `${urban.fewest} ${counted[by]} within ${urban.radiusM} m in towns, ${rural.fewest} within ${rural.radiusM} m in the country`
  return `At least ${where}, in ${monthsOf(months)} (${clusterPresets.find(({ id }) => id === preset)!.source}).`
}

/** What a rule of so many months means for fewer. */
export function monthsText(preset: ClusterPreset, held: number): string | null {
  const { months, title } = clusterPresets.find(({ id }) => id === preset)!
  if (preset === 'free' || held === months || held === 0) return null
  return `The rule is for ${months} months and ${held} are loaded here: ${held < months ? 'fewer places reach it than in the whole period' : 'more places reach it than in its own period'} (${title}).`
}

const one = (value: number): string => value.toFixed(1)
const monthsOf = (months: number): string => `${months} ${months === 1 ? 'month' : 'months'}`

export function reasonOf({ collisions, ksi, within, radiusM, road, near, expectation }: ClusterFacts, months: number, by: ClusterMeasure): string {
  const where = [road ? ` on the ${road}` : '', near ? ` near ${near}` : ''].join('')
  const what = by === 'ksi' ? `${collisions} KSI collisions` : `${collisions} injury collisions, ${ksi} of them KSI,`
  const first = `${what}${where} in ${monthsOf(months)}, ${within} within ${radiusM} m of one.`
  if (!expectation) return `${first} Too few collisions are loaded to say how many would be expected.`
  const { basis, held, expected, behind, lower, upper, kind, excess } = expectation
  const judged = lower > expected ? 'more than chance explains' : excess > 0 ? 'above, but chance alone may explain it' : 'no more than expected'
  const expects = basis === 'length' ? `On the ${kind} in that circle, ${one(expected)} are expected` : `Around a collision on ${kind}, ${one(expected)} further ones are expected`
  return `${first} ${expects}; here are ${held}, behind which lie about ${one(behind)} (${one(lower)} to ${one(upper)}): ${judged}.`
}

export const stripMethod = [
  'Each collision lies at the foot of its perpendicular on the road\'s drawn line, or on its line among the imported roads (one carriageway) where it is not drawn; a rate is KSI collisions by km and year with a 95 % Poisson interval.',
  'Worst kilometres by a sliding window; chance: of 999 roads with as many KSI collisions spread by lot, the share with a kilometre at least as full. Traffic, which differs along a road, is not known.'
].join(' ')

export function stripsNote(strips: readonly Pick<Strip, 'ref' | 'lengthKm' | 'away' | 'collisions'>[]): string | null {
  const unknown = strips.filter(({ lengthKm }) => lengthKm === null).map(({ ref }) => ref)
  const away = strips.reduce((sum, one) => sum + one.away, 0)
  return [
    unknown.length > 0 ? `No line is loaded for ${unknown.join(', ')}: the length is not known, so no rate is given (importing roads loads the lines of all numbered ones).` : '',
    away > 0 ? `${away} ${away === 1 ? 'collision lies' : 'collisions lie'} too far from the line of the road to be laid on it; counted in the totals, not in rates and kilometres.` : ''
  ].filter(Boolean).join(' ') || null
}
