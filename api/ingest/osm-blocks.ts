/** One block of an OpenStreetMap file: its nodes and ways, handed over one by one. */
import { Wire } from './osm-wire.ts'

export interface OsmWay {
  /** The value of one of the wanted keys. */
  tag(key: string): string | undefined
  /** Calls `take` with the id of each node, in order. */
  eachNode(take: (id: number) => void): void
}

export interface OsmTaker {
  /** Only tags of these keys can be asked for. Ways without the first one are passed over. */
  keys?: readonly string[]
  way?(way: OsmWay): void
  /** Position in millionths of a degree. */
  node?(id: number, lngE6: number, latE6: number): void
}

const decoder = new TextDecoder()

interface Grid { granularity: number; lngOffset: number; latOffset: number }

export function readBlock(bytes: Uint8Array, taker: OsmTaker): void {
  const wire = new Wire(bytes)
  const groups: Wire[] = []
  let texts: Uint8Array[] = []
  const grid: Grid = { granularity: 100, lngOffset: 0, latOffset: 0 }
  while (wire.next()) {
    if (wire.field === 1 && taker.way) texts = textsOf(wire.message())
    else if (wire.field === 2) groups.push(wire.message())
    else if (wire.field === 17) grid.granularity = wire.uint()
    else if (wire.field === 19) grid.latOffset = signed(wire.uint())
    else if (wire.field === 20) grid.lngOffset = signed(wire.uint())
    else wire.skip()
  }
  const ways = taker.way ? new WayReader(texts, taker.keys ?? []) : undefined
  for (const group of groups) {
    while (group.next()) {
      if (group.field === 1 && taker.node) readNode(group.message(), grid, taker.node)
      else if (group.field === 2 && taker.node) readDenseNodes(group.message(), grid, taker.node)
      else if (group.field === 3 && ways) ways.read(group.message(), taker.way!)
      else group.skip()
    }
  }
}

/** Offsets may be negative, and are small. */
const signed = (value: number): number => (value >= 2 ** 63 ? value - 2 ** 64 : value)

function textsOf(wire: Wire): Uint8Array[] {
  const texts: Uint8Array[] = []
  while (wire.next()) {
    if (wire.field === 1) texts.push(wire.part())
    else wire.skip()
  }
  return texts
}

/** From units of the block to millionths of a degree. */
const e6 = (value: number, offset: number, granularity: number): number => Math.round((offset + granularity * value) / 1_000)

function readNode(wire: Wire, { granularity, lngOffset, latOffset }: Grid, take: NonNullable<OsmTaker['node']>): void {
  let [id, lng, lat] = [0, 0, 0]
  while (wire.next()) {
    if (wire.field === 1) id = wire.sint()
    else if (wire.field === 8) lat = wire.sint()
    else if (wire.field === 9) lng = wire.sint()
    else wire.skip()
  }
  take(id, e6(lng, lngOffset, granularity), e6(lat, latOffset, granularity))
}

function readDenseNodes(wire: Wire, { granularity, lngOffset, latOffset }: Grid, take: NonNullable<OsmTaker['node']>): void {
  let [ids, lats, lngs] = [new Wire(wire.bytes, 0, 0), new Wire(wire.bytes, 0, 0), new Wire(wire.bytes, 0, 0)]
  while (wire.next()) {
    if (wire.field === 1) ids = wire.message()
    else if (wire.field === 8) lats = wire.message()
    else if (wire.field === 9) lngs = wire.message()
    else wire.skip()
  }
  let [id, lat, lng] = [0, 0, 0]
  while (!ids.atEnd) {
    id += ids.sint()
    lat += lats.sint()
    lng += lngs.sint()
    take(id, e6(lng, lngOffset, granularity), e6(lat, latOffset, granularity))
  }
}

/** Reads the ways of a block that have the first of the wanted keys. */
class WayReader implements OsmWay {
  /** By number of a text: which wanted key it is, plus one. */
  private readonly slotOf: Uint8Array
  private readonly values: Int32Array
  private nodes = new Wire(new Uint8Array(0))
  private readonly words: string[] = []
  private readonly slots: ReadonlyMap<string, number>

  constructor(private readonly texts: readonly Uint8Array[], keys: readonly string[]) {
    this.slots = new Map(keys.map((key, i) => [key, i]))
    this.values = new Int32Array(keys.length)
    this.slotOf = new Uint8Array(texts.length)
    const longest = Math.max(...keys.map((key) => key.length))
    texts.forEach((text, i) => { this.slotOf[i] = text.length > longest ? 0 : (this.slots.get(Buffer.from(text.buffer, text.byteOffset, text.length).toString('latin1')) ?? -1) + 1 })
  }

  read(wire: Wire, take: (way: OsmWay) => void): void {
    let [keys, values, nodes] = [new Wire(wire.bytes, 0, 0), new Wire(wire.bytes, 0, 0), new Wire(wire.bytes, 0, 0)]
    while (wire.next()) {
      if (wire.field === 2) keys = wire.message()
      else if (wire.field === 3) values = wire.message()
      else if (wire.field === 8) nodes = wire.message()
      else wire.skip()
    }
    this.values.fill(-1)
    while (!keys.atEnd) {
      const slot = this.slotOf[keys.uint()] ?? 0
      const value = values.uint()
      if (slot > 0) this.values[slot - 1] = value
    }
    if (this.values[0] === -1) return
    this.nodes = nodes
    take(this)
  }

  tag(key: string): string | undefined {
    const value = this.values[this.slots.get(key)!]!
    const text = value === -1 ? undefined : this.texts[value]
    // The same few words again and again: each is decoded once a block.
    return text && (this.words[value] ??= decoder.decode(text))
  }

  eachNode(take: (id: number) => void): void {
    let id = 0
    while (!this.nodes.atEnd) {
      id += this.nodes.sint()
      take(id)
    }
  }
}
