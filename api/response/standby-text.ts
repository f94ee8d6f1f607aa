/** What standby points come to, and where their times come from, in sentences. */
import { circuity, speedKmH } from '../analysis/travel-distance.ts'
import type { LoadedRoads } from '../patrols/road-times.ts'
import { hourClasses, responseStandard, type HourClass, type StandbyModel } from '../response-vocabulary.ts'
import type { Drives } from './standby-demand.ts'
import type { Cover } from './standby-schema.ts'
import type { StandbyFound } from './standby-work.ts'

const percent = (share: number) => `${(share * 100).toFixed(1)} %`
const minutes = (s: number) => `${Math.round(s / 60)} minutes`
/** More names are a list, not a sentence. */
const MOST_NAMED = 6
const named = (names: readonly string[]) => (names.length > MOST_NAMED ? `${names.length} new points` : new Intl.ListFormat('en-GB').format(names))
const interval = ({ share, lower, upper }: Cover) => (share === null ? 'none' : `${percent(share)} (95 % interval ${(lower! * 100).toFixed(1)} to ${percent(upper!)})`)

/** `standing`: points that stand already. */
export function standbyText(found: StandbyFound, { model, unit, only, hours, standing }: { model: StandbyModel; unit: string; only: 'both' | 'urban' | 'rural'; hours: HourClass | null; standing: number }): string {
  const { chosen, cover, before, choice, meanS, worstS } = found
  if (cover.pooled.total === 0) return `There are no ${unit} of this kind in these months.`
  const what = `${only === 'both' ? '' : `${only} `}${unit}${hours === null ? '' : ` (${hourClasses[hours].toLowerCase()})`}`
  const limit = only === 'both' ? `${minutes(responseStandard.urbanS)} in towns and ${minutes(responseStandard.ruralS)} in the country` : minutes(only === 'urban' ? responseStandard.urbanS : responseStandard.ruralS)
  const reach = `reach ${interval(cover.pooled)} of the ${cover.pooled.total.toLocaleString('en-GB')} ${what} within ${limit}`
  const parts = only === 'both' ? ` Towns: ${interval(cover.urban)}; country: ${interval(cover.rural)}.` : ''
  if (chosen.length + standing === 0) return 'No point stands yet: there is no base among them, and no new point has been put. Find points, or put one on the map.'
  if (chosen.length === 0) return choice.method === 'given' ? `The points as they stand ${reach}.${parts}` : `No new point is needed: those that stand ${reach}.${parts}`
  const gain = !before?.cover.pooled.share ? '' : `, up from ${percent(before.cover.pooled.share)} without ${chosen.length === 1 ? 'it' : 'them'}`
  const times = (model === 'p-median' || model === 'p-center') && meanS !== null ? ` On average ${(meanS / 60).toFixed(1)} minutes from call to arrival, to the farthest ${(worstS! / 60).toFixed(0)}.` : ''
  const proof = choice.proved ? 'No other choice of as many points does better.' : `A better choice could gain at most ${percent(choice.gap)}.`
  return `With ${named(chosen.map(({ name }) => name))} the points ${reach}${gain}.${parts}${times} ${proof}`
}

/** What times come from, and what observed drives did to them. */
export function travelText(roads: LoadedRoads | 'osrm' | null, asked: boolean, drives: readonly Drives[], hours: HourClass | null, speeds: 'observed' | 'model'): string {
  const from = roads === 'osrm' ? 'Drives come from the routing server (OSRM), by its own speeds, without the hour\'s traffic.' : roads ? `Drives follow the roads of OpenStreetMap as loaded on ${roads.madeOn}, without turn restrictions or traffic. © OpenStreetMap contributors.`
    : `Drives are estimates from straight lines, lengthened by ${circuity.urban} in towns and ${circuity.rural} in the country, at ${speedKmH.vehicle.urban} km/h in towns and ${speedKmH.vehicle.rural} in the country${asked ? ', as was asked for' : ': no roads are loaded'}.`
  const own = drives[hours === null ? drives.length - 1 : Object.keys(hourClasses).indexOf(hours)]!
  const factor = speeds === 'model' ? 'Times are those of the model, whatever was observed.'
    : own.factor === null ? 'Fewer than 30 drives were observed, so the model is taken as it is.'
      : `${own.drives.toLocaleString('en-GB')} observed drives took ${own.factor.toFixed(2)} times as long as the model says from the nearest base, and so do these.`
  const dispatch = own.dispatchS === null ? '' : ` ${own.dispatchS} seconds go before, the median from call to dispatch.`
  return `${from} ${factor}${dispatch}`
}

/** The model's cover by the bases beside what was observed. */
export function gapText({ model, pooled }: NonNullable<StandbyFound['observed']>): string {
  if (pooled === null || model.pooled.share === null) return 'No emergency of these months can be judged.'
  const points = (model.pooled.share - pooled) * 100
  return `From all bases the model reaches ${percent(model.pooled.share)} of the emergencies in time; ${percent(pooled)} were attended in time. ${Math.abs(points) < 0.05 ? 'They agree.' : points > 0 ? `The model is ${points.toFixed(1)} points too hopeful: units are not always free, nor at their base.` : `The model is ${(-points).toFixed(1)} points too strict: units are often nearer than their base.`}`
}
