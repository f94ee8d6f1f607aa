/** A small OpenID provider on this machine: discovery, authorize, token and keys, with a person who is signed in there already. */
import { createHash, createSign, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll } from 'vitest'

type Claims = Record<string, unknown>
interface Grant { nonce: string; challenge: string; redirectUri: string }

export interface TestProvider {
  issuer: string
  clientId: string
  clientSecret: string
  /** Who is at the keyboard. */
  person: Claims
  /** Faults of the next tokens. */
  distort: (claims: Claims) => Claims
  /** Signs with a key that nobody published. */
  forge: boolean
  /** Says that no signature is needed. */
  unsigned: boolean
  /** What discovery calls the issuer; undefined: what it is. */
  named: string | undefined
  /** What authorize answers in place of a code. */
  error: string | undefined
  away: boolean
}

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
const otherKeys = generateKeyPairSync('rsa', { modulusLength: 2048 })
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

function token(claims: Claims, key: KeyObject | undefined): string {
  if (!key) return `${base64({ alg: 'none', typ: 'JWT' })}.${base64(claims)}.`
  const text = `${base64({ alg: 'RS256', kid: 'test', typ: 'JWT' })}.${base64(claims)}`
  return `${text}.${createSign('sha256').update(text).sign(key).toString('base64url')}`
}

/** Call at the top of a test file; it listens from `beforeAll` on. */
export function openidProvider(): TestProvider {
  const provider: TestProvider = { issuer: '', clientId: 'beatwise', clientSecret: 'only-for-tests', person: {}, distort: (claims) => claims, forge: false, unsigned: false, named: undefined, error: undefined, away: false }
  const grants = new Map<string, Grant>()
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const url = new URL(request.url!, provider.issuer)
      if (provider.away) return request.socket.destroy()
      if (url.pathname === '/.well-known/openid-configuration') return send(response, discoveryOf(provider))
      if (url.pathname === '/keys') return send(response, { keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'test', alg: 'RS256', use: 'sig' }] })
      if (url.pathname === '/authorize') return authorize(provider, grants, url.searchParams, response)
      return send(response, ...redeem(provider, grants, new URLSearchParams(body)))
    })
  })
  beforeAll(() => new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', () => {
      provider.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      listening()
    })
  }))
  afterAll(() => { server.closeAllConnections(); server.close() })
  return provider
}

function authorize(provider: TestProvider, grants: Map<string, Grant>, asked: URLSearchParams, response: ServerResponse): void {
  const back = new URL(asked.get('redirect_uri')!)
  back.searchParams.set('state', asked.get('state')!)
  const sound = asked.get('response_type') === 'code' && asked.get('code_challenge_method') === 'S256' && asked.get('client_id') === provider.clientId
  if (provider.error || !sound) {
    back.searchParams.set('error', provider.error ?? 'invalid_request')
  } else {
    const code = randomUUID()
    grants.set(code, { nonce: asked.get('nonce')!, challenge: asked.get('code_challenge')!, redirectUri: asked.get('redirect_uri')! })
    back.searchParams.set('code', code)
    // As Entra ID does: a parameter that the standard does not know.
    back.searchParams.set('session_state', randomUUID())
  }
  response.writeHead(302, { location: back.href }).end()
}

/** A code is good once, and only with the verifier of its challenge. */
function redeem(provider: TestProvider, grants: Map<string, Grant>, form: URLSearchParams): [unknown, number] {
  const grant = grants.get(form.get('code') ?? '')
  grants.delete(form.get('code') ?? '')
  const verified = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url') === grant?.challenge
  if (!grant || !verified || form.get('client_secret') !== provider.clientSecret || form.get('redirect_uri') !== grant.redirectUri) return [{ error: 'invalid_grant' }, 400]
  const now = Math.floor(Date.now() / 1000)
  const claims = provider.distort({ iss: provider.issuer, aud: provider.clientId, iat: now, exp: now + 300, nonce: grant.nonce, ...provider.person })
  return [{ access_token: randomUUID(), token_type: 'Bearer', expires_in: 300, id_token: token(claims, provider.unsigned ? undefined : (provider.forge ? otherKeys : keys).privateKey) }, 200]
}

const discoveryOf = ({ issuer, named }: TestProvider) => ({
  issuer: named ?? issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys`,
  response_types_supported: ['code'], subject_types_supported: ['pairwise'], id_token_signing_alg_values_supported: ['RS256'], code_challenge_methods_supported: ['S256']
})

const send = (response: ServerResponse, value: unknown, status = 200) => { response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value)) }

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}
