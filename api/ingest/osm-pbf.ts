/**
 * Ways and nodes of an OpenStreetMap file (`.osm.pbf`), block by block: never more of it in memory than one block, at most 32 MB unpacked.
 * The format: wiki.openstreetmap.org/wiki/PBF_Format. Relations, users and dates are passed over.
 */
import { inflateSync } from 'node:zlib'
import type { SourceFile } from './files.ts'
import { readBlock, type OsmTaker } from './osm-blocks.ts'
import { Wire } from './osm-wire.ts'
import { RefusedFileError } from './refusal.ts'

/** Limits that the format sets. */
const LONGEST_HEADER = 64 * 1024
const LARGEST_BLOB = 32 * 1024 * 1024
const known = ['OsmSchema-V0.6', 'DenseNodes']

/** Reads a whole file. @throws RefusedFileError for what is no such file, is damaged, cut short or needs what is not read here. */
export async function readOsm(source: SourceFile, taker: OsmTaker): Promise<void> {
  const refuse = (reason: string) => new RefusedFileError(source.name, undefined, reason)
  let first = true
  for await (const { type, blob } of blobs(source)) {
    if (first && type !== 'OSMHeader') throw refuse('is not an OpenStreetMap file (.osm.pbf): it does not begin with the header of one')
    first = false
    try {
      if (type === 'OSMHeader') checkHeader(new Wire(unpacked(blob, refuse)), refuse)
      // Other kinds of block may be passed over, says the format.
      if (type === 'OSMData') readBlock(unpacked(blob, refuse), taker)
    } catch (cause) {
      if (cause instanceof RefusedFileError || !(cause instanceof RangeError)) throw cause
      throw refuse(`the file is damaged (${cause.message})`)
    }
  }
  if (first) throw refuse('the file is empty')
}

async function* blobs(source: SourceFile): AsyncGenerator<{ type: string; blob: Uint8Array }> {
  const refuse = (reason: string) => new RefusedFileError(source.name, undefined, reason)
  const stream = new ExactBytes(source.open())
  for (let first = true; ; first = false) {
    const prefix = await stream.take(4)
    if (prefix.length === 0) return
    const length = prefix.length === 4 ? prefix.readUInt32BE() : 0
    if (length === 0 || length > LONGEST_HEADER) throw refuse(first ? 'is not an OpenStreetMap file (.osm.pbf)' : 'the file is damaged or cut short')
    const { type, size } = blobHeader(await stream.take(length), length, first, refuse)
    const blob = await stream.take(size)
    if (blob.length < size) throw refuse('the file is cut short')
    yield { type, blob }
  }
}

function blobHeader(bytes: Buffer, length: number, first: boolean, refuse: (reason: string) => Error): { type: string; size: number } {
  let [type, size] = ['', -1]
  try {
    const wire = new Wire(bytes)
    while (wire.next()) {
      if (wire.field === 1) type = wire.text()
      else if (wire.field === 3) size = wire.uint()
      else wire.skip()
    }
  } catch (cause) {
    throw refuse(first ? `is not an OpenStreetMap file (.osm.pbf): ${(cause as Error).message}` : bytes.length < length ? 'the file is cut short' : `the file is damaged (${(cause as Error).message})`)
  }
  if (type === '' || size < 0) throw refuse(bytes.length < length ? 'the file is cut short' : 'is not an OpenStreetMap file (.osm.pbf)')
  if (size > LARGEST_BLOB) throw refuse('a block of the file is larger than 32 MB, which the format forbids')
  return { type, size }
}

/** Bytes of a stream in pieces of the length asked for; shorter only at its end. */
class ExactBytes {
  private readonly chunks: AsyncIterator<Buffer>
  private rest: Buffer = Buffer.alloc(0)

  constructor(stream: AsyncIterable<Buffer>) { this.chunks = stream[Symbol.asyncIterator]() }

  async take(length: number): Promise<Buffer> {
    const parts: Buffer[] = []
    let missing = length
    while (missing > 0) {
      if (this.rest.length === 0) {
        const { done, value } = await this.chunks.next()
        if (done) break
        this.rest = value
      }
      const part = this.rest.subarray(0, missing)
      parts.push(part)
      missing -= part.length
      this.rest = this.rest.subarray(part.length)
    }
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
  }
}

const packings: Record<number, string> = { 4: 'LZMA', 5: 'bzip2', 6: 'LZ4', 7: 'Zstandard' }

function unpacked(blob: Uint8Array, refuse: (reason: string) => Error): Uint8Array {
  const wire = new Wire(blob)
  let [size, packed]: [number, Uint8Array | undefined] = [0, undefined]
  while (wire.next()) {
    if (wire.field === 1) return wire.part()
    if (wire.field === 2) size = wire.uint()
    else if (wire.field === 3) packed = wire.part()
    else if (packings[wire.field]) throw refuse(`is packed with ${packings[wire.field]}, which is not read here: write it with zlib, the usual way`)
    else wire.skip()
  }
  if (!packed) throw refuse('the file is damaged (a block without content)')
  if (size === 0) throw refuse('the file is damaged (a block that does not say how large it is)')
  if (size > LARGEST_BLOB) throw refuse('a block of the file unpacks to more than 32 MB, which the format forbids')
  try {
    return inflateSync(packed, { maxOutputLength: size })
  } catch (cause) {
    throw refuse(`the file is damaged (${(cause as Error).message})`)
  }
}

function checkHeader(wire: Wire, refuse: (reason: string) => Error): void {
  while (wire.next()) {
    if (wire.field !== 4) { wire.skip(); continue }
    const feature = wire.text()
    if (feature === 'HistoricalInformation') throw refuse('holds the history of the map, not its present state: load an ordinary extract')
    if (!known.includes(feature)) throw refuse(`needs "${feature}", which is not read here`)
  }
}
