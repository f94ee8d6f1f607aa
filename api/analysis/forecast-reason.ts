/**
 * Why a method was chosen and what stands against trusting the figures, in plain sentences.
 *
 * What it tells: the numbers behind the choice, of months not seen. What it does not tell: more than the cards do.
 * Formula: hits of 100 events, to one decimal under 10 or where they would look the same. Input: the choice and the cards. Output: sentences. Undefined: never. Cost: none.
 * Source: definitions of accuracy.ts. Checked by its sentences.
 */
import { FEWEST_EVENTS, type AccuracyCard } from './accuracy.ts'
import type { Comparison, MethodRecord } from './forecast-cards.ts'
import { FEWEST_WINDOWS, type Choice } from './forecast-rule.ts'

/** Windows from which a figure is shown without a word of caution: one of each month of the year. */
export const ENOUGH_WINDOWS = 12

const percent = ({ hitRate }: AccuracyCard): number => (hitRate ?? 0) * 100
/** Two hit rates of 100: whole numbers, or one decimal where few or rounded to the same. */
function ofHundred(one: AccuracyCard, other: AccuracyCard): [string, string] {
  const fine = Math.min(percent(one), percent(other)) < 10 || Math.round(percent(one)) === Math.round(percent(other))
  const [a, b] = [one, other].map((card) => percent(card).toFixed(fine ? 1 : 0))
  return [a!, b!]
}
const areaOf = ({ chance }: AccuracyCard): string => `${Number((chance * 100).toPrecision(2))} % of the area`
type Unit = 'month' | 'day' | 'shift'
const many = (n: number, unit: Unit): string => (n === 1 ? `1 ${unit}` : `${n} ${unit}s`)

/** Why this method: `records` are pooled over all windows that the choice was made from. */
export function reasonOf(known: readonly { title: string }[], choice: Choice, nested: Comparison, records: readonly MethodRecord[], windows: number, unit: Unit = 'month'): string {
  if (windows < FEWEST_WINDOWS) return `The plain one-year count is used: ${windows === 0 ? `no ${unit}` : `only ${many(windows, unit)}`} could be held back to compare methods by.`
  const plain = records[0]!.card
  const best = records[choice.best]!.card
  const [ahead, behind] = ofHundred(best, plain)
  if (choice.method !== 0) {
    const [chosen, count] = ofHundred(nested.chosen, nested.plain)
    const process = nested.chosen.windows > 0 ? ` Chosen anew each ${unit} from the ${unit}s before, it held ${chosen}, the plain count ${count} (${many(nested.chosen.windows, unit)}).` : ''
    return `${known[choice.method]!.title}: chosen because in ${many(windows, unit)} not seen it held ${ahead} of 100 offences in ${areaOf(best)}, the plain one-year count ${behind}.${process}`
  }
  const use = `in ${many(windows, unit)} not seen it held ${behind} of 100 offences in ${areaOf(plain)}`
  if (choice.best === 0) return `The plain one-year count is used: ${use}, and no other method did better.`
  return `The plain one-year count is kept: ${use}, and the best other (${known[choice.best]!.title}: ${ahead}) was not ahead by more than chance.`
}

/** What stands against trusting the figures; null where nothing does. */
export function noteOf(totals: readonly number[], { chosen }: Comparison, reported: number): string | null {
  if (totals.length === 0) return 'No month is held, so nothing can be forecast.'
  if (totals.every((total) => total === 0)) return 'No offence is recorded in the months held, so nothing can be forecast.'
  const notes = [
    ...(reported < ENOUGH_WINDOWS ? [`Tested on ${reported === 0 ? 'no month' : `only ${many(reported, 'month')}`}: fewer than ${ENOUGH_WINDOWS} do not cover a year.`] : []),
    ...(reported > 0 && chosen.events < FEWEST_EVENTS ? [chosen.note!] : [])
  ]
  return notes.length ? notes.join(' ') : null
}

/** Days or shifts from which a figure is shown without a word of caution: four weeks, or as many of a shift of two days a week. */
const ENOUGH_DAYS = 28
const ENOUGH_SHIFTS = 8

/** The same for the next day or shift. */
export function dayNoteOf(events: number, { chosen }: Comparison, reported: number, unit: 'day' | 'shift'): string | null {
  if (events === 0) return 'No offence is recorded in the months held, so nothing can be forecast.'
  const notes = [
    ...(reported < (unit === 'day' ? ENOUGH_DAYS : ENOUGH_SHIFTS) ? [`Tested on ${reported === 0 ? `no ${unit}` : `only ${many(reported, unit)}`}, which is too few to rely on.`] : []),
    ...(reported > 0 && chosen.events < FEWEST_EVENTS ? [chosen.note!.replace('months tested', `${unit}s tested`)] : [])
  ]
  return notes.length ? notes.join(' ') : null
}
