/** When collisions happen, what changed between two periods, and where points lie, as a thread works them out. */
import { eTest } from '../analysis/evaluation.ts'
import { rateRatio, type RateRatio } from '../analysis/poisson-intervals.ts'
import { userGroups } from '../road-vocabulary.ts'
import { chosenOf, type CollisionFilter } from './cluster-work.ts'
import { isKsi, readCollisions, type Collisions } from './packed-collisions.ts'

export interface HoursTask { collisions: string; filter: CollisionFilter }
/** `ksi` and `all`: collisions by weekday (Monday 0) and hour, 7 times 24. */
export interface Hours { ksi: number[]; all: number[]; unknown: number; chosen: number }

/** The first of January 2000 was a Saturday. */
const FIRST_WEEKDAY = 5

export function hoursOf({ collisions, filter }: HoursTask): Hours {
  const own = chosenOf(readCollisions(collisions), filter)
  const [ksi, all] = [new Array<number>(168).fill(0), new Array<number>(168).fill(0)]
  let unknown = 0
  own.index.forEach((_, i) => {
    if (!own.timeKnown[i]) { unknown++; return }
    const minute = own.minute[i]!
    const at = ((Math.floor(minute / 1440) + FIRST_WEEKDAY) % 7) * 24 + Math.floor((minute % 1440) / 60)
    all[at]!++
    if (isKsi(own, i)) ksi[at]!++
  })
  return { ksi, all, unknown, chosen: own.index.length }
}

export interface ChangeTask { before: string; after: string; monthsBefore: number; monthsAfter: number; filter: CollisionFilter }
export interface ChangeRow { id: string; title: string; before: number; after: number; ratio: RateRatio | null; p: number | null }

/** Collisions of all kinds and by group, in two periods. p (E-test) for periods of one length alone. */
export function changeOf({ before, after, monthsBefore, monthsAfter, filter }: ChangeTask): ChangeRow[] {
  const [old, now] = [chosenOf(readCollisions(before), filter), chosenOf(readCollisions(after), filter)]
  const count = (of: Collisions, holds: (i: number) => boolean) => of.index.reduce((sum, _, i) => sum + Number(holds(i)), 0)
  const row = (id: string, title: string, holds: (of: Collisions, i: number) => boolean): ChangeRow => {
    const [x0, x1] = [count(old, (i) => holds(old, i)), count(now, (i) => holds(now, i))]
    const told = monthsBefore > 0 && monthsAfter > 0
    return { id, title, before: x0, after: x1, ratio: told ? rateRatio(x1, monthsAfter, x0, monthsBefore) : null, p: told && monthsBefore === monthsAfter ? eTest(x1, x0) : null }
  }
  return [
    row('collisions', 'All injury collisions', () => true), row('ksi-collisions', 'KSI collisions', isKsi), row('fatal-collisions', 'Fatal collisions', (of, i) => of.severity[i] === 1),
    ...userGroups.map(({ id, title }, bit) => row(id, `KSI collisions: ${title[0]!.toLowerCase()}${title.slice(1)}`, (of, i) => isKsi(of, i) && (of.ksiGroups[i]! & (1 << bit)) !== 0))
  ]
}

export interface PointsTask { collisions: string; filter: CollisionFilter; bbox: readonly number[]; most: number }
export interface Points { points: { id: string; lng: number; lat: number; severity: number; day: number }[]; more: number }

/** Those within the box, the worst first; `day` since 2000. */
export function pointsOf({ collisions, filter, bbox: [west, south, east, north], most }: PointsTask): Points {
  const own = chosenOf(readCollisions(collisions), filter)
  const inside = Array.from(own.index, (_, i) => i).filter((i) => own.lng[i]! >= west! && own.lng[i]! <= east! && own.lat[i]! >= south! && own.lat[i]! <= north!)
  inside.sort((a, b) => own.severity[a]! - own.severity[b]! || (own.index[a]! < own.index[b]! ? -1 : 1))
  const points = inside.slice(0, most).map((i) => ({ id: own.index[i]!, lng: own.lng[i]!, lat: own.lat[i]!, severity: own.severity[i]!, day: Math.floor(own.minute[i]! / 1440) }))
  return { points, more: inside.length - points.length }
}
