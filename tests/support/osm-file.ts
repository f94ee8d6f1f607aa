/** OpenStreetMap files for tests: small ones made by hand, and a large one made of many copies of a small one. */
import { readFileSync } from 'node:fs'
import { deflateSync, inflateSync } from 'node:zlib'
import { Wire } from '../../api/ingest/osm-wire.ts'

export interface MadeWay { nodes: number[]; tags: Record<string, string> }
export interface MadeFile {
  /** Id, longitude, latitude. */
  nodes: readonly (readonly [id: number, lng: number, lat: number])[]
  ways: readonly MadeWay[]
  /** What the file says that a reader must know. */
  features?: readonly string[]
  /** Nodes one by one, as the format allows, instead of densely. */
  plain?: boolean
  /** Field of the packing: 3 zlib, 1 none, others only by name. */
  packing?: number
}

export function uint(value: number): Buffer {
  const bytes: number[] = []
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) + 128)
  return Buffer.from([...bytes, value])
}
const sint = (value: number): Buffer => uint(value < 0 ? -2 * value - 1 : 2 * value)
const field = (no: number, bytes: Buffer): Buffer => Buffer.concat([uint(no * 8 + 2), uint(bytes.length), bytes])
const number = (no: number, bytes: Buffer): Buffer => Buffer.concat([uint(no * 8), bytes])
const deltas = (values: readonly number[]): Buffer => Buffer.concat(values.map((value, i) => sint(value - (values[i - 1] ?? 0))))

/** A block with what stands before it. */
export function blob(type: string, content: Buffer, packing = 3, level = 6): Buffer {
  const body = packing === 1 ? field(1, content) : Buffer.concat([number(2, uint(content.length)), field(packing, deflateSync(content, { level }))])
  const header = Buffer.concat([field(1, Buffer.from(type)), number(3, uint(body.length))])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(header.length)
  return Buffer.concat([length, header, body])
}

/** Ways come before nodes where `plain`, which the format allows as well. */
export function osmFile({ nodes, ways, features = ['OsmSchema-V0.6', 'DenseNodes'], plain = false, packing = 3 }: MadeFile): Buffer {
  const texts = ['', ...new Set(ways.flatMap(({ tags }) => Object.entries(tags).flat()))]
  const e7 = (degrees: number) => Math.round(degrees * 1e7)
  const dense = field(2, Buffer.concat([field(1, deltas(nodes.map(([id]) => id))), field(8, deltas(nodes.map(([, , lat]) => e7(lat)))), field(9, deltas(nodes.map(([, lng]) => e7(lng))))]))
  const single = Buffer.concat(nodes.map(([id, lng, lat]) => field(1, Buffer.concat([number(1, sint(id)), number(8, sint(e7(lat))), number(9, sint(e7(lng)))]))))
  const wayOf = ({ nodes: ids, tags }: MadeWay, i: number) => field(3, Buffer.concat([
    number(1, uint(i + 1)), field(2, Buffer.concat(Object.keys(tags).map((key) => uint(texts.indexOf(key))))), field(3, Buffer.concat(Object.values(tags).map((value) => uint(texts.indexOf(value))))), field(8, deltas(ids))
  ]))
  const strings = field(1, Buffer.concat(texts.map((text) => field(1, Buffer.from(text)))))
  const nodeBlock = blob('OSMData', Buffer.concat([strings, field(2, plain ? single : dense)]), packing)
  const wayBlock = blob('OSMData', Buffer.concat([strings, field(2, Buffer.concat(ways.map(wayOf)))]), packing)
  const header = blob('OSMHeader', Buffer.concat(features.map((feature) => field(4, Buffer.from(feature)))))
  return Buffer.concat([header, ...(plain ? [wayBlock, nodeBlock] : [nodeBlock, wayBlock])])
}

/** The unpacked blocks of data of a file, and the bytes of its header as they stand. */
export function blocksOf(path: string): { header: Buffer; blocks: Buffer[] } {
  const bytes = readFileSync(path)
  const blocks: Buffer[] = []
  let header = Buffer.alloc(0)
  for (let at = 0; at < bytes.length;) {
    const [begin, head] = [at, new Wire(bytes, at + 4, at + 4 + bytes.readUInt32BE(at))]
    at += 4 + bytes.readUInt32BE(at)
    let type = ''
    while (head.next()) {
      if (head.field === 1) type = head.text()
      else if (head.field === 3) at += head.uint()
      else head.skip()
    }
    if (type === 'OSMHeader') header = bytes.subarray(begin, at)
    const body = new Wire(bytes, begin + 4 + bytes.readUInt32BE(begin), at)
    while (body.next()) {
      if (body.field === 3 && type === 'OSMData') blocks.push(inflateSync(body.part()))
      else body.skip()
    }
  }
  return { header, blocks }
}

/** The same file many times over, one beside the other: ids and longitudes are shifted, so that no copy meets another. */
export function* enlarged(path: string, copies: number, level = 1): Generator<Buffer> {
  const { header, blocks } = blocksOf(path)
  yield header
  for (let copy = 0; copy < copies; copy++) for (const block of blocks) yield blob('OSMData', shifted(block, copy * 20_000_000_000, copy * 400_000_000), 3, level)
}

/** Only the first of a row of differences has to change. */
function shifted(block: Buffer, ids: number, lngNano: number): Buffer {
  const first = (packed: Uint8Array): Buffer => {
    const wire = new Wire(packed)
    const id = wire.atEnd ? 0 : wire.sint()
    return Buffer.concat([sint(id + ids), packed.subarray(wire.position)])
  }
  const change = (bytes: Uint8Array, no: number, to: (part: Uint8Array) => Buffer): Buffer => {
    const parts: Uint8Array[] = []
    const wire = new Wire(bytes)
    for (let from = 0; wire.next(); from = wire.position) {
      const wanted = wire.field === no
      const part = wanted ? wire.part() : undefined
      if (part) parts.push(field(no, to(part)))
      else {
        wire.skip()
        parts.push(bytes.subarray(from, wire.position))
      }
    }
    return Buffer.concat(parts)
  }
  const groups = change(block, 2, (group) => change(change(group, 2, (dense) => change(dense, 1, first)), 3, (way) => change(way, 8, first)))
  return Buffer.concat([groups, number(20, uint(lngNano))])
}
