/** Reads zip archives entry by entry, from disk or, by byte ranges, from a web server, and refuses hostile ones. */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { gunzip, withoutBomb, type SourceFile } from './files.ts'
import { RefusedFileError } from './refusal.ts'

const MOST_ENTRIES = 50_000
const MOST_BYTES = 8 * 1024 ** 3

/** The entries of the archive at `path` that `wanted` picks by their file name. */
export const zipEntries = (path: string, wanted: (name: string) => boolean): Promise<SourceFile[]> =>
  entriesOf(path, wanted, () => new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false }, (cause, zip) => (cause ? reject(cause) : resolve(zip)))
  }))

/** The wanted entries of an archive that `open` opens; each entry is streamed when it is read. */
export async function entriesOf(path: string, wanted: (name: string) => boolean, open: () => Promise<ZipFile>): Promise<SourceFile[]> {
  try {
    const zip = await open()
    const entries = await listEntries(zip, path)
    return entries.filter(({ fileName }) => !fileName.endsWith('/') && wanted(fileName.split('/').pop()!.replace(/\.gz$/i, '')))
      .map((entry) => entryFile(zip, entry))
  } catch (cause) {
    throw refusal(path, cause)
  }
}

function listEntries(zip: ZipFile, path: string): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = []
    let bytes = 0
    zip.on('error', reject)
    zip.on('end', () => resolve(entries))
    zip.on('entry', (entry: Entry) => {
      entries.push(entry)
      bytes += entry.uncompressedSize
      if (entries.length > MOST_ENTRIES || bytes > MOST_BYTES) {
        return reject(new RefusedFileError(path, undefined, `holds more than ${MOST_ENTRIES} files or ${MOST_BYTES / 1024 ** 3} GB: not a data archive`))
      }
      zip.readEntry()
    })
    zip.readEntry()
  })
}

function entryFile(zip: ZipFile, entry: Entry): SourceFile {
  return {
    name: entry.fileName,
    bytes: entry.compressedSize,
    // The archive's own checksum and size stand for the bytes, so that a remote archive need not be read to be recognised.
    sha256: async () => createHash('sha256').update(`${entry.fileName}|${entry.crc32}|${entry.uncompressedSize}`).digest('hex'),
    open: (tell) => readEntry(zip, entry, tell)
  }
}

async function* readEntry(zip: ZipFile, entry: Entry, tell: (bytes: number) => void = () => undefined): AsyncIterable<Buffer> {
  try {
    const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
      zip.openReadStream(entry, (cause, opened) => (cause ? reject(cause) : resolve(opened)))
    })
    const bytes = checked(withoutBomb(stream as AsyncIterable<Buffer>, entry.fileName, entry.compressedSize), entry)
    yield* entry.fileName.toLowerCase().endsWith('.gz') ? gunzip(Readable.from(bytes), entry.fileName, entry.uncompressedSize) : bytes
    tell(entry.compressedSize)
  } catch (cause) {
    throw refusal(entry.fileName, cause)
  }
}

/** Passes bytes on and compares them with the archive's checksum at the end: a damaged file is refused, not half loaded. */
async function* checked(bytes: AsyncIterable<Buffer>, { crc32: expected }: Entry): AsyncIterable<Buffer> {
  let sum = 0
  for await (const chunk of bytes) {
    sum = crc32(chunk, sum)
    yield chunk
  }
  if (sum !== expected) throw new Error('checksum does not match')
}

function refusal(name: string, cause: unknown): RefusedFileError {
  if (cause instanceof RefusedFileError) return cause
  const message = (cause as Error).message
  const reason = /relative path|absolute path|invalid characters/.test(message)
    ? `the archive names a file outside its own folder (${message})`
    : `the archive is damaged, cut short or not a zip (${message})`
  return new RefusedFileError(name, undefined, reason)
}
