/** Why one hexagon stands out, or does not: all that the maps of its question say of it. The maps are computed once for all hexagons. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { centreOf, resolutionOf } from '../analysis/h3-grid.ts'
import { json } from '../answers.ts'
import { ApiError } from '../errors.ts'
import { noted } from '../questions.ts'
import { errorResponses } from '../schema.ts'
import { Kept } from '../kept.ts'
import { openingsOf, type HotspotOptions } from './opening.ts'
import { listNearbyPlaces } from './queries.ts'
import { nearbyOf, reachM, toldOf } from './why-cell.ts'
import { mapsOf, type Maps } from './why-maps.ts'
import { WhyAnswer, WhyQuery } from './why-schema.ts'

/** Some megabytes each at the finest resolution. */
const MOST_KEPT = 4

export const whyRoutes: FastifyPluginAsyncTypebox<HotspotOptions> = async (app, options) => {
  const open = openingsOf(options)
  const kept = new Kept<Maps>(MOST_KEPT)

  app.get('/hotspots/why', {
    config: { access: 'public', audit: 'read-hotspots' },
    schema: {
      tags: ['hotspots'], summary: 'All that is known of one hexagon', querystring: WhyQuery, response: { 200: WhyAnswer, ...errorResponses },
      description: 'Count, months, rank, neighbours, test, change, trend, forecast, harm and nearby places of a cell: the same numbers as in the answers of the whole map.'
    }
  }, async (request, reply) => {
    const { cell, ring = 1, test = 'normal', correction = 'bh', mode = 'emerging', weight = 'cchi', generated = false, ...asked } = request.query
    const settings = { ring, test, correction, mode, weight, generated }
    return open(request, reply, asked, ['why', cell, ...Object.values(settings)], async (opening) => {
      const { version, reader: { tier, db }, question: { query, key } } = opening
      if (resolutionOf(cell) !== query.res) throw new ApiError('bad-parameter', `"${cell}" is no hexagon of resolution ${query.res}.`, 'cell')
      const maps = await kept.of([version, tier, key, ...Object.values(settings)].join(' '), () => mapsOf(options, opening, settings))
      const at = maps.counts.found.cells.indexOf(cell)
      if (at < 0) throw new ApiError('bad-parameter', 'This hexagon lies outside the area.', 'cell')
      const nearby = nearbyOf(await listNearbyPlaces(db, centreOf(cell), reachM(cell)), cell, query.res)
      return json({
        query: { ...query, cell, ...settings }, dataVersion: version, ...toldOf(maps, cell, at, { ...query, ring }), nearby, ...maps.counts.beside, note: noted(...maps.counts.notes)
      } satisfies WhyAnswer)
    })
  })
}
