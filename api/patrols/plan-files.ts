/** A plan as files for other tools: GPX 1.1 for navigation devices, GeoJSON for maps, iCalendar for diaries, CSV for tables. Each carries the marking. */
import { clockAfter, instantAfter } from '../analysis/aoristic.ts'
import { csv } from '../csv.ts'
import { escaped } from '../html.ts'
import type { PlanContent, PlannedUnit } from './content-schema.ts'
import type { Plan } from './schema.ts'

/** A plan that holds routes. */
export type Made = Plan & { content: PlanContent }
export const fileForms = { gpx: 'application/gpx+xml; charset=utf-8', geojson: 'application/geo+json; charset=utf-8', ics: 'text/calendar; charset=utf-8', csv: 'text/csv; charset=utf-8; header=present' } as const
export type FileForm = keyof typeof fileForms

const degree = (value: number): string => value.toFixed(6)
const lonLat = ([lng, lat]: readonly [number, number]): string => `lat="${degree(lat)}" lon="${degree(lng)}"`
/** Stops of a unit in order: its base, its visits, its base. */
function stopsOf({ content }: Made, unit: PlannedUnit) {
  const places = new Map(content.places.map((place) => [place.id, place]))
  const visits = unit.visits.map((visit, i) => {
    const place = places.get(visit.place)!
    return { number: i + 1, startS: visit.startS, endS: visit.endS, at: visit.at, until: visit.until, name: place.name, reason: place.reason, position: place.middle }
  })
  return { visits, base: unit.base }
}

/** One waypoint a visit, one route a unit; times in UTC, as GPX 1.1 has them. */
export function gpx(plan: Made, marking: string): string {
  const at = (seconds: number) => instantAfter(plan.shiftFrom, seconds)
  const routes = plan.content.units.map((unit) => {
    const { visits, base } = stopsOf(plan, unit)
    const ends = (seconds: number) => `    <rtept ${lonLat(base.position)}><time>${at(seconds)}</time><name>${escaped(base.name)}</name></rtept>`
    const points = visits.map((one) => `    <rtept ${lonLat(one.position)}><time>${at(one.startS)}</time><name>${escaped(`${one.number} ${one.name}`)}</name><desc>${escaped(`${one.at} to ${one.until}. ${one.reason}`)}</desc></rtept>`)
    return ['  <rte>', `    <name>${escaped(unit.name)}</name>`, ends(unit.leavesS), ...points, ends(unit.backS), '  </rte>'].join('\n')
  })
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<gpx version="1.1" creator="Beatwise" xmlns="http://www.topografix.com/GPX/1/1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.topografix.com/GPX/1/1 http://www.topografix.com/GPX/1/1/gpx.xsd">',
    `  <metadata><name>${escaped(plan.name)}</name><desc>${escaped(`${marking}. Version ${plan.version}.`)}</desc><time>${plan.changedAt}</time></metadata>`, ...routes, '</gpx>', ''].join('\n')
}

/** Places as points, routes as lines. */
export function geoJson(plan: Made, marking: string): string {
  const { places, units } = plan.content
  const visitsOf = (place: string) => units.flatMap((unit) => unit.visits.filter((visit) => visit.place === place).map(({ at, until }) => ({ unit: unit.name, from: at, to: until })))
  const point = (place: PlanContent['places'][number]) => ({ type: 'Feature', id: place.id, geometry: { type: 'Point', coordinates: place.middle }, properties: { kind: 'place', name: place.name, reason: place.reason, cells: place.cells, share: place.share, visits: visitsOf(place.id) } })
  const line = (unit: PlannedUnit) => ({ type: 'Feature', geometry: { type: 'LineString', coordinates: unit.path }, properties: { kind: 'route', unit: unit.name, mode: unit.mode, leaves: unit.leaves, back: unit.back, travelS: unit.travelS } })
  return JSON.stringify({ type: 'FeatureCollection', name: plan.name, marking, version: plan.version, features: [...places.map(point), ...units.filter(({ path }) => path.length > 1).map(line)] })
}

/** RFC 5545: one event a visit. Lines of more than 75 bytes are folded. */
export function calendar(plan: Made, marking: string): string {
  const text = (value: string) => value.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')
  const utc = (seconds: number) => instantAfter(plan.shiftFrom, seconds).replace(/[-:]/g, '')
  const stamp = plan.changedAt.replace(/[-:]/g, '')
  const events = plan.content.units.flatMap((unit) => stopsOf(plan, unit).visits.map(({ number, startS, endS, name, reason, position: [lng, lat] }) => [
    'BEGIN:VEVENT', `UID:${plan.id}-${plan.content.units.indexOf(unit)}-${number}@beatwise`, `DTSTAMP:${stamp}`, `DTSTART:${utc(startS)}`, `DTEND:${utc(endS)}`, `SEQUENCE:${plan.version}`, 'CLASS:CONFIDENTIAL',
    `SUMMARY:${text(`${unit.name}: ${number} ${name}`)}`, `DESCRIPTION:${text(`${reason}\n${marking}`)}`, `GEO:${degree(lat)};${degree(lng)}`, 'END:VEVENT'
  ]))
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Beatwise//Patrol plan//EN', 'METHOD:PUBLISH', ...events.flat(), 'END:VCALENDAR', ''].map(folded).join('\r\n')
}

function folded(line: string): string {
  const parts: string[] = []
  let [part, bytes] = ['', 0]
  for (const letter of line) {
    const size = Buffer.byteLength(letter)
    if (bytes + size > 74) {
      parts.push(part)
      part = ' '
      bytes = 1
    }
    part += letter
    bytes += size
  }
  return [...parts, part].join('\r\n')
}

/** A line a visit, in the order of units and times. */
export function planTable(plan: Made, marking: string): string {
  const lines = plan.content.units.flatMap((unit) => stopsOf(plan, unit).visits.map((visit) => ({ unit, visit })))
  const local = (seconds: number) => clockAfter(plan.shiftFrom, seconds).slice(0, 16)
  return csv(['unit', 'mode', 'visit', 'place', 'lng', 'lat', 'from', 'to', 'reason'], lines.length, (i) => {
    const { unit, visit } = lines[i]!
    return [unit.name, unit.mode, visit.number, visit.name, ...visit.position.map((one) => Number(one.toFixed(5))), local(visit.startS), local(visit.endS), visit.reason]
  }, { plan: plan.name, version: plan.version, marking, source: plan.content.source, synthetic: plan.content.synthetic })
}

export const planFile: Record<FileForm, (plan: Made, marking: string) => string> = { gpx, geojson: geoJson, ics: calendar, csv: planTable }
