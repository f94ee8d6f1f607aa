/** From what a user names (a file, a folder, an archive, an address) to the plain files inside, each readable as a stream of bytes. */
import { createHash } from 'node:crypto'
import { createReadStream, type Stats } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { downloadToTemp } from './download.ts'
import { RefusedFileError } from './refusal.ts'
import { zipEntries } from './zip.ts'

export interface SourceFile {
  /** Path as the user would recognise it. */
  name: string
  /** Bytes to read, packed; for the progress bar. */
  bytes: number
  /** Fingerprint of the bytes. */
  sha256(): Promise<string>
  /** The unpacked bytes; `tell` hears how many packed ones were read. @throws RefusedFileError for a damaged or hostile archive. */
  open(tell?: (packedBytes: number) => void): AsyncIterable<Buffer>
}

/** No honest table shrinks to less than a two-hundredth; a bomb does. */
const LARGEST_RATIO = 200
const RATIO_COUNTS_FROM_BYTES = 64 * 1024 * 1024

/**
 * The files that `paths` name, in order of name. `wanted` picks by the name without `.gz`. Folders of downloads are added to
 * `temporary`; the caller removes them when the files are read.
 */
export async function findFiles(paths: readonly string[], wanted: (name: string) => boolean, temporary: string[] = []): Promise<SourceFile[]> {
  const found: SourceFile[] = []
  for (const path of paths) found.push(...(await filesAt(/^https?:\/\//.test(path) ? await downloadToTemp(path, temporary) : path, wanted)))
  if (found.length === 0) throw new RefusedFileError(paths.join(', '), undefined, 'holds no file of this source')
  return found
}

async function filesAt(path: string, wanted: (name: string) => boolean): Promise<SourceFile[]> {
  const info = await stat(path).catch((cause: NodeJS.ErrnoException): Stats => {
    throw new RefusedFileError(path, undefined, cause.code === 'ENOENT' ? 'there is no such file or folder' : cause.message)
  })
  if (info.isDirectory()) {
    const names = (await readdir(path, { recursive: true })).sort()
    const files = await Promise.all(names.map((name) => filesIn(path, name, wanted)))
    return files.flat()
  }
  // A file that the user names himself is read whatever its name is.
  return path.toLowerCase().endsWith('.zip') ? zipEntries(path, wanted) : [plainFile(path, basename(path), info.size)]
}

async function filesIn(folder: string, name: string, wanted: (name: string) => boolean): Promise<SourceFile[]> {
  const path = join(folder, name)
  const info = await stat(path)
  if (!info.isFile()) return []
  if (name.toLowerCase().endsWith('.zip')) return zipEntries(path, wanted)
  return wanted(basename(name).replace(/\.gz$/i, '')) ? [plainFile(path, relative(folder, path), info.size)] : []
}

function plainFile(path: string, name: string, bytes: number): SourceFile {
  const packed = path.toLowerCase().endsWith('.gz')
  return {
    name,
    bytes,
    async sha256() {
      const hash = createHash('sha256')
      for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
      return hash.digest('hex')
    },
    open(tell) {
      const stream = createReadStream(path, { highWaterMark: 256 * 1024 })
      if (tell) stream.on('data', (chunk) => tell(chunk.length))
      return packed ? gunzip(stream, name, bytes) : stream
    }
  }
}

export async function* gunzip(packed: Readable, name: string, packedBytes: number): AsyncIterable<Buffer> {
  const unpacked = createGunzip({ chunkSize: 256 * 1024 })
  packed.on('error', (cause) => unpacked.destroy(cause))
  try {
    yield* withoutBomb(packed.pipe(unpacked), name, packedBytes)
  } catch (cause) {
    if (cause instanceof RefusedFileError) throw cause
    throw new RefusedFileError(name, undefined, `the compressed file is damaged or cut short (${(cause as Error).message})`)
  }
}

/** Passes bytes on until they grow beyond what `packedBytes` can honestly hold. */
export async function* withoutBomb(stream: AsyncIterable<Buffer>, name: string, packedBytes: number): AsyncIterable<Buffer> {
  let unpacked = 0
  for await (const chunk of stream) {
    unpacked += chunk.length
    if (unpacked > RATIO_COUNTS_FROM_BYTES && unpacked > packedBytes * LARGEST_RATIO) {
      throw new RefusedFileError(name, undefined, `unpacks to more than ${LARGEST_RATIO} times its size: not a table but an archive bomb`)
    }
    yield chunk
  }
}
