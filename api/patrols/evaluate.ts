/** From counts by cell and month to what may be said of a plan. No database, no clock: the same parts give the same answer. */
import { doseResponse } from '../analysis/dose-response.ts'
import { wdd } from '../analysis/evaluation.ts'
import { expectedFall, type ExpectedFall } from '../analysis/regression-to-mean.ts'
import { leastWddWords } from '../analysis/trial-power.ts'
import { regressionWords, verdictOfWdd, type Verdict } from '../analysis/verdict.ts'
import { compare, ringAround, sumOver, type CellGroup, type CellSeries } from './comparison.ts'
import type { PlannedPlace } from './content-schema.ts'
import type { EvaluationAnswer, EvaluatedPlace, WddBody } from './evaluation-schema.ts'

export interface EvaluationParts {
  places: readonly PlannedPlace[]
  /** From the earliest that is used on; counts are aligned to them. */
  months: readonly string[]
  series: CellSeries
  /** Index of the shift's month. */
  shift: number
  /** Months before and after, indexes with the end not included; null where there are none. */
  before: [number, number] | null
  after: [number, number] | null
  minutes: ReadonlyMap<string, number>
  unit: string
}
export type Evaluated = Pick<EvaluationAnswer, 'least' | 'wdd' | 'withRings' | 'verdict' | 'regression' | 'difference' | 'series' | 'places' | 'dose'> & { notes: string[] }

const LEVEL = 90
/** Two years tell count and trend; the literature's smallest is one. */
const MATCH_MONTHS = 24
/** Standardised difference up to which a match is called good (Stuart 2010). */
const GOOD_MATCH = 0.25

export function evaluate({ places, months, series, shift, before, after, minutes, unit }: EvaluationParts): Evaluated {
  const treated: CellGroup[] = places.map(({ id, cells, middle }) => ({ id, cells, middle }))
  const from = Math.max(0, shift - MATCH_MONTHS)
  const known = shift - from >= 12
  const comparison = known && treated.length > 0 ? compare(treated, series, from, shift) : null
  const count = (group: CellGroup | undefined, span: [number, number] | null): number => (group && span ? sumOver(series, group.cells, ...span) : 0)
  const both = (group: CellGroup) => ({ before: count(group, before), after: count(group, after) })
  const rows = places.map(({ id, name }, i): EvaluatedPlace => {
    const match = comparison?.matches.get(id)
    return { id, name, ...both(treated[i]!), minutes: minutes.get(id) ?? 0, match: match ? { id: match.id, middle: match.middle, cells: match.cells, ...both(match) } : null }
  })
  const matched = treated.filter(({ id }) => comparison?.matches.has(id))
  const controls = matched.map(({ id }) => comparison!.matches.get(id)!)
  const notes = notesOf(known, matched.length, places.length, before, after)
  if (comparison?.difference != null && Math.abs(comparison.difference) > GOOD_MATCH) notes.push(`Nothing else here is quite like these places: they differ from those they are compared with by ${Math.abs(comparison.difference).toFixed(1)} standard deviations of yearly counts, where ${GOOD_MATCH} is a good match. Read the comparison with care.`)
  const measured = before && after && matched.length > 0 ? measure(matched, controls, series, before, after) : null
  const regression = before && comparison ? expectedFall(comparison.all.map((group) => count(group, before)), treated.map((_, i) => i)) : null
  const sums = (groups: readonly CellGroup[]) => months.map((_, m) => groups.reduce((sum, { cells }) => sum + sumOver(series, cells, m, m + 1), 0))
  return {
    least: before && matched.length > 0 ? leastWddWords(matched.reduce((sum, group) => sum + count(group, before), 0), unit) : null,
    wdd: measured?.plain ?? null, withRings: measured?.rings ?? null, verdict: measured && verdictOf(measured, unit, regression),
    regression: regression && { ...regression, text: regressionWords(regression, unit) }, difference: comparison?.difference ?? null,
    series: { months: [...months], treated: sums(matched.length > 0 ? matched : treated), comparison: sums(controls) }, places: rows,
    // Half an event is added, so that a place with none before is no division by nought.
    dose: before && after ? doseResponse(rows.map((row) => ({ minutes: row.minutes, events: row.after, baseline: row.before + 0.5 }))) : null, notes
  }
}

/** A claim must also stand with the rings: what only moved next door is no fall. */
function verdictOf({ plain, rings }: { plain: WddBody; rings: WddBody | null }, unit: string, regression: ExpectedFall | null): Verdict {
  const options = { unit, level: LEVEL, regression }
  const [alone, around] = [verdictOfWdd({ ...plain, z: null }, options), rings && verdictOfWdd({ ...rings, z: null }, options)]
  if (!around || alone.state === 'unclear' || alone.state === 'nothing' || around.state === alone.state) return alone
  return { state: 'unclear', text: `Counting what happened one step around these places as well, no difference can be told from chance. ${around.state === 'unclear' ? around.text : ''}`.trim() }
}

function notesOf(known: boolean, matched: number, all: number, before: unknown, after: unknown): string[] {
  if (!after) return ['No month from the shift on is loaded yet, so nothing can be said of what followed. Come back when it is.']
  const notes: string[] = []
  if (!before) notes.push('As many months before are not loaded, so there is nothing to compare with.')
  if (!known) notes.push('Fewer than 12 months before the shift are loaded: too few to find comparison places by count and trend.')
  else if (matched < all) notes.push(`${all - matched} of ${all} places have no comparison place far enough away and are left out of the comparison.`)
  notes.push('One plan is one shift; these months also hold what every other patrol, and everybody else, did.')
  return notes
}

function measure(treated: readonly CellGroup[], controls: readonly CellGroup[], series: CellSeries, before: [number, number], after: [number, number]): { plain: WddBody; rings: WddBody | null } {
  const pair = (cells: readonly string[]) => ({ before: sumOver(series, cells, ...before), after: sumOver(series, cells, ...after) })
  const cellsOf = (groups: readonly CellGroup[]) => groups.flatMap(({ cells }) => cells)
  const sides = { treated: pair(cellsOf(treated)), comparison: pair(cellsOf(controls)) }
  const [ring, controlRing] = [ringAround(treated, controls), ringAround(controls, treated)]
  const rings = { treated: pair(ring), comparison: pair(controlRing) }
  const body = (around: WddBody['rings']): WddBody => {
    const found = wdd(sides.treated, sides.comparison, around ? { displacement: { treated: around.treated, control: around.comparison }, areas: { treated: 1, control: 1, treatedRing: 1, controlRing: controlRing.length / ring.length } } : {})
    return { ...sides, rings: around, wdd: found.wdd, se: found.se, lower: found.lower, upper: found.upper, level: LEVEL }
  }
  return { plain: body(null), rings: ring.length > 0 && controlRing.length > 0 ? body(rings) : null }
}
