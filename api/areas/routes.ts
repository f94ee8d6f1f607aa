/** Areas with their boundaries, search by name, and the built-in basemap. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { formFor, json, typeOf, type Answer } from '../answers.ts'
import type { RoomOptions } from '../cells/routes.ts'
import { ApiError } from '../errors.ts'
import { errorResponses, NoQuery } from '../schema.ts'
import { areasAt, tidy, type Finder } from './finder.ts'
import { getArea, listAreas, listBasemap, nameStudyArea } from './queries.ts'
import { AreaAnswer, AreaParams, AreasAnswer, AreasQuery, type Area, AtAnswer, AtQuery, BasemapAnswer, SearchAnswer, SearchQuery } from './schema.ts'

const attribution = 'Basemap drawn by Beatwise. Boundaries: Office for National Statistics, Open Government Licence v3.0; contains OS data © Crown copyright and database right.'

const forms = ['json', 'geojson'] as const

export const areaRoutes: FastifyPluginAsyncTypebox<RoomOptions & { basemapStyle: string | undefined; finder: Finder }> = async (app, { answers, basemapStyle, finder }) => {
  app.get('/areas', {
    config: { access: 'public' },
    schema: {
      tags: ['areas'], summary: 'Loaded areas of a kind with their boundaries; without a kind, all of them without', querystring: AreasQuery,
      response: { 200: { description: '`form=geojson` or `Accept: application/geo+json` gives a collection of features', content: { 'application/json': { schema: AreasAnswer }, 'application/geo+json': { schema: Type.Any() } } }, ...errorResponses }
    }
  }, async (request, reply) => {
    const { type = null, form: named } = request.query
    const form = formFor(request.headers.accept, forms, named)
    return answers.send(request, reply, `areas ${form} ${type ?? ''}`, async (version) => {
      const areas = await listAreas(request.reader.db, type)
      return form === 'geojson' ? asGeoJson(areas, version) : json({ dataVersion: version, areas })
    })
  })

  app.get('/areas/search', {
    config: { access: 'public' },
    schema: { tags: ['areas'], summary: 'Areas, settlements and postcodes by name, code or nearly so', querystring: SearchQuery, response: { 200: SearchAnswer, ...errorResponses } }
  }, (request, reply) => answers.send(request, reply, `search ${tidy(request.query.q)}`, async (version) =>
    json(await finder.find(request.reader, version, tidy(request.query.q)))))

  // Where somebody is concerns nobody else: the answer is kept nowhere, here or on the way.
  app.get('/areas/at', {
    config: { access: 'public' },
    schema: { tags: ['areas'], summary: 'The areas that hold a position. The position is not stored', querystring: AtQuery, response: { 200: AtAnswer, ...errorResponses } }
  }, async (request, reply) => {
    reply.header('cache-control', 'private, no-store')
    return areasAt(request.reader.db, request.query)
  })

  app.get('/areas/basemap', {
    config: { access: 'public' },
    schema: { tags: ['areas'], summary: 'Water, roads and place names of the built-in basemap, and what the whole area is called', querystring: NoQuery, response: { 200: BasemapAnswer, ...errorResponses } }
  }, (request, reply) => answers.send(request, reply, 'basemap', async () => {
    const [rows, study] = await Promise.all([listBasemap(request.reader.db), nameStudyArea(request.reader.db)])
    const layers = Object.fromEntries(rows.map(({ layer, features }) => [layer, features]))
    const collection = (layer: string) => ({ type: 'FeatureCollection', features: layers[layer] ?? [] })
    return json({
      style: basemapStyle ?? null, study, attribution, water: collection('water'), roads: collection('roads'),
      settlements: collection('settlements'), neighbours: collection('neighbours')
    })
  }))

  app.get('/areas/:code', {
    config: { access: 'public' },
    schema: { tags: ['areas'], summary: 'One area with its boundary', params: AreaParams, querystring: NoQuery, response: { 200: AreaAnswer, ...errorResponses } }
  }, (request, reply) => answers.send(request, reply, `area ${request.params.code}`, async (version) => {
    const area = await getArea(request.reader.db, request.params.code)
    if (!area) throw new ApiError('unknown-area', `No area with the code "${request.params.code}" is loaded.`, 'code')
    return json({ dataVersion: version, area })
  }))
}

const asGeoJson = (areas: readonly Area[], dataVersion: string): Answer => ({
  ...json({ type: 'FeatureCollection', dataVersion, attribution, features: areas.map(({ geometry, bbox, ...properties }) => ({ type: 'Feature', id: properties.code, bbox, properties, geometry: geometry as unknown })) }),
  type: typeOf.geojson
})
