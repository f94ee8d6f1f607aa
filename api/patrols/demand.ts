/** What is expected where and when in a shift, and the places worth visiting: gathered from the database, worked out on a thread, kept for its question. */
import type { Reader, Tier } from '../access.ts'
import { secondsBetween, type Block } from '../analysis/patrol-demand.ts'
import { ApiError } from '../errors.ts'
import type { ComingMonths } from '../hotspots/coming-months.ts'
import type { StudyAreas } from '../hotspots/study-area.ts'
import type { Questions } from '../questions.ts'
import { finestOfDated, type DemandWeight } from '../vocabulary.ts'
import type { WorkerPool } from '../worker-pool.ts'
import type { Travel } from './travel.ts'
import { emptyDemand, gatherAll, toldOf, type All } from './demand-answers.ts'
import { FORECAST_RES, PLACE_CELLS } from './demand-base.ts'
import { isExact, understandTheme } from './demand-rows.ts'
import type { DemandTask, FoundDemand } from './demand-work.ts'
import { countFirst, firstDemand } from './first-demand.ts'

export interface DemandAsked {
  /** Codes of districts or other areas: their union. */
  areas: string[]
  /** Corners of a drawn area: of the areas only the cells whose middle lies in it. */
  drawn?: [lng: number, lat: number][] | undefined
  objective: { theme: string; weight: number }[]
  by: DemandWeight
  /** Local time, YYYY-MM-DDTHH:MM. */
  shiftFrom: string
  shiftTo: string
  mostPlaces: number
  /** Cells of a place; three where absent. */
  mostCells?: number | undefined
  /** Cells of any resolution whose place must be visited, or in which none may lie. */
  must: string[]
  exclude: string[]
  /** Cells whose place must be among them, for visits that stand already; nobody need go there. */
  keep?: string[] | undefined
  version: string
}

export interface DemandPlace {
  /** The cell in its middle: the same place has the same id in every plan. */
  id: string
  name: string
  reason: string
  cells: string[]
  middle: [lng: number, lat: number]
  rural: boolean | null
  /** Of deprivation, of the small area that holds its middle; absent where nobody asked. */
  decile?: number | null
  /** By block. */
  expected: number[]
  /** Of what is expected in the whole area in the shift. */
  share: number
  must: boolean
}

export interface Demand {
  res: number
  /** YYYY-MM of the forecast used. */
  month: string
  blocks: Block[]
  /** Hours are not known: every hour counts alike. */
  flat: boolean
  places: DemandPlace[]
  /** Whole area, by block. */
  total: number[]
  /** Cells with any expectation, the highest first; in the whole shift; records of the twelve months before, aligned. */
  cells: string[]
  cellExpected: number[]
  plainCounts: number[]
  unit: string
  /** Null where nothing could be forecast. */
  method: { id: string; title: string; text: string } | null
  /** How well the forecast held on months not seen, in one sentence; empty where it could not be tested. */
  accuracy: string
  notes: string[]
  source: string
  synthetic: boolean
  /** For the effect of a plan: see analysis/patrol-effect.ts. */
  plainPlaces: number[][]
  anyPlaces: number[][]
  ruralResidentsShare: number | null
  decileResidentsShares?: number[] | null
}

export interface DemandParts {
  questions: Questions
  /** Of the program patrols/worker.mjs. */
  pool: WorkerPool
  areas: StudyAreas
  months: ComingMonths
  /** Names places that no publisher has named, where roads are loaded. */
  travel?: Pick<Travel, 'roadNames'>
}

/** From the middle of a place to the road that names it: about the reach of a hexagon of the finest resolution. */
const ROAD_WITHIN_M = 100
const LONGEST_HOURS = 25
/** Whole demands, and what they were gathered from, as many as planners work on in turn; each a few megabytes. */
const MOST_KEPT = 8

export class PatrolDemand {
  private readonly gathered = new Map<string, Promise<All>>()
  private readonly found = new Map<string, Promise<Demand>>()

  constructor(private readonly parts: DemandParts) {}

  /** @throws ApiError for an unknown area or a shift that ends before it begins; too little data is no error: no places, and a note. */
  async of(reader: Reader, asked: DemandAsked): Promise<Demand> {
    checkShift(asked)
    return kept(this.found, keyOf(reader.tier, asked), () => this.make(reader, asked))
  }

  /** Whether it is worked out or being worked out. */
  holds({ tier }: Reader, asked: DemandAsked): boolean { return this.found.has(keyOf(tier, asked)) }

  /** Reads the counts of a year; what is returned makes places of them, to begin with: null where nothing was counted. Not kept. */
  async first(reader: Reader, asked: DemandAsked): Promise<() => Promise<Demand | null>> {
    const counts = await countFirst(reader.db, await this.understand(reader, asked))
    return () => firstDemand(this.parts.pool, counts, asked)
  }

  private understand(reader: Reader, asked: DemandAsked) {
    return Promise.all(asked.objective.map((one) => understandTheme(this.parts.months, reader, asked, one)))
  }

  private async make(reader: Reader, asked: DemandAsked): Promise<Demand> {
    const { months, pool } = this.parts
    const themes = await this.understand(reader, asked)
    const res = isExact(themes) ? finestOfDated : FORECAST_RES
    const key = [asked.version, reader.tier, res, asked.by, asked.areas.join(), ...themes.map(({ theme, weight, month }) => `${theme} ${weight} ${month}`), asked.shiftFrom.slice(0, 7)].join(' ')
    const beside = await kept(this.gathered, key, () => gatherAll(months, reader, themes, { ...asked, res }))
    const { all, kinds } = beside
    if (all.every(({ rows }) => rows.forecast.cells.length === 0)) return emptyDemand(asked, res, all)
    const task: DemandTask = {
      key, res, themes: all.map(({ rows }) => rows), kinds, drawn: asked.drawn ?? null, shiftFrom: asked.shiftFrom, shiftTo: asked.shiftTo,
      mostPlaces: asked.mostPlaces, mostCells: asked.mostCells ?? PLACE_CELLS, must: asked.must, exclude: asked.exclude, keep: asked.keep ?? []
    }
    const found = await pool.run<FoundDemand>('patrolDemand', task)
    const roads = await this.parts.travel?.roadNames(found.places.map(({ middle }) => middle), ROAD_WITHIN_M, { reader })
    return toldOf(reader, asked, res, beside, { ...found, roads: roads ?? [] })
  }
}

const keyOf = (tier: Tier, asked: DemandAsked): string => [tier, JSON.stringify(asked)].join(' ')

function checkShift({ shiftFrom, shiftTo }: DemandAsked): void {
  const hours = shiftFrom < shiftTo ? secondsBetween(shiftFrom, shiftTo) / 3600 : 0
  if (hours <= 0) throw new ApiError('bad-parameter', 'The shift ends before it begins.', 'shiftTo')
  if (hours > LONGEST_HOURS) throw new ApiError('bad-parameter', `The shift is longer than a day: ${Math.round(hours)} hours.`, 'shiftTo')
}

/** One that failed is made anew when it is asked for again; the one used last goes last. */
function kept<T>(values: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const value = values.get(key) ?? make()
  values.delete(key)
  values.set(key, value)
  value.catch(() => values.delete(key))
  if (values.size > MOST_KEPT) values.delete(values.keys().next().value!)
  return value
}
