/** What the page of emergency attendance holds in the address beside months, area and camera. */
import { classSources, clockStarts, clockStops, grades, type ClassSource, type ClockStart, type ClockStop, type Grade } from '../../../api/response-vocabulary.ts'

/** In the order of the tabs: one more part is one more entry here and in the page's list. */
export const responseTabs = ['overview', 'map', 'hours', 'places', 'districts', 'standby', 'quality'] as const
export type ResponseTab = (typeof responseTabs)[number]

export interface ResponseView {
  tab: ResponseTab
  start: ClockStart
  stop: ClockStop
  class: ClassSource
  grade: Grade
  /** What is looked at: hexagons that stand together, a stretch of road or a part of a district. */
  place: string | null
}

const keysOf = <T extends object>(of: T) => Object.keys(of) as (keyof T & string)[]
const isPlace = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9.()-]{0,40}$/.test(text)

export function parseResponse(query: URLSearchParams): ResponseView {
  const one = <T extends string>(name: string, all: readonly T[]): T => all.find((id) => id === query.get(name)) ?? all[0]!
  const place = query.get('place')
  return withClock({
    tab: one('tab', responseTabs), start: one('start', keysOf(clockStarts)), stop: one('stop', keysOf(clockStops)), class: one('class', keysOf(classSources)), grade: one('grade', keysOf(grades)),
    place: place !== null && isPlace(place) ? place : null,
  })
}

/** A clock does not stop where it starts. */
export const withClock = (asked: ResponseView): ResponseView => (asked.start === 'dispatched' && asked.stop === 'dispatched' ? { ...asked, stop: 'arrived' } : asked)

export const emptyResponse: ResponseView = parseResponse(new URLSearchParams())

/** What is not at its default, as it is written. */
export const responseParts = (response: ResponseView, which = Object.keys(emptyResponse) as (keyof ResponseView)[]): [name: string, value: string][] =>
  which.filter((name) => response[name] !== emptyResponse[name] && response[name] !== null).map((name) => [name, String(response[name])])
