/** Public pages that the server writes: find a place, one page for every loaded area, its feed, and two areas side by side. The same for whoever opens them, without a script. */
import { readFileSync } from 'node:fs'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Reader } from '../access.ts'
import type { Answer } from '../answers.ts'
import { errorCodes, refused } from '../errors.ts'
import type { Queryable } from '../db/database.ts'
import { html } from '../html.ts'
import { comparePage } from './page-compare.ts'
import { tidy, type Finder } from './finder.ts'
import { findPage } from './page-find.ts'
import { atomFeed, feedType, monthEntries, priorityEntries } from './page-feed.ts'
import { pageFrame, searchForm } from './page-frame.ts'
import { cellsOf } from './page-cells.ts'
import { pageMap } from './page-map.ts'
import { prioritiesSection } from './page-priorities.ts'
import { neighbourhoodPage } from './page.ts'
import { forceTotalsOf, type ProfileOptions } from './profile-routes.ts'
import { getPlace, listFeedMonths, listWithin } from './profile-queries.ts'
import type { Profile } from './profile-schema.ts'
import { pageGround, profileOf, type PageGround } from './profile.ts'
import { listPublished, publishedVersion, type PublishedPriority } from './priority-queries.ts'
import { getArea, listAreas, listAreasAt, listBasemap } from './queries.ts'
import { AreaParams, type HoldingArea, type SearchResult } from './schema.ts'

const page = (text: string): Answer => ({ type: 'text/html; charset=utf-8', body: Buffer.from(text) })
const styles = ['../../web/src/ui/tokens.css', 'page.css'].map((file) => readFileSync(new URL(file, import.meta.url), 'utf8')).join('\n')
/** Whatever else stands in an address that somebody shared is of no concern here. */
const Asked = Type.Object({ q: Type.Optional(Type.String({ maxLength: 60 })), with: Type.Optional(Type.String({ maxLength: 60 })) })
const hidden = { hide: true }

export const pageRoutes: FastifyPluginAsyncTypebox<ProfileOptions & { finder: Finder }> = async (app, { answers, questions, publicDb, finder }) => {
  const reader: Reader = { tier: 'public', db: publicDb }
  const profileFrom = async (version: string, ground: PageGround) => profileOf(reader, version, await forceTotalsOf(questions, reader, version), ground)
  const profileAt = async (version: string, code: string) => profileFrom(version, await pageGround(reader, code))
  app.setErrorHandler((cause, request, reply) => {
    const { code, message } = refused(cause as Error, request, reply)
    const title = errorCodes[code] === 404 ? 'There is no such place' : 'This page cannot be shown'
    return reply.type('text/html; charset=utf-8').send(pageFrame({ title, description: message, body: html`<h1>${title}</h1><p class="problem">${message}</p>${searchForm()}` }))
  })

  app.get('/neighbourhood/page.css', { schema: hidden }, (_request, reply) => reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=300').send(styles))

  app.get('/neighbourhood', { schema: { ...hidden, querystring: Asked } }, (request, reply) => {
    const q = tidy(request.query.q ?? '')
    return answers.send(request, reply, `find-page ${q}`, async (version) => {
      const { results, note } = q ? await finder.find(reader, version, q) : { results: [], note: null }
      return page(findPage(q, await withHolders(publicDb, results), note, await listAreas(publicDb, null)))
    }, 'public')
  })

  app.get('/neighbourhood/:code', { schema: { ...hidden, params: AreaParams } }, async (request, reply) => {
    const { code } = request.params
    // What was asked for and done comes and goes without a new version of the data.
    return answers.send(request, reply, `neighbourhood ${await publishedVersion(publicDb)} ${code}`, async (version) => {
      const ground = await pageGround(reader, code)
      return page(await written(publicDb, ground, profileFrom(version, ground)))
    }, 'public')
  })

  app.get('/neighbourhood/:code/feed.atom', { schema: { ...hidden, params: AreaParams } }, async (request, reply) => {
    const { code } = request.params
    return answers.send(request, reply, `feed ${await publishedVersion(publicDb)} ${code}`, async (version) => {
      const [profile, months] = await Promise.all([profileAt(version, code), listFeedMonths(publicDb)])
      return { type: feedType, body: Buffer.from(atomFeed(profile, [...priorityEntries(await entriesOf(publicDb, profile.area)), ...monthEntries(profile, months)])) }
    }, 'public')
  })

  app.get('/neighbourhood/:code/compare', { schema: { ...hidden, params: AreaParams, querystring: Asked } }, (request, reply) => {
    const { params: { code }, query } = request
    const asked = tidy(query.with ?? '')
    return answers.send(request, reply, `compare-pages ${code} ${asked}`, async (version) => {
      const own = await profileAt(version, code)
      const { other, problem, choices } = asked ? await otherOf(reader, finder, version, asked, code) : { other: null, problem: null, choices: [] }
      return page(comparePage({ own, other: other === null ? null : await profileAt(version, other), asked, problem, choices }))
    }, 'public')
  })
}

/** The page of an area, whose map is drawn while its numbers are counted. */
async function written(db: Queryable, ground: PageGround, counting: Promise<Profile>): Promise<string> {
  const { area, place } = ground
  const [profile, drawn, basemap, within, { cells, counted }, entries] = await Promise.all([counting, getArea(db, area.code), listBasemap(db), listWithin(db, place.area_id), cellsOf(db, ground), entriesOf(db, area)])
  const map = drawn ? pageMap({ name: area.name, outline: drawn.geometry as { type: string; coordinates: unknown }, basemap, cells, counted }) : null
  return neighbourhoodPage({ profile, map, entries: prioritiesSection(area.name, area.district?.name ?? null, entries), within: { title: area.type === 'force' ? 'Districts' : `Places in ${area.name}`, areas: within } })
}

/** What is published of the area itself and of its district. */
const entriesOf = (db: Queryable, area: Profile['area']): Promise<PublishedPriority[]> => listPublished(db, [area.code, ...(area.district ? [area.district.code] : [])])

/** A town or a postcode has no page of its own: the areas that hold it have. */
async function withHolders(db: Queryable, results: readonly SearchResult[]): Promise<(SearchResult & { areas: HoldingArea[] })[]> {
  const towns = results.filter(({ kind }) => kind === 'place')
  const holders = towns.length > 0 ? await listAreasAt(db, towns.map(({ centre: [lng, lat] }) => ({ lng: lng!, lat: lat!, lsoa21Code: null }))) : []
  return results.map((one) => ({ ...one, areas: one.areas ?? holders[towns.indexOf(one)] ?? [] }))
}

/** The area that a code or a name means; where it may mean several, which. */
async function otherOf(reader: Reader, finder: Finder, version: string, asked: string, own: string): Promise<{ other: string | null; problem: string | null; choices: { code: string; name: string; detail: string | null }[] }> {
  const exact = await getPlace(reader.db, asked.toUpperCase())
  if (exact?.code === own) return { other: null, problem: 'That is the same place. Choose another one.', choices: [] }
  if (exact) return { other: exact.code, problem: null, choices: [] }
  const { results, note } = await finder.find(reader, version, asked)
  const choices = results.flatMap(({ code, name, detail }) => (code && code !== own ? [{ code, name, detail }] : []))
  if (choices.length === 1) return { other: choices[0]!.code, problem: null, choices: [] }
  return { other: null, problem: choices.length === 0 ? note ?? `Nothing here is called “${asked}”.` : note ?? `“${asked}” may mean one of these:`, choices }
}

