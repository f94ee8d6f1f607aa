/** The settings of signing in at the organisation's own OpenID provider, such as Entra ID. */
import { roles, type Role } from '../vocabulary.ts'

export interface OidcSettings {
  /** The one issuer whose word is taken; of Entra ID, the address with the tenant in it. */
  issuer: string
  clientId: string
  clientSecret: string
  /** Our own address that the provider sends people back to: <origin>/api/session/oidc/callback. */
  redirectUrl: string
  /** When given, the claim `tid` must equal it. */
  tenant: string | undefined
  /** Which group (or application role) of the provider has which role here. Whoever is in none has no role, and is refused. */
  roleGroups: readonly { group: string; role: Exclude<Role, 'public'> }[]
  /** For tests against a provider without TLS. No setting of the environment sets it. */
  allowHttp?: true
}

const CALLBACK = '/api/session/oidc/callback'
const names = ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_REDIRECT_URL', 'OIDC_ROLE_GROUPS'] as const

/** Undefined when no provider is named. @throws Error naming the variable, and never what it holds: it may be a secret. */
export function readOidcSettings(env: Record<string, string | undefined>): OidcSettings | undefined {
  const issuer = env.OIDC_ISSUER
  if (!issuer) return undefined
  const [clientId, clientSecret, redirectUrl, groups] = names.map((name) => {
    if (!env[name]) throw new Error(`${name} must be set, because OIDC_ISSUER is`)
    return env[name]
  }) as [string, string, string, string]
  if (!isHttps(issuer)) throw new Error('OIDC_ISSUER must be an https:// address')
  // Anybody with any account of any organisation can sign in there.
  if (/\/(common|organizations|consumers)(\/|$)/.test(issuer)) throw new Error('OIDC_ISSUER must name the one tenant whose people may sign in')
  if (!isRedirectUrl(redirectUrl)) throw new Error(`OIDC_REDIRECT_URL must be the https:// address of this service, ending in ${CALLBACK}`)
  return { issuer, clientId, clientSecret, redirectUrl, tenant: env.OIDC_TENANT || undefined, roleGroups: readRoleGroups(groups) }
}

function readRoleGroups(text: string): OidcSettings['roleGroups'] {
  return text.split(',').map((pair) => {
    const [group, role] = pair.split(/=(?=[^=]*$)/).map((part) => part.trim())
    if (!group || !role || role === 'public' || !(roles as readonly string[]).includes(role)) {
      throw new Error(`OIDC_ROLE_GROUPS must be pairs such as 1b2c-group-id=planner,3d4e-group-id=analyst, with the roles ${roles.slice(1).join(', ')}`)
    }
    return { group, role: role as Exclude<Role, 'public'> }
  })
}

const isHttps = (text: string): boolean => URL.canParse(text) && new URL(text).protocol === 'https:'

/** Browsers keep secure cookies on the own machine also without TLS. */
function isRedirectUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, pathname, search, hash } = new URL(text)
  return (protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname))) && pathname === CALLBACK && search + hash === ''
}
