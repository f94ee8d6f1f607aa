/** Which question each layer asks, and whether an answer is the one to it. */
import { ApiError, cellsPath, fetchChange, fetchClasses, fetchDensity, fetchForecast, fetchHotspots } from '../api.ts'
import type { CellsQuery, ChangeAnswer, ClassesAnswer, DensityAnswer, ForecastAnswer, HotspotsAnswer } from '../answers.ts'
import { addMonths } from '../ui/months.ts'
import type { Layer } from '../view-url.ts'
import { asked, defaultSettings, SETTINGS_OF, isChoice, type LayerSettings } from './settings.ts'

/** An answer, and how it was asked to be worked out. */
export type LayerAnswer = { settings: LayerSettings } & (
  | { layer: 'significance'; answer: HotspotsAnswer }
  /** `counts`: where harm and count are set against each other. */
  | { layer: 'harm'; answer: HotspotsAnswer; counts: HotspotsAnswer | null }
  | { layer: 'class'; answer: ClassesAnswer }
  | { layer: 'change'; answer: ChangeAnswer }
  | { layer: 'density'; answer: DensityAnswer }
  | { layer: 'forecast'; answer: ForecastAnswer }
)
export type LayerName = LayerAnswer['layer']

/** What each layer is called where it is chosen. */
export const LAYER_TITLES: Record<Layer, string> = {
  count: 'Counts', significance: 'Hotspots', class: 'Classes', change: 'Change', density: 'Density', harm: 'Harm', forecast: 'Forecast',
}

/** What takes the time, said where it takes more than two seconds. */
export const COMPUTED: Record<LayerName, string> = {
  significance: 'Every hexagon is being tested against chance', harm: 'The harm of every hexagon is being summed and tested against chance',
  class: 'Every month is being tested, and the trend of every hexagon', change: 'Every hexagon is being compared with the months before',
  density: 'The density around every hexagon is being computed', forecast: 'Methods are being tried on months they have not seen',
}

/** A forecast is of the month after those asked about, or of a day that is named. */
export const forecastQuery = ({ theme, to, res, area }: CellsQuery, settings: LayerSettings): Record<string, string> =>
  ({ theme, ...(settings.day === null ? { month: addMonths(to, 1) } : Object.fromEntries(asked('forecast', settings))), res: String(res), ...(area ? { area } : {}) })

export function queryOf(layer: LayerName, query: CellsQuery, settings: LayerSettings): string {
  if (layer === 'forecast') return new URLSearchParams(forecastQuery(query, settings)).toString()
  return [cellsPath(query), new URLSearchParams(asked(layer, settings)).toString()].filter(Boolean).join('&')
}

const isDisagreement = (layer: LayerName, { show }: LayerSettings): boolean => layer === 'harm' && show === 'disagreement'

export const keyOf = (layer: LayerName, query: CellsQuery, settings: LayerSettings): string =>
  `${layer} ${queryOf(layer, query, settings)}${isDisagreement(layer, settings) ? ' and counts' : ''}`

/** The question that an answer belongs to, in the words of the one that was asked. */
export const keyOfAnswer = (given: LayerAnswer): string => keyOf(given.layer, questionOf(given), settingsOf(given))

function questionOf({ layer, answer }: LayerAnswer): CellsQuery {
  if (layer !== 'forecast') return answer.query
  const { month, theme, res, area } = answer.query
  return { theme, res, area, from: month, to: addMonths(month, -1) }
}

/** Where the server has the same answer as a file. */
export function filePath(given: LayerAnswer): string {
  const paths = { significance: '', harm: '', class: '/classes', change: '/change', density: '/density', forecast: '/forecast' }
  return `${paths[given.layer]}?${queryOf(given.layer, questionOf(given), settingsOf(given))}`
}

/** How it was worked out: as the answer says, and as it was asked where the answer says nothing. */
export function settingsOf({ layer, answer, settings }: LayerAnswer): LayerSettings {
  if (layer === 'forecast') return { ...defaultSettings, day: answer.query.day ?? null, shift: answer.query.shift ?? null }
  const said = Object.entries(answer.query).filter(([name, value]) => (SETTINGS_OF[layer] as readonly string[]).includes(name) && isChoice(name, value))
  return { ...defaultSettings, ...settings, ...Object.fromEntries(said.map(([name, value]) => [name, String(value)])) }
}

export async function fetchLayer(layer: LayerName, query: CellsQuery, settings: LayerSettings, signal: AbortSignal): Promise<LayerAnswer> {
  const text = queryOf(layer, query, settings)
  switch (layer) {
    case 'class': return { layer, settings, answer: await fetchClasses(text, signal) }
    case 'change': return { layer, settings, answer: await fetchChange(text, signal) }
    case 'density': return { layer, settings, answer: await fetchDensity(text, signal) }
    case 'forecast': return { layer, settings, answer: await fetchForecast(text, signal) }
    case 'harm': return { layer, settings, ...await fetchHarm(text, isDisagreement(layer, settings) ? cellsPath(query) : null, signal) }
    default: return { layer, settings, answer: await fetchHotspots(text, signal) }
  }
}

async function fetchHarm(harm: string, count: string | null, signal: AbortSignal): Promise<{ answer: HotspotsAnswer; counts: HotspotsAnswer | null }> {
  const [answer, counts] = await Promise.all([fetchHotspots(harm, signal), count === null ? null : fetchHotspots(count, signal)])
  if (counts && counts.dataVersion !== answer.dataVersion) throw new ApiError('The data changed in between.', 'mismatch')
  return { answer, counts }
}
