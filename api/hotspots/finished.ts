/** Answers finished by the thread that computed them: as bytes, which go to the main thread without being read or copied there. */
import type { Static } from 'typebox'
import type { Form } from '../answers.ts'
import { changes, type ChangeTask } from './change.ts'
import { classes, type ClassesTask } from './classes.ts'
import { densities, type DensityTask } from './densities.ts'
import { layerFile, type Described, type Tabled } from './layer-file.ts'
import { classText, densityText, significanceText } from './methods.ts'
import type { Beside } from './opening.ts'
import type { ChangeAnswer, ClassesAnswer, DensityAnswer, HotspotsAnswer } from './schema.ts'
import { PERMUTATIONS, SEED, significance, type SignificanceTask } from './significance.ts'

/** What an answer says besides what is computed. */
export interface Said<Query> {
  form: Form
  query: Query
  dataVersion: string
  beside: Beside
  notes: (string | null)[]
  /** What the area is called; null: the whole. */
  area: string | null
}
export interface Work<Task, Query> { task: Task; said: Said<Query> }
export type HotspotsWork = Work<SignificanceTask, HotspotsAnswer['query']> & { weights: { title: string; edition: string } | null; snapPoints: HotspotsAnswer['snapPoints'] }
export type ClassesWork = Work<ClassesTask, Static<typeof ClassesAnswer>['query']>
export type ChangeWork = Work<ChangeTask, Static<typeof ChangeAnswer>['query']> & { before: { from: string; to: string } }
export type DensityWork = Work<DensityTask, Omit<Static<typeof DensityAnswer>['query'], 'bandwidthM'>>

/** Of an answer that was put together elsewhere. */
export const layerAnswer = ({ answer, columns, ...about }: Tabled): Uint8Array => finished({ form: 'csv', area: answer.area }, answer, columns, about)

export function hotspotsAnswer({ task, said, weights, snapPoints }: HotspotsWork): Uint8Array {
  const { note, ...found } = significance(task)
  const { weight, ring, test, correction } = said.query
  const permuted = test === 'permutation'
  const answer = {
    query: said.query, dataVersion: said.dataVersion,
    method: { ...significanceText(weight, ring, test, correction, found.n), permutations: permuted ? PERMUTATIONS : null, seed: permuted ? SEED : null, weights: weights?.title ?? null, edition: weights?.edition ?? null },
    ...found, snapPoints, ...said.beside, note: joined(said.notes, note)
  } satisfies HotspotsAnswer
  const { title, edition } = answer.method
  return finished(said, answer, { [weights ? 'harm' : 'count']: answer.values, z: answer.z, p: answer.p, p_adjusted: answer.pAdjusted }, { method: `${title}, ring ${ring}, ${test}, ${correction}`, edition, unit: weights?.title ?? answer.unit })
}

export function classesAnswer({ task, said }: ClassesWork): Uint8Array {
  const { note, ...found } = classes(task)
  const { query, dataVersion } = said
  const answer = { query, dataVersion, method: classText(query.mode, task.held.length), periods: task.held, ...found, ...said.beside, note: joined(said.notes, note) } satisfies Static<typeof ClassesAnswer>
  return finished(said, answer, { class: answer.classes }, { method: `Classes by Gi*, ${query.mode}, ring ${query.ring}` })
}

export function changeAnswer({ task, said, before }: ChangeWork): Uint8Array {
  const { note, ...found } = changes(task)
  const { query, dataVersion } = said
  const answer = { query, dataVersion, before, ...found, ...said.beside, note: joined(said.notes, note) } satisfies Static<typeof ChangeAnswer>
  const columns = { count_before: answer.countsBefore, count: answer.countsAfter, p: answer.p, p_adjusted: answer.pAdjusted }
  return finished(said, answer, columns, { method: `E-test of two Poisson counts, ${query.correction}; before: ${before.from} to ${before.to}` })
}

export function densityAnswer({ task, said }: DensityWork): Uint8Array {
  const { note, bandwidthM, rule, ...found } = densities(task)
  const query = { ...said.query, bandwidthM }
  const { unit } = said.beside
  const answer = {
    query, dataVersion: said.dataVersion, method: densityText(query.kernel, found.base && { ...found.base, what: query.relative }), rule, ...found,
    densityUnit: `${unit} per km2`, relativeUnit: found.relative && `${unit} per 1,000 ${query.relative}`, ...said.beside, note: joined(said.notes, note)
  } satisfies Static<typeof DensityAnswer>
  const columns = { density: answer.density, ...(answer.relative ? { relative: answer.relative } : {}) }
  return finished(said, answer, columns, { method: `Kernel density, ${query.kernel}, bandwidth ${bandwidthM} m`, unit: [answer.densityUnit, answer.relativeUnit].filter(Boolean).join('; relative: ') })
}

const joined = (notes: readonly (string | null)[], note: string | null): string | null => [...notes, note].filter((one) => one !== null).join(' ') || null

function finished({ form, area }: Pick<Said<unknown>, 'form' | 'area'>, answer: Omit<Described, 'area'>, columns: Tabled['columns'], about: Omit<Tabled, 'answer' | 'columns'>): Uint8Array {
  return new TextEncoder().encode(form === 'csv' ? layerFile({ answer: { ...answer, area }, columns, ...about }) : JSON.stringify(answer))
}
