/** What is loaded, from whom, and what became of every row. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { json } from '../answers.ts'
import type { RoomOptions } from '../cells/routes.ts'
import type { Queryable } from '../db/database.ts'
import { errorResponses, NoQuery } from '../schema.ts'
import { rejectionReasons, remarks as remarkTexts, sourceNotes, sourcesNotHeld, syntheticNote, type RejectionReason, type Remark, type SourceId } from '../source-vocabulary.ts'
import { listMonths, listRejections, listRemarks, listSources } from './queries.ts'
import { SourcesAnswer } from './schema.ts'

const attribution = 'Contains public sector information licensed under the Open Government Licence v3.0. Source: Office for National Statistics licensed under the Open Government Licence v3.0. Contains OS data © Crown copyright and database right.'

export const sourceRoutes: FastifyPluginAsyncTypebox<RoomOptions> = async (app, { answers }) => {
  app.get('/sources', {
    config: { access: 'public' },
    schema: { tags: ['sources'], summary: 'What is loaded: publisher, licence, months, rows read, loaded and rejected by reason', querystring: NoQuery, response: { 200: SourcesAnswer, ...errorResponses } }
  }, (request, reply) => answers.send(request, reply, 'sources', async (version) => json(await sourcesAnswer(request.reader.db, version))))
}

async function sourcesAnswer(db: Queryable, dataVersion: string): Promise<SourcesAnswer> {
  const [loaded, rejections, remarked, months] = await Promise.all([listSources(db), listRejections(db), listRemarks(db), listMonths(db)])
  const sources = loaded.map((row) => {
    const same = (other: { source: string; synthetic: boolean }) => other.source === row.source && other.synthetic === row.synthetic
    const held = months.filter(same)
    const sum = (of: (month: (typeof held)[number]) => number) => (held.length > 0 ? held.reduce((total, month) => total + of(month), 0) : null)
    const { title, publisher, licence, caveats } = sourceNotes[row.source as SourceId]
    return {
      source: row.source, title, synthetic: row.synthetic,
      publisher: row.synthetic ? 'Beatwise demonstration county' : publisher,
      licence: row.synthetic ? 'MIT, as this product' : licence,
      caveats: row.synthetic ? [syntheticNote, ...caveats] : [...caveats],
      forces: [...new Set(held.flatMap(({ forces }) => forces))].sort(),
      firstMonth: held[0]?.month ?? null, lastMonth: held.at(-1)?.month ?? null, months: held.map(({ month }) => month),
      files: row.files, read: row.read, loaded: row.loaded, rejected: row.read - row.loaded,
      reasons: rejections.filter(same).map(({ reason, count }) => ({ reason, title: rejectionReasons[reason as RejectionReason], count })),
      remarks: remarked.filter(same).map(({ remark, count }) => ({ remark, title: remarkTexts[remark as Remark], count })),
      inside: sum(({ inside }) => inside), outside: sum(({ outside }) => outside), noLocation: sum(({ noLocation }) => noLocation), withheld: sum(({ withheld }) => withheld),
      importedAt: row.importedAt
    }
  })
  return { dataVersion, sources, notHeld: [...sourcesNotHeld], attribution }
}
