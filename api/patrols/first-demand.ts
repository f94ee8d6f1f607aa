/**
 * What a shift may hold by the plain count of a year, in coarser cells and every hour alike: worked out in a moment from one statement a theme, so that
 * there are routes to look at while a forecast that is not at hand is fitted. Nothing of it is kept: the plan in the end rests on the forecast alone.
 */
import { monthName, monthNumber } from '../analysis/series-breaks.ts'
import type { Queryable } from '../db/database.ts'
import { monthText } from '../month-words.ts'
import type { WorkerPool } from '../worker-pool.ts'
import type { Demand, DemandAsked } from './demand.ts'
import { FORECAST_RES, PLACE_CELLS, type Series, type ThemeRows } from './demand-base.ts'
import { seriesOf, type ThemeAsked } from './demand-rows.ts'
import { counted, type ThemeTold } from './demand-words.ts'
import type { DemandTask, FoundDemand } from './demand-work.ts'

const YEAR_MONTHS = 12
const NOTE = 'These are first routes by the count of twelve months, in which every hour counts alike. The forecast is still being worked out: places and routes will change.'

export interface Counted { rows: ThemeRows; told: Omit<ThemeTold, 'source'> }

/** One statement a theme and area; themes of which nothing was counted are left out. */
export async function countFirst(db: Queryable, themes: readonly ThemeAsked[]): Promise<Counted[]> {
  return (await Promise.all(themes.map((theme) => countTheme(db, theme)))).filter((one) => one !== null)
}

async function countTheme(db: Queryable, { theme, weight, comings, areas, month }: ThemeAsked): Promise<Counted | null> {
  const { held, question: { theme: { title, unit, months: all } } } = comings[0]!
  const last = held.at(-1)
  if (last === undefined) return null
  const first = monthName(Math.max(monthNumber(held[0]!), monthNumber(last) - YEAR_MONTHS + 1))
  const months = monthNumber(last) - monthNumber(first) + 1
  const series = await seriesOf(db, theme, { from: first, to: last, res: FORECAST_RES }, areas.map((area) => area!.area_id))
  const forecast = meansOf(series, months)
  if (forecast.cells.length === 0) return null
  return { rows: { theme, weight, month, forecast, series, records: [], months, times: null, timesFrom: `${first}-01`, harm: null }, told: { theme, title, unit, last, month, synthetic: all.some((one) => one.synthetic && one.month >= first && one.month <= last) } }
}

/** Places by their counts; null where there are none. Harm and hours are left out. */
export async function firstDemand(pool: WorkerPool, all: readonly Counted[], asked: DemandAsked): Promise<Demand | null> {
  if (all.length === 0) return null
  const key = ['first', asked.version, asked.areas.join(), ...all.map(({ rows: { theme, weight, month } }) => `${theme} ${weight} ${month}`)].join(' ')
  const task: DemandTask = {
    key, res: FORECAST_RES, themes: all.map(({ rows }) => rows), kinds: [], drawn: asked.drawn ?? null, shiftFrom: asked.shiftFrom, shiftTo: asked.shiftTo,
    mostPlaces: asked.mostPlaces, mostCells: asked.mostCells ?? PLACE_CELLS, must: asked.must, exclude: asked.exclude, keep: [], bare: true
  }
  return toldFirst(await pool.run<FoundDemand>('patrolDemand', task), all.map(({ told }) => told))
}

/** Mean of a month, by cell. */
function meansOf(all: readonly Series[], months: number): ThemeRows['forecast'] {
  const sums = new Map<string, number>()
  for (const { cells, series } of all) {
    const each = series.split(';')
    if (cells !== '') cells.split(',').forEach((decimal, i) => {
      const n = each[i]!.split(',').reduce((sum, pair) => sum + Number(pair.slice(pair.indexOf(':') + 1)), 0)
      sums.set(decimal, (sums.get(decimal) ?? 0) + n)
    })
  }
  return { cells: [...sums.keys()].map((decimal) => BigInt(decimal).toString(16)), risk: [...sums.values()].map((n) => n / months) }
}

function toldFirst({ places, ...found }: FoundDemand, all: readonly Counted['told'][]): Demand {
  const { month, last } = all[0]!
  return {
    ...found, res: FORECAST_RES, month, flat: true, unit: all.length === 1 ? all[0]!.unit : 'events, themes weighted', accuracy: '', notes: [NOTE],
    // Names take statements of their own, and the places will be others.
    places: places.map(({ told, ...place }, i) => ({ ...place, name: `Place ${i + 1}`, reason: `${told.map(({ n }, t) => counted(n, all[t]!)).join(', ')} in the 12 months to ${monthText(last)}; the forecast is still being worked out.` })),
    method: { id: 'plain', title: 'Count of twelve months', text: 'The mean of a month over the last twelve, in every hour alike, until the forecast is worked out.' },
    source: '', synthetic: all.some(({ synthetic }) => synthetic), plainPlaces: [], anyPlaces: [], ruralResidentsShare: null
  }
}
