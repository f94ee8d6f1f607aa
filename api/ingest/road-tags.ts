/** From the tags of an OpenStreetMap way to what a patrol needs of it: class, who may use it in which direction, signed limit, name, number. */
import { classIndex, roadAccess, roadClasses } from '../analysis/road-classes.ts'

export interface Road { class: number; access: number; limitKmh: number; name: string; ref: string }
type Tag = (key: string) => string | undefined

/** The first decides whether a way is a road at all. */
export const roadKeys = [
  'highway', 'access', 'foot', 'bicycle', 'vehicle', 'motor_vehicle', 'motorcar', 'oneway', 'oneway:bicycle', 'cycleway', 'cycleway:left', 'cycleway:right', 'cycleway:both',
  'junction', 'maxspeed', 'name', 'ref'
] as const

/** Which tag has the word, the most exact first. */
const wordKeys = { foot: ['foot', 'access'], cycle: ['bicycle', 'vehicle', 'access'], vehicle: ['motorcar', 'motor_vehicle', 'vehicle', 'access'] } as const
const allowing = new Set(['yes', 'designated', 'permissive', 'official', 'public', 'destination', 'customers', 'discouraged'])
const forbidding = new Set(['no', 'private', 'agricultural', 'forestry', 'agricultural;forestry', 'military', 'permit', 'residents', 'delivery', 'use_sidepath', 'dismount', 'emergency', 'restricted', 'none'])
/** Longer names are cut: no street has one. */
const LONGEST_NAME = 120
/** Of several numbers some may be cut off. */
const LONGEST_REF = 40
const KM_PER_MILE = 1.609344

/** Undefined for a way that nobody may use: not built, closed, indoors, or no way to travel on. */
export function roadOf(tag: Tag): Road | undefined {
  let id = tag('highway')!
  const found = classIndex.get(id)
  if (found === undefined) return undefined
  const walk = says(tag, wordKeys.foot) ?? !/^(motorway|motorway_link|busway)$/.test(id)
  const cycle = says(tag, wordKeys.cycle) ?? roadClasses[found]!.cycle > 0
  const drive = says(tag, wordKeys.vehicle) ?? roadClasses[found]!.vehicle > 0
  // Where cycles are let onto a way for walkers, they ride with care instead of pushing.
  if (cycle && (id === 'footway' || id === 'pedestrian')) id = 'path'
  const access = (walk ? roadAccess.foot : 0) | (cycle ? cycleWays(tag) : 0) | (drive ? vehicleWays(tag) : 0)
  if (access === 0) return undefined
  return { class: classIndex.get(id)!, access, limitKmh: limitOf(tag('maxspeed')), name: (tag('name') ?? tag('ref') ?? '').replace(/\s+/g, ' ').trim().slice(0, LONGEST_NAME), ref: (tag('ref') ?? '').replace(/\s+/g, '').slice(0, LONGEST_REF) }
}

function says(tag: Tag, keys: readonly string[]): boolean | undefined {
  for (const key of keys) {
    const word = tag(key)
    if (word !== undefined && allowing.has(word)) return true
    if (word !== undefined && forbidding.has(word)) return false
  }
  return undefined
}

/** 0: both directions, 1: that of the way alone, -1: against it alone. */
function onewayOf(tag: Tag): -1 | 0 | 1 {
  const word = tag('oneway')
  if (word === '-1' || word === 'reverse') return -1
  if (word === 'yes' || word === 'true' || word === '1') return 1
  if (word !== undefined) return 0
  return /^motorway(_link)?$/.test(tag('highway')!) || /^(roundabout|circular)$/.test(tag('junction') ?? '') ? 1 : 0
}

function vehicleWays(tag: Tag): number {
  const oneway = onewayOf(tag)
  return (oneway >= 0 ? roadAccess.vehicle : 0) | (oneway <= 0 ? roadAccess.vehicleBack : 0)
}

function cycleWays(tag: Tag): number {
  const own = tag('oneway:bicycle')
  const against = own === 'no' || ['cycleway', 'cycleway:left', 'cycleway:right', 'cycleway:both'].some((key) => tag(key)?.startsWith('opposite'))
  const oneway = against ? 0 : own === 'yes' ? 1 : onewayOf(tag)
  return (oneway >= 0 ? roadAccess.cycle : 0) | (oneway <= 0 ? roadAccess.cycleBack : 0)
}

/** `30 mph` or `50`, km/h; 0 for what is neither, such as `national`. */
function limitOf(text: string | undefined): number {
  const [, number, unit] = /^(\d{1,3})\s*(mph|km\/h|kmh)?$/.exec(text ?? '') ?? []
  return number ? Math.min(255, Math.round(Number(number) * (unit === 'mph' ? KM_PER_MILE : 1))) : 0
}
