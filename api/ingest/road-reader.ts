/**
 * The roads of a file in two readings: the first notes which points they have and where they meet, the second where those points are.
 * In memory: about 30 bytes for each point of a road, nothing of what is no road.
 */
import type { OsmWay } from './osm-blocks.ts'
import { RefusedFileError } from './refusal.ts'
import { float64s, int32s, uint32s, uint8s, type Pages } from './road-pages.ts'
import { roadOf } from './road-tags.ts'

export type WayFault = 'road-not-for-travel' | 'road-too-short' | 'road-incomplete' | 'coordinates-impossible'
/** Hears of a way that is not kept; its number counts the highways of the file. */
export type TellFault = (fault: WayFault, way: number, example: string) => void

/** Great Britain has some forty million points of roads; a force's own area one or two. */
const MOST_POINTS = 12_000_000
const MOST_NAMES = 500_000
/** Longitudes of points that the file has not given, or has put outside the world. */
export const unknown = 0x7fffffff
export const impossible = -0x80000000

export class RoadReader {
  /** Highways seen. */
  read = 0
  /** Of the ways kept: which of those seen, where its points begin, and what it is. */
  readonly ways = { number: uint32s(), start: uint32s(), class: uint8s(), access: uint8s(), limit: uint8s(), name: int32s(), ref: int32s() }
  private readonly known = new Map<string, number>()
  private ids: Pages<Float64Array> = float64s()
  private sorted: Float64Array<ArrayBuffer> = new Float64Array(0)
  /** The points of all ways, one way after the other, by their number. */
  points: Pages<Int32Array> = int32s()
  /** By number of a point: 2 where ways meet or end, else 1; millionths of a degree. */
  uses = new Uint8Array(0)
  lng = new Int32Array(0)
  lat = new Int32Array(0)
  /** Where the next node is looked for first: most files are in order. */
  private cursor = 0

  constructor(private readonly file: string, readonly tell: TellFault) {}

  get names(): string[] { return [...this.known.keys()] }

  /** @throws RefusedFileError where there is more than is kept in memory. */
  way(way: OsmWay): void {
    this.read++
    const road = roadOf((key) => way.tag(key))
    if (!road) return this.tell('road-not-for-travel', this.read, `highway=${way.tag('highway')}${way.tag('access') ? `, access=${way.tag('access')}` : ''}`)
    const start = this.ids.length
    way.eachNode((id) => {
      this.ids.push(id)
      if (this.ids.length > MOST_POINTS) throw new RefusedFileError(this.file, undefined, `holds more than ${MOST_POINTS.toLocaleString('en-GB')} points of roads: cut out the area of the force first`)
    })
    if (this.ids.length - start < 2) {
      this.ids.cut(start)
      return this.tell('road-too-short', this.read, road.name || `highway=${way.tag('highway')}`)
    }
    const { number, start: starts, class: classes, access, limit, name, ref } = this.ways
    number.push(this.read)
    starts.push(start)
    classes.push(road.class)
    access.push(road.access)
    limit.push(road.limitKmh)
    name.push(this.nameOf(road.name))
    ref.push(this.nameOf(road.ref))
  }

  private nameOf(name: string): number {
    if (name === '') return -1
    const known = this.known.get(name)
    if (known !== undefined) return known
    if (this.known.size === MOST_NAMES) throw new RefusedFileError(this.file, undefined, `holds more than ${MOST_NAMES.toLocaleString('en-GB')} different names of roads`)
    this.known.set(name, this.known.size)
    return this.known.size - 1
  }

  /** Call between the two readings: from ids of points to numbers, and where ways meet. */
  meet(): void {
    this.sorted = distinct(this.ids)
    const { ways: { start }, points } = this
    for (const page of this.ids.drain()) for (const id of page) points.push(this.find(id))
    this.uses = new Uint8Array(this.sorted.length)
    for (let way = 0; way < start.length; way++) {
      const [first, end] = [start.at(way), this.endOf(way)]
      for (let i = first; i < end; i++) this.uses[points.at(i)] = Math.min(2, this.uses[points.at(i)]! + (i === first || i === end - 1 ? 2 : 1))
    }
    this.lng = new Int32Array(this.sorted.length).fill(unknown)
    this.lat = new Int32Array(this.sorted.length)
  }

  endOf(way: number): number { return way + 1 < this.ways.start.length ? this.ways.start.at(way + 1) : this.points.length }

  /** Number of a point by its id; -1: it is on no road. */
  private find(id: number): number {
    const { sorted } = this
    let [low, high] = [0, sorted.length - 1]
    while (low <= high) {
      const middle = (low + high) >>> 1
      if (sorted[middle]! < id) low = middle + 1
      else if (sorted[middle]! > id) high = middle - 1
      else return middle
    }
    return -1
  }

  node(id: number, lngE6: number, latE6: number): void {
    const { sorted } = this
    while (sorted[this.cursor]! < id && sorted[this.cursor + 1]! <= id) this.cursor++
    const point = sorted[this.cursor] === id ? this.cursor : this.find(id)
    if (point === -1) return
    const sound = Math.abs(lngE6) <= 180e6 && Math.abs(latE6) <= 90e6
    this.lng[point] = sound ? lngE6 : impossible
    this.lat[point] = sound ? latE6 : 0
  }

  /** Call after the second reading, when ids are not needed any more. @returns a number for each point, -1, in the memory that held the ids. */
  takeIds(): Int32Array<ArrayBuffer> {
    const numbers = new Int32Array(this.sorted.buffer, 0, this.sorted.length).fill(-1)
    this.sorted = new Float64Array(0)
    return numbers
  }
}

/** Every id once, in ascending order. */
function distinct(ids: Pages<Float64Array>): Float64Array<ArrayBuffer> {
  const all = new Float64Array(ids.length)
  let at = 0
  for (const page of ids.parts()) {
    all.set(page, at)
    at += page.length
  }
  all.sort()
  let kept = 0
  for (const id of all) if (kept === 0 || id !== all[kept - 1]) all[kept++] = id
  return all.subarray(0, kept)
}
