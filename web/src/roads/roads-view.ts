/** What the pages of road safety hold in the address beside months, area and camera. Never a site, nor anything written about one. */
import { clusterMeasureIds, clusterPresetIds, lightChoices, userGroupIds, type ClusterMeasure, type ClusterPreset, type LightChoice, type UserGroup } from '../../../api/road-vocabulary.ts'

export const roadsTabs = ['clusters', 'summary', 'roads', 'when', 'change', 'districts', 'sites'] as const
export type RoadsTab = (typeof roadsTabs)[number]

export interface RoadsView {
  tab: RoadsTab
  preset: ClusterPreset
  by: ClusterMeasure
  /** Of a rule of one's own: fewest and metres in towns, and outside them where that differs. */
  fewest: number | null
  radius: number | null
  ruralFewest: number | null
  ruralRadius: number | null
  road: string | null
  group: UserGroup | null
  light: LightChoice | null
  /** Both or neither. */
  fromHour: number | null
  toHour: number | null
  /** The cluster that is looked at: the reference of its middle collision. */
  cluster: string | null
}

export const isRoad = (text: string): boolean => /^[ABM]\d{1,4}(\(M\))?$/.test(text)
const isReference = (text: string): boolean => /^[A-Za-z0-9_-]{1,40}$/.test(text)

export function parseRoads(query: URLSearchParams): RoadsView {
  const one = <T extends string>(name: string, all: readonly T[]): T | null => all.find((id) => id === query.get(name)) ?? null
  const whole = (name: string, least: number, most: number): number | null => {
    const text = query.get(name) ?? ''
    return /^\d{1,4}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : null
  }
  const text = (name: string, valid: (text: string) => boolean): string | null => {
    const found = query.get(name)
    return found !== null && valid(found) ? found : null
  }
  const preset = one('preset', clusterPresetIds) ?? 'wales'
  const own = (name: string, least: number, most: number) => (preset === 'free' ? whole(name, least, most) : null)
  const [fromHour, toHour] = [whole('fromHour', 0, 23), whole('toHour', 0, 24)]
  const hours = fromHour !== null && toHour !== null && fromHour !== toHour
  return {
    tab: one('tab', roadsTabs) ?? 'clusters', preset, by: one('by', clusterMeasureIds) ?? 'collisions',
    fewest: own('fewest', 2, 50), radius: own('radius', 10, 500), ruralFewest: own('ruralFewest', 2, 50), ruralRadius: own('ruralRadius', 10, 500),
    road: text('road', isRoad), group: one('group', userGroupIds), light: one('light', lightChoices), fromHour: hours ? fromHour : null, toHour: hours ? toHour : null, cluster: text('cluster', isReference),
  }
}

export const emptyRoads: RoadsView = parseRoads(new URLSearchParams())

/** What is not at its default, as it is written. */
export const roadsParts = (roads: RoadsView, which = Object.keys(emptyRoads) as (keyof RoadsView)[]): [name: string, value: string][] =>
  which.filter((name) => roads[name] !== emptyRoads[name] && roads[name] !== null).map((name) => [name, String(roads[name])])
