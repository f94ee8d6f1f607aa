/** How every statistic of a theme opens: the question understood, its study area, its rows, and what stands beside the answer. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Reader } from '../access.ts'
import type { Answer } from '../answers.ts'
import type { RoomOptions } from '../cells/routes.ts'
import type { CellsQuery } from '../cells/schema.ts'
import type { Queryable } from '../db/database.ts'
import { areaOf, restsOn, type Question } from '../questions.ts'
import type { WorkerPool } from '../worker-pool.ts'
import type { ComingMonths } from './coming-months.ts'
import type { StudyArea, StudyAreas } from './study-area.ts'

export interface HotspotOptions extends RoomOptions { pool: WorkerPool; areas: StudyAreas; months: ComingMonths }

export type Beside = Omit<Awaited<ReturnType<typeof restsOn>>, 'held' | 'note'>
/** What a statistic needs before it is computed. */
export interface Ground<Rows> {
  study: StudyArea
  rows: Rows
  /** Months of the span that are loaded. */
  held: string[]
  /** Which are not, in words. */
  missing: string | null
  beside: Beside
  /** What the area is called; null: the whole. */
  area: string | null
}
export interface Opening {
  reader: Reader
  version: string
  question: Question
  /** Asks for all of it at once. @throws ApiError for an area that is not loaded, or too small for rounded months. */
  ground: <Rows>(rowsOf: (db: Queryable, areaId: number | null) => Promise<Rows>) => Promise<Ground<Rows>>
}

/** Opens questions of one room: `kind` is the route and all that it was asked besides; `answer` runs once for a question and a version of the data. */
export const openingsOf = ({ answers, questions, areas }: Omit<HotspotOptions, 'pool' | 'months'>) =>
  async (request: FastifyRequest, reply: FastifyReply, asked: Omit<CellsQuery, 'form'>, kind: readonly unknown[], answer: (opening: Opening) => Promise<Answer>): Promise<void> => {
    const { reader } = request
    const question = await questions.understand(reader, asked)
    return answers.send(request, reply, [...kind, question.key].join(' '), (version) =>
      answer({ reader, version, question, ground: (rowsOf) => groundOf(areas, reader, version, question, rowsOf) }))
  }

async function groundOf<Rows>(areas: StudyAreas, reader: Reader, version: string, question: Question, rowsOf: (db: Queryable, areaId: number | null) => Promise<Rows>): Promise<Ground<Rows>> {
  const area = await areaOf(reader.db, question)
  const [study, rows, { held, note: missing, ...beside }] = await Promise.all([
    areas.of(reader, version, area, question.query.res), rowsOf(reader.db, area?.area_id ?? null), restsOn(reader.db, question.query)
  ])
  return { study, rows, held, missing, beside, area: area?.name ?? null }
}
