/** The settings of the process, read once from the environment. The only reader of `process.env`. */
import { resolve } from 'node:path'
import { readOidcSettings, type OidcSettings } from './accounts/oidc-settings.ts'

export interface Config {
  port: number
  host: string
  /** Connection string of a PostGIS server; undefined: the embedded database in `dataDir`. */
  databaseUrl: string | undefined
  /** A read replica for queries; undefined: the same database. */
  databaseReadUrl: string | undefined
  /** Where what the public sees is read, with a sign-in that may take the role beatwise_public and no other; undefined: as for queries. */
  databasePublicUrl: string | undefined
  dataDir: string
  /** Address of a MapLibre style; undefined: the built-in basemap and no outside request. */
  basemapStyle: string | undefined
  /** An OSRM server, to which positions of patrol plans are sent; undefined: imported roads, else distances. */
  routingUrl: string | undefined
  logLevel: string
  /** Bytes of ready-made answers kept in memory. */
  cacheBytes: number
  /** Requests a minute that one address may make; 0: no limit. */
  requestsPerMinute: number
  /** Delay of the event loop above which questions are turned away, ms; 0: never. */
  shedAtDelayMs: number
  /** How many proxies in front of this server may say for whom they ask. */
  trustedProxies: number
  /** Minutes without a request, and hours whatever happens, after which a session ends. */
  sessionIdleMinutes: number
  sessionHours: number
  /** Protective marking of what those signed in see. */
  marking: string
  /** The password of all demonstration sign-ins; undefined: chance makes one for each. */
  demoPassword: string | undefined
  /** Whole months after its end until the public sees a month of a force's own records. */
  publicDelayMonths: number
  /** To what the public sees such counts rounded; taken when the database is made. */
  disclosureBase: number
  /** Who runs this service and where to write to them, as its statements name them; undefined: they say "whoever runs this service". */
  organisation: string | undefined
  contactEmail: string | undefined
  /** The organisation's own sign-in; undefined: names and passwords only. */
  oidc: OidcSettings | undefined
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

/**
 * Reads and checks the environment.
 * @throws Error naming the variable and what it may hold.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const logLevel = env.LOG_LEVEL || 'info'
  if (!logLevels.includes(logLevel)) throw new Error(`LOG_LEVEL must be one of ${logLevels.join(', ')}; it is "${logLevel}"`)
  return {
    port: wholeNumber('PORT', env.PORT, 3000, 0, 65_535),
    host: env.HOST || '127.0.0.1',
    databaseUrl: postgresUrl('DATABASE_URL', env.DATABASE_URL),
    databaseReadUrl: postgresUrl('DATABASE_READ_URL', env.DATABASE_READ_URL),
    databasePublicUrl: postgresUrl('DATABASE_PUBLIC_URL', env.DATABASE_PUBLIC_URL),
    dataDir: resolve(env.DATA_DIR || '.data'),
    basemapStyle: env.BASEMAP_STYLE || undefined,
    routingUrl: routingUrl(env.ROUTING_URL),
    logLevel,
    cacheBytes: wholeNumber('CACHE_MB', env.CACHE_MB, 64, 1, 4096) * 1024 * 1024,
    requestsPerMinute: wholeNumber('REQUESTS_PER_MINUTE', env.REQUESTS_PER_MINUTE, 1_200, 0, 10_000_000),
    shedAtDelayMs: wholeNumber('SHED_AT_DELAY_MS', env.SHED_AT_DELAY_MS, 1_000, 0, 60_000),
    trustedProxies: wholeNumber('TRUSTED_PROXIES', env.TRUSTED_PROXIES, 0, 0, 10),
    sessionIdleMinutes: wholeNumber('SESSION_IDLE_MINUTES', env.SESSION_IDLE_MINUTES, 30, 1, 720),
    sessionHours: wholeNumber('SESSION_HOURS', env.SESSION_HOURS, 12, 1, 24),
    marking: matching('MARKING', env.MARKING, 'OFFICIAL', /^[A-Z][A-Z -]{1,59}$/, 'capital letters, such as OFFICIAL-SENSITIVE'),
    demoPassword: matching('DEMO_PASSWORD', env.DEMO_PASSWORD, undefined, /^[!-~]{12,200}$/, 'at least 12 letters, digits and signs without a space'),
    publicDelayMonths: wholeNumber('PUBLIC_DELAY_MONTHS', env.PUBLIC_DELAY_MONTHS, 1, 0, 24),
    disclosureBase: wholeNumber('DISCLOSURE_BASE', env.DISCLOSURE_BASE, 5, 3, 100),
    organisation: matching('ORGANISATION', env.ORGANISATION?.trim(), undefined, /^[^\p{C}<>]{2,120}$/u, 'a name of 2 to 120 characters'),
    contactEmail: matching('CONTACT_EMAIL', env.CONTACT_EMAIL?.trim(), undefined, /^[^\s@<>"]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'an email address'),
    oidc: readOidcSettings(env)
  }
}

function wholeNumber(name: string, text: string | undefined, fallback: number, least: number, most: number): number {
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new Error(`${name} must be a whole number from ${least} to ${most}; it is "${text}"`)
  }
  return value
}

/** @throws Error that does not repeat the text: it may be a secret. */
function matching<T extends string | undefined>(name: string, text: string | undefined, fallback: T, pattern: RegExp, words: string): string | T {
  if (!text) return fallback
  if (!pattern.test(text)) throw new Error(`${name} must be ${words}`)
  return text
}

/** Addresses of this machine and of private networks, and names without a dot, which no public directory has. */
const privateHost = /^(localhost|[a-z0-9-]+|127(\.\d+){3}|10(\.\d+){3}|192\.168(\.\d+){2}|172\.(1[6-9]|2\d|3[01])(\.\d+){2}|\[(::1|f[cd][0-9a-f:]+)\])$/i

/** Positions of patrols go there, so it is encrypted wherever it leaves the network. @throws Error that does not repeat the text. */
function routingUrl(text: string | undefined): string | undefined {
  if (!text) return undefined
  const url = parsedUrl(text.replaceAll('{profile}', 'profile'))
  if (!url || !/^https?:$/.test(url.protocol)) throw new Error('ROUTING_URL must be the https:// address of an OSRM server')
  if (url.protocol === 'http:' && !privateHost.test(url.hostname)) throw new Error('ROUTING_URL must begin with https://: positions of patrols would leave the network unencrypted. http:// is for this machine and private addresses (10.x, 172.16-31.x, 192.168.x) alone')
  if (url.username || url.password || url.search || url.hash) throw new Error('ROUTING_URL must be an address alone, without a name, a password, a ? or a #')
  return text.replace(/\/+$/, '')
}

function parsedUrl(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    // Whoever asks says what it should have been.
    return undefined
  }
}

function postgresUrl(name: string, text: string | undefined): string | undefined {
  if (!text) return undefined
  if (!/^postgres(ql)?:\/\//.test(text)) throw new Error(`${name} must start with postgres:// or postgresql://`)
  return text
}
