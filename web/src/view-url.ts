/** The whole view as an address, and back. What is not understood is dropped, never guessed. */
import { isValidCell } from 'h3-js'
import { signInRefusals, type SignInRefusal } from '../../api/vocabulary.ts'
import { safeNext } from './accounts/next.ts'
import { changed, defaultSettings, parseSettings, type LayerSettings } from './hotspots/settings.ts'
import { emptyResponse, parseResponse, responseParts, type ResponseView } from './response/response-view.ts'
import { emptyRoads, parseRoads, roadsParts, type RoadsView } from './roads/roads-view.ts'
import { isMonth } from './ui/months.ts'

export const pages = ['map', 'sources', 'help', 'sign-in', 'what-you-may-see', 'audit', 'record', 'near-repeat', 'repeats', 'patrols', 'patrols/new', 'patrols/plan', 'briefing', 'patrols/trials', 'visits', 'roads', 'roads/cluster', 'response', 'performance', 'priorities', 'open-data', 'methods', 'accessibility', 'privacy', 'cookies'] as const
export type Page = (typeof pages)[number]
/** Pages of patrol plans: their address names the plan and nothing that it holds. */
const planPages: readonly Page[] = ['patrols', 'patrols/new', 'patrols/plan', 'briefing']
const roadsPages: readonly Page[] = ['roads', 'roads/cluster']
/** What a plan's page shows: the plan, what was delivered of it, what it achieved. */
export const planTabs = ['plan', 'delivery', 'evaluation'] as const
export type PlanTab = (typeof planTabs)[number]

/** What the hexagons are coloured by. */
export const layers = ['count', 'significance', 'class', 'change', 'density', 'harm', 'forecast'] as const
export type Layer = (typeof layers)[number]
/** Shares of the area for which the accuracy of forecasts is told. */
export const shares = [0.01, 0.02, 0.05, 0.1] as const

/** How two layers are compared: one under the other with a divider, or beside each other. */
export const splits = ['swipe', 'pair'] as const
export type Split = (typeof splits)[number]
/** How far the divider goes, as shares of the map's width from the left. */
export const DIVIDER = { least: 0.05, middle: 0.5, most: 0.95 } as const

export interface Camera {
  zoom: number
  lat: number
  lng: number
}

export interface View {
  page: Page
  theme: string | null
  from: string | null
  to: string | null
  /** Hexagon size; null follows the zoom. */
  res: number | null
  area: string | null
  /** The pinned hexagon. */
  cell: string | null
  /** null: the area fills the map. */
  map: Camera | null
  layer: Layer
  /** How layers are worked out. */
  settings: LayerSettings
  /** The layer that is compared with the first; null: none. */
  beside: Layer | null
  split: Split
  /** Where the divider stands; null: in the middle. */
  at: number | null
  /** null: the first of the shares. */
  share: number | null
  /** The table stands where the map was. */
  table: boolean
  /** One month of the span, shown alone while playing. */
  month: string | null
  /** On the page for signing in: the address to return to. null: the map. */
  next: string | null
  /** On the same page: why the organisation's own sign-in came to nothing. */
  refused: SignInRefusal | null
  /** On pages of patrol plans: the plan, or the one that a new one is begun from. */
  plan: string | null
  tab: PlanTab
  /** What the pages of road safety are asked. */
  roads: RoadsView
  /** What the page of emergency attendance is asked. */
  response: ResponseView
}

export const emptyView: View = {
  page: 'map', theme: null, from: null, to: null, res: null, area: null, cell: null, map: null, layer: 'count', settings: defaultSettings, beside: null, split: 'swipe', at: null,
  share: null, table: false, month: null, next: null, refused: null, plan: null, tab: 'plan', roads: emptyRoads, response: emptyResponse,
}

const isSlug = (text: string): boolean => /^[a-z][a-z0-9-]{0,60}$/.test(text)
const isPlanId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
const isAreaCode = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9_-]{0,30}$/.test(text)

export function parseView(pathname: string, search: string): View {
  const query = new URLSearchParams(search)
  const take = (name: string, valid: (text: string) => boolean): string | null => {
    const text = query.get(name)
    return text !== null && valid(text) ? text : null
  }
  const page = pages.find((name) => name === pathname.replace(/\/+$/, '').slice(1)) ?? 'map'
  if (page === 'sign-in') return parseSignIn(query)
  if (planPages.includes(page)) return { ...emptyView, page, plan: take('id', isPlanId), tab: planTabs.find((tab) => tab === query.get('tab')) ?? 'plan' }
  const res = take('res', (text) => /^([5-9]|10)$/.test(text))
  const [from, to] = [take('from', isMonth), take('to', isMonth)]
  const layer = layers.find((name) => name === query.get('layer')) ?? 'count'
  const backwards = from !== null && to !== null && from > to
  return {
    page,
    theme: take('theme', isSlug),
    from: backwards ? to : from,
    to: backwards ? from : to,
    res: res === null ? null : Number(res),
    area: take('area', isAreaCode),
    cell: take('cell', isValidCell),
    map: parseCamera(query.get('map')),
    layer,
    settings: parseSettings(query),
    ...parseComparison(query, layer),
    share: shares.find((share) => String(share) === query.get('share')) ?? null,
    table: query.get('table') === '1',
    month: take('month', isMonth),
    next: null, refused: null, plan: null, tab: 'plan',
    roads: roadsPages.includes(page) ? parseRoads(query) : emptyRoads,
    response: page === 'response' ? parseResponse(query) : emptyResponse,
  }
}

/** A layer is not compared with itself, and without a second there is nothing to divide. */
function parseComparison(query: URLSearchParams, layer: Layer): Pick<View, 'beside' | 'split' | 'at'> {
  const beside = layers.find((name) => name === query.get('beside') && name !== layer) ?? null
  if (beside === null) return { beside, split: 'swipe', at: null }
  const text = query.get('at') ?? ''
  const at = /^0\.\d{1,2}$/.test(text) && Number(text) >= DIVIDER.least && Number(text) <= DIVIDER.most ? Number(text) : null
  return { beside, split: splits.find((split) => split === query.get('split')) ?? 'swipe', at: at === DIVIDER.middle ? null : at }
}

/** An address of ours, as one text. */
export function parseAddress(address: string): View {
  const [path = '/', search = ''] = address.split(/\?(.*)/s)
  return parseView(path, search)
}

/** The view stays the one that the reader comes from; what is kept of the address is only what we understand. */
function parseSignIn(query: URLSearchParams): View {
  const address = safeNext(query.get('next'))
  const refused = query.get('refused')
  const behind = address === null ? emptyView : parseAddress(address)
  const from = behind.page === 'sign-in' ? emptyView : behind
  return { ...signInFrom(from), refused: refused !== null && Object.hasOwn(signInRefusals, refused) ? (refused as SignInRefusal) : null }
}

export function viewToUrl(view: View): string {
  const query = new URLSearchParams()
  const put = (name: string, value: string | number | null) => value !== null && query.set(name, String(value))
  if (view.page === 'sign-in') {
    put('refused', view.refused)
    put('next', view.next)
    return withQuery('/sign-in', query)
  }
  if (planPages.includes(view.page)) {
    put('id', view.plan)
    put('tab', view.tab === 'plan' ? null : view.tab)
    return withQuery(`/${view.page}`, query)
  }
  for (const name of ['theme', 'from', 'to', 'month', 'res', 'area', 'cell'] as const) put(name, view[name])
  put('layer', view.layer === 'count' ? null : view.layer)
  for (const [name, value] of changed(view.settings)) put(name, value)
  if (view.beside !== null) {
    put('beside', view.beside)
    put('split', view.split === 'swipe' ? null : view.split)
    put('at', view.at)
  }
  put('share', view.share)
  put('table', view.table ? 1 : null)
  if (roadsPages.includes(view.page)) for (const [name, value] of roadsParts(view.roads)) put(name, value)
  if (view.page === 'response') for (const [name, value] of responseParts(view.response)) put(name, value)
  put('map', view.map && formatCamera(view.map))
  return withQuery(view.page === 'map' ? '/' : `/${view.page}`, query)
}

function withQuery(path: string, query: URLSearchParams): string {
  // The slashes of a camera or a path are legal in a query and far easier to read unescaped.
  const text = query.toString().replaceAll('%2F', '/')
  return text ? `${path}?${text}` : path
}

/** The page for signing in, from which the reader returns to this view. */
export function signInFrom(view: View): View {
  if (view.page === 'sign-in') return view
  const next = viewToUrl(view)
  return { ...view, page: 'sign-in', next: next === '/' ? null : next, refused: null }
}

function parseCamera(text: string | null): Camera | null {
  const parts = text?.split('/').map(Number)
  if (parts?.length !== 3 || parts.some((part) => !Number.isFinite(part))) return null
  const [zoom, lat, lng] = parts as [number, number, number]
  if (zoom < 0 || zoom > 22 || Math.abs(lat) > 85 || Math.abs(lng) > 180) return null
  return { zoom, lat, lng }
}

/** Four decimals of a degree are about ten metres: less than a pixel at any zoom the map allows. */
function formatCamera({ zoom, lat, lng }: Camera): string {
  return `${Number(zoom.toFixed(2))}/${Number(lat.toFixed(4))}/${Number(lng.toFixed(4))}`
}
