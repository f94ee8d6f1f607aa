/** A request in the words of a planner. */
import { planDefaults, shiftPresets, themes, type DemandWeight } from '../../../api/vocabulary.ts'
import type { PlanRequest } from '../../../api/patrols/request-schema.ts'
import { listed, dayLabel } from '../ui/months.ts'
import { count } from '../ui/numbers.ts'
import type { Draft } from './draft.ts'
import { clockOf, dayOf, shiftWords, spanWords } from './shift-times.ts'

export const byWords: Record<DemandWeight, string> = { count: 'count', cchi: 'harm (Cambridge index)', css: 'harm (ONS severity score)' }
export const modeWords = { foot: 'on foot', cycle: 'by cycle', vehicle: 'by vehicle' } as const
export const travelWords = { best: 'the best there is (roads, where they are known)', distance: 'straight lines, lengthened' } as const
export const effortWords = { quick: 'Quick', default: 'As usual', thorough: 'Thorough' } as const
export const statusWords: Record<string, string> = { draft: 'Draft', approved: 'Approved', closed: 'Closed' }

export const themeTitle = (id: string): string => themes.find((theme) => theme.id === id)?.title ?? id
/** Within a sentence: "burglary", "anti-social behaviour". */
export const themeInside = (id: string): string => { const title = themeTitle(id); return title[0]!.toLowerCase() + title.slice(1) }

/** "burglary", "burglary (60.0%) and anti-social behaviour (40.0%)" */
export function mixWords(objective: PlanRequest['objective']): string {
  if (objective.length === 1) return themeInside(objective[0]!.theme)
  const sum = objective.reduce((total, { weight }) => total + weight, 0)
  return listed(objective.map(({ theme, weight }) => `${themeInside(theme)} (${Math.round((100 * weight) / sum)}%)`))
}

export const objectiveWords = (objective: readonly string[] | null): string => (objective ? listed(objective.map(themeTitle)) : 'Without routes')

const several = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`
export const unitsWords = (n: number | null): string => (n === null ? 'no units' : several(n, 'unit'))
export const visitsWords = (n: number | null): string => (n === null ? 'no visits' : several(n, 'visit'))

/** The whole request as one sentence: what stands above a plan, on paper, and in who hears the page. */
export function requestWords({ request, shiftFrom, shiftTo }: Draft, where: string): string {
  const { visitMinutes = planDefaults.visitMinutes, gapMinutes = planDefaults.gapMinutes, by = 'count' } = request
  const apart = gapMinutes > 0 ? `, at least ${spanWords(gapMinutes)} apart at the same place` : ''
  return `Plan against ${mixWords(request.objective)} by ${byWords[by]} in ${where}, ${shiftWords(shiftFrom, shiftTo)}, with ${several(request.units.length, 'unit')}, visits of ${visitMinutes} min${apart}.`
}

/** The rest of a request, where it is not as usual. */
export function moreWords(request: PlanRequest): string[] {
  const { mostPlaces, mostVisits, falling, must = [], exclude = [], travel, randomised, seed, effort } = request
  return [
    ...(mostPlaces !== undefined && mostPlaces !== planDefaults.mostPlaces ? [`${several(mostPlaces, 'place')} at most`] : []),
    ...(mostVisits !== undefined && mostVisits !== planDefaults.mostVisits ? [`${several(mostVisits, 'visit')} of a place at most`] : []),
    ...(falling !== undefined && falling !== planDefaults.falling ? [`a further visit of a place counts ${falling} of the one before`] : []),
    ...(must.length > 0 ? [`${several(must.length, 'place')} must be visited`] : []),
    ...(exclude.length > 0 ? [`${several(exclude.length, 'hexagon')} left out`] : []),
    ...(travel === 'distance' ? ['travel by straight lines'] : []),
    ...(randomised ? [`order varied by seed ${seed ?? 'drawn for it'}`] : []),
    ...(effort && effort !== 'default' ? [`${effortWords[effort].toLowerCase()} search`] : []),
  ]
}

/** "Night-time economy, Chelmsford, Sat 28 Nov 20:00": the year stands beside it wherever the plan does. */
export function nameOf({ request, shiftFrom }: Pick<Draft, 'request' | 'shiftFrom'>, where: string): string {
  const first = themeTitle(request.objective[0]!.theme)
  const what = request.objective.length > 1 ? `${first} and more` : first
  return `${what}, ${where}, ${dayLabel(dayOf(shiftFrom)).replace(/ \d{4}$/, '')} ${clockOf(shiftFrom)}`.slice(0, 120)
}

export const presetTitle = (preset: keyof typeof shiftPresets): string => { const { title, from, to } = shiftPresets[preset]; return `${title}, ${from} to ${to}` }
