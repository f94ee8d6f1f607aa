/** Fetches published files over HTTPS: whole ones to a temporary file, archives by byte ranges. */
import { createWriteStream } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yauzl, { RandomAccessReader, type ZipFile } from 'yauzl'
import type { SourceFile } from './files.ts'
import { RefusedFileError } from './refusal.ts'
import { entriesOf } from './zip.ts'

const MOST_BYTES = 4 * 1024 ** 3
const TIMEOUT_MS = 60_000
export const policeArchive = 'https://data.police.uk/data/archive'

/** Downloads `address` into a new folder, which is added to `temporary`. @throws RefusedFileError when the server does not give the file. */
export async function downloadToTemp(address: string, temporary: string[]): Promise<string> {
  const response = await request(address)
  if (Number(response.headers.get('content-length') ?? 0) > MOST_BYTES) throw new RefusedFileError(address, undefined, 'is larger than 4 GB')
  const folder = await mkdtemp(join(tmpdir(), 'beatwise-'))
  temporary.push(folder)
  const path = join(folder, basename(new URL(address).pathname) || 'download')
  await pipeline(Readable.fromWeb(response.body as never), createWriteStream(path)).catch((cause: Error) => {
    throw new RefusedFileError(address, undefined, `the connection broke before the whole file had come (${cause.message})`)
  })
  return path
}

/**
 * The street files of one force in a span of months, from the archives that police.uk publishes. Each archive holds the 36 months
 * up to its own; only the parts that are needed are transferred.
 */
export async function archivedMonths(force: string, from: string, to: string, base = policeArchive): Promise<SourceFile[]> {
  const files = new Map<string, SourceFile>()
  for (let last = to; last >= from; last = addMonths(last, -36)) {
    const address = `${base}/${last}.zip`
    const wanted = (name: string) => {
      const [, month, slug] = /^(\d{4}-\d{2})-(.+)-street\.csv$/.exec(name) ?? []
      return slug === force && month! >= from && month! <= to
    }
    for (const file of await entriesOf(address, wanted, () => openRemoteZip(address))) files.set(file.name, file)
  }
  if (files.size === 0) throw new RefusedFileError(base, undefined, `holds no street file of the force "${force}" from ${from} to ${to}`)
  return [...files.values()].sort((a, b) => a.name.localeCompare(b.name))
}

export function addMonths(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const index = year * 12 + number - 1 + count
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}

async function openRemoteZip(address: string): Promise<ZipFile> {
  const head = await request(address, { method: 'HEAD' })
  const bytes = Number(head.headers.get('content-length'))
  if (!bytes) throw new RefusedFileError(address, undefined, 'the server does not say how large the archive is')
  return new Promise((resolve, reject) => {
    yauzl.fromRandomAccessReader(new HttpReader(address), bytes, { lazyEntries: true, autoClose: false }, (cause, zip) => (cause ? reject(cause) : resolve(zip)))
  })
}

class HttpReader extends RandomAccessReader {
  constructor(private readonly address: string) { super() }

  override _readStreamForRange(start: number, end: number): Readable {
    const out = new PassThrough()
    request(this.address, { headers: { range: `bytes=${start}-${end - 1}` } })
      .then((response) => {
        if (response.status !== 206) throw new RefusedFileError(this.address, undefined, 'the server does not serve parts of a file')
        return pipeline(Readable.fromWeb(response.body as never), out)
      })
      .catch((cause: Error) => out.destroy(cause))
    return out
  }
}

async function request(address: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(address, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch((cause: Error) => {
    throw new RefusedFileError(address, undefined, `cannot be reached (${(cause.cause as Error | undefined)?.message ?? cause.message})`)
  })
  if (!response.ok) throw new RefusedFileError(address, undefined, `the server answers ${response.status} ${response.statusText}`)
  return response
}
