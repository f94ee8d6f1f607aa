/** Files for tests, written to a temporary folder that goes when the test file ends. */
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { gzipSync } from 'node:zlib'
import { afterAll } from 'vitest'
import yazl from 'yazl'

export interface TestFolder {
  path: string
  /** Writes a file, with the folders it needs, and answers its path. A name that ends in .gz is compressed. */
  write(name: string, content: string | Buffer): string
  zip(name: string, entries: Record<string, string | Buffer>, compress?: boolean): Promise<string>
  /** A folder of its own inside this one. */
  folder(name: string): TestFolder
}

export function testFolder(): TestFolder {
  const path = mkdtempSync(join(tmpdir(), 'beatwise-files-'))
  afterAll(() => rmSync(path, { recursive: true, force: true }))
  return folderAt(path)
}

function folderAt(path: string): TestFolder {
  const place = (name: string) => {
    const target = join(path, name)
    mkdirSync(dirname(target), { recursive: true })
    return target
  }
  return {
    path,
    write(name, content) {
      const target = place(name)
      writeFileSync(target, name.endsWith('.gz') && typeof content === 'string' ? gzipSync(content) : content)
      return target
    },
    async zip(name, entries, compress = true) {
      const target = place(name)
      await pipeline(zipOf(entries, compress), createWriteStream(target))
      return target
    },
    folder(name) {
      mkdirSync(join(path, name), { recursive: true })
      return folderAt(join(path, name))
    }
  }
}

/** An archive as a stream. */
export function zipOf(entries: Record<string, string | Buffer | (() => Readable)>, compress = true): NodeJS.ReadableStream {
  const zip = new yazl.ZipFile()
  for (const [name, content] of Object.entries(entries)) {
    if (typeof content === 'function') zip.addReadStream(content(), name, { compress })
    else zip.addBuffer(Buffer.from(content), name, { compress })
  }
  zip.end()
  return zip.outputStream
}
