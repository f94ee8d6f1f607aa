/**
 * Fewer events where officers were longer? Places of one period by the minutes of visits they had.
 *
 * What it tells: rates by minutes delivered, and how the rate goes with each further hour. What it does not tell: that the minutes did it. Officers
 * are sent where more is expected and stay where something happens, so a rate that rises with minutes is no sign of harm; a comparison by lot
 * (trial-effect) is what tells. With `baseline`, what each place would be expected to have, the first of the two is taken out.
 * Formula: bins of minutes with events, baseline and the exact Poisson interval of their ratio (per place where no baseline is given). Slope:
 * Poisson regression log E(y) = log(baseline) + a + b hours, by Newton's method; rate ratio for one more hour exp(b), interval
 * exp(b +- 1.96 se sqrt(max(1, d))), d Pearson's chi-square by its degrees of freedom (quasi-Poisson: crime in runs widens it).
 * Input: minutes, events and baseline by place. Output: bins and slope. Undefined for under 5 places, under 5 events or minutes all alike: the slope is
 * null and a note says why. Cost: some passes. Sources: McCullagh & Nelder 1989, 6.2; Koper 1995, doi 10.1080/07418829500096231.
 * Checked against R's glm with family quasipoisson.
 */
import { poissonInterval } from './poisson-intervals.ts'

export interface Dosed { minutes: number; events: number; baseline?: number }
export interface DoseBin { fromMin: number; toMin: number | null; places: number; events: number; baseline: number; ratio: number | null; lower: number | null; upper: number | null }
export interface DoseSlope { ratio: number; lower: number; upper: number; dispersion: number }
export interface DoseResponse { bins: DoseBin[]; slope: DoseSlope | null; note: string | null }

/** Ends of bins, minutes: none, part of a visit or one, up to an hour, up to four. */
export const doseEdges = [0, 1, 16, 61, 241] as const
const FEWEST = 5

/** @throws RangeError for minutes or events below nought, a baseline that is not above it. */
export function doseResponse(places: readonly Dosed[], edges: readonly number[] = doseEdges): DoseResponse {
  for (const { minutes, events, baseline = 1 } of places) if (!(minutes >= 0 && events >= 0 && baseline > 0)) throw new RangeError('places: minutes and events at least nought, baseline above it')
  const bins = edges.map((fromMin, i) => binOf(places, fromMin, edges[i + 1] ?? null))
  const events = places.reduce((sum, one) => sum + one.events, 0)
  const note = places.length < FEWEST ? `${places.length} places are too few for a line.`
    : events < FEWEST ? `${events} ${events === 1 ? 'event is' : 'events are'} too few for a line.`
      : places.every(({ minutes }) => minutes === places[0]!.minutes) ? 'All places had the same minutes, so there is no line.' : null
  const slope = note === null ? slopeOf(places) : null
  return { bins, slope, note: note ?? (slope === null ? 'Events and minutes do not bear a line: no event is at any place with other minutes.' : null) }
}

function binOf(places: readonly Dosed[], fromMin: number, toMin: number | null): DoseBin {
  const inside = places.filter(({ minutes }) => minutes >= fromMin && (toMin === null || minutes < toMin))
  const events = inside.reduce((sum, one) => sum + one.events, 0)
  const baseline = inside.reduce((sum, one) => sum + (one.baseline ?? 1), 0)
  if (baseline === 0) return { fromMin, toMin, places: 0, events, baseline, ratio: null, lower: null, upper: null }
  const { lower, upper } = poissonInterval(events)
  return { fromMin, toMin, places: inside.length, events, baseline, ratio: events / baseline, lower: lower / baseline, upper: upper / baseline }
}

/** Two parameters by Newton's method; null where it does not settle, as with all events on one side. */
function slopeOf(places: readonly Dosed[]): DoseSlope | null {
  const total = places.reduce((sum, one) => sum + one.events, 0)
  let [a, b] = [Math.log(total / places.reduce((sum, { baseline = 1 }) => sum + baseline, 0)), 0]
  for (let step = 0; step < 60; step++) {
    const { g0, g1, h00, h01, h11 } = derivatives(places, a, b)
    const determinant = h00 * h11 - h01 * h01
    if (!(determinant > 1e-12)) return null
    const [da, db] = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant]
    a += da
    b += db
    if (Math.abs(b) > 30) return null
    if (Math.abs(da) + Math.abs(db) < 1e-12) break
  }
  const { h00, h01, h11, pearson } = derivatives(places, a, b)
  const dispersion = pearson / (places.length - 2)
  const se = Math.sqrt((h00 / (h00 * h11 - h01 * h01)) * Math.max(1, dispersion))
  return { ratio: Math.exp(b), lower: Math.exp(b - 1.959964 * se), upper: Math.exp(b + 1.959964 * se), dispersion }
}

function derivatives(places: readonly Dosed[], a: number, b: number) {
  const sum = { g0: 0, g1: 0, h00: 0, h01: 0, h11: 0, pearson: 0 }
  for (const { minutes, events, baseline = 1 } of places) {
    const hours = minutes / 60
    const mean = baseline * Math.exp(a + b * hours)
    sum.g0 += events - mean
    sum.g1 += (events - mean) * hours
    sum.h00 += mean
    sum.h01 += mean * hours
    sum.h11 += mean * hours * hours
    sum.pearson += (events - mean) ** 2 / mean
  }
  return sum
}
