/** Questions and answers about emergency attendance. */
import { Type, type Static } from 'typebox'
import { AreaCode, DataVersion, FormOf, H3Cell, LngLat, Month, Nullable, OneOf } from '../schema.ts'
import { classSources, clockStarts, clockStops, complianceStatuses, grades, responseSplits, stampFaults, type ClassSource, type ClockStart, type ClockStop, type Grade, type ResponseSplit, type StampFault } from '../response-vocabulary.ts'

const keys = <T extends object>(of: T) => Object.keys(of) as (keyof T & string)[]
/** What a figure rests on: the clock, the class, the grade. */
const clock = {
  start: Type.Optional(OneOf<ClockStart>(keys(clockStarts), 'When the clock starts; "call" where nothing is said')), stop: Type.Optional(OneOf<ClockStop>(keys(clockStops), 'When it stops; "arrived" where nothing is said')),
  class: Type.Optional(OneOf<ClassSource>(keys(classSources), 'What tells town from country; "own" where nothing is said')), grade: Type.Optional(OneOf<Grade>(keys(grades), '"emergency" where nothing is said: the standard is for emergencies'))
}
const span = { from: Type.Optional(Month), to: Type.Optional(Month), area: Type.Optional(AreaCode) }
export const ComplianceQuery = Type.Object({ ...span, ...clock, by: Type.Optional(OneOf<ResponseSplit>(keys(responseSplits), 'How the rows are split; "month" where nothing is said')) }, { additionalProperties: false })
export type ComplianceQuery = Static<typeof ComplianceQuery>
export const LateQuery = Type.Object({ ...span, ...clock }, { additionalProperties: false })
export type LateQuery = Static<typeof LateQuery>

const Share = (description: string) => Nullable(Type.Number({ description: `${description}, 0 to 1` }))
const Seconds = Nullable(Type.Integer())
const Waiting = Type.Object({ value: Seconds, lower: Seconds, upper: Seconds }, { description: 'Seconds with the 95 % interval; null where the cases do not reach so far' })
export const Compliance = Type.Object({
  attended: Type.Integer({ description: 'Within the standard' }), total: Type.Integer({ description: 'That could be judged' }), share: Share('attended of total'), lower: Share('Lower end of Wilson\'s 95 % interval'), upper: Share('Upper end'),
  status: Nullable(OneOf(keys(complianceStatuses), 'Against 90 %: meets, where the lower end is at or above it; below, where the upper end is under it')), unjudged: Type.Integer({ description: 'Whose times or class cannot be judged' }),
  worst: Share('The share if all of those had come late'), best: Share('The share if all of those had come in time'), medianS: Waiting, p90S: Waiting
})
export type Compliance = Static<typeof Compliance>
export const Parts = Type.Object({ urban: Compliance, rural: Compliance, pooled: Compliance })
export type Parts = Static<typeof Parts>

/** Hexagons come by the thousand, and most are wholly urban or wholly rural: the other part is left out. Rows of every other split have all three. */
const Row = Type.Object({
  id: Type.String(), title: Type.String(), urban: Type.Optional(Compliance), rural: Type.Optional(Compliance), pooled: Compliance, unjudgedShare: Share('Of all emergencies of the row, those that cannot be judged'),
  standing: Type.Optional(Type.String({ description: 'In the funnel: within, above, far-above, below, far-below the share of all' })),
  limits: Type.Optional(Type.Object({ lower: Share('Lower limit'), upper: Share('Upper limit') }, { description: 'Of the control chart (months) or of the funnel at 99.8 % (districts)' })),
  exceptional: Type.Optional(Nullable(OneOf(['high', 'low'], 'A month beyond the limits of the control chart'))),
  weekday: Type.Optional(Type.Integer({ description: '0 Monday' })), hour: Type.Optional(Type.Integer()),
  cells: Type.Optional(Type.Array(H3Cell)), res: Type.Optional(Type.Integer({ description: 'Resolution at which the cells stand together' })), enough: Type.Optional(Type.Boolean({ description: 'Whether there are ten' })), centre: Type.Optional(LngLat),
  line: Type.Optional(Type.Array(LngLat)), road: Type.Optional(Type.String()), fromKm: Type.Optional(Type.Number()), toKm: Type.Optional(Type.Number())
})
export type ComplianceRow = Static<typeof Row>

const Clock = Type.Object({ start: OneOf(keys(clockStarts), 'Start'), stop: OneOf(keys(clockStops), 'Stop'), class: OneOf(keys(classSources), 'Class'), grade: OneOf(keys(grades), 'Grade'), text: Type.String({ description: 'The same in a sentence, to stand beside every figure' }) })
export const Understood = Type.Object({ from: Month, to: Month, area: Nullable(Type.String()), ...Clock.properties })
export const besideResponse = { source: Type.String(), caveat: Type.String(), synthetic: Type.Boolean(), monthsHeld: Type.Integer(), monthsAsked: Type.Integer(), note: Nullable(Type.String()) }

export const ComplianceAnswer = Type.Object({
  query: Type.Object({ ...Understood.properties, by: OneOf(keys(responseSplits), 'Split') }), areaName: Nullable(Type.String()), dataVersion: DataVersion,
  standard: Type.Object({ urbanS: Type.Integer(), ruralS: Type.Integer(), share: Type.Number() }), whole: Parts,
  yearBefore: Nullable(Type.Object({ from: Month, to: Month, ...Parts.properties }, { description: 'The same months a year before, by the same clock; null for more than twelve months, or where one is not loaded' })),
  stamps: Type.Object({
    emergencies: Type.Integer({ description: 'In the study area' }), unjudged: Type.Integer(), share: Share('unjudged of emergencies'), byFault: Type.Array(Type.Object({ fault: OneOf<StampFault>(keys(stampFaults), 'Why'), title: Type.String(), count: Type.Integer() })),
    outside: Type.Integer({ description: 'Outside the study area: not counted at all' })
  }),
  classes: Type.Object({ own: Type.Integer(), ruc21: Type.Integer(), ruc11: Type.Integer(), unknown: Type.Integer(), changed: Type.Integer({ description: 'Whose place has another class in 2021 than in 2011' }), text: Type.String() }),
  answered: Nullable(Type.Object({ inTime: Type.Integer(), of: Type.Integer(), share: Share('Answered within 10 seconds'), lower: Share('Lower'), upper: Share('Upper') }, { description: 'Null where no file says when calls were answered' })),
  chart: Nullable(Type.Object({ centre: Share('Share of all months'), spread: Nullable(Type.Number({ description: 'How much more months differ than chance alone makes them (1: as much)' })) })),
  rows: Type.Array(Row), method: Type.String(), ...besideResponse
})
export type ComplianceAnswer = Static<typeof ComplianceAnswer>

const Rolling = Type.Object({ from: Month, to: Month, ...Parts.properties, answered: Nullable(Type.Object({ inTime: Type.Integer(), of: Type.Integer(), share: Share('Within 10 seconds'), lower: Share('Lower'), upper: Share('Upper') })) })
const PublicParts = { urban: Nullable(Compliance), rural: Nullable(Compliance), pooled: Nullable(Compliance) }
export const HeadlineQuery = Type.Object({ month: Type.Optional(Month), form: FormOf('csv', 'json') }, { additionalProperties: false })
export type HeadlineQuery = Static<typeof HeadlineQuery>
const Change = Type.Object({ points: Type.Number({ description: 'Percentage points, one decimal' }), text: Type.String() })
export const HeadlineAnswer = Type.Object({
  query: Type.Object({ month: Month }), forceName: Nullable(Type.String()), dataVersion: DataVersion, thisYear: Nullable(Rolling), lastYear: Nullable(Rolling),
  difference: Nullable(Change), changeSincePreviousMonth: Nullable(Change), answeredDifference: Nullable(Change), answeredChange: Nullable(Change),
  months: Type.Array(Type.Object({ month: Month, ...PublicParts })), districts: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), ...PublicParts }, { description: 'Twelve months to the month asked for; null: fewer than ten in one of its months' })),
  clock: Type.String(), method: Type.String(), ...besideResponse
})
export type HeadlineAnswer = Static<typeof HeadlineAnswer>

const Split = Type.Object({ count: Type.Integer(), dispatchS: Seconds, driveS: Seconds }, { description: 'Median seconds from call to dispatch and from dispatch to arrival; null where no dispatch is stamped' })
const Splits = Type.Object({ inTime: Split, late: Split, dispatchShare: Share('Of what late ones took longer than usual, the part before dispatch') })
const Band = Type.Object({ id: Type.String(), title: Type.String(), total: Type.Integer(), late: Type.Integer(), lateShare: Share('late of total'), splits: Splits })
export const LateAnswer = Type.Object({
  query: Understood, areaName: Nullable(Type.String()), dataVersion: DataVersion, total: Type.Integer(), late: Type.Integer(), missedMinutes: Type.Number({ description: 'Minutes beyond the standard, of all late ones' }),
  urban: Splits, rural: Splits, hours: Type.Array(Band), distances: Nullable(Type.Array(Band, { description: 'By straight distance from the nearest base to the hexagon; null where no base is loaded' })),
  places: Type.Array(Type.Object({
    id: Type.String(), title: Type.String(), kind: OneOf(['stretch', 'district'], 'A stretch of main road, or what lies on none in the urban or rural part of a district'), total: Type.Integer(), late: Type.Integer(),
    lateShare: Share('late of total'), expectedLate: Type.Number({ description: 'Late if the place were as all are' }), missedMinutes: Type.Number(), shareOfMissed: Share('Of all missed minutes'), shareOfAll: Share('Of all emergencies'), line: Nullable(Type.Array(LngLat)), road: Nullable(Type.String()), fromKm: Nullable(Type.Number()), toKm: Nullable(Type.Number()),
    nearFrom: Nullable(Type.String({ description: 'Settlement nearest to the beginning of the stretch' })), nearTo: Nullable(Type.String())
  }, { description: 'Most missed minutes first; each emergency in one place' })), text: Type.String({ description: 'What stands out, in a sentence' }), method: Type.String(), ...besideResponse
})
export type LateAnswer = Static<typeof LateAnswer>
