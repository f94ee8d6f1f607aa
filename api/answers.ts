/**
 * Ready-made public answers: computed once per question and data version, compressed once in each way asked for, kept within a budget of bytes.
 * Many requests for one cold answer wait for one computation. A new data version makes every older answer unreachable.
 */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import type { Tier } from './access.ts'
import { csvType } from './csv.ts'
import type { DataVersion } from './db/version.ts'
import { ApiError } from './errors.ts'

export interface Answer { type: string; body: Buffer }
type Encoding = 'identity' | 'gzip' | 'br'
/** An answer compressed as it was asked for: most are only ever asked for in one way. */
interface Packed extends Answer { etag: string; compressed: Map<Encoding, Promise<Buffer>> }

/** Brotli above this level costs more time on a cold answer than it saves on the wire; of a long answer a step less, for a twentieth more bytes and two thirds of the time. */
const BROTLI_LEVEL = 5
const LONG_BYTES = 500_000

export class Answers {
  private readonly cache: LRUCache<string, Packed, () => Promise<Answer>>
  /** Computations since the start, for tests and measurements. */
  computed = 0

  constructor(private readonly versions: Record<Tier, DataVersion>, bytes: number) {
    this.cache = new LRUCache({
      maxSize: bytes,
      // The compressed forms are made later: together they are taken to be as long as the answer again, which is more than they are.
      sizeCalculation: ({ body }, key) => body.length * 2 + key.length * 2 + 600,
      // One answer may not push out all others.
      maxEntrySize: Math.ceil(bytes / 2),
      fetchMethod: async (_key, _old, { context }) => { this.computed++; return pack(await context()) }
    })
  }

  /** Sends the answer to `question` (its canonical text), computing it with `compute` when it is not at hand. `tier`: what is the same for everybody is of the public's. */
  async send(request: FastifyRequest, reply: FastifyReply, question: string, compute: (version: string) => Promise<Answer>, tier: Tier = request.reader.tier): Promise<void> {
    const { version, stale } = await this.versions[tier].current()
    const packed = await this.cache.forceFetch(`${version} ${tier} ${question}`, { context: () => compute(version) })
    const encoding = encodingFor(request.headers['accept-encoding'])
    const etag = `"${packed.etag}-${encoding}"`
    reply.header('etag', etag).header('vary', 'accept, accept-encoding, cookie').header('cache-control', tier === 'public' ? 'public, no-cache' : 'private, no-store')
    if (stale) reply.header('warning', '110 - "Response is stale"')
    if (matches(request.headers['if-none-match'], etag)) {
      reply.code(304).send()
      return
    }
    if (encoding !== 'identity') reply.header('content-encoding', encoding)
    reply.type(packed.type).send(await inEncoding(packed, encoding))
  }
}

/** Forms that an answer may come in, and their media types. */
const accepted = { csv: 'text/csv', geojson: 'application/geo+json', json: 'application/json' } as const
export type Form = keyof typeof accepted
export const typeOf: Record<Form, string> = { csv: csvType, geojson: `${accepted.geojson}; charset=utf-8`, json: `${accepted.json}; charset=utf-8` }

/** The form that a request asks for among those that its route offers: by the parameter `form` (checked by its schema), else by its header. @throws ApiError where there is none. */
export function formFor<F extends Form>(accept: string | undefined, offered: readonly F[], named?: F): F | 'json' {
  if (named) return named
  const types = (accept ?? '*/*').toLowerCase()
  const asked = offered.find((form) => form !== 'json' && types.includes(accepted[form]))
  if (asked) return asked
  if (/\*\/\*|application\/(json|\*)/.test(types)) return 'json'
  const names = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(offered.map((form) => accepted[form]))
  throw new ApiError('not-acceptable', `This answer comes as ${names}.`, 'accept')
}

export const json = (value: unknown): Answer => ({ type: typeOf.json, body: Buffer.from(JSON.stringify(value)) })

const pack = (answer: Answer): Packed => ({ ...answer, etag: createHash('sha256').update(answer.body).digest('base64url').slice(0, 22), compressed: new Map() })

function inEncoding({ body, compressed }: Packed, encoding: Encoding): Buffer | Promise<Buffer> {
  if (encoding === 'identity') return body
  const known = compressed.get(encoding)
  if (known) return known
  const making = encoding === 'gzip' ? promisify(gzip)(body, { level: 6 })
    : promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: body.length > LONG_BYTES ? BROTLI_LEVEL - 1 : BROTLI_LEVEL, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } })
  compressed.set(encoding, making)
  return making
}

function encodingFor(accepted: string | string[] | undefined): Encoding {
  const text = String(accepted ?? '')
  const takes = (name: string) => new RegExp(`(^|[\\s,])${name}(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`, 'i').test(text)
  if (takes('br')) return 'br'
  return takes('gzip') ? 'gzip' : 'identity'
}

const matches = (header: string | undefined, etag: string): boolean =>
  header !== undefined && header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*')
