/**
 * Positions from files: GPX tracks (1.0 and 1.1) and tables with `time,lng,lat` and, if several units are in one, `unit`. A file that is not what it
 * says is refused as a whole; a position that cannot be read is handed on as it is, to be counted.
 */
import { instantAfter } from '../analysis/aoristic.ts'
import type { TrackPoint } from '../analysis/position-matching.ts'
import { ApiError } from '../errors.ts'

export interface UnitPoint extends TrackPoint { unit: string | null }
export interface ReadTrack { points: UnitPoint[]; broken: number }

/** A device does not nest deeper; a file made to exhaust somebody does. */
const MOST_DEPTH = 40
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g
const ZONED = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/
const refuse = (why: string) => new ApiError('bad-parameter', why, 'body')

/** Milliseconds; NaN for what is no time. Without a zone a GPX time is UTC, as its standard says. */
function gpxTime(text: string): number {
  const time = text.trim()
  return ZONED.test(time) ? Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(time) ? time : `${time}Z`) : NaN
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Tags one after another, without entities, document types or anything else that would have to be fetched or expanded. @throws ApiError for what is no GPX. */
export function readGpx(text: string): ReadTrack {
  const points: UnitPoint[] = []
  const open: string[] = []
  let [point, timeFrom] = [undefined as UnitPoint | undefined, -1]
  for (let at = text.indexOf('<'); at !== -1;) {
    const { end, tag } = tagAt(text, at)
    if (tag !== '') {
      const name = /^\/?([\w:.-]+)/.exec(tag)?.[1]
      if (name === undefined) throw refuse('This is no well-formed GPX: a tag has no name.')
      if (open.length === 0 && (points.length > 0 || localName(name) !== 'gpx')) throw refuse('This is no GPX file: it does not begin with <gpx>.')
      if (tag.startsWith('/')) {
        if (open.pop() !== name) throw refuse(`This is no well-formed GPX: </${name.slice(0, 40)}> closes nothing.`)
        if (localName(name) === 'time' && point && timeFrom !== -1) point.timeMs = gpxTime(text.slice(timeFrom, at))
        if (localName(name) === 'trkpt' && point) {
          points.push(point)
          point = undefined
        }
      } else {
        if (localName(name) === 'trkpt') point = pointOf(tag)
        if (tag.endsWith('/')) {
          if (localName(name) === 'trkpt' && point) points.push(point)
        } else open.push(name)
        if (open.length > MOST_DEPTH) throw refuse('This GPX nests too deeply.')
        timeFrom = localName(name) === 'time' && open.length > 1 && localName(open[open.length - 2]!) === 'trkpt' ? end : -1
      }
    }
    at = text.indexOf('<', end)
  }
  if (open.length > 0) throw refuse(`This is no well-formed GPX: <${open.at(-1)!.slice(0, 40)}> is not closed.`)
  if (text.indexOf('<') === -1) throw refuse('This is no GPX file.')
  return { points, broken: 0 }
}

/** The text between < and >, and where the next text begins; '' for comments and instructions. */
function tagAt(text: string, at: number): { end: number; tag: string } {
  const closing = text.startsWith('<!--', at) ? '-->' : text.startsWith('<?', at) ? '?>' : text.startsWith('<![CDATA[', at) ? ']]>' : '>'
  if (closing === '>' && text.startsWith('<!', at)) throw refuse('A GPX file with a document type or entities is not read.')
  const end = text.indexOf(closing, at)
  if (end === -1) throw refuse('This is no well-formed GPX: it ends within a tag.')
  return { end: end + closing.length, tag: closing === '>' ? text.slice(at + 1, end) : '' }
}

function pointOf(tag: string): UnitPoint {
  const values = new Map([...tag.matchAll(ATTRIBUTE)].map(([, name, double, single]) => [name!, double ?? single!]))
  return { unit: null, timeMs: NaN, position: [degree(values.get('lon')), degree(values.get('lat'))] }
}

const degree = (text: string | undefined): number => (text !== undefined && /^\s*[+-]?\d+(\.\d*)?\s*$/.test(text) ? Number(text) : NaN)

const columns = { time: ['time', 'timestamp'], lng: ['lng', 'lon', 'longitude'], lat: ['lat', 'latitude'], unit: ['unit'] }

/** @throws ApiError for a table without the columns. Lines with more or fewer fields than the head are counted as broken. */
export function readPositionTable(text: string): ReadTrack {
  const [head = [], ...lines] = rowsOf(text.replace(/^\ufeff/, ''))
  const names = head.map((name) => name.trim().toLowerCase())
  const columnOf = (key: keyof typeof columns) => names.findIndex((name) => columns[key].includes(name))
  const [time, lng, lat, unit] = [columnOf('time'), columnOf('lng'), columnOf('lat'), columnOf('unit')]
  if (time === -1 || lng === -1 || lat === -1) throw refuse('The table needs the columns time, lng and lat.')
  const whole = lines.filter((fields) => fields.length === names.length)
  const points = whole.map((fields): UnitPoint => ({ unit: unit === -1 ? null : fields[unit]!.trim(), timeMs: tableTime(fields[time]!.trim()), position: [degree(fields[lng]), degree(fields[lat])] }))
  return { points, broken: lines.length - whole.length }
}

/** With a zone an instant; without, what a British clock showed. */
function tableTime(text: string): number {
  const iso = text.replace(' ', 'T')
  if (/(Z|[+-]\d\d:?\d\d)$/.test(iso)) return ZONED.test(iso) ? Date.parse(iso) : NaN
  try {
    return Date.parse(instantAfter(iso, 0))
  } catch (cause) {
    if (cause instanceof RangeError) return NaN
    throw cause
  }
}

/** Comma-separated values with quotes (RFC 4180); empty lines are none. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = []
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy
  let row: string[] = []
  while (field.lastIndex < text.length) {
    const found = field.exec(text)
    if (!found) throw refuse('The table is no readable CSV: a quote is not closed.')
    row.push(found[1]?.replaceAll('""', '"') ?? found[2]!)
    if (found[3] === ',') {
      if (field.lastIndex < text.length) continue
      row.push('')
    }
    if (row.length > 1 || row[0] !== '') rows.push(row)
    row = []
  }
  return rows
}
