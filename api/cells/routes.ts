/** Counts by cell: as JSON, CSV or GeoJSON, as a binary series of months, and the list of themes. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Reader, Tier } from '../access.ts'
import { json, type Answers } from '../answers.ts'
import { findArea } from '../areas/queries.ts'
import type { Queryable } from '../db/database.ts'
import { ApiError } from '../errors.ts'
import { errorResponses, NoQuery } from '../schema.ts'
import { cellsAnswer, inForm, seriesAnswer, understand } from './answer.ts'
import { listThemeMonths } from './queries.ts'
import { CellsAnswer, CellsQuery, ThemesAnswer, type UnderstoodQuery } from './schema.ts'
import { refuseSmallArea } from './protection.ts'
import { describeThemes, isProtected, type HeldTheme } from './themes.ts'

export interface RoomOptions { answers: Answers; versions: Record<Tier, { current(): Promise<{ version: string }> }> }

export const cellRoutes: FastifyPluginAsyncTypebox<RoomOptions> = async (app, { answers, versions }) => {
  const held = new Map<Tier, { version: string; themes: Promise<HeldTheme[]> }>()
  const heldThemes = ({ tier, db }: Reader, version: string) => {
    const known = held.get(tier)
    if (known?.version === version) return known.themes
    const themes = listThemeMonths(db).then(describeThemes)
    held.set(tier, { version, themes })
    themes.catch(() => held.delete(tier))
    return themes
  }
  const ask = async (reader: Reader, query: CellsQuery): Promise<{ query: UnderstoodQuery; key: string; rounded: boolean }> => {
    const themes = await heldThemes(reader, (await versions[reader.tier].current()).version)
    const understood = understand(query, themes)
    const { theme, from, to, res, area } = understood
    const rounded = isProtected(themes.find(({ id }) => id === theme)!, from, to)
    return { query: understood, key: [theme, from, to, res, area ?? ''].join(' '), rounded }
  }

  app.get('/themes', {
    config: { access: 'public' },
    schema: { tags: ['cells'], summary: 'Themes and the months held of each', querystring: NoQuery, response: { 200: ThemesAnswer, ...errorResponses } }
  }, (request, reply) => answers.send(request, reply, 'themes', async (version) =>
    json({ dataVersion: version, themes: (await heldThemes(request.reader, version)).map(({ dated: _, protected: __, ...theme }) => theme) })))

  app.get('/cells', {
    config: { access: 'public', audit: ({ headers }) => (formFor(headers.accept) === 'json' ? 'read-restricted-cells' : 'export-cells') },
    schema: {
      tags: ['cells'], summary: 'Counts of a theme by H3 cell', querystring: CellsQuery,
      description: 'Zero cells are left out. `Accept: text/csv` and `application/geo+json` give those forms.',
      response: { 200: { description: 'Counts', content: { 'application/json': { schema: CellsAnswer }, 'text/csv': { schema: Type.String() }, 'application/geo+json': { schema: Type.Any() } } }, ...errorResponses }
    }
  }, async (request, reply) => {
    const form = formFor(request.headers.accept)
    const { query, key, rounded } = await ask(request.reader, request.query)
    return answers.send(request, reply, `cells ${form} ${key}`, async (version) =>
      inForm(await cellsAnswer(request.reader.db, query, await areaId(request.reader.db, query.area, rounded), version), form))
  })

  app.get('/cells/series', {
    config: { access: 'public', audit: 'read-restricted-series' },
    schema: {
      tags: ['cells'], summary: 'Monthly counts of every non-empty cell, in a compact binary form', querystring: CellsQuery,
      response: { 200: { description: 'See DECISIONS.md for the form', content: { 'application/vnd.beatwise.series': { schema: Type.Any() } } }, ...errorResponses }
    }
  }, async (request, reply) => {
    const { query, key, rounded } = await ask(request.reader, request.query)
    return answers.send(request, reply, `series ${key}`, async (version) => seriesAnswer(request.reader.db, query, await areaId(request.reader.db, query.area, rounded), version))
  })
}

/** The database number of an area; null for the whole force. @throws ApiError for a code that is not loaded, or too small for rounded months. */
async function areaId(db: Queryable, code: string | null, rounded: boolean): Promise<number | null> {
  if (code === null) return null
  const area = await findArea(db, code)
  if (!area) throw new ApiError('unknown-area', `No area with the code "${code}" is loaded.`, 'area')
  if (rounded) refuseSmallArea(area)
  return area.area_id
}

function formFor(accept: string | undefined): 'json' | 'csv' | 'geojson' {
  const types = (accept ?? '*/*').toLowerCase()
  if (types.includes('text/csv')) return 'csv'
  if (types.includes('application/geo+json')) return 'geojson'
  if (/\*\/\*|application\/(json|\*)/.test(types)) return 'json'
  throw new ApiError('not-acceptable', 'This answer comes as application/json, text/csv or application/geo+json.', 'accept')
}
