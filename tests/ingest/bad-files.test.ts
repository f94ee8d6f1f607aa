/** Files that are not what they say: each is refused whole, with its name, the line and the reason, and changes nothing. */
import { beforeAll, describe, expect, it } from 'vitest'
import { RefusedFileError } from '../../api/ingest/refusal.ts'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { load, loadCounty, stagedRows, whatIsSeen } from '../support/ingest.ts'
import { runCommand } from '../support/processes.ts'
import { csv, publishedHeader, row } from '../support/street.ts'

const test = testDatabase()
const app = testApp(test)
const files = testFolder()
let seen: Record<string, string>

beforeAll(async () => {
  await loadCounty(test.db, files)
  await load(test.db, 'police-uk', files.write('2025-01-testshire-street.csv', csv([row(), row({ id: 'c2' })])))
  seen = await whatIsSeen(app)
})

const refusal = async (path: string): Promise<RefusedFileError> => {
  const cause = await load(test.db, 'police-uk', path).then(() => new Error(`${path} was loaded`), (reason: Error) => reason)
  if (!(cause instanceof RefusedFileError)) throw cause
  return cause
}

/** File of fixtures/faults, line, reason. */
const faults: [string, number | undefined, RegExp][] = [
  ['empty.csv', undefined, /empty/],
  ['header-only.csv', undefined, /no rows/],
  ['web-page.csv', 1, /web page/],
  ['utf-16.csv', 1, /UTF-16/],
  ['latin-1.csv', 4, /not UTF-8/],
  ['missing-column.csv', 1, /no column "crime_type"/],
  ['future-format.csv', 1, /no column "crime_id"/],
  ['2025-02-month-differs-street.csv', 4, /month is 2025-01.*2025-02/],
  ['swapped-positions.csv', 3, /4 of 5 rows.*coordinates-swapped/],
  ['in-the-sea.csv', 3, /4 of 5 rows.*coordinates-far-from-lsoa/],
  ['abroad.csv', 3, /4 of 5 rows.*coordinates-abroad/],
  ['not-a-number.csv', 3, /4 of 5 rows.*coordinates-unreadable/],
  ['unknown-category.csv', 3, /4 of 5 rows.*category-unknown/],
  ['wrong-number-of-fields.csv', 3, /4 of 5 rows.*wrong-number-of-fields/],
  ['broken-quotes.csv', 5, /CSV.*never closed/],
  ['quote-inside.csv', 3, /CSV.*inside a field/],
  ['binary.csv', 1, /binary/],
  ['zip-named-csv.csv', 1, /zip archive/]
]

describe('a faulty file', () => {
  it.each(faults)('%s is refused at line %s', async (name, line, reason) => {
    const cause = await refusal(`fixtures/faults/${name}`)
    expect(cause.file).toBe(name)
    expect(cause.line).toBe(line)
    expect(cause.reason).toMatch(reason)
    expect(cause.message).toContain(name)
  })

  it('is refused among sound ones, which are not loaded either', async () => {
    const folder = files.folder('mixed')
    folder.write('2024-05-testshire-street.csv', csv([row({ month: '2024-05' })]))
    folder.write('2024-06-testshire-street.csv', `${publishedHeader}\n`)
    expect((await refusal(folder.path)).file).toBe('2024-06-testshire-street.csv')
  })

  it('is told by its line in the file, also behind empty lines and fields of several lines', async () => {
    const rows = csv([row({ id: 'a' }), row({ id: 'b', location: 'On or near\nMill Lane' }), row({ id: 'c' })]).trimEnd().split('\n')
    const text = [rows[0], '', rows[1], '', '', rows[2], rows[3], rows[4], ...Array.from({ length: 4 }, () => 'x,y')].join('\n')
    expect((await refusal(files.write('gaps.csv', text))).line).toBe(9)
  })

  it('that is not there is named', async () => expect((await refusal(`${files.path}/nothing.csv`)).message).toMatch(/nothing.csv.*no such file/))
  it('in a folder without files of the source is named', async () => expect((await refusal(files.folder('bare').path)).message).toMatch(/bare.*no file of this source/))

  it('has changed nothing that a reader sees, and leaves no staged row', async () => {
    expect(await whatIsSeen(app)).toEqual(seen)
    expect(await stagedRows(test.db)).toEqual({ slices: 0, incidents: 0, counts: 0, totals: 0, collisionTotals: 0, collisionSpots: 0, collisionTexts: 0, atoms: 0, shown: 0, areas: 0 })
  })

  it('ends the command with exit code 1, the message on standard error and nothing on standard output', async () => {
    for (const name of ['web-page.csv', 'latin-1.csv']) {
      const { code, stdout, stderr } = await runCommand(['ingest', 'police-uk', `fixtures/faults/${name}`, '--json'], test.env).ended
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      expect(stderr).toMatch(new RegExp(`${name}, line \\d+: `))
    }
    expect(await whatIsSeen(app)).toEqual(seen)
  }, 60_000)
})
