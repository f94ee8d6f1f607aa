/** What the public can take away, as a plain list from what is loaded: the catalogue and its page show nothing else. Pure. */
import { monthBack } from '../analysis/year-on-year.ts'
import type { HeldTheme } from '../cells/themes.ts'
import type { SourceId } from '../source-vocabulary.ts'
import { finestOfProtected, type AreaType } from '../vocabulary.ts'

export type FileForm = 'csv' | 'geojson' | 'json' | 'series'
/** `label`: what a link to it says. */
export interface OfferedFile { form: FileForm; path: string; label: string }
export interface OfferSource { source: SourceId; synthetic: boolean }
export interface Offer {
  id: string
  group: OfferGroup
  /** What it is of, and what is told of that. */
  subject: string
  aspect: string
  description: string
  unit: string | null
  sources: readonly OfferSource[]
  /** First and last month that it tells of; null: it is of no months. */
  months: readonly [string, string] | null
  /** What keeps people from being recognised in it; null: nothing needs to. */
  protection: string | null
  files: readonly OfferedFile[]
}

export const offerGroups = ['Counts by hexagon', 'Hotspots, change and forecasts', 'Road safety', 'Emergency attendance', 'Performance', 'Areas', 'About the data'] as const
export type OfferGroup = (typeof offerGroups)[number]

/** What is loaded, as the public sees it. */
export interface Loaded {
  themes: readonly HeldTheme[]
  sourcesOf: (theme: string) => readonly OfferSource[]
  areas: readonly { type: AreaType; synthetic: boolean; code: string; inStudy: boolean }[]
  response: { months: readonly string[]; synthetic: boolean }
  performance: { months: readonly string[] }
  /** Every source of which anything is loaded. */
  sources: readonly OfferSource[]
  rules: { base: number; delayMonths: number }
}

/** Layers over the counts: the part of the address, and what it tells. */
const layers = [
  ['hotspots', 'Hotspots', 'Where records lie closer together than chance would put them (Gi*), with p before and after the correction for many tests.'],
  ['hotspots/classes', 'Classes of hotspots', 'Whether a hotspot is new, lasting or fading, month by month.'],
  ['hotspots/change', 'Change', 'The count of each hexagon beside the one of as many months before, with a test.'],
  ['hotspots/density', 'Density', 'Records spread over the ground by a kernel, at the middle of each hexagon.'],
  ['hotspots/forecast', 'Forecast', 'Events expected in the coming month, by the method that held best on months that it had not seen.']
] as const

const labels: Record<FileForm, string> = { csv: 'CSV', geojson: 'GeoJSON', json: 'JSON', series: 'Compact binary form' }
export const file = (form: FileForm, path: string, query: Record<string, string | number> = {}, label = labels[form]): OfferedFile => {
  const asked = new URLSearchParams({ ...Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])), ...(form === 'series' ? {} : { form }) })
  return { form, label, path: `/api/${path}${asked.size > 0 ? `?${asked}` : ''}` }
}
/** Of a route that answers in one form, which takes none in its address. */
export const answer = (path: string, query: Record<string, string> = {}): OfferedFile => ({ form: 'json', label: labels.json, path: `/api/${path}${Object.keys(query).length > 0 ? `?${new URLSearchParams(query)}` : ''}` })
export const spanOf = (months: readonly string[]): [string, string] => [months[0]!, months.at(-1)!]
export const lateText = (months: number): string => (months === 0 ? '' : months === 1 ? ' A month is published a month late.' : ` A month is published ${months} months late.`)

/** Of each theme that is loaded: its counts, then the layers that the map lays over them. */
export const themeOffers = (loaded: Loaded, held: readonly HeldTheme[]): Offer[] => [...held.map((theme) => countsOf(theme, loaded)), ...layers.flatMap((layer) => held.map((theme) => layerOf(layer, theme, loaded)))]

/** The same for counts and for what is worked out from them. */
function aboutTheme({ id, unit, months, resolutions, protected: rounded }: HeldTheme, { sourcesOf, rules }: Loaded) {
  const span = spanOf(months.map(({ month }) => month))
  const query = { theme: id, from: span[0], to: span[1], res: Math.min(finestOfProtected, Math.max(...resolutions)) }
  const protection = rounded.size === 0 ? null : `Counts in hexagons are rounded to ${rules.base}, up or down by chance, so that nobody can be recognised.${lateText(rules.delayMonths)} Totals of the whole area are exact.`
  return { query, beside: { unit, sources: sourcesOf(id), months: span, protection } }
}

function countsOf(theme: HeldTheme, loaded: Loaded): Offer {
  const { query, beside } = aboutTheme(theme, loaded)
  return {
    id: `counts-${theme.id}`, group: 'Counts by hexagon', subject: theme.title, aspect: 'counts by hexagon', ...beside,
    description: `${theme.caveat} H3 hexagons of resolution ${query.res}; those without a record are left out.`,
    files: [
      file('csv', 'cells', query), file('geojson', 'cells', query), file('json', 'cells', query),
      file('csv', 'cells/series', query, 'CSV by month'), file('series', 'cells/series', query, 'Compact binary form by month')
    ]
  }
}

/** As the map shows them: the last twelve months, and for a change the twelve before beside them. */
function layerOf([path, aspect, what]: (typeof layers)[number], theme: HeldTheme, loaded: Loaded): Offer {
  const { query: { theme: id, from: first, to, res }, beside } = aboutTheme(theme, loaded)
  const since = (count: number) => theme.months.map(({ month }) => month).filter((month) => month > monthBack(to, count))[0]!
  const from = { 'hotspots/forecast': first, 'hotspots/change': since(24) }[path as string] ?? since(12)
  const query = { theme: id, res, ...(path === 'hotspots/forecast' ? {} : { from: since(12), to }) }
  return {
    id: `${path.replace('/', '-')}-${id}`, group: 'Hotspots, change and forecasts', subject: theme.title, aspect: aspect.toLowerCase(), ...beside, months: [from, to],
    description: `${what} ${theme.caveat}`, files: [file('csv', path, query), file('json', path, query)]
  }
}
