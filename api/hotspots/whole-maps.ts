/** Statistics of a whole map, from its rows to what the thread answers: the same for the map's own answers and for what is told of one hexagon. */
import { countByCell, seriesByCell } from '../cells/queries.ts'
import type { Queryable } from '../db/database.ts'
import { areaOf, restsOn, type Questions } from '../questions.ts'
import type { HarmEdition } from '../vocabulary.ts'
import type { WorkerPool } from '../worker-pool.ts'
import type { ChangeTask, Changes } from './change.ts'
import type { Classes, ClassesTask } from './classes.ts'
import type { Base, DensityTask } from './densities.ts'
import { harmRows, weightsFor } from './harm.ts'
import type { Opening } from './opening.ts'
import { packed, packedSeries } from './packed.ts'
import { listSnapPoints } from './queries.ts'
import type { Significance, SignificanceTask } from './significance.ts'
import { spanBefore } from './spans.ts'

interface Tested { ring: 1 | 2; test: 'normal' | 'permutation'; correction: 'bh' | 'by' }

/** What a thread is to compute, and what stands beside it in the answer. */
export async function significanceAsked({ question: { query }, ground }: Opening, { weight, generated, ...tested }: Tested & { weight: 'count' | HarmEdition; generated: boolean }) {
  const weights = weightsFor(weight, query.theme, generated)
  const { study, rows: [{ rows, note }, snapPoints], missing, beside, area } = await ground((db, areaId) => Promise.all([
    weights ? harmRows(db, query, areaId, weights) : countByCell(db, query, areaId).then((counted) => ({ rows: packed(counted, ({ n }) => n), note: null })), listSnapPoints(db, query, areaId)
  ]))
  const task: SignificanceTask = { area: study, rows, ...tested }
  return { task, weights, snapPoints, beside, area, notes: [missing, note] }
}

export async function significanceMap(pool: WorkerPool, opening: Opening, tested: Parameters<typeof significanceAsked>[1]) {
  const { task, notes, ...rest } = await significanceAsked(opening, tested)
  const { note, ...found } = await pool.run<Significance>('significance', task)
  return { found, ...rest, notes: [...notes, note] }
}

export async function classesAsked({ question: { query }, ground }: Opening, asked: { ring: 1 | 2; mode: 'emerging' | 'share' }) {
  const { study, rows, held, missing, beside, area } = await ground((db, areaId) => seriesByCell(db, query, areaId))
  const task: ClassesTask = { area: study, rows: packedSeries(rows), from: query.from, held, ...asked }
  return { task, rows, held, beside, area, notes: [missing] }
}

export async function classesMap(pool: WorkerPool, opening: Opening, asked: Parameters<typeof classesAsked>[1]) {
  const { task, notes, ...rest } = await classesAsked(opening, asked)
  const { note, ...found } = await pool.run<Classes>('classes', task)
  return { found, ...rest, notes: [...notes, note] }
}

export async function changeAsked(questions: Questions, { reader, question: { query }, ground }: Opening, correction: 'bh' | 'by') {
  const before = spanBefore(query)
  const earlier = await questions.understand(reader, { theme: query.theme, res: query.res, ...(query.area === null ? {} : { area: query.area }), ...before })
  const { study, rows: [, rowsBefore, rowsAfter, was], held, missing, beside, area } = await ground((db, areaId) => Promise.all([
    areaOf(db, earlier), countByCell(db, earlier.query, areaId), countByCell(db, query, areaId), restsOn(db, earlier.query)
  ]))
  const seen = { protected: beside.protected || was.protected, synthetic: beside.synthetic || was.synthetic }
  const task: ChangeTask = {
    area: study, before: packed(rowsBefore, ({ n }) => n), after: packed(rowsAfter, ({ n }) => n), months: { before: was.held.length, after: held.length }, correction, rounded: seen.protected
  }
  return { task, before, beside: { ...beside, ...seen }, area, notes: [missing, was.note && `Before: ${was.note}`] }
}

export async function changeMap(pool: WorkerPool, questions: Questions, opening: Opening, correction: 'bh' | 'by') {
  const { task, notes, ...rest } = await changeAsked(questions, opening, correction)
  const { note, ...found } = await pool.run<Changes>('changes', task)
  return { found, ...rest, notes: [...notes, note] }
}

export async function densityAsked({ question: { query }, ground }: Opening, { baseOf, ...asked }: Omit<DensityTask, 'area' | 'rows' | 'base'> & { baseOf: (db: Queryable, areaId: number | null) => Promise<Base | null> }) {
  const { study, rows: [rows, base], missing, beside, area } = await ground((db, areaId) => Promise.all([countByCell(db, query, areaId), baseOf(db, areaId)]))
  const task: DensityTask = { area: study, rows: packed(rows, ({ n }) => n), base, ...asked }
  return { task, beside, area, notes: [missing] }
}
