/** The view as addresses of questions: what each answer is asked with, and no more, so that nothing is asked twice. */
import { mainRoutes } from '../../../api/road-vocabulary.ts'
import type { View } from '../view-url.ts'
import { roadsParts, type RoadsView } from './roads-view.ts'

type Part = keyof RoadsView
const rule: Part[] = ['preset', 'by', 'fewest', 'radius', 'ruralFewest', 'ruralRadius']
const hurt: Part[] = ['group', 'light', 'fromHour', 'toHour']

function asked({ from, to, area, roads }: View, which: Part[], more: Record<string, string> = {}): string {
  const span = Object.entries({ from, to, area }).filter((entry): entry is [string, string] => entry[1] !== null)
  return new URLSearchParams([...roadsParts(roads, which), ...span, ...Object.entries(more)]).toString()
}

export const clustersQuestion = (view: View): string => asked(view, [...rule, 'road', ...hurt])
export const patternsQuestion = (view: View): string => asked(view, ['by', 'road', ...hurt])
export const pointsQuestion = (view: View, bbox: readonly number[]): string => asked(view, ['by', 'road', ...hurt], { bbox: bbox.map((degree) => degree.toFixed(4)).join(',') })
export const monthsQuestion = ({ from, to }: View): string => new URLSearchParams(Object.entries({ from, to }).filter((entry): entry is [string, string] => entry[1] !== null)).toString()
export const summaryQuestion = ({ to, area }: View): string =>
  new URLSearchParams(Object.entries({ month: to, area }).filter((entry): entry is [string, string] => entry[1] !== null)).toString()

/** The county's main routes, and the one that is asked for where it is another. */
export function stripsQuestion(view: View): string {
  const { road } = view.roads
  const refs = road !== null && !(mainRoutes as readonly string[]).includes(road) ? [...mainRoutes, road] : mainRoutes
  return asked(view, hurt, { roads: refs.join(',') })
}
