/** The answer to why emergencies are reached late: bands and places with their names, and what stands out in words. */
import { hourClasses, type HourClass } from '../response-vocabulary.ts'
import { stretchTitle } from './compliance.ts'
import { distanceBands, type Band, type LateFound, type LatePlace } from './late-work.ts'
import type { Clock, Opened } from './opening.ts'
import type { DistrictName } from './queries.ts'
import type { LateAnswer } from './schema.ts'

const method = 'Missed minutes: of each late emergency the minutes beyond its limit, added up by place; every emergency counts in one place. Longer than usual: beyond the median of those reached in time in the same kind of place. Distances are straight, from the nearest base to the middle of the hexagon.'
const MOST_NAMED = 3
/** Worth naming: twice as many late as the share of all would make, and not a handful. */
const OUT_OF_PROPORTION = 2
const LEAST_LATE = 10

export function lateAnswer(opened: Opened, clock: Clock, found: LateFound, districts: readonly DistrictName[], dataVersion: string): LateAnswer {
  const places = found.places.map((place) => placeOf(place, districts))
  const [total, late] = [sum(places, ({ total: n }) => n), sum(places, ({ late: n }) => n)]
  const banded = (bands: readonly Band[], title: (id: string, i: number) => string) => bands.map((band, i) => ({ ...band, title: title(band.id, i), lateShare: band.total > 0 ? band.late / band.total : null }))
  return {
    query: { ...opened.query, ...clock }, areaName: opened.area?.name ?? null, dataVersion, total, late, missedMinutes: round(found.missedMinutes), urban: found.urban, rural: found.rural,
    hours: banded(found.hours, (id) => hourClasses[id as HourClass]), distances: found.distances && banded(found.distances, (_, i) => distanceTitle(i)),
    places, text: textOf(places, total, late), method, ...opened.beside
  }
}

const sum = <T>(rows: readonly T[], of: (row: T) => number) => rows.reduce((all, row) => all + of(row), 0)
const round = (minutes: number) => Math.round(minutes * 10) / 10
const distanceTitle = (i: number) => {
  const [from, to] = [distanceBands[i - 1], distanceBands[i]!]
  return from === undefined ? `Under ${to} km from a base` : to === Infinity ? `${from} km and more` : `${from} to ${to} km`
}

function placeOf({ stretch, district, rural, ...place }: LatePlace, districts: readonly DistrictName[]): LateAnswer['places'][number] {
  const found = districts.find(({ area_id }) => area_id === district)
  const facts = { total: place.total, late: place.late, lateShare: place.total > 0 ? place.late / place.total : null, expectedLate: round(place.expectedLate), missedMinutes: round(place.missedMinutes), shareOfMissed: place.shareOfMissed, shareOfAll: place.shareOfAll }
  if (stretch) return { id: `${stretch.road}-${stretch.fromKm.toFixed(1)}`, title: stretchTitle(stretch), kind: 'stretch', ...facts, ...stretch }
  return { id: `${found?.code ?? 'none'}-${rural ? 'rural' : 'urban'}`, title: `${found?.name ?? 'No district'}, ${rural ? 'rural' : 'urban'}, off main roads`, kind: 'district', ...facts, line: null, road: null, fromKm: null, toKm: null, nearFrom: null, nearTo: null }
}

function textOf(places: LateAnswer['places'], total: number, late: number): string {
  if (total === 0) return 'There is no emergency whose time can be judged.'
  if (late === 0) return 'No emergency was reached late.'
  const lateText = `${late.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')} were reached late.`
  const above = runsOf(places.filter((place) => place.late > OUT_OF_PROPORTION * place.expectedLate && place.late >= LEAST_LATE)).slice(0, MOST_NAMED)
  if (above.length === 0) return `${lateText} No place has more than twice the late ones that its number of emergencies would lead to expect.`
  const [missed, all] = [sum(above, ({ shareOfMissed }) => shareOfMissed ?? 0), sum(above, ({ shareOfAll }) => shareOfAll ?? 0)]
  return `${lateText} Most out of proportion: ${above.map(({ title, late: n, expectedLate }) => `${title} (${n} late, ${expectedLate.toFixed(0)} expected)`).join('; ')}. ${above.length === 1 ? 'It has' : 'Together they have'} ${percent(all)} of the emergencies and ${percent(missed)} of the minutes beyond the standard.`
}

type Run = Pick<LateAnswer['places'][number], 'title' | 'late' | 'expectedLate' | 'shareOfMissed' | 'shareOfAll'>

/** Stretches that follow each other along a road as one, most beyond expectation first. */
function runsOf(places: LateAnswer['places']): Run[] {
  const runs: (Run & { road: string | null; toKm: number; from: string; to: string })[] = []
  const along = places.toSorted((a, b) => (a.road ?? '').localeCompare(b.road ?? '') || (a.fromKm ?? 0) - (b.fromKm ?? 0))
  for (const { title, late, expectedLate, shareOfMissed, shareOfAll, road, fromKm, toKm, nearFrom, nearTo } of along) {
    const before = runs.at(-1)
    if (road !== null && before?.road === road && Math.abs(before.toKm - fromKm!) < 0.01 && nearTo !== null) {
      Object.assign(before, {
        title: `${road}, ${before.from} to ${nearTo}`, toKm: toKm!, to: nearTo, late: before.late + late, expectedLate: before.expectedLate + expectedLate,
        shareOfMissed: (before.shareOfMissed ?? 0) + (shareOfMissed ?? 0), shareOfAll: (before.shareOfAll ?? 0) + (shareOfAll ?? 0)
      })
    } else runs.push({ title, late, expectedLate, shareOfMissed, shareOfAll, road, toKm: toKm ?? 0, from: nearFrom ?? '', to: nearTo ?? '' })
  }
  return runs.sort((a, b) => b.late - b.expectedLate - (a.late - a.expectedLate))
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`
