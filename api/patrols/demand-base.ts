/** What is expected in a month by cell, when in the week, and with what harm: what every shift of the same months rests on. Runs on a thread and is kept there. */
import { finerShares } from '../analysis/finer-shares.ts'
import { childrenOf, parentOf } from '../analysis/h3-grid.ts'
import { hourProfiles, profileEvents, FOLDS, type HourProfiles, type TimedEvent } from '../analysis/hour-profiles.ts'
import { meanHarm, type MeanHarm } from '../analysis/patrol-demand.ts'
import type { HarmRow } from '../hotspots/queries.ts'
import type { CellKind } from './demand-queries.ts'

/** Monthly counts as the statements have them: decimal cells joined by commas, 'month:count,...' of each joined by semicolons. */
export interface Series { cells: string; series: string }
/** H3 indexes joined by commas, 'from:span,...' of each joined by semicolons. */
export interface Times { cells: string; times: string }

export interface ThemeRows {
  theme: string
  weight: number
  /** That is forecast. */
  month: string
  /** At resolution 9, areas added up. */
  forecast: { cells: string[]; risk: number[] }
  /** At the resolution of the plan, from the first month: so many, ascending. */
  series: Series[]
  /** The same of records of every kind; empty where cells are not divided. */
  records: Series[]
  months: number
  /** Null: hours are not known. */
  times: Times | null
  /** First day of the times, YYYY-MM-DD. */
  timesFrom: string
  /** Null: events count alike. */
  harm: HarmRow[] | null
}
export interface BaseTask { key: string; res: number; themes: ThemeRows[]; kinds: CellKind[] }

export interface ThemeBase {
  theme: string
  weight: number
  month: string
  /** Expected in the month by cell, in events and in what is counted. */
  events: Float64Array
  worth: Float64Array
  /** Of the last twelve months. */
  plain: Float64Array
  profiles: HourProfiles | null
  harm: MeanHarm | null
  finer: { halfLife: number; strength: number; besides: number } | null
}
export interface Base {
  cells: string[]
  placeOf: Map<string, number>
  /** Number of the cell of resolution 9 that a cell lies in, and how many there are. */
  parent: Int32Array
  rural: (boolean | null)[]
  /** Anything recorded in the cell in the months read. */
  recorded: Uint8Array
  themes: ThemeBase[]
}

/** The forecast is made in cells of this resolution. */
export const FORECAST_RES = 9
/** Cells of a place where nothing else is asked for. */
export const PLACE_CELLS = 3
const YEAR_MONTHS = 12
const DAY_MINUTES = 1440
const MOST_KEPT = 6
const kept = new Map<string, Base>()

export function baseOf(task: BaseTask): Base {
  const known = kept.get(task.key)
  const base = known ?? made(task)
  kept.delete(task.key)
  kept.set(task.key, base)
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!)
  return base
}

function made({ res, themes, kinds }: BaseTask): Base {
  const parents = [...new Set(themes.flatMap(({ forecast }) => forecast.cells))].sort()
  const cells = res === FORECAST_RES ? parents : parents.flatMap((cell) => childrenOf(cell, res)).sort()
  const placeOf = new Map(cells.map((cell, i) => [cell, i]))
  const parentAt = new Map(parents.map((cell, i) => [cell, i]))
  const parent = Int32Array.from(cells, (cell) => parentAt.get(res === FORECAST_RES ? cell : parentOf(cell, FORECAST_RES))!)
  const groups = groupsOf(kinds, parents, res)
  const found = themes.map((theme) => themeBase(theme, { placeOf, parentAt, parent, groups, divided: res !== FORECAST_RES }))
  const kindOf = new Map(kinds.map((kind) => [kind.cell, kind]))
  const recorded = Uint8Array.from(cells, (_, i) => Number(found.some(({ plain }) => plain[i]! > 0)))
  for (const cell of kindOf.keys()) if (placeOf.has(cell)) recorded[placeOf.get(cell)!] = 1
  return { cells, placeOf, parent, rural: cells.map((cell) => kindOf.get(cell)?.rural ?? null), recorded, themes: found }
}

interface On { placeOf: Map<string, number>; parentAt: Map<string, number>; parent: Int32Array; groups: Uint8Array; divided: boolean }

function themeBase({ theme, weight, month, forecast, series, records, months, times, timesFrom, harm }: ThemeRows, { placeOf, parentAt, parent, groups, divided }: On): ThemeBase {
  const expected = new Float64Array(parentAt.size)
  forecast.cells.forEach((cell, i) => { expected[parentAt.get(cell)!]! += forecast.risk[i]! })
  const counts = monthsOn(placeOf, series, months)
  const finer = divided ? finerShares(counts, monthsOn(placeOf, records, months), parent) : null
  const events = Float64Array.from(parent, (p, i) => expected[p]! * (finer ? finer.share[i]! : 1))
  const plain = new Float64Array(parent.length)
  for (const month of counts.slice(-YEAR_MONTHS)) month.forEach((n, i) => { plain[i]! += n })
  // Of the records that have a weight.
  const harmOf = new Map((harm ?? []).flatMap(({ n, unweighted, ...row }) => (parentAt.has(row.cell) ? [[parentAt.get(row.cell)!, { ...row, n: n - unweighted }] as const] : [])))
  const mean = harm && meanHarm([...harmOf.values()])
  return {
    theme, weight, month, events, plain, harm: mean, worth: mean ? events.map((n, i) => n * mean.of(harmOf.get(parent[i]!))) : events,
    profiles: times && profilesOf(times, timesFrom, parentAt, groups), finer: finer && { halfLife: finer.halfLife, strength: finer.strength, besides: finer.besides }
  }
}

/** Kind of each cell of the forecast: within reach of licensed premises, elsewhere in town or where no class is known, rural. */
function groupsOf(kinds: readonly CellKind[], parents: readonly string[], res: number): Uint8Array {
  const [premises, rural] = [new Set<string>(), new Map<string, number>()]
  for (const kind of kinds) {
    const cell = res === FORECAST_RES ? kind.cell : parentOf(kind.cell, FORECAST_RES)
    if (kind.premises) premises.add(cell)
    if (kind.rural !== null) rural.set(cell, (rural.get(cell) ?? 0) + (kind.rural ? 1 : -1))
  }
  return Uint8Array.from(parents, (cell) => (premises.has(cell) ? 0 : (rural.get(cell) ?? -1) > 0 ? 2 : 1))
}

/** Events of places outside the forecast are left out: no visit can be worth anything there. */
function profilesOf({ cells, times }: Times, from: string, parentAt: ReadonlyMap<string, number>, groups: Uint8Array): HourProfiles {
  const begin = Date.parse(`${from}T00:00Z`)
  const clock = (minute: number) => new Date(begin + minute * 60_000).toISOString().slice(0, 16)
  const each = times.split(';')
  const events: TimedEvent[] = cells === '' ? [] : cells.split(',').flatMap((cell, i) => {
    const place = parentAt.get(cell)
    return place === undefined ? [] : each[i]!.split(',').map((one) => {
      const [minute, minutes] = one.split(':').map(Number) as [number, number]
      // Whole weeks: events of one night are not told from one another.
      return { place, fold: Math.floor(minute / (7 * DAY_MINUTES)) % FOLDS, span: { from: clock(minute), to: minutes === 0 ? null : clock(minute + minutes) } }
    })
  })
  return hourProfiles(profileEvents(events, parentAt.size), groups)
}

/** Counts outside the cells are left out: nothing is expected there. */
function monthsOn(placeOf: ReadonlyMap<string, number>, all: readonly Series[], months: number): Float64Array[] {
  const counts = Array.from({ length: months }, () => new Float64Array(placeOf.size))
  for (const { cells, series } of all) {
    const each = series.split(';')
    if (cells !== '') cells.split(',').forEach((decimal, i) => {
      const place = placeOf.get(BigInt(decimal).toString(16))
      if (place === undefined) return
      for (const pair of each[i]!.split(',')) {
        const [month, n] = pair.split(':').map(Number) as [number, number]
        if (month < months) counts[month]![place]! += n
      }
    })
  }
  return counts
}
