/**
 * What lies near a position: points and stretches of roads, listed by the squares of a grid of about 300 m.
 *
 * What it tells: the nearest one within so many metres. What it does not: anything about the way there.
 * Formula: squares of equal degrees, listed by compressed rows; the search looks at ring after ring of squares until no nearer one can follow.
 * Distances are on a plane whose degrees are as long as at the position: right within 0.1 % over the few kilometres that are asked for.
 * Input: millionths of a degree. Undefined: nothing within the distance, then undefined is returned. Cost: a few microseconds a question.
 * Checked against a search of all points and all stretches, on random positions.
 */
import { pieceMetres } from './road-classes.ts'

const SQUARE_E6 = 3_000
/** A file whose points are far apart has larger squares instead of too many. */
const MOST_SQUARES = 4_000_000

interface Points { lng: Int32Array; lat: Int32Array }

class Squares {
  readonly west: number
  readonly south: number
  readonly size: number
  readonly columns: number
  readonly rows: number

  constructor({ lng, lat }: Points, wanted: (i: number) => boolean) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
    for (let i = 0; i < lng.length; i++) {
      if (!wanted(i)) continue
      west = Math.min(west, lng[i]!)
      east = Math.max(east, lng[i]!)
      south = Math.min(south, lat[i]!)
      north = Math.max(north, lat[i]!)
    }
    const empty = west > east
    const [width, height] = empty ? [0, 0] : [east - west, north - south]
    this.west = empty ? 0 : west
    this.south = empty ? 0 : south
    this.size = Math.max(SQUARE_E6, Math.ceil(Math.sqrt((width * height) / MOST_SQUARES)), Math.ceil(Math.max(width, height) / MOST_SQUARES))
    this.columns = Math.floor(width / this.size) + 1
    this.rows = Math.floor(height / this.size) + 1
  }

  column(lngE6: number): number { return Math.floor((lngE6 - this.west) / this.size) }
  row(latE6: number): number { return Math.floor((latE6 - this.south) / this.size) }
}

/** Things by square: `start[s]` to `start[s + 1] - 1` of `items`. `visit` calls back with each square of each thing, the same way whenever it is called. */
function listed(squares: Squares, visit: (put: (column: number, row: number, item: number) => void) => void): { start: Int32Array; items: Int32Array } {
  const start = new Int32Array(squares.columns * squares.rows + 1)
  visit((column, row) => { start[row * squares.columns + column + 1]!++ })
  for (let i = 1; i < start.length; i++) start[i]! += start[i - 1]!
  const [items, next] = [new Int32Array(start.at(-1)!), start.slice(0, -1)]
  visit((column, row, item) => { items[next[row * squares.columns + column]!++] = item })
  return { start, items }
}

/** Metres that a millionth of a degree is long, east and north. */
function scalesAt(lat: number): [number, number] {
  return [pieceMetres(0, lat, 0.01, lat) / 1e4, pieceMetres(0, lat - 0.005, 0, lat + 0.005) / 1e4]
}

export class PointGrid {
  private readonly squares: Squares
  private readonly start: Int32Array
  private readonly items: Int32Array

  /** `wanted`: 1 for each point that may be found. */
  constructor(private readonly lng: Int32Array, private readonly lat: Int32Array, wanted: Uint8Array) {
    this.squares = new Squares({ lng, lat }, (i) => wanted[i] === 1);
    ({ start: this.start, items: this.items } = listed(this.squares, (put) => {
      for (let i = 0; i < lng.length; i++) if (wanted[i] === 1) put(this.squares.column(lng[i]!), this.squares.row(lat[i]!), i)
    }))
  }

  /** The nearest point, of several as near the first of the list. */
  nearest(lng: number, lat: number, withinM: number): { node: number; metres: number } | undefined {
    const { squares } = this
    const [east, north] = scalesAt(lat)
    const [column, row] = [squares.column(lng * 1e6), squares.row(lat * 1e6)]
    const ringM = squares.size * Math.min(east, north)
    let [node, least] = [-1, withinM * withinM]
    // A point in ring r is at least r - 1 squares away.
    for (let ring = 0; (ring - 1) * ringM <= Math.sqrt(least); ring++) {
      for (let r = Math.max(0, row - ring); r <= Math.min(squares.rows - 1, row + ring); r++) {
        const step = Math.abs(r - row) === ring ? 1 : Math.max(1, 2 * ring)
        for (let c = column - ring; c <= column + ring; c += step) {
          if (c < 0 || c >= squares.columns) continue
          const square = r * squares.columns + c
          for (let k = this.start[square]!; k < this.start[square + 1]!; k++) {
            const point = this.items[k]!
            const [x, y] = [(this.lng[point]! - lng * 1e6) * east, (this.lat[point]! - lat * 1e6) * north]
            const far = x * x + y * y
            if (far < least || (far === least && (node === -1 || point < node))) [node, least] = [point, far]
          }
        }
      }
    }
    return node === -1 ? undefined : { node, metres: Math.sqrt(least) }
  }
}

interface Lines { nodeLng: Int32Array; nodeLat: Int32Array; edgeFrom: Int32Array; edgeTo: Int32Array; edgeName: Int32Array; edgeShape: Uint32Array; shapeLng: Int32Array; shapeLat: Int32Array }
type Stretch = (edge: number, lngA: number, latA: number, lngB: number, latB: number) => void

/** Calls back with each straight stretch of an edge. */
export function eachStretch({ nodeLng, nodeLat, edgeFrom, edgeTo, edgeShape, shapeLng, shapeLat }: Lines, edge: number, take: Stretch): void {
  let [lng, lat] = [nodeLng[edgeFrom[edge]!]!, nodeLat[edgeFrom[edge]!]!]
  for (let i = edgeShape[edge]!; i < edgeShape[edge + 1]!; i++) {
    take(edge, lng, lat, shapeLng[i]!, shapeLat[i]!)
    lng = shapeLng[i]!
    lat = shapeLat[i]!
  }
  take(edge, lng, lat, nodeLng[edgeTo[edge]!]!, nodeLat[edgeTo[edge]!]!)
}

/** Edges that have a name, by square. */
export class SegmentGrid {
  private readonly squares: Squares
  private readonly start: Int32Array
  private readonly items: Int32Array

  constructor(private readonly roads: Lines) {
    const { nodeLng: lng, nodeLat: lat, edgeName } = roads
    this.squares = new Squares({ lng, lat }, () => true);
    ({ start: this.start, items: this.items } = listed(this.squares, (put) => {
      for (let edge = 0; edge < edgeName.length; edge++) if (edgeName[edge]! >= 0) this.covered(edge, put)
    }))
  }

  /** The squares that the box about an edge touches; the part beyond the grid belongs to its border. */
  private covered(edge: number, put: (column: number, row: number, item: number) => void): void {
    const { squares } = this
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
    eachStretch(this.roads, edge, (_, lngA, latA, lngB, latB) => {
      west = Math.min(west, lngA, lngB)
      east = Math.max(east, lngA, lngB)
      south = Math.min(south, latA, latB)
      north = Math.max(north, latA, latB)
    })
    const within = (value: number, count: number) => Math.min(count - 1, Math.max(0, value))
    for (let row = within(squares.row(south), squares.rows); row <= within(squares.row(north), squares.rows); row++) {
      for (let column = within(squares.column(west), squares.columns); column <= within(squares.column(east), squares.columns); column++) put(column, row, edge)
    }
  }

  /** The nearest edge with a name. */
  nearest(lng: number, lat: number, withinM: number): number | undefined {
    const { squares, start, items } = this
    const [east, north] = scalesAt(lat)
    const [x, y] = [lng * 1e6, lat * 1e6]
    const clamp = (value: number, count: number) => Math.min(count - 1, Math.max(0, value))
    const [fromColumn, toColumn] = [x - withinM / east, x + withinM / east].map((value) => clamp(squares.column(value), squares.columns)) as [number, number]
    const [fromRow, toRow] = [y - withinM / north, y + withinM / north].map((value) => clamp(squares.row(value), squares.rows)) as [number, number]
    let [found, least]: [number | undefined, number] = [undefined, withinM * withinM]
    const look: Stretch = (edge, lngA, latA, lngB, latB) => {
      const far = squaredMetres((lngA - x) * east, (latA - y) * north, (lngB - x) * east, (latB - y) * north)
      if (far < least || (far === least && (found === undefined || edge < found))) [found, least] = [edge, far]
    }
    for (let row = fromRow; row <= toRow; row++) {
      for (let column = fromColumn; column <= toColumn; column++) {
        const square = row * squares.columns + column
        for (let k = start[square]!; k < start[square + 1]!; k++) eachStretch(this.roads, items[k]!, look)
      }
    }
    return found
  }
}

/** From the origin to the stretch between a and b. */
function squaredMetres(ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const share = length > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length)) : 0
  const [x, y] = [ax + share * dx, ay + share * dy]
  return x * x + y * y
}
