/** Layers of hotspots as JSON or as a file: which is asked for, how it is recorded, and how the thread's bytes become the answer. */
import type { FastifyRequest } from 'fastify'
import { Type, type TSchema } from 'typebox'
import { formFor, typeOf, type Answer, type Form } from '../answers.ts'
import type { WorkerPool } from '../worker-pool.ts'
import type { Tabled } from './layer-file.ts'

const forms = ['json', 'csv'] as const

/** @throws ApiError for a form that there is not. */
export const formOf = ({ headers, query }: Pick<FastifyRequest, 'headers' | 'query'>) => formFor(headers.accept, forms, (query as { form?: (typeof forms)[number] }).form)

export const readOrExport = (request: FastifyRequest) => (formOf(request) === 'csv' ? 'export-hotspots' as const : 'read-hotspots' as const)

/** For the description of a route. */
export const inForms = <T extends TSchema>(answer: T) => ({
  description: '`form=csv` or `Accept: text/csv` gives a table: a line a hexagon, which says what it is, over what, when and whose',
  content: { 'application/json': { schema: answer }, 'text/csv': { schema: Type.String() } }
})

/** Has a thread compute an answer and write it down. */
export const finishing = (pool: WorkerPool) => async <Work extends { said: { form: Form } }>(name: string, work: Work): Promise<Answer> => answerOf(work.said.form, await pool.run<Uint8Array>(name, work))

/** Has a thread write a table of an answer that is there already. */
export const inFile = async (pool: WorkerPool, layer: Tabled): Promise<Answer> => answerOf('csv', await pool.run<Uint8Array>('layerAnswer', layer))

const answerOf = (form: Form, { buffer, byteOffset, byteLength }: Uint8Array): Answer => ({ type: typeOf[form], body: Buffer.from(buffer, byteOffset, byteLength) })
