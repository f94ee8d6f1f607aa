/**
 * What keeps one visitor, or too many, from taking the service from all others: requests a minute for each address, and an honest
 * 503 while this process cannot keep up. Health is exempt, so that a busy server is not taken for a dead one.
 */
import fastifyRateLimit from '@fastify/rate-limit'
import fastifyUnderPressure from '@fastify/under-pressure'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ApiError } from './errors.ts'

const SAMPLE_MS = 500
const HEALTH = '/api/health'

const isExempt = (request: FastifyRequest) => !request.url.startsWith('/api/') || request.url.split('?')[0] === HEALTH

export interface Limits {
  /** Of one address; 0: no limit. */
  requestsPerMinute: number
  /** Delay of the event loop above which nobody is served in time; 0: never turn anybody away for it. */
  shedAtDelayMs: number
}

/** Call before routes are registered. */
export async function limitRequests(server: FastifyInstance, { requestsPerMinute, shedAtDelayMs }: Limits): Promise<void> {
  if (shedAtDelayMs > 0) {
    await server.register(fastifyUnderPressure, {
      maxEventLoopDelay: shedAtDelayMs, sampleInterval: SAMPLE_MS,
      pressureHandler: (request) => {
        if (!isExempt(request)) throw new ApiError('overloaded', 'Too many people are asking at once. Try again in a few seconds.')
      }
    })
  }
  if (requestsPerMinute === 0) return
  await server.register(fastifyRateLimit, {
    max: requestsPerMinute, timeWindow: '1 minute', allowList: isExempt,
    errorResponseBuilder: (_request, { ttl }) => new ApiError('too-many-requests', `This address has asked too often. Try again in ${Math.ceil(ttl / 1000)} seconds.`)
  })
}
