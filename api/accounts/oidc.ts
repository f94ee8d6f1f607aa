/**
 * Signing in at the organisation's own OpenID provider: authorization code with PKCE, state and nonce. The provider says who somebody is and
 * which groups they are in; what a group may do here is decided by the settings, and nobody has a role by default.
 */
import { allowInsecureRequests, authorizationCodeGrant, buildAuthorizationUrl, calculatePKCECodeChallenge, discovery, enableNonRepudiationChecks, randomNonce, randomPKCECodeVerifier, randomState, type Configuration, type IDToken } from 'openid-client'
import { roles, type Role, type SignInRefusal } from '../vocabulary.ts'
import type { Attempt } from './oidc-queries.ts'
import type { OidcSettings } from './oidc-settings.ts'

/** Somebody whom the provider vouches for. `role` null: none of their groups has one here. */
export interface Identity { subject: string; userName: string; role: Exclude<Role, 'public'> | null }

/** A sign-in at the provider that comes to nothing, with what its page says. */
export class OidcRefusal extends Error {
  constructor(readonly why: SignInRefusal, cause?: unknown) {
    super(why, { cause })
  }
}

const TIMEOUT_S = 10

export class Provider {
  private found: Promise<Configuration> | undefined

  constructor(private readonly settings: OidcSettings) {}

  /** Where to send the browser, and what to keep until it comes back. @throws OidcRefusal 'provider-away'. */
  async begin(): Promise<{ url: string; attempt: Attempt }> {
    const configuration = await this.configuration()
    const attempt = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() }
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: this.settings.redirectUrl, scope: 'openid profile', state: attempt.state, nonce: attempt.nonce,
      code_challenge: await calculatePKCECodeChallenge(attempt.codeVerifier), code_challenge_method: 'S256'
    })
    return { url: url.href, attempt }
  }

  /** Exchanges the code that the browser brought back. @param search the query of its address. @throws OidcRefusal. */
  async finish(search: string, { state, nonce, codeVerifier }: Attempt): Promise<Identity> {
    const configuration = await this.configuration()
    // Our own address as it was agreed, never as the request names it.
    const address = new URL(search, this.settings.redirectUrl)
    let claims: IDToken | undefined
    try {
      const tokens = await authorizationCodeGrant(configuration, address, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier, idTokenExpected: true })
      claims = tokens.claims()
    } catch (cause) {
      throw new OidcRefusal('failed', cause)
    }
    return identityOf(claims!, this.settings)
  }

  /** Asked of the provider once; again after a failure. */
  private configuration(): Promise<Configuration> {
    const { issuer, clientId, clientSecret, allowHttp } = this.settings
    // The signature of the token is checked too, although it comes over TLS from the provider itself.
    const execute = [enableNonRepudiationChecks, ...(allowHttp ? [allowInsecureRequests] : [])]
    this.found ??= discovery(new URL(issuer), clientId, clientSecret, undefined, { execute, timeout: TIMEOUT_S }).catch((cause: unknown) => {
      this.found = undefined
      throw new OidcRefusal('provider-away', cause)
    })
    return this.found
  }
}

/** @throws OidcRefusal for another issuer or tenant than the settings name. */
export function identityOf(claims: IDToken, { issuer, tenant, roleGroups }: Pick<OidcSettings, 'issuer' | 'tenant' | 'roleGroups'>): Identity {
  if (new URL(claims.iss).href !== new URL(issuer).href) throw new OidcRefusal('failed', new Error('The token is of another issuer'))
  if (tenant && claims.tid !== tenant) throw new OidcRefusal('wrong-tenant')
  const held = new Set([claims.groups, claims.roles].flat())
  const mapped = roleGroups.filter(({ group }) => held.has(group)).map(({ role }) => role)
  const role = mapped.sort((a, b) => roles.indexOf(b) - roles.indexOf(a))[0] ?? null
  const userName = typeof claims.preferred_username === 'string' ? claims.preferred_username : claims.sub
  return { subject: `${claims.iss} ${claims.sub}`, userName, role }
}
