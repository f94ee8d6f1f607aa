/** The register of sites under review: the roads role keeps it, others who have signed in read it, with its history. Never cached, never public. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { actorOf, purposeOf, record } from '../accounts/audit.ts'
import { formFor } from '../answers.ts'
import { findArea } from '../areas/queries.ts'
import type { Database, Queryable } from '../db/database.ts'
import { ApiError } from '../errors.ts'
import { errorResponses, NoQuery } from '../schema.ts'
import { changedMeanwhile, versioned, versionOf } from '../versions.ts'
import type { AuditAct } from '../vocabulary.ts'
import { beforeAndAfter, type EffectOptions } from './site-before-after.ts'
import { sitesInForm } from './site-file.ts'
import { addSite, asRoads, asSiteReader, changeSite, deleteSite, getSite, listSites, listSiteVersions, placeSite } from './site-queries.ts'
import { HistoryAnswer, NewSite, Site, SiteChange, SiteEffectAnswer, SiteParams, SitesAnswer, SitesQuery, SiteWithHistory } from './site-schema.ts'
import { changedSite, dayOf, historyOf, newSite, type Geometry } from './sites.ts'

export interface SiteOptions extends EffectOptions { db: Database }
const reading = { access: 'read-sites' } as const
const writing = { access: 'write-sites' } as const
const tags = ['collisions']
const forms = ['json', 'csv', 'geojson'] as const

export const siteRoutes: FastifyPluginAsyncTypebox<SiteOptions> = async (app, { db, ...options }) => {
  const read = acting(db, asSiteReader)
  const write = acting(db, asRoads)
  app.addHook('onSend', async (_request, reply) => { reply.header('cache-control', 'private, no-store') })

  app.get('/collisions/sites', {
    config: reading,
    schema: {
      tags, summary: 'Sites under review, those under way first; files are without notes', querystring: SitesQuery,
      response: { 200: { description: '`Accept: text/csv` and `application/geo+json` give those forms', content: { 'application/json': { schema: SitesAnswer }, 'text/csv': { schema: Type.String() }, 'application/geo+json': { schema: Type.Any() } } }, ...errorResponses }
    }
  }, async (request, reply) => {
    const form = formFor(request.headers.accept, forms)
    const { area } = request.query
    if (area !== undefined && !(await findArea(request.reader.db, area))) throw new ApiError('unknown-area', `No area with the code "${area}" is loaded.`, 'area')
    const sites = await read(request, { name: form === 'json' ? 'read-sites' : 'export-sites', detail: { form, ...request.query } }, (inside) => listSites(inside, request.query))
    const { type, body } = sitesInForm(form, sites, today())
    return reply.header('vary', 'accept, cookie').type(type).send(body as never)
  })

  app.post('/collisions/sites', {
    config: writing,
    schema: { tags, summary: 'Add a site: from a cluster or drawn', querystring: NoQuery, body: NewSite, response: { 201: Site, ...errorResponses } }
  }, async (request, reply) => {
    const { site, geometry } = newSite(request.body, today())
    await checkPlace(request, geometry)
    const added = await write(request, { name: 'site-add', subject: ({ id }: Site) => id }, (inside) => addSite(inside, { ...site, origin: request.body.origin ?? null }, geometry, request.account!.name))
    return versioned(reply.code(201), added)
  })

  app.get('/collisions/sites/:site', {
    config: reading,
    schema: { tags, summary: 'One site with its history', params: SiteParams, querystring: NoQuery, response: { 200: SiteWithHistory, ...errorResponses } }
  }, async (request, reply) => {
    const { site: id } = request.params
    return versioned(reply, await read(request, { name: 'read-site', subject: id }, async (inside) => ({ ...await existing(inside, id), history: historyOf(await listSiteVersions(inside, id)) })))
  })

  app.get('/collisions/sites/:site/history', {
    config: reading,
    schema: { tags, summary: 'What was done with a site, by whom and when; also with one that was removed', params: SiteParams, querystring: NoQuery, response: { 200: HistoryAnswer, ...errorResponses } }
  }, async (request) => {
    const { site: id } = request.params
    return read(request, { name: 'read-site', subject: id }, async (inside) => {
      const versions = await listSiteVersions(inside, id)
      if (versions.length === 0) throw missing()
      return { history: historyOf(versions) }
    })
  })

  app.patch('/collisions/sites/:site', {
    config: writing,
    schema: { tags, summary: 'Change a site; If-Match names the version that was read', params: SiteParams, querystring: NoQuery, body: SiteChange, response: { 200: Site, ...errorResponses } }
  }, async (request, reply) => {
    const { site: id } = request.params
    const before = await asRoads(db, request.account!, (inside) => existing(inside, id))
    if (before.version !== versionOf(request)) throw changedMeanwhile(reply, 'The site', before)
    const { site, geometry } = changedSite(before, request.body, today())
    if (request.body.position || request.body.shape) await checkPlace(request, geometry)
    const changed = await write(request, { name: 'site-change', subject: id }, async (inside) =>
      await changeSite(inside, id, before.version, site, geometry, request.account!.name) ?? Promise.reject(changedMeanwhile(reply, 'The site', await existing(inside, id))))
    return versioned(reply, changed)
  })

  app.delete('/collisions/sites/:site', {
    config: writing,
    schema: { tags, summary: 'Remove a site; its history stays; If-Match names the version that was read', params: SiteParams, querystring: NoQuery, response: { 204: Type.Null(), ...errorResponses } }
  }, async (request, reply) => {
    const { site: id } = request.params
    await write(request, { name: 'site-remove', subject: id }, async (inside) => {
      const site = await existing(inside, id)
      if (!(await deleteSite(inside, id, versionOf(request)))) throw changedMeanwhile(reply, 'The site', await existing(inside, site.id))
    })
    return reply.code(204).send(null)
  })

  app.get('/collisions/sites/:site/effect', {
    config: reading,
    schema: { tags, summary: 'Collisions at a site before and after, beside what would be expected with nothing done', params: SiteParams, querystring: NoQuery, response: { 200: SiteEffectAnswer, ...errorResponses } }
  }, async (request) => {
    const { site: id } = request.params
    const { site, registered } = await read(request, { name: 'read-site', subject: id, detail: { effect: true } }, async (inside) => ({ site: await existing(inside, id), registered: await listSites(inside, {}) }))
    return beforeAndAfter(options, request, site, registered)
  })
}

const today = (): string => dayOf(new Date())

interface Act<T> { name: AuditAct; subject?: string | ((result: T) => string); detail?: Record<string, string | boolean> }

/** One transaction as whoever asks, by a database role that may do no more than the route, with the audit entry in it. */
const acting = (db: Database, as: typeof asRoads) => <T>(request: FastifyRequest, { name, subject, detail }: Act<T>, work: (inside: Queryable) => Promise<T>): Promise<T> =>
  as(db, request.account!, async (inside) => {
    const result = await work(inside)
    await record(inside, { ...actorOf(request), act: name, subject: typeof subject === 'function' ? subject(result) : subject ?? null, purpose: purposeOf(request.headers['x-purpose']), ...(detail ? { detail } : {}) })
    return result
  })

const missing = () => new ApiError('unknown-site', 'There is no such site in the register.', 'site')

async function existing(inside: Queryable, id: string): Promise<Site> {
  const site = await getSite(inside, id)
  if (!site) throw missing()
  return site
}

/** @throws ApiError for a form that is none, and for a place outside the study area. */
async function checkPlace({ reader }: FastifyRequest, geometry: Geometry): Promise<void> {
  const parameter = geometry.type === 'Point' ? 'position' : 'shape'
  const { fault, outside } = await placeSite(reader.db, geometry)
  if (fault !== null) throw new ApiError('bad-parameter', `The drawn ${geometry.type === 'Polygon' ? 'area' : 'line'} cannot be one: ${fault.replace(/\[.*\]$/, '').toLowerCase()}.`, parameter)
  if (!outside) return
  throw new ApiError('bad-parameter', geometry.type === 'Point' ? `The site lies outside the area of the force: ${geometry.coordinates.join(', ')} (longitude, latitude).` : 'The site lies, in part at least, outside the area of the force.', parameter)
}
