/**
 * Whether plans made from earlier data alone hold more of what followed than plans from the count of one year, and by lot, with as many places and minutes.
 * The product's own demand makes the plans, for a shift in each tested month: whatever it reads ends with the month before.
 */
import { aoristicPart, clockAfter, type LocalSpan } from '../../api/analysis/aoristic.ts'
import { harmWeights } from '../../api/analysis/harm.ts'
import { hexagonNeighbours } from '../../api/analysis/neighbours.ts'
import { choosePlaces } from '../../api/analysis/patrol-places.ts'
import { seededRandom } from '../../api/analysis/random.ts'
import { drawnGroups, shuffled } from '../../api/analysis/random-plans.ts'
import { findArea } from '../../api/areas/queries.ts'
import { openDatabase, type Database } from '../../api/db/database.ts'
import { migrate } from '../../api/db/migrate.ts'
import { DataVersion } from '../../api/db/version.ts'
import { ComingMonths } from '../../api/hotspots/coming-months.ts'
import { harmByCell } from '../../api/hotspots/queries.ts'
import { StudyAreas } from '../../api/hotspots/study-area.ts'
import { PatrolDemand, type Demand } from '../../api/patrols/demand.ts'
import { listDemandCellKinds, listDemandTimes } from '../../api/patrols/demand-queries.ts'
import { loadDemonstration } from '../../api/ingest/demo.ts'
import { Questions } from '../../api/questions.ts'
import { themes } from '../../api/vocabulary.ts'
import { WorkerPool } from '../../api/worker-pool.ts'
import type { Report } from './report.ts'

export const PLACES = 10
const CELLS = 3
/** Two-hour visits of a shift, no place more than three times, a later one counting half; the units' travel is left out for all alike. */
const VISITS = 16
const MOST_VISITS = 3
const FALLING = 0.5
const DRAWS = 200
const REDRAWS = 2000

export type Kind = 'count' | 'harm' | 'hours' | 'harm-hours'
/** What plans held in one month of one district, and all there was. */
export interface Window { theme: string; kind: Kind; month: string; area: string; all: number; ours: number; plain: number; random: number }
export interface Line { theme: string; kind: Kind; windows: number; all: number; ours: number; plain: number; random: number; difference: number; low: number; high: number }
export interface Tested { areas: readonly string[]; themes: readonly string[]; months: readonly string[]; kinds: readonly Kind[] }

export async function backTest(db: Database, { areas, themes: wanted, months: tested, kinds: held }: Tested): Promise<Window[]> {
  const versions = { public: new DataVersion(db), restricted: new DataVersion(db) }
  const [forecasts, places] = ['hotspots', 'patrols'].map((room) => new WorkerPool(new URL(`../../api/${room}/worker.mjs`, import.meta.url))) as [WorkerPool, WorkerPool]
  const parts = { questions: new Questions(versions), areas: new StudyAreas() }
  const demand = new PatrolDemand({ ...parts, pool: places, months: new ComingMonths({ ...parts, pool: forecasts }) })
  const { version } = await versions.restricted.current()
  const found: Window[] = []
  try {
    for (const area of areas) for (const theme of wanted) for (const month of tested) {
      const of = (by: 'count' | 'cchi', shift: readonly [string, string]) => demand.of({ tier: 'restricted', db }, { areas: [area], objective: [{ theme, weight: 1 }], by, shiftFrom: shift[0], shiftTo: shift[1], mostPlaces: PLACES, mostCells: CELLS, must: [], exclude: [], version })
      const truth = await truthOf(db, area, theme, month, (await of('count', shiftsOf(theme, month)[0]!)).res)
      for (const kind of held) found.push(...await windowOf(kind, { theme, month, area, truth, of }))
    }
    return found
  } finally {
    await forecasts.close()
    await places.close()
  }
}

interface Truth { events: Map<string, number>; harm: Map<string, number>; spans: { cell: string; span: LocalSpan }[]; recorded: string[] }
type Of = (by: 'count' | 'cchi', shift: readonly [string, string]) => Promise<Demand>
interface Asked { theme: string; month: string; area: string; truth: Truth; of: Of }

async function truthOf(db: Database, area: string, theme: string, month: string, res: number): Promise<Truth> {
  const areaIds = [(await findArea(db, area))!.area_id]
  const weights = harmWeights('cchi')
  const ask = { theme, from: month, to: month, res, areaIds }
  const harm = await harmByCell(db, ask, areaIds, { categories: weights.map(({ category }) => category), subcategories: weights.map(({ subcategory }) => subcategory ?? ''), weights: weights.map(({ weight }) => weight) })
  const begin = Date.parse(`${month}-01T00:00Z`)
  const clock = (minute: number) => new Date(begin + minute * 60_000).toISOString().slice(0, 16)
  const spans = (await listDemandTimes(db, ask, 1e6)).flatMap(({ cell, times }) => times.split(',').map((one) => {
    const [minute, minutes] = one.split(':').map(Number) as [number, number]
    return { cell, span: { from: clock(minute), to: minutes === 0 ? null : clock(minute + minutes) } }
  }))
  return { events: new Map(harm.map((row) => [row.cell, row.n])), harm: new Map(harm.map((row) => [row.cell, row.harm])), spans, recorded: (await listDemandCellKinds(db, res, areaIds)).map(({ cell }) => cell) }
}

/** Fridays and Saturdays of a month: eight hours from 20:00 for the night-time economy, from 15:00 for the rest. */
function shiftsOf(theme: string, month: string): [string, string][] {
  const from = theme === 'night-time-economy' ? '20:00' : '15:00'
  const days = Array.from({ length: 31 }, (_, d) => `${month}-${String(d + 1).padStart(2, '0')}`).filter((day) => !Number.isNaN(Date.parse(day)) && [5, 6].includes(new Date(day).getUTCDay()))
  return days.filter((day) => new Date(day).toISOString().startsWith(day)).map((day) => [`${day}T${from}`, clockAfter(`${day}T${from}`, 8 * 3600).slice(0, 16)])
}

interface Place { cells: readonly string[]; /** What it is thought to be worth in each block. */ worths: readonly number[] }

const oursOf = ({ places }: Demand): Place[] => places.map(({ cells, expected }) => ({ cells, worths: expected }))

/** The count of one year knows nothing of hours: every block is worth the same. */
const plainOf = ({ cells, plainCounts, blocks }: Demand): Place[] =>
  choosePlaces({ neighbours: hexagonNeighbours(cells), demand: plainCounts, most: PLACES, mostCells: CELLS }).map((place) => ({ cells: place.cells.map((i) => cells[i]!), worths: blocks.map(() => place.demand) }))

function drawn(cells: readonly string[], blocks: number, name: string): Place[][] {
  const random = seededRandom(name)
  const groups = drawnGroups(hexagonNeighbours(cells), () => true, { most: cells.length, mostCells: CELLS, random }).map((group) => ({ cells: group.map((i) => cells[i]!), worths: Array<number>(blocks).fill(1) }))
  return Array.from({ length: DRAWS }, () => shuffled(groups, random).slice(0, PLACES))
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

async function windowOf(kind: Kind, asked: Asked): Promise<Window[]> {
  const { theme, month, area, truth, of } = asked
  const shifts = shiftsOf(theme, month)
  const by = kind.startsWith('harm') ? 'cchi' : 'count'
  const demand = await of(by, shifts[0]!)
  if (by === 'cchi' && !demand.unit.startsWith('days')) return []
  const line = { theme, kind, month, area }
  const any = drawn(truth.recorded, demand.blocks.length, `${area} ${month}`)
  if (kind.endsWith('hours')) return [{ ...line, ...await inHours(asked, by, plainOf(demand), any) }]
  const of_ = kind === 'harm' ? truth.harm : truth.events
  const held = (places: readonly Place[]) => places.flatMap(({ cells }) => cells).reduce((sum, cell) => sum + (of_.get(cell) ?? 0), 0)
  return [{ ...line, all: [...of_.values()].reduce((sum, n) => sum + n, 0), ours: held(oursOf(demand)), plain: held(plainOf(demand)), random: mean(any.map(held)) }]
}

type Pair = readonly [place: number, block: number]

/** What fell, during the shifts of the month, on the places and two-hour blocks visited. The plans of its first Friday and Saturday serve all month. */
async function inHours({ truth, theme, month, of }: Asked, by: 'count' | 'cchi', plain: readonly Place[], any: readonly Place[][]): Promise<Pick<Window, 'all' | 'ours' | 'plain' | 'random'>> {
  const sums = { all: 0, ours: 0, plain: 0, random: 0 }
  const shifts = shiftsOf(theme, month)
  // Each event has the mean harm of its cell in the month: times and kinds are read apart.
  const weightOf = (cell: string) => (by === 'count' ? 1 : (truth.harm.get(cell) ?? 0) / (truth.events.get(cell) ?? 1))
  const plans = await Promise.all(shifts.slice(0, 2).map((shift) => of(by, shift)))
  for (const shift of shifts) {
    const demand = plans[shifts.slice(0, 2).findIndex(([from]) => new Date(`${from}Z`).getUTCDay() === new Date(`${shift[0]}Z`).getUTCDay())]!
    const parts = demand.blocks.map(({ from, to }) => {
      const own = new Map<string, number>()
      const [begin, end] = [from, to].map((second) => clockAfter(shift[0], second)) as [string, string]
      for (const { cell, span } of truth.spans) own.set(cell, (own.get(cell) ?? 0) + weightOf(cell) * (aoristicPart(span, begin, end) ?? 0))
      return own
    })
    const held = (places: readonly Place[]) => pairsOf(places).reduce((sum, [place, block]) => sum + places[place]!.cells.reduce((all, cell) => all + (parts[block]!.get(cell) ?? 0), 0), 0)
    sums.all += parts.reduce((sum, own) => sum + [...own.values()].reduce((all, one) => all + one, 0), 0)
    sums.ours += held(oursOf(demand))
    sums.plain += held(plain)
    sums.random += mean(any.slice(0, DRAWS / 4).map(held))
  }
  return sums
}

/** The best pairs of place and block, a later visit of a place counting less; of equal blocks those in turn, so that not all places are visited at once. */
function pairsOf(places: readonly Place[]): Pair[] {
  const pairs = places.flatMap(({ worths }, place) => worths.map((_, b) => (b + place) % worths.length).sort((a, b) => worths[b]! - worths[a]!).slice(0, MOST_VISITS)
    .map((block, k) => ({ pair: [place, block] as const, worth: worths[block]! * FALLING ** k })))
  return pairs.sort((a, b) => b.worth - a.worth).slice(0, VISITS).map(({ pair }) => pair)
}

/** Pooled over months and districts; the interval of the difference from redraws of these. */
export function linesOf(windows: readonly Window[]): Line[] {
  const keys = [...new Set(windows.map(({ theme, kind }) => `${theme} ${kind}`))]
  return keys.map((key) => {
    const own = windows.filter(({ theme, kind }) => `${theme} ${kind}` === key)
    const sum = (some: readonly Window[], what: 'all' | 'ours' | 'plain' | 'random') => some.reduce((total, window) => total + window[what], 0)
    const random = seededRandom(`back-test ${key}`)
    const draws = Array.from({ length: REDRAWS }, () => {
      const some = own.map(() => own[random.int(own.length)]!)
      return (sum(some, 'ours') - sum(some, 'plain')) / sum(some, 'all')
    }).sort((a, b) => a - b)
    const all = sum(own, 'all')
    const share = (what: 'ours' | 'plain' | 'random') => sum(own, what) / all
    return { theme: own[0]!.theme, kind: own[0]!.kind, windows: own.length, all, ours: share('ours'), plain: share('plain'), random: share('random'), difference: share('ours') - share('plain'), low: draws[Math.floor(REDRAWS * 0.025)]!, high: draws[Math.ceil(REDRAWS * 0.975) - 1]! }
  })
}

const kinds: readonly Kind[] = ['count', 'harm', 'hours', 'harm-hours']
const kindTitles: Record<Kind, string> = { count: 'offences or incidents at the places, all month', harm: 'days of harm (CCHI) at the places, all month', hours: 'offences or incidents in the two hours visited, Friday and Saturday shifts', 'harm-hours': 'days of harm (CCHI) in the two hours visited, Friday and Saturday shifts' }
const districts = ['E07000070', 'E07000066', 'E07000071']
const months = ['2014-04', '2014-05', '2014-06', '2014-07', '2014-08', '2014-09']
const silent = { start: () => undefined, advance: () => undefined, reach: () => undefined, stop: () => undefined }

/** On a server of its own database, with the demonstration county in it. */
export async function measureBackTest(serverUrl: string | undefined, report: Report): Promise<void> {
  if (!serverUrl) { report.say('The back-test of patrol plans was left out: it needs a PostGIS server.'); return }
  const server = await openDatabase({ databaseUrl: serverUrl, dataDir: '' }, { attach: true })
  await server.run('create database back_test')
  await server.close()
  const db = await openDatabase({ databaseUrl: Object.assign(new URL(serverUrl), { pathname: '/back_test' }).href, dataDir: '' }, { attach: true, statementTimeoutMs: 600_000 })
  try {
    await migrate(db)
    await loadDemonstration(db, silent)
    const lines = linesOf(await backTest(db, { areas: districts, themes: ['burglary', 'night-time-economy', 'anti-social-behaviour'], months, kinds }))
    const percent = (share: number) => `${(share * 100).toFixed(1)} %`
    const points = (share: number) => (share * 100).toFixed(1)
    report.table('Patrol plans against what followed', `Demonstration county (synthetic), Chelmsford, Basildon and Colchester, April to September 2014, each month from the months before it alone: ${PLACES} places of at most ${CELLS} hexagons of about 130 m, chosen by Beatwise, by the count of one year with the same search, and by lot (mean of ${DRAWS}). By the hour: ${VISITS} visits of two hours a shift, at most ${MOST_VISITS} to a place; the count of one year and the lot know nothing of hours. Difference in points, with the middle 95 % of ${REDRAWS.toLocaleString('en-GB')} redraws of the 18 months and districts; where it spans nought, nothing is claimed. Anti-social behaviour has no weight of harm.`,
      ['Theme', 'What is held', 'Of', 'Beatwise', 'Count of one year', 'By lot', 'Beatwise less count'],
      lines.map((line) => [themes.find(({ id }) => id === line.theme)!.title, kindTitles[line.kind], Math.round(line.all).toLocaleString('en-GB'), percent(line.ours), percent(line.plain), percent(line.random), `${points(line.difference)} [${points(line.low)} to ${points(line.high)}]`]))
  } finally {
    await db.close()
  }
}
