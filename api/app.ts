/** Builds the application: the one place where plugins and rooms are registered. Tests build the real one in memory. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyHelmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import fastifySwagger from '@fastify/swagger'
import fastifySwaggerUi from '@fastify/swagger-ui'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { LogController, type FastifyInstance, type FastifyReply } from 'fastify'
import { guardRoutes } from './access.ts'
import { auditRoutes } from './accounts/audit-routes.ts'
import { auditRequests } from './accounts/audit.ts'
import { oidcRoutes } from './accounts/oidc-routes.ts'
import { accountRoutes } from './accounts/routes.ts'
import { recallSessions } from './accounts/sessions.ts'
import { Answers } from './answers.ts'
import { Finder } from './areas/finder.ts'
import { pageRoutes } from './areas/page-routes.ts'
import { profileRoutes } from './areas/profile-routes.ts'
import { priorityRoutes, publishedPriorityRoutes } from './areas/priority-routes.ts'
import { areaRoutes } from './areas/routes.ts'
import { cellRoutes } from './cells/routes.ts'
import { clusterRoutes } from './collisions/cluster-routes.ts'
import { CollisionGround } from './collisions/opening.ts'
import { patternRoutes } from './collisions/pattern-routes.ts'
import { collisionRoutes } from './collisions/routes.ts'
import { siteRoutes } from './collisions/site-routes.ts'
import type { Config } from './config.ts'
import type { Database } from './db/database.ts'
import { DataVersion } from './db/version.ts'
import { ApiError, errorHandler, frameworkErrorHandler } from './errors.ts'
import { healthRoutes } from './health.ts'
import { ComingMonths } from './hotspots/coming-months.ts'
import { forecastRoutes } from './hotspots/forecast-routes.ts'
import { keepRefitted } from './hotspots/refits.ts'
import { repeatRoutes } from './hotspots/repeat-routes.ts'
import { hotspotRoutes } from './hotspots/routes.ts'
import { StudyAreas } from './hotspots/study-area.ts'
import { whyRoutes } from './hotspots/why-routes.ts'
import { limitRequests } from './limits.ts'
import { PatrolDemand } from './patrols/demand.ts'
import { outputRoutes } from './patrols/output-routes.ts'
import { PlanSearches } from './patrols/plan-search.ts'
import { rehearse } from './patrols/rehearsal.ts'
import { deliveryRoutes } from './patrols/delivery-routes.ts'
import { evaluationRoutes } from './patrols/evaluation-routes.ts'
import { phoneRoutes } from './patrols/phone-routes.ts'
import { patrolRoutes } from './patrols/routes.ts'
import { templateRoutes } from './patrols/template-routes.ts'
import { trialRoutes } from './patrols/trial-routes.ts'
import { Travel } from './patrols/travel.ts'
import { performanceRoutes } from './performance/routes.ts'
import { Questions } from './questions.ts'
import { ResponseGround } from './response/opening.ts'
import { responseRoutes } from './response/routes.ts'
import { StandbyGrounds } from './response/standby-ground.ts'
import { standbyRoutes } from './response/standby-routes.ts'
import { sourceRoutes } from './sources/routes.ts'
import { WorkerPool } from './worker-pool.ts'

export interface Parts {
  config: Pick<Config, 'logLevel' | 'cacheBytes' | 'basemapStyle' | 'requestsPerMinute' | 'shedAtDelayMs' | 'trustedProxies' | 'sessionIdleMinutes' | 'sessionHours' | 'marking' | 'organisation' | 'contactEmail'> & Partial<Pick<Config, 'oidc' | 'routingUrl'>>
  db: Database
  /** Where queries are read; the same database unless a replica is named. */
  readDb?: Database
  /** What the public may read, by a role that reaches nothing else. */
  publicDb: Database
  /** Where the log goes; standard output unless said. */
  log?: NodeJS.WritableStream
}

export interface App {
  server: FastifyInstance
  answers: Answers
  /** Keeps the forecasts of the main themes ready until the server closes. */
  refit: () => void
}

const YEAR_S = 31_536_000
/** No request here needs more; a route that does says so itself. */
const MOST_BODY_BYTES = 64 * 1024
const webFolder = fileURLToPath(new URL('../web/dist/', import.meta.url))

export async function buildApp({ config, db, readDb = db, publicDb, log }: Parts): Promise<App> {
  const server = Fastify({
    logger: { level: config.logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'], ...(log ? { stream: log } : {}) },
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 100 },
    bodyLimit: MOST_BODY_BYTES,
    trustProxy: (_address: string, hop: number) => hop < config.trustedProxies,
    // What the router refuses before any route is found (an endless part, a broken escape) is answered like everything else.
    frameworkErrors: frameworkErrorHandler,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: true, allErrors: false } }
  }).withTypeProvider<TypeBoxTypeProvider>()
  const versions = { public: new DataVersion(publicDb), restricted: new DataVersion(readDb) }
  const answers = new Answers(versions, config.cacheBytes)
  guardRoutes(server, { public: publicDb, restricted: readDb })
  auditRequests(server, db)
  server.setErrorHandler(errorHandler)
  server.setNotFoundHandler((request, reply) => {
    if (request.url.startsWith('/api/') || !pageMayHandle(request.method, request.headers.accept)) throw new ApiError('not-found', 'There is nothing at this address.')
    return reply.header('cache-control', 'no-cache').sendFile('index.html')
  })

  await server.register(fastifyHelmet, { contentSecurityPolicy: { useDefaults: false, directives: contentPolicy(config.basemapStyle) }, referrerPolicy: { policy: 'no-referrer' }, hsts: { maxAge: YEAR_S } })
  server.addHook('onSend', async (_request, reply) => { reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=(self), payment=(), usb=()') })
  await limitRequests(server, config)
  await recallSessions(server, db, config.sessionIdleMinutes)
  await server.register(fastifySwagger, {
    openapi: openApiHead,
    transform: ({ schema, url, route }) => ({ schema: { ...schema, 'x-access': route.config?.access } as typeof schema, url })
  })
  await server.register(fastifySwaggerUi, { routePrefix: '/api/docs', theme: { title: 'Beatwise API', css: [{ filename: 'docs.css', content: '.topbar { display: none }' }] } })
  const rooms = { answers, questions: new Questions(versions) }
  const finder = new Finder()
  const pool = new WorkerPool(new URL('hotspots/worker.mjs', import.meta.url))
  server.addHook('onClose', () => pool.close())
  const areas = new StudyAreas()
  const statistics = { ...rooms, pool, areas, months: new ComingMonths({ ...rooms, pool, areas }) }
  // Two planners at once do not wait for each other.
  const planners = new WorkerPool(new URL('patrols/worker.mjs', import.meta.url), 2)
  const onRoads = { ...rooms, collisions: new WorkerPool(new URL('collisions/worker.mjs', import.meta.url), 1), ground: new CollisionGround(() => travel.loadedRoads(readDb)) }
  server.addHook('onClose', () => onRoads.collisions.close())
  const onResponse = { ...rooms, responses: new WorkerPool(new URL('response/worker.mjs', import.meta.url), 1), ground: new ResponseGround() }
  server.addHook('onClose', () => onResponse.responses.close())
  // A search of twenty seconds does not keep those who read figures.
  const sites = new WorkerPool(new URL('response/worker.mjs', import.meta.url), 1)
  server.addHook('onClose', () => sites.close())
  const travel = new Travel({ routingUrl: config.routingUrl, pool: planners })
  const standing = { ...onResponse, db, versions, searches: sites, travel, grounds: new StandbyGrounds(sites, (reader) => travel.loadedRoads(reader)) }
  const demand = new PatrolDemand({ ...rooms, pool: planners, areas, months: statistics.months, travel })
  const planning = { db, pool: planners, versions, log: server.log, demand, travel }
  const searches = new PlanSearches(planning)
  server.addHook('preClose', () => searches.close())
  server.addHook('onClose', () => planners.close())
  await server.register(async (api) => {
    await api.register(healthRoutes, { db: publicDb })
    await api.register(accountRoutes, { db, settings: config, oidc: config.oidc !== undefined })
    await api.register(oidcRoutes, { db, settings: config, oidc: config.oidc })
    await api.register(cellRoutes, rooms)
    await api.register(hotspotRoutes, statistics)
    await api.register(repeatRoutes, statistics)
    await api.register(forecastRoutes, statistics)
    await api.register(whyRoutes, statistics)
    await api.register(collisionRoutes, rooms)
    await api.register(clusterRoutes, onRoads)
    await api.register(patternRoutes, onRoads)
    await api.register(siteRoutes, { ...onRoads, db, versions })
    await api.register(responseRoutes, onResponse)
    await api.register(standbyRoutes, standing)
    await api.register(performanceRoutes, rooms)
    await api.register(areaRoutes, { ...rooms, basemapStyle: config.basemapStyle, finder })
    await api.register(publishedPriorityRoutes, { ...rooms, db })
    await api.register(priorityRoutes, { ...rooms, db })
    await api.register(profileRoutes, { ...rooms, publicDb })
    await api.register(sourceRoutes, { ...rooms, publicDb, settings: config })
    await api.register(patrolRoutes, { db, searches })
    await api.register(outputRoutes, { db, marking: config.marking })
    await api.register(templateRoutes, { db })
    await api.register(deliveryRoutes, { db, pool: planners })
    await api.register(evaluationRoutes, { db, questions: rooms.questions, versions })
    await api.register(trialRoutes, { db, questions: rooms.questions, versions })
    await api.register(phoneRoutes, { db, marking: config.marking })
    await api.register(auditRoutes, { db })
    api.get('/openapi.json', { schema: { hide: true }, config: { access: 'public' } }, (_request, reply) => reply.send(server.swagger()))
  }, { prefix: '/api' })
  await server.register(pageRoutes, { ...rooms, publicDb, finder })
  if (existsSync(webFolder)) await server.register(fastifyStatic, { root: webFolder, dotfiles: 'ignore', setHeaders: cacheHashed })
  const readers = [{ tier: 'restricted' as const, db: readDb }, { tier: 'public' as const, db: publicDb }]
  const stop = new AbortController()
  server.addHook('preClose', async () => stop.abort())
  const refit = async () => {
    await rehearse(planning, readers[0]!)
    await keepRefitted({ readers, versionOf: ({ tier }) => versions[tier].current(), months: statistics.months, idle: () => pool.idle && searches.idle, log: server.log }, stop.signal)
  }
  return { server, answers, refit: () => void refit() }
}

/** Everything from here alone; a replaced basemap may fetch its tiles, glyphs and images wherever its style says. */
const contentPolicy = (basemapStyle: string | undefined) => ({
  'default-src': ["'self'"], 'script-src': ["'self'"], 'style-src': ["'self'"], 'worker-src': ["'self'"], 'child-src': ["'none'"],
  'img-src': ["'self'", 'data:', 'blob:', ...(basemapStyle ? ['https:'] : [])], 'connect-src': ["'self'", ...(basemapStyle ? ['https:'] : [])],
  'object-src': ["'none'"], 'base-uri': ["'none'"], 'form-action': ["'self'"], 'frame-ancestors': ["'none'"]
})

const openApiHead = {
  openapi: '3.1.0',
  info: { title: 'Beatwise', version: '0.5.0', description: 'Recorded crime, anti-social behaviour and road casualties by H3 cell. Months are YYYY-MM; cells are H3 indexes; positions are [lng, lat].' }
}

const pageMayHandle = (method: string, accept: string | undefined) => (method === 'GET' || method === 'HEAD') && (accept ?? '').includes('text/html')

/** Built files carry a hash in their name and never change; pages are asked for anew each time. */
function cacheHashed(reply: FastifyReply, path: string): void {
  reply.header('cache-control', /\/assets\//.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
}
