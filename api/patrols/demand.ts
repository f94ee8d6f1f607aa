/** What is expected where and when in a shift, and the places worth visiting: gathered from the database, worked out on a thread, kept for its question. */
import type { Reader } from '../access.ts'
import type { Block } from '../analysis/patrol-demand.ts'
import type { ComingMonths } from '../hotspots/coming-months.ts'
import type { StudyAreas } from '../hotspots/study-area.ts'
import type { Questions } from '../questions.ts'
import type { DemandWeight } from '../vocabulary.ts'
import type { WorkerPool } from '../worker-pool.ts'

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
}

export interface DemandParts {
  questions: Questions
  /** Of the program patrols/worker.mjs. */
  pool: WorkerPool
  areas: StudyAreas
  months: ComingMonths
}

export class PatrolDemand {
  constructor(private readonly parts: DemandParts) {}

  /** @throws ApiError for an unknown area or a shift that ends before it begins; too little data is no error: no places, and a note. */
  async of(_reader: Reader, _asked: DemandAsked): Promise<Demand> {
    void this.parts
    throw new Error('not yet')
  }
}
