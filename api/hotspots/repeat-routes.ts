/** Near repeats, repeat locations and repeat victims: of dated records, which only signed-in readers reach. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type, type Static } from 'typebox'
import { formFor, json, typeOf } from '../answers.ts'
import { csv } from '../csv.ts'
import { areaOf, noted, restsOn } from '../questions.ts'
import { errorResponses } from '../schema.ts'
import { knoxText } from './methods.ts'
import type { Knox } from './near-repeats.ts'
import { countRepeats, listDatedPoints, listRepeatLocations } from './queries.ts'
import type { HotspotOptions } from './routes.ts'
import { NearRepeatAnswer, RepeatsAnswer, SpanQuery } from './schema.ts'

/** A year of the commonest kinds in a county; the pairs of more would take minutes. */
const MOST_POINTS = 60_000
const tags = ['hotspots']
const forms = ['json', 'csv'] as const

export const repeatRoutes: FastifyPluginAsyncTypebox<HotspotOptions> = async (app, { answers, questions, pool }) => {
  app.get('/hotspots/near-repeat', {
    config: { access: 'public', audit: 'read-hotspots' },
    schema: {
      tags, summary: 'Knox table of near repeats', description: 'Of dated records alone, whose dates only signed-in readers reach; else a note and no ratio.',
      querystring: SpanQuery, response: { 200: NearRepeatAnswer, ...errorResponses }
    }
  }, async (request, reply) => {
    const { tier, db } = request.reader
    const question = await questions.understand(request.reader, request.query)
    const { theme, from, to, area: code } = question.query
    return answers.send(request, reply, `near-repeat ${question.key}`, async (version) => {
      const area = await areaOf(db, question)
      const { held, note: missing, ...rest } = await restsOn(db, question.query)
      const dated = held.filter((month) => question.theme.dated.has(month))
      const never = whyNot(held.length, dated.length, question.theme.unit)
      const signIn = tier === 'public' && held.length > 0 && never === null
      const why = signIn ? NOT_PUBLIC : never
      const points = why ? [] : await listDatedPoints(db, question.query, area?.area_id ?? null, MOST_POINTS + 1)
      const many = points.length > MOST_POINTS ? `More than ${MOST_POINTS.toLocaleString('en-GB')} incidents: ask for fewer months or a district.` : null
      const found = why || many ? null : await pool.run<Knox>('knox', { points })
      return json({
        query: { theme, from, to, area: code }, dataVersion: version, method: knoxText, n: found?.table.events ?? null, ...tableOf(found), signIn, ...rest,
        note: noted(missing, why, many, found?.table.note ?? null)
      })
    })
  })

  app.get('/hotspots/repeats', {
    config: { access: 'repeat-locations', audit: ({ headers }) => (formFor(headers.accept, forms) === 'csv' ? 'export-repeats' : 'read-repeats') },
    schema: {
      tags, summary: 'Places and victims that the force\'s own records name again', querystring: SpanQuery, description: '`Accept: text/csv` gives the table of places.',
      response: { 200: { description: 'Repeats', content: { 'application/json': { schema: RepeatsAnswer }, 'text/csv': { schema: Type.String() } } }, ...errorResponses }
    }
  }, async (request, reply) => {
    const { db } = request.reader
    const form = formFor(request.headers.accept, forms)
    const question = await questions.understand(request.reader, request.query)
    const { theme, from, to, area: code } = question.query
    return answers.send(request, reply, `repeats ${form} ${question.key}`, async (version) => {
      const areaId = (await areaOf(db, question))?.area_id ?? null
      const [repeats, locations, { held: _, note: missing, ...rest }] = await Promise.all([
        countRepeats(db, question.query, areaId), listRepeatLocations(db, question.query, areaId), restsOn(db, question.query)
      ])
      const note = repeats.length === 0 ? 'These records carry no reference of a place or a victim.' : null
      const answer = { query: { theme, from, to, area: code }, dataVersion: version, repeats, locations, ...rest, note: noted(missing, note) }
      return form === 'csv' ? { type: typeOf.csv, body: Buffer.from(asCsv(answer)) } : json(answer)
    })
  })
}

const asCsv = ({ query: { theme, from, to }, locations, unit, synthetic, source }: Static<typeof RepeatsAnswer>): string =>
  csv(['district', 'location', 'count', 'victims', 'first_day', 'last_day', 'business', 'lng', 'lat'], locations.length, (i) => {
    const { district, location, n, victims, firstDay, lastDay, business, lng, lat } = locations[i]!
    return [district, location, n, victims, firstDay, lastDay, business, lng, lat]
  }, { theme, from, to, unit, synthetic, source })

const NOT_PUBLIC = 'Days and positions of single records are not public, so near repeats are shown to signed-in readers only.'

/** Why nobody can be told; null where there is a table. */
function whyNot(held: number, dated: number, unit: string): string | null {
  if (held === 0) return null
  if (unit === 'casualties' || unit === 'collisions') return 'Near repeat is asked of offences and incidents, not of collisions.'
  if (dated < held) return 'Only the month of these records is published, and their positions are moved to map points: near repeats cannot be told from them.'
  return null
}

function tableOf(found: Knox | null) {
  if (!found) return { distanceBands: [], timeBands: [], observed: null, ratio: null, p: null, communicated: null }
  const { cells, distanceEdgesM, timeEdgesDays, note } = found.table
  return {
    distanceBands: bands(distanceEdgesM, 'm'), timeBands: bands(timeEdgesDays, 'days'),
    observed: cells.map((row) => row.map(({ observed }) => observed)),
    ratio: note ? null : cells.map((row) => row.map(({ ratio }) => ratio)), p: note ? null : cells.map((row) => row.map(({ p }) => p)),
    communicated: found.communicated
  }
}

const bands = (edges: readonly number[], unit: string): string[] => edges.slice(1).map((to, i) => {
  const from = edges[i]!
  if (unit === 'm' && from === 0 && to <= 1) return 'same position'
  return to === Infinity ? `${from} ${unit} and more` : `${from} to under ${to} ${unit}`
})
