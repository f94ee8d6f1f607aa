/** Plain constants of emergency response that code, validation, tests and the web share. Imports nothing. */

/** The standard of the force: nine in ten emergencies within these times, the limits included. */
export const responseStandard = { urbanS: 900, ruralS: 1200, share: 0.9, answerS: 10, answerShare: 0.9 } as const

/** When the clock starts and stops; the first of each where nothing is said. */
export const clockStarts = { call: 'the call', answered: 'the answering of the call', dispatched: 'the dispatch of a resource' } as const
export type ClockStart = keyof typeof clockStarts
export const clockStops = { arrived: 'the first arrival', dispatched: 'the dispatch of a resource' } as const
export type ClockStop = keyof typeof clockStops

/** What tells town from country. */
export const classSources = {
  own: 'the file\'s own word, else the newest class of the place', ruc21: 'the rural-urban classification of 2021 at the place', ruc11: 'the rural-urban classification of 2011 at the place'
} as const
export type ClassSource = keyof typeof classSources

export const grades = { emergency: 'Emergency', priority: 'Priority', scheduled: 'Scheduled' } as const
export type Grade = keyof typeof grades

export const responseSplits = { month: 'Month', district: 'District', ruc: 'Town and country', hour: 'Hour of the week', road: 'Main road', stretch: 'Stretch of main road', grade: 'Grade', cell: 'Hexagon' } as const
export type ResponseSplit = keyof typeof responseSplits

export const complianceStatuses = { meets: 'meets the standard', below: 'below the standard', 'not-distinguishable': 'cannot be told from the standard' } as const
export type ComplianceStatus = keyof typeof complianceStatuses

/** Why the time of an emergency cannot be judged, in the order in which answers count them. */
export const stampFaults = {
  missing: 'A stamp is missing', negative: 'The clock stops before it starts', zero: 'The clock stops in the second in which it starts', 'over-a-day': 'More than 24 hours',
  'out-of-order': 'Dispatched before the call or after the arrival', 'class-unknown': 'Not known whether town or country'
} as const
export type StampFault = keyof typeof stampFaults

/** Map cells with fewer than this many merge with their neighbours, up to this size; stretches of main road are so long. */
export const responseMap = { res: 8, coarsest: 5, least: 10 } as const
export const stretchKm = 10

/** Parts of the week in which roads and calls differ, and which of them an hour of the week (0 Monday midnight) falls in. */
export const hourClasses = { 'weekday-night': 'Weekday nights, 22 to 6', 'weekday-day': 'Weekdays, 6 to 15 and 19 to 22', 'weekday-rush': 'Weekday evenings, 15 to 19', 'weekend-day': 'Weekend days, 6 to 22', 'weekend-night': 'Friday and Saturday nights, 22 to 6' } as const
export type HourClass = keyof typeof hourClasses

/** A night belongs to the day on which it begins. */
export function hourClassOf(hourOfWeek: number): number {
  const hour = hourOfWeek % 24
  const night = hour >= 22 || hour < 6
  const day = Math.floor((hour < 6 ? (hourOfWeek + 144) % 168 : hourOfWeek) / 24)
  if (night) return day === 4 || day === 5 ? 4 : 0
  if (day >= 5) return 3
  return hour >= 15 && hour < 19 ? 2 : 1
}

/** What standby points are chosen for. */
export const standbyModels = {
  'maximal-cover': 'Reach as many as so many points can', 'set-cover': 'Reach everybody with as few points as can be', 'p-median': 'Least time on average', 'p-center': 'Least time to the farthest'
} as const
export type StandbyModel = keyof typeof standbyModels
/** Where new points may stand. */
export const standbyCandidates = { settlements: 'Towns and villages', places: 'Police bases and town centres', cells: 'Anywhere: the middles of hexagons' } as const
export type StandbyCandidates = keyof typeof standbyCandidates
/** How points are spread: anywhere, or one of two on each side of the middle of the demand. */
export const standbySpreads = { anywhere: 'Anywhere', 'west-and-east': 'One in the west and one in the east' } as const
export type StandbySpread = keyof typeof standbySpreads
export const mostSites = 50

/** Questions that somebody has asked, ready to be asked again. */
export const standbyScenarios = [
  {
    id: 'rural-hubs', title: 'Two more hubs for the rural team', text: 'The rural team works from Maldon and Dunmow. Where should two more hubs stand, one in the west and one in the east, so that most emergencies in the country are reached within 20 minutes?',
    asked: { sites: 2, bases: ['Maldon', 'Dunmow'], only: 'rural', spread: 'west-and-east', candidates: 'settlements' }
  },
  { id: 'all-bases', title: 'Two standby points beside all bases', text: 'Where should two units wait so that, beside those at the bases, most emergencies are reached within the standard?', asked: { sites: 2, bases: 'all', only: 'both', spread: 'anywhere', candidates: 'settlements' } }
] as const
