/** The closed list of errors that the outside sees, and the handler that turns everything else into one of them. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'

export const errorCodes = {
  'bad-parameter': 400,
  'resolution-too-fine': 400,
  'span-reversed': 400,
  'area-too-small': 400,
  'password-refused': 400,
  'cannot-be-kept': 400,
  'nothing-to-plan': 400,
  'sign-in-needed': 401,
  'sign-in-refused': 401,
  'phone-refused': 401,
  forbidden: 403,
  'cross-site': 403,
  'unknown-area': 404,
  'unknown-plan': 404,
  'unknown-trial': 404,
  'unknown-site': 404,
  'unknown-priority': 404,
  'not-found': 404,
  'not-acceptable': 406,
  'wrong-state': 409,
  'changed-meanwhile': 412,
  'version-missing': 428,
  'too-many-requests': 429,
  overloaded: 503,
  'too-long': 503,
  'database-away': 503,
  'audit-away': 503,
  timeout: 503,
  internal: 500
} as const
export type ErrorCode = keyof typeof errorCodes

export class ApiError extends Error {
  constructor(readonly code: ErrorCode, message: string, readonly parameter?: string) {
    super(message)
  }
}

/** PostgreSQL: query_canceled by a statement timeout. */
const STATEMENT_TIMEOUT = '57014'
/** No text of the database holds NUL or half of a pair of surrogates. */
export const unstorable = (text: string): boolean => /[\0\ud800-\udfff]/u.test(text)

/** PostgreSQL: a character that no text may hold, such as NUL; as one, and inside JSON. */
const UNSTORABLE_CHARACTERS = ['22021', '22P05']
/** Connection refused or lost, server starting or stopping. */
const AWAY = /^(ECONN|ENOENT|EPIPE|ETIMEDOUT|EAI_|57P0|08)/

const TURNED_AWAY = new Set<number>([401, 403, 429])

/** For what the router refuses before any hook has run: the same answer, with the headers that hooks would have set. */
export function frameworkErrorHandler(cause: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  reply.headers({ 'content-security-policy': `default-src 'none'; frame-ancestors 'none'`, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'strict-transport-security': 'max-age=31536000; includeSubDomains' })
  errorHandler(cause, request, reply)
}

export function errorHandler(cause: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): void {
  const { code, message, parameter } = refused(cause, request, reply)
  reply.type('application/json; charset=utf-8').send({ error: { code, message, ...(parameter ? { parameter } : {}) } })
}

/** What is said of a failure, in whatever form; status, headers and log are seen to. */
export function refused(cause: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): ApiError {
  const known = asApiError(cause)
  if (['internal', 'database-away', 'audit-away'].includes(known.code)) request.log.error({ err: cause, url: request.routeOptions?.url }, 'request failed')
  // Who was turned away, by number and never by name: guessing shows in the log before it succeeds.
  if (TURNED_AWAY.has(errorCodes[known.code])) request.log.warn({ code: known.code, url: request.routeOptions?.url, account: request.account?.accountId, address: request.ip }, 'turned away')
  if (errorCodes[known.code] === 503) reply.header('retry-after', '5')
  reply.code(errorCodes[known.code]).header('cache-control', 'no-store')
  return known
}

function asApiError(cause: FastifyError | Error): ApiError {
  if (cause instanceof ApiError) return cause
  if ('validation' in cause && cause.validation) return validationError(cause)
  if ('statusCode' in cause && cause.statusCode === 404) return new ApiError('not-found', 'There is nothing at this address.')
  if ('statusCode' in cause && cause.statusCode && cause.statusCode >= 400 && cause.statusCode < 500) return new ApiError('bad-parameter', cause.message)
  const code = (cause as { code?: string }).code ?? ''
  if (UNSTORABLE_CHARACTERS.includes(code)) return new ApiError('bad-parameter', 'A parameter holds a character that no text may hold.')
  if (code === 'QUEUE_FULL') return new ApiError('overloaded', 'Too many people are asking at once. Try again in a few seconds.')
  if (code === STATEMENT_TIMEOUT || cause.message === 'Query read timeout') return new ApiError('timeout', 'The question took too long to answer. Ask for a smaller area or fewer months.')
  if (AWAY.test(code) || /Connection terminated|timeout exceeded when trying to connect/.test(cause.message)) {
    return new ApiError('database-away', 'The database cannot be reached at the moment. Try again in a few seconds.')
  }
  return new ApiError('internal', 'Something went wrong here. The cause is in the log.')
}

function validationError(cause: FastifyError): ApiError {
  const fault = cause.validation![0]!
  const params = fault.params as { additionalProperty?: string; missingProperty?: string; allowedValues?: string[] }
  // Of a body with parts the way down to the fault: units/0/name.
  const way = fault.instancePath.split('/').slice(1)
  const parameter = [...way, ...[params.additionalProperty ?? params.missingProperty ?? []].flat()].join('/') || undefined
  const message = params.additionalProperty ? `There is no parameter "${parameter}".`
    : params.missingProperty ? `The parameter "${parameter}" is missing.`
    : `The parameter "${parameter ?? cause.validationContext}" ${fault.message ?? 'is not valid'}.`
  return new ApiError('bad-parameter', message, parameter)
}
