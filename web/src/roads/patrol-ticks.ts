/** Clusters and kilometres as places for a patrol plan. */
import { account } from '../account.svelte.ts'
import type { LngLat } from '../answers.ts'
import { districtAt, handOver, homeOf, type District, type PatrolPlace } from '../patrol-places.ts'
import { spanLabel } from '../ui/months.ts'
import { count, withUnit } from '../ui/numbers.ts'
import { view } from '../view.svelte.ts'
import { fetchHours, type ClusterAnswer, type ClustersAnswer, type StripsAnswer, type StripWindow } from './asks.ts'
import { placeOf, presetTitle, tenth } from './words.ts'

export function clusterAsPlace(cluster: ClusterAnswer, { preset, from, to }: Pick<ClustersAnswer['query'], 'preset' | 'from' | 'to'>, districts: readonly District[]): PatrolPlace {
  const position = cluster.position as LngLat
  return { id: cluster.id, name: placeOf(cluster), why: `${withUnit(cluster.collisions, 'collisions')}, ${count(cluster.ksi)} KSI, ${spanLabel(from, to)}; cluster by the rule ${presetTitle(preset)}`, position, district: districtAt(position, districts) }
}

export function windowAsPlace(ref: string, one: StripWindow, { from, to }: Pick<StripsAnswer['query'], 'from' | 'to'>, districts: readonly District[]): PatrolPlace {
  const position = one.middle as LngLat
  return { id: `${ref} ${one.fromKm}`, name: `${ref} km ${tenth(one.fromKm)} to ${tenth(one.toKm)}${one.near ? ` near ${one.near}` : ''}`, why: `${withUnit(one.ksi, 'KSI collisions')} in one kilometre, ${spanLabel(from, to)}; visited at its middle`, position, district: districtAt(position, districts) }
}

/** Who may plan, and for which districts; others are told who can. */
export const mayPlan = (): boolean => account.may('patrol-plans') && (account.now?.districts.length ?? 0) > 0
export const othersPlan = (): boolean => account.may('read-sites') && !account.may('patrol-plans')
export const isOwn = ({ district }: PatrolPlace): boolean => district !== null && (account.now?.districts.includes(district.code) ?? false)

/** Opens a new plan with these places. Without the hours of the week it begins at the usual times. */
export async function planPatrols(places: readonly PatrolPlace[], { from, to, synthetic }: { from: string; to: string; synthetic: boolean }): Promise<void> {
  const home = homeOf(places, account.now?.districts ?? [])
  const hours = home ? await fetchHours(new URLSearchParams({ from, to, area: home.code }).toString()).then(({ ksi }) => ksi as number[], () => null) : null
  handOver({ places, hours, span: spanLabel(from, to), synthetic })
  view.go({ page: 'patrols/new', plan: null, tab: 'plan' })
}
