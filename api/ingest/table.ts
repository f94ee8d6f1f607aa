/** Bytes of a CSV file to records by column name, in bounded memory, with a plain reason for every way it can fail. */
import { isAscii, isUtf8 } from 'node:buffer'
import { parse } from 'csv-parse'
import { Readable } from 'node:stream'
import type { SourceFile } from './files.ts'
import { RefusedFileError } from './refusal.ts'

export interface Row {
  /** Line in the file; the header is line 1. */
  line: number
  fields: string[]
}

export interface Table {
  /** Place of a column by its plain name; -1 when the file has none. */
  column(name: string): number
  /** Plain names of all columns, in their order. */
  columns: readonly string[]
  width: number
  rows: AsyncIterable<Row[]>
}

const LONGEST_LINE = 1024 * 1024
const ROWS_AT_ONCE = 1_000

/** `Crime ID`, `crime_id` and `1st_Road_Class` become `crime_id` and `1st_road_class`. */
export const plainName = (header: string) => header.trim().toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '')

/**
 * Opens a CSV file. `aliases` gives older names for a column (`accident_index` for `collision_index`).
 * @throws RefusedFileError for an empty file, a web page, a wrong encoding, an endless line or a missing column.
 */
export async function openTable(file: SourceFile, needed: readonly string[], aliases: Record<string, string> = {}): Promise<Table> {
  const batches = recordBatches(file)
  const first = await batches.next()
  if (first.done) throw new RefusedFileError(file.name, undefined, 'the file is empty')
  const header = first.value.shift()!.fields.map((name) => aliases[plainName(name)] ?? plainName(name))
  const missing = needed.filter((name) => !header.includes(name))
  if (missing.length > 0) {
    throw new RefusedFileError(file.name, 1, `the header has no column ${missing.map((name) => `"${name}"`).join(', ')}; it has ${header.slice(0, 20).join(', ')}`)
  }
  return { column: (name) => header.indexOf(name), columns: header, width: header.length, rows: following(first.value, batches) }
}

async function* following(first: Row[], rest: AsyncIterable<Row[]>): AsyncIterable<Row[]> {
  if (first.length > 0) yield first
  yield* rest
}

/**
 * Records in batches. Lines without a quotation mark need no parser, only their commas, and published crime files have none: that is
 * five times as quick. From the first quotation mark on, the CSV parser takes over.
 */
async function* recordBatches(file: SourceFile): AsyncGenerator<Row[]> {
  const texts = checkedText(file)
  let open = ''
  let line = 1
  for await (const text of texts) {
    open += text
    const end = open.lastIndexOf('\n')
    if (open.includes('"')) return yield* parsedBatches(file, concat(open, texts), line)
    if (end === -1) continue
    line = yield* plainBatches(open.slice(0, end), line)
    open = open.slice(end + 1)
  }
  yield* plainBatches(open, line)
}

/** @returns the number of the line behind the text. */
function* plainBatches(text: string, firstLine: number): Generator<Row[], number> {
  const lines = text.split('\n')
  for (let at = 0; at < lines.length; at += ROWS_AT_ONCE) {
    const batch: Row[] = []
    for (let i = at; i < Math.min(at + ROWS_AT_ONCE, lines.length); i++) {
      const plain = lines[i]!.endsWith('\r') ? lines[i]!.slice(0, -1) : lines[i]!
      if (plain !== '') batch.push({ line: firstLine + i, fields: plain.split(',') })
    }
    if (batch.length > 0) yield batch
  }
  return firstLine + lines.length
}

async function* concat(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first
  yield* rest
}

interface Parsed { record: string[]; info: { lines: number } }

async function* parsedBatches(file: SourceFile, texts: AsyncIterable<string>, firstLine: number): AsyncGenerator<Row[]> {
  const parser = parse({ relax_column_count: true, skip_empty_lines: true, info: true, max_record_size: LONGEST_LINE, record_delimiter: ['\r\n', '\n'] })
  const checked = Readable.from(texts, { objectMode: false })
  let failure: Error | undefined
  checked.once('error', (cause) => { failure = cause; parser.destroy(cause) })
  checked.pipe(parser)
  let batch: Row[] = []
  let last = firstLine - 1
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      last = firstLine - 1 + info.lines
      // A field of several lines: the parser tells the record's last line, a reader looks for its first.
      batch.push({ line: last - record.reduce((breaks, field) => breaks + (field.includes('\n') ? field.split('\n').length - 1 : 0), 0), fields: record })
      if (batch.length < ROWS_AT_ONCE) continue
      yield batch
      batch = []
    }
  } catch (cause) {
    if (failure) throw failure
    const { code = '', lines, message } = cause as Error & { code?: string; lines?: number }
    // A field that is never closed is noticed at the end of the file; the fault is where it opens.
    const line = code === UNCLOSED || lines === undefined ? last + 1 : firstLine - 1 + lines
    throw new RefusedFileError(file.name, line, `cannot be read as CSV: ${quoteFaults[code] ?? message}`)
  } finally {
    checked.destroy()
    parser.destroy()
  }
  if (batch.length > 0) yield batch
}

const UNCLOSED = 'CSV_QUOTE_NOT_CLOSED'
const quoteFaults: Record<string, string> = {
  [UNCLOSED]: 'a quotation mark opens a field and is never closed',
  CSV_MAX_RECORD_SIZE: 'a row is longer than 1 MB; a quotation mark is probably never closed',
  INVALID_OPENING_QUOTE: 'a quotation mark stands inside a field that does not begin with one',
  CSV_INVALID_CLOSING_QUOTE: 'more text follows the quotation mark that closes a field'
}

/** Decodes UTF-8 strictly, drops a byte order mark, and stops at a web page, a binary file or an endless line. */
async function* checkedText(file: SourceFile): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  let open = 0
  let first = true
  let ascii = true
  const refuse = (reason: string) => new RefusedFileError(file.name, line, reason)
  for await (const chunk of file.open()) {
    if (first) refuseForeign(chunk, refuse)
    const lastBreak = chunk.lastIndexOf(10)
    const longest = open + (lastBreak === -1 ? chunk.length : chunk.indexOf(10))
    if (longest > LONGEST_LINE) throw refuse('a line is longer than 1 MB: this is not a table')
    open = lastBreak === -1 ? open + chunk.length : chunk.length - lastBreak - 1
    let text: string
    ascii &&= isAscii(chunk)
    try {
      // Published files are plain ASCII, which needs no decoder; from the first other byte on, the decoder keeps what it has begun.
      text = ascii ? chunk.toString('latin1') : decoder.decode(chunk, { stream: true })
    } catch (cause) {
      throw new RefusedFileError(file.name, line + linesBeforeBadByte(chunk), `the text is not UTF-8 (${(cause as Error).message}); save it as UTF-8 and load it again`)
    }
    if (text.includes('\0')) throw refuse('the file is binary, not a table')
    line += countBreaks(chunk)
    first = false
    yield text
  }
}

function refuseForeign(chunk: Buffer, refuse: (reason: string) => Error): void {
  if ((chunk[0] === 0xff && chunk[1] === 0xfe) || (chunk[0] === 0xfe && chunk[1] === 0xff)) throw refuse('the text is UTF-16; save it as UTF-8 and load it again')
  if (/^\uFEFF?\s*<(!doctype|html|\?xml|head|body)/i.test(chunk.subarray(0, 200).toString('utf8'))) throw refuse('this is a web page, not a table: the download probably failed')
  if (chunk[0] === 0x50 && chunk[1] === 0x4b) throw refuse('this is a zip archive; give it a name that ends in .zip')
}

function countBreaks(chunk: Buffer): number {
  let count = 0
  for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) count++
  return count
}

/** Lines of `chunk` that are sound UTF-8 before the first one that is not. */
function linesBeforeBadByte(chunk: Buffer): number {
  let count = 0
  let start = 0
  for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
    if (!isUtf8(chunk.subarray(start, end))) return count
    count++
    start = end + 1
  }
  return count
}
