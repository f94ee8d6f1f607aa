/** The whole view as an address, and back. What is not understood is dropped, never guessed. */
import { isValidCell } from 'h3-js'
import { isMonth } from './ui/months.ts'

export type Page = 'map' | 'sources' | 'help'

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
  /** The table stands where the map was. */
  table: boolean
  /** One month of the span, shown alone while playing. */
  month: string | null
}

export const emptyView: View = {
  page: 'map', theme: null, from: null, to: null, res: null, area: null, cell: null, map: null, table: false, month: null,
}

const isSlug = (text: string): boolean => /^[a-z][a-z0-9-]{0,60}$/.test(text)
const isAreaCode = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9_-]{0,30}$/.test(text)

export function parseView(pathname: string, search: string): View {
  const query = new URLSearchParams(search)
  const take = (name: string, valid: (text: string) => boolean): string | null => {
    const text = query.get(name)
    return text !== null && valid(text) ? text : null
  }
  const page = pathname.replace(/\/+$/, '').slice(1)
  const res = take('res', (text) => /^([5-9]|10)$/.test(text))
  const [from, to] = [take('from', isMonth), take('to', isMonth)]
  const backwards = from !== null && to !== null && from > to
  return {
    page: page === 'sources' || page === 'help' ? page : 'map',
    theme: take('theme', isSlug),
    from: backwards ? to : from,
    to: backwards ? from : to,
    res: res === null ? null : Number(res),
    area: take('area', isAreaCode),
    cell: take('cell', isValidCell),
    map: parseCamera(query.get('map')),
    table: query.get('table') === '1',
    month: take('month', isMonth),
  }
}

export function viewToUrl(view: View): string {
  const query = new URLSearchParams()
  const put = (name: string, value: string | number | null) => value !== null && query.set(name, String(value))
  put('theme', view.theme)
  put('from', view.from)
  put('to', view.to)
  put('month', view.month)
  put('res', view.res)
  put('area', view.area)
  put('cell', view.cell)
  put('table', view.table ? 1 : null)
  put('map', view.map && formatCamera(view.map))
  const path = view.page === 'map' ? '/' : `/${view.page}`
  // The camera's slashes are legal in a query and far easier to read unescaped.
  const text = query.toString().replaceAll('%2F', '/')
  return text ? `${path}?${text}` : path
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
