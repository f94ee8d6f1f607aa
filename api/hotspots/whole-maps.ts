/** Statistics of a whole map, from its rows to what the thread answers: the same for the map's own answers and for what is told of one hexagon. */
import { countByCell, seriesByCell } from '../cells/queries.ts'
import { areaOf, restsOn, type Questions } from '../questions.ts'
import { snapPointNames, type HarmEdition } from '../vocabulary.ts'
import type { WorkerPool } from '../worker-pool.ts'
import type { ChangeTask, Changes } from './change.ts'
import type { Classes, ClassesTask } from './classes.ts'
import { harmRows, weightsFor } from './harm.ts'
import type { Opening } from './opening.ts'
import { listSnapPoints } from './queries.ts'
import type { Significance, SignificanceTask } from './significance.ts'
import { spanBefore } from './spans.ts'

interface Tested { ring: 1 | 2; test: 'normal' | 'permutation'; correction: 'bh' | 'by' }

export async function significanceMap(pool: WorkerPool, { question: { query }, ground }: Opening, { weight, generated, ...tested }: Tested & { weight: 'count' | HarmEdition; generated: boolean }) {
  const weights = weightsFor(weight, query.theme, generated)
  const { study, rows: [counted, snapPoints], missing, beside } = await ground((db, areaId) => Promise.all([
    weights ? harmRows(db, query, areaId, weights) : countByCell(db, query, areaId).then((rows) => ({ rows, note: null })), listSnapPoints(db, query, areaId, snapPointNames)
  ]))
  const task: SignificanceTask = { area: study, ...counted, ...tested }
  const { note, ...found } = await pool.run<Significance>('significance', task)
  return { found, weights, snapPoints, beside, notes: [missing, counted.note, note] }
}

export async function classesMap(pool: WorkerPool, { question: { query }, ground }: Opening, asked: { ring: 1 | 2; mode: 'emerging' | 'share' }) {
  const { study, rows, held, missing, beside } = await ground((db, areaId) => seriesByCell(db, query, areaId))
  const task: ClassesTask = { area: study, rows, from: query.from, held, ...asked }
  const { note, ...found } = await pool.run<Classes>('classes', task)
  return { found, rows, held, beside, notes: [missing, note] }
}

export async function changeMap(pool: WorkerPool, questions: Questions, { reader, question: { query }, ground }: Opening, correction: 'bh' | 'by') {
  const before = spanBefore(query)
  const earlier = await questions.understand(reader, { theme: query.theme, res: query.res, ...(query.area === null ? {} : { area: query.area }), ...before })
  const { study, rows: [, rowsBefore, rowsAfter, was], held, missing, beside } = await ground((db, areaId) => Promise.all([
    areaOf(db, earlier), countByCell(db, earlier.query, areaId), countByCell(db, query, areaId), restsOn(db, earlier.query)
  ]))
  const seen = { protected: beside.protected || was.protected, synthetic: beside.synthetic || was.synthetic }
  const task: ChangeTask = { area: study, before: rowsBefore, after: rowsAfter, months: { before: was.held.length, after: held.length }, correction, rounded: seen.protected }
  const { note, ...found } = await pool.run<Changes>('changes', task)
  return { found, before, beside: { ...beside, ...seen }, notes: [missing, was.note && `Before: ${was.note}`, note] }
}
