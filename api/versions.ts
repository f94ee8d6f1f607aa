/** Things that several people may change: each answer names the version that it tells, each change the version that was read, and who comes too late is told. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ApiError } from './errors.ts'

/** The same thing, with its version as the answer's ETag. */
export const versioned = <T extends { version: number }>(reply: FastifyReply, thing: T): T => {
  reply.header('etag', `"${thing.version}"`)
  return thing
}

/** The version that If-Match names. @throws ApiError where it names none. */
export function versionOf({ headers }: FastifyRequest): number {
  const version = /^"(\d{1,9})"$/.exec(headers['if-match'] ?? '')?.[1]
  if (!version) throw new ApiError('version-missing', 'Say with If-Match which version you have read.', 'if-match')
  return Number(version)
}

/** `what`: "The plan". The answer carries the current version in its ETag, so that it can be read and the change made again. */
export function changedMeanwhile(reply: FastifyReply, what: string, now: { version: number; changedBy: string }): ApiError {
  versioned(reply, now)
  return new ApiError('changed-meanwhile', `${what} was changed by ${now.changedBy} in the meantime: it is version ${now.version} now. Nothing of yours was kept; read it and change it again.`)
}
