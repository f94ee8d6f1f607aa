/** From rows and what the thread found to the demand as a plan takes it. */
import type { Reader } from '../access.ts'
import { harmEdition } from '../analysis/harm.ts'
import { secondsBetween, shiftBlocks } from '../analysis/patrol-demand.ts'
import type { ComingMonths } from '../hotspots/coming-months.ts'
import type { Demand, DemandAsked } from './demand.ts'
import { FORECAST_RES } from './demand-base.ts'
import { decilesAt, listDemandCellKinds, listDemandLabels, listDemandLandmarks, sumDemandResidents, type CellKind, type Residents } from './demand-queries.ts'
import { gatherTheme, type Gathered, type ThemeAsked } from './demand-rows.ts'
import { few, namesOf, reasonOf } from './demand-words.ts'
import type { FoundDemand } from './demand-work.ts'

/** What every shift of the same months, areas and objective rests on. */
export interface All { all: Gathered[]; kinds: CellKind[]; residents: Residents; areaIds: number[]; area: string }

/** Hexagons of the next finer resolution in one. */
const PARTS = 7

export async function gatherAll(months: ComingMonths, reader: Reader, asked: readonly ThemeAsked[], options: DemandAsked & { res: number }): Promise<All> {
  const areas = asked[0]!.areas.map((area) => area!)
  const areaIds = areas.map(({ area_id }) => area_id)
  const [all, kinds, residents] = await Promise.all([
    Promise.all(asked.map((theme) => gatherTheme(months, reader, theme, options))), listDemandCellKinds(reader.db, options.res, areaIds), sumDemandResidents(reader.db, areaIds)
  ])
  return { all, kinds, residents, areaIds, area: areas.map(({ name }) => name).join(' and ') }
}

export async function toldOf({ db }: Reader, asked: DemandAsked, res: number, { all, residents, areaIds, area }: All, found: FoundDemand & { roads: readonly (string | null)[] }): Promise<Demand> {
  const { places, blocks, total, themes: told } = found
  const span = { from: twelveBefore(all[0]!.told.last), to: all[0]!.told.last, res, areaIds }
  const middles = places.map(({ middle }) => middle)
  const [labels, landmarks, deciles] = places.length === 0 ? [[], [], []] : await Promise.all([
    listDemandLabels(db, asked.objective.map(({ theme }) => theme), span, places.flatMap(({ cells }) => cells)), listDemandLandmarks(db, middles), decilesAt(db, middles)
  ])
  const names = namesOf(places.map(({ id, cells }, at) => ({ id, labels: mostFirst(labels.filter(({ cell }) => cells.includes(cell))), landmark: landmarks.find((one) => one.at === at), road: found.roads[at] ?? null })))
  const cells = all[0]!.n * (res === FORECAST_RES ? 1 : PARTS)
  const reason = { n: found.drawn ? found.n : cells, area: found.drawn ? 'the drawn area' : area, weights: asked.objective.map(({ weight }) => weight) }
  return {
    ...basis(res, all), blocks, total, flat: told.every(({ hours }) => hours === null), unit: unitOf(asked, all, told.map(({ weighed }) => weighed)),
    places: places.map(({ told: numbers, ...place }, i) => ({ ...place, decile: deciles[i] ?? null, name: names[i]!, reason: reasonOf({ ...place, told: numbers }, all.map((one) => one.told), reason) })),
    cells: found.cells, cellExpected: found.cellExpected, plainCounts: found.plainCounts, plainPlaces: found.plainPlaces, anyPlaces: found.anyPlaces,
    method: methodOf(all, found, res), accuracy: all.flatMap(({ accuracy }) => accuracy(places.reduce((sum, place) => sum + place.cells.length, 0) / cells)).join(' '),
    ruralResidentsShare: residents.residents ? (residents.rural ?? 0) / residents.residents : null, decileResidentsShares: sharesOf(residents.deciles),
    notes: [...new Set([...all.flatMap(({ notes }) => notes), ...placeNotes(asked, found), ...mixNotes(asked, all)])]
  }
}

const sharesOf = (counts: readonly number[] | null): number[] | null => {
  const all = counts?.reduce((sum, n) => sum + n, 0)
  return counts && all ? counts.map((n) => n / all) : null
}

const twelveBefore = (month: string): string => `${Number(month.slice(0, 4)) - (month.endsWith('-12') ? 0 : 1)}-${String((Number(month.slice(5)) % 12) + 1).padStart(2, '0')}`

function mostFirst(labels: readonly { label: string; n: number }[]): { label: string; n: number }[] {
  const sums = new Map<string, number>()
  for (const { label, n } of labels) sums.set(label, (sums.get(label) ?? 0) + n)
  return [...sums].map(([label, n]) => ({ label, n })).sort((a, b) => b.n - a.n || (a.label < b.label ? -1 : 1))
}

const basis = (res: number, all: readonly Gathered[]) => ({ res, month: all[0]!.told.month, source: [...new Set(all.map(({ told }) => told.source).filter(Boolean))].join(' '), synthetic: all.some(({ told }) => told.synthetic) })

/** Nothing to forecast from. */
export function emptyDemand(asked: DemandAsked, res: number, all: readonly Gathered[]): Demand {
  const blocks = shiftBlocks(secondsBetween(asked.shiftFrom, asked.shiftTo))
  return {
    ...basis(res, all), blocks, flat: true, places: [], total: blocks.map(() => 0), cells: [], cellExpected: [], plainCounts: [], unit: unitOf(asked, all, all.map(() => false)), method: null, accuracy: '',
    notes: [...new Set(all.flatMap(({ notes }) => notes))], plainPlaces: [], anyPlaces: [], ruralResidentsShare: null
  }
}

function unitOf({ by }: DemandAsked, all: readonly Gathered[], weighed: readonly boolean[]): string {
  const unit = by !== 'count' && weighed.some(Boolean) ? `days of harm (${harmEdition(by).title})` : all.length === 1 ? all[0]!.told.unit : 'events'
  return all.length === 1 ? unit : `${unit}, themes weighted`
}

function mixNotes({ objective }: DemandAsked, all: readonly Gathered[]): string[] {
  if (objective.length === 1) return []
  const sum = objective.reduce((total, { weight }) => total + weight, 0)
  return [`Themes are mixed so that of all that is expected in the month ${objective.map(({ weight }, t) => `${all[t]!.told.title} has ${Math.round((100 * weight) / sum)} %`).join(', ')}.`]
}

function placeNotes({ must, mostPlaces }: DemandAsked, { places, lost, drawn }: FoundDemand): string[] {
  return [
    ...(lost.length > 0 ? [`To be visited and left out at the same time, so left out: ${lost.join(', ')}.`] : []),
    ...(places.length === 0 ? ['Nothing is expected here in this shift, so there is no place to choose.'] : places.length < mostPlaces ? [`Only ${places.length} places have anything expected in this shift.`] : []),
    ...(must.length > mostPlaces ? [`${places.filter((place) => place.must).length} places must be visited, more than the ${mostPlaces} asked for: all of them are kept.`] : []),
    ...(drawn ? ['Shares are of the drawn area; the forecast is that of the whole area.'] : [])
  ]
}

function methodOf(all: readonly Gathered[], { themes: told }: FoundDemand, res: number): Demand['method'] {
  const first = all.find(({ method }) => method)?.method
  if (!first) return null
  const texts = all.flatMap(({ method, told: { title } }, t) => (method ? [`${title}: ${method.title}. ${method.text}${hoursText(told[t]!)}${harmText(told[t]!)}`] : []))
  const parts = res === FORECAST_RES ? '' : ' Each hexagon of the forecast is divided among its seven parts by the records there, recent ones and those of every kind, in proportions chosen on months not seen.'
  return { id: first.id, title: first.title, text: `${texts.join(' ')}${parts} A visit counts what is expected at its place in the two hours in which it begins, once.` }
}

function hoursText({ hours }: FoundDemand['themes'][number]): string {
  if (!hours) return ''
  const { strength } = hours.levels.place
  const own = strength === Infinity ? 'every place has the hours of its kind' : `a place's own hours are weighed against ${few(strength)} events of its kind`
  const without = hours.leftOut > 0 ? `; ${hours.leftOut.toLocaleString('en-GB')} spans of over seven days tell of no hour and are left out` : ''
  return ` Hours: by ${hours.events.toLocaleString('en-GB')} records; ${own}, as held best on weeks not seen${without}.`
}

const harmText = ({ weighed, prior }: FoundDemand['themes'][number]): string => (weighed && prior !== null ? ` Harm of an event: ${prior === Infinity ? 'the theme\'s mean everywhere, because places do not differ beyond chance' : `the place's mean of two years, weighed against ${few(prior)} events of the theme's mean`}.` : '')
