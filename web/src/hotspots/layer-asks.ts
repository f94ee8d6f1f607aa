/** Which question each layer asks, and whether an answer is the one to it. */
import { cellsPath, fetchChange, fetchClasses, fetchDensity, fetchForecast, fetchHotspots } from '../api.ts'
import type { CellsQuery, ChangeAnswer, ClassesAnswer, DensityAnswer, ForecastAnswer, HotspotsAnswer } from '../answers.ts'
import { addMonths } from '../ui/months.ts'
import type { Layer } from '../view-url.ts'

export type LayerAnswer =
  | { layer: 'significance' | 'harm'; answer: HotspotsAnswer }
  | { layer: 'class'; answer: ClassesAnswer }
  | { layer: 'change'; answer: ChangeAnswer }
  | { layer: 'density'; answer: DensityAnswer }
  | { layer: 'forecast'; answer: ForecastAnswer }
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

/** A forecast is of the month after those asked about. */
export const forecastQuery = ({ theme, to, res, area }: CellsQuery): Record<string, string> =>
  ({ theme, month: addMonths(to, 1), res: String(res), ...(area ? { area } : {}) })

export function queryOf(layer: LayerName, query: CellsQuery): string {
  if (layer === 'forecast') return new URLSearchParams(forecastQuery(query)).toString()
  return cellsPath(query) + (layer === 'harm' ? '&weight=cchi' : '')
}

export const keyOf = (layer: LayerName, query: CellsQuery): string => `${layer} ${queryOf(layer, query)}`

/** The question that an answer belongs to, in the words of the one that was asked. */
export function keyOfAnswer({ layer, answer }: LayerAnswer): string {
  if (layer !== 'forecast') return keyOf(layer, answer.query)
  const { month, ...query } = answer.query
  return keyOf(layer, { ...query, from: month, to: addMonths(month, -1) })
}

export async function fetchLayer(layer: LayerName, query: CellsQuery, signal: AbortSignal): Promise<LayerAnswer> {
  const text = queryOf(layer, query)
  switch (layer) {
    case 'class': return { layer, answer: await fetchClasses(text, signal) }
    case 'change': return { layer, answer: await fetchChange(text, signal) }
    case 'density': return { layer, answer: await fetchDensity(text, signal) }
    case 'forecast': return { layer, answer: await fetchForecast(text, signal) }
    default: return { layer, answer: await fetchHotspots(text, signal) }
  }
}
