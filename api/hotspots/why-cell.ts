/** What whole maps say of one hexagon. Nothing is computed anew, so that it agrees with the maps to the digit. */
import { cellAt, centreOf, diskOf, ringOf } from '../analysis/h3-grid.ts'
import { toMetres } from '../analysis/metres.ts'
import { monthName, monthNumber } from '../analysis/series-breaks.ts'
import type { NearbyPlace } from './queries.ts'
import type { Significance } from './significance.ts'
import type { Maps } from './why-maps.ts'
import type { WhyAnswer } from './why-schema.ts'

type Part<Key extends keyof WhyAnswer> = WhyAnswer[Key]
type Found = Maps['counts']['found']

/** By the corrected p, two-sided: strengths as the maps colour them. */
const SURE = [[0.01, '99%'], [0.05, '95%'], [0.1, '90%']] as const
const MOST_PLACES = 10

export function toldOf({ counts: { found, snapPoints }, harm, trend, change, before, month, worked }: Maps, cell: string, at: number, { from, to, ring }: { from: string; to: string; ring: number }) {
  const { label, n, of } = snapPoints.find((point) => point.cell === cell) ?? {}
  return {
    ...standing(found, at), ...monthsOf(trend, cell, { from, to }), neighbours: neighboursOf(found, cell, ring), significance: testOf(found, at),
    change: changeOf(change, before, cell, found.values[at]!), trend: trendOf(trend, cell), forecast: forecastOf(worked, month, cell),
    harm: harm && harmOf(harm, at), snapPoint: label === undefined ? null : { label, n: n!, of: of! }
  }
}

export function verdictOf(z: number | null, p: number | null): string {
  if (z === null || p === null) return 'no test'
  const sure = SURE.find(([alpha]) => p <= alpha)
  return sure && z !== 0 ? `${z > 0 ? 'hotspot' : 'coldspot'}, ${sure[1]}` : 'not significant'
}

/** Equals share a rank. */
export function rankAmong(values: readonly number[], value: number): { rank: number; tied: number } {
  let [more, same] = [0, 0]
  for (const one of values) {
    if (one > value) more++
    else if (one === value) same++
  }
  return { rank: more + 1, tied: Math.max(0, same - 1) }
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
const testOf = ({ z, p, pAdjusted }: Pick<Significance, 'z' | 'p' | 'pAdjusted'>, at: number) => ({ z: z[at]!, p: p[at]!, pAdjusted: pAdjusted[at]!, verdict: verdictOf(z[at]!, pAdjusted[at]!) })

/** The count, beside those of all others. */
function standing({ n, values }: Found, at: number) {
  const [count, total] = [values[at]!, sumOf(values)]
  return { n, count, total, mean: total / n, share: total > 0 ? count / total : null, ...rankAmong(values, count) }
}

function neighboursOf({ cells, values }: Found, cell: string, ring: number): Part<'neighbours'> {
  const around = new Set(diskOf(cell, ring).filter((one) => one !== cell))
  const places = cells.flatMap((one, i) => (around.has(one) ? [i] : []))
  const counts = places.map((i) => values[i]!)
  return { cells: places.map((i) => cells[i]!), counts, total: sumOf(counts) }
}

/** Null where the theme has no weights, or none of its records weighs anything. */
function harmOf({ found, weights, notes: [, note = null] }: NonNullable<Maps['harm']>, at: number): Part<'harm'> {
  const [value, total] = [found.values[at]!, sumOf(found.values)]
  if (!weights || total === 0) return null
  return { value, share: value / total, ...rankAmong(found.values, value), ...testOf(found, at), title: weights.title, edition: weights.edition, note }
}

function trendOf({ found, held, notes }: Maps['trend'], cell: string): Part<'trend'> {
  const at = found.cells.indexOf(cell)
  return { class: found.classes[at] ?? null, held: found.held[at] ?? 0, of: held.length, note: notes.at(-1) ?? null }
}

function monthsOf({ rows, held }: Maps['trend'], cell: string, { from, to }: { from: string; to: string }): { months: string[]; counts: (number | null)[] } {
  const first = monthNumber(from)
  const months = Array.from({ length: monthNumber(to) - first + 1 }, (_, i) => monthName(first + i))
  const decimal = BigInt(`0x${cell}`).toString()
  const counts = new Map(rows.find((row) => row.cell === decimal)?.series.split(',').map((pair) => pair.split(':').map(Number) as [number, number]))
  return { months, counts: months.map((month, i) => (held.includes(month) ? counts.get(i) ?? 0 : null)) }
}

function changeOf({ value, note }: Maps['change'], before: Maps['before'], cell: string, count: number): Part<'change'> {
  if (!value) return { before, countBefore: null, countAfter: count, p: null, pAdjusted: null, note }
  const { found, notes } = value
  const at = found.cells.indexOf(cell)
  return { before, countBefore: found.countsBefore[at] ?? 0, countAfter: found.countsAfter[at] ?? 0, p: found.p[at] ?? null, pAdjusted: found.pAdjusted[at] ?? null, note: notes.at(-1) ?? null }
}

function forecastOf({ value, note }: Maps['worked'], month: string, cell: string): Part<'forecast'> {
  const found = value?.found
  if (!found || !Number.isFinite(found.total)) return { month, expected: null, rank: null, tied: null, method: null, note: note ?? found?.note ?? value?.beside.note ?? null }
  const expected = found.risk[found.cells.indexOf(cell)] ?? 0
  // All of which nothing is expected come last together.
  const place = expected > 0 ? rankAmong(found.risk, expected) : { rank: found.cells.length + 1, tied: found.n - found.cells.length - 1 }
  return { month, expected, ...place, method: { id: found.method.id, title: found.method.title, text: found.method.what }, note: found.note }
}

/** From the middle of a hexagon to the farthest corner of those around it. */
export function reachM(cell: string): number {
  const { x, y } = toMetres(diskOf(cell, 1).flatMap(ringOf), centreOf(cell))
  return Math.max(...Array.from(x, (east, i) => Math.hypot(east, y[i]!)))
}

/** By kind, the nearest first, of the hexagon and the six around it. */
export function nearbyOf(places: readonly NearbyPlace[], cell: string, res: number): Part<'nearby'> {
  const around = new Set(diskOf(cell, 1))
  const within = places.map((place) => ({ ...place, cell: cellAt([place.lng, place.lat], res) })).filter((place) => around.has(place.cell))
  return [...new Set(within.map(({ kind }) => kind))].map((kind) => {
    const own = within.filter((place) => place.kind === kind)
    return { kind: kind as Part<'nearby'>[number]['kind'], n: own.length, places: own.slice(0, MOST_PLACES).map(({ name, distanceM, cell: at }) => ({ name, distanceM, inside: at === cell })) }
  })
}
