/** The view as addresses of questions: what each answer is asked with, and no more, so that nothing is asked twice. */
import type { ResponseSplit } from '../../../api/response-vocabulary.ts'
import { addMonths } from '../ui/months.ts'
import type { View } from '../view-url.ts'
import { responseParts } from './response-view.ts'

/** So many months the control chart shows. */
export const TREND_MONTHS = 24

type Span = Pick<View, 'from' | 'to' | 'area'>
function asked({ response }: Pick<View, 'response'>, span: Span, by?: ResponseSplit): string {
  const held = Object.entries({ ...(by ? { by } : {}), from: span.from, to: span.to, area: span.area }).filter((entry): entry is [string, string] => entry[1] !== null)
  return new URLSearchParams([...held, ...responseParts(response, ['start', 'stop', 'class', 'grade'])]).toString()
}

export const splitQuestion = (view: View, by: ResponseSplit): string => asked(view, view, by)
/** Districts stand beside all others, whichever is chosen. */
export const districtsQuestion = (view: View): string => asked(view, { ...view, area: null }, 'district')
export const lateQuestion = (view: View): string => asked(view, view)
export const trendQuestion = (view: View, last: string): string => asked(view, { from: addMonths(last, 1 - TREND_MONTHS), to: last, area: view.area }, 'month')
export const headlineQuestion = (last: string | null): string => (last === null ? '' : `month=${last}`)
