/** What is loaded, from whom, and what became of every row; what the public can take away; and what the service is set to, for its statements. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { json } from '../answers.ts'
import { findRules } from '../cells/queries.ts'
import type { RoomOptions } from '../cells/routes.ts'
import type { Queryable } from '../db/database.ts'
import { errorResponses, NoQuery } from '../schema.ts'
import { rejectionReasons, remarks as remarkTexts, sourceNotes, sourcesNotHeld, syntheticNote, syntheticSource, type RejectionReason, type Remark, type SourceId } from '../source-vocabulary.ts'
import { catalogueFacts } from './catalogue-facts.ts'
import { AboutAnswer, Catalogue } from './catalogue-schema.ts'
import { catalogueOf } from './catalogue.ts'
import { listMonths, listRejections, listRemarks, listSources } from './queries.ts'
import { SourcesAnswer } from './schema.ts'

const attribution = 'Contains public sector information licensed under the Open Government Licence v3.0. Source: Office for National Statistics licensed under the Open Government Licence v3.0. Contains OS data © Crown copyright and database right.'

/** Settings that the statements on privacy, cookies and accessibility tell. */
export interface StatedSettings {
  organisation: string | undefined
  contactEmail: string | undefined
  basemapStyle: string | undefined
  sessionIdleMinutes: number
  sessionHours: number
  requestsPerMinute: number
  oidc?: object | undefined
}
export interface SourceOptions extends RoomOptions { publicDb: Queryable; settings: StatedSettings }

const catalogueType = 'application/ld+json'

export const sourceRoutes: FastifyPluginAsyncTypebox<SourceOptions> = async (app, { answers, questions, publicDb, settings }) => {
  app.get('/sources', {
    config: { access: 'public' },
    schema: { tags: ['sources'], summary: 'What is loaded: publisher, licence, months, rows read, loaded and rejected by reason', querystring: NoQuery, response: { 200: SourcesAnswer, ...errorResponses } }
  }, (request, reply) => answers.send(request, reply, 'sources', async (version) => json(await sourcesAnswer(request.reader.db, version))))

  app.get('/catalogue', {
    config: { access: 'public' },
    schema: {
      tags: ['sources'], summary: 'Everything that the public can take away, as a catalogue in JSON-LD (W3C DCAT 3)', querystring: NoQuery,
      response: { 200: { description: 'The catalogue: the same whoever asks', content: { [catalogueType]: { schema: Catalogue } } }, ...errorResponses }
    }
  }, (request, reply) => {
    // Addresses in a catalogue are whole ones: it is read elsewhere.
    const origin = `${request.protocol}://${request.host}`
    const { organisation, contactEmail } = settings
    return answers.send(request, reply, `catalogue ${origin}`, async (version) => ({
      ...json(catalogueOf({ ...await catalogueFacts({ tier: 'public', db: publicDb }, questions, version), origin, organisation, contactEmail })), type: `${catalogueType}; charset=utf-8`
    }))
  })

  app.get('/about', {
    config: { access: 'public' },
    schema: { tags: ['sources'], summary: 'Who runs this service and what its statements on privacy, cookies and accessibility rest on', querystring: NoQuery, response: { 200: AboutAnswer, ...errorResponses } }
  }, (request, reply) => answers.send(request, reply, 'about', async () => json(await aboutAnswer(publicDb, settings))))
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
      ...(row.synthetic ? syntheticSource : { publisher, licence }),
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

async function aboutAnswer(db: Queryable, { organisation, contactEmail, basemapStyle, sessionIdleMinutes, sessionHours, requestsPerMinute, oidc }: StatedSettings): Promise<AboutAnswer> {
  const { base, delayMonths } = await findRules(db)
  return {
    organisation: organisation ?? null, contactEmail: contactEmail ?? null, basemapHost: basemapStyle ? hostOf(basemapStyle) : null, sessionIdleMinutes, sessionHours,
    limitsRequests: requestsPerMinute > 0, organisationSignIn: oidc !== undefined, disclosureBase: base, publicDelayMonths: delayMonths
  }
}

/** Of a style by path alone nobody can say here where its tiles are; null: its address is of this service. */
const hostOf = (style: string): string | null => (URL.canParse(style) ? new URL(style).host : null)
