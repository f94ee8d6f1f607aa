/** Files from a web server: whole ones, published archives in parts, and servers that fail. */
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { beforeAll, describe, expect, it } from 'vitest'
import { archivedMonths } from '../../api/ingest/download.ts'
import { loadFiles } from '../../api/ingest/load.ts'
import { RefusedFileError } from '../../api/ingest/refusal.ts'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { load, loadCounty, quiet, whatIsSeen } from '../support/ingest.ts'
import { runCommand } from '../support/processes.ts'
import { csv, row } from '../support/street.ts'
import { webServer, type TestServer } from '../support/web-server.ts'

const test = testDatabase()
const app = testApp(test)
const files = testFolder()
const month = (at: string, count: number) => csv(Array.from({ length: count }, (_, i) => row({ month: at, id: `${at} ${i}` })))
let server: TestServer
let whole: TestServer
const temporary = () => readdirSync(tmpdir()).filter((name) => /^beatwise-[A-Za-z0-9]{6}$/.test(name))

/** An archive of 36 months that holds more than is wanted: another force, other kinds of file. */
async function archive(name: string, months: string[]): Promise<Buffer> {
  const entries = Object.fromEntries(months.flatMap((at) => [
    [`${at}/${at}-testshire-street.csv`, month(at, 2)], [`${at}/${at}-testshire-outcomes.csv`, 'Crime ID\n'],
    [`${at}/${at}-elsewhere-street.csv`, randomBytes(400_000)], [`${at}/${at}-west-testshire-street.csv`, month(at, 9)]
  ]))
  return readFileSync(await files.zip(name, entries))
}

beforeAll(async () => {
  await loadCounty(test.db, files)
  const newer = await archive('newer.zip', ['2021-01', '2021-02', '2021-03'])
  const older = await archive('older.zip', ['2018-01', '2018-02', '2018-03'])
  const pages = {
    '/2021-03.zip': newer, '/2018-03.zip': older, '/2020-01-testshire-street.csv': Buffer.from(month('2020-01', 3)), '/everything.zip': readFileSync(await files.zip('everything.zip', { '2019-01/2019-01-testshire-street.csv': month('2019-01', 2), '2019-01/2019-01-testshire-outcomes.csv': 'Crime ID\n', 'README.txt': 'Read me.' })),
    '/short.csv': (_request: unknown, response: { writeHead(code: number, headers: object): void; write(text: string): void; destroy(): void }) => {
      response.writeHead(200, { 'content-length': 100_000 })
      response.write(month('2020-02', 5))
      setTimeout(() => response.destroy(), 50)
    },
    '/sign-in.csv': Buffer.from('<!doctype html><title>Sign in</title>')
  }
  server = await webServer(pages as never)
  whole = await webServer(pages as never, { ranges: false })
})

describe('an address', () => {
  it('is downloaded and loaded like a file', async () => {
    expect(await load(test.db, 'police-uk', `${server.address}/2020-01-testshire-street.csv`)).toMatchObject({ read: 3, loaded: 3 })
    expect(await load(test.db, 'police-uk', `${server.address}/2020-01-testshire-street.csv`)).toMatchObject({ unchanged: true })
  })

  it('of an archive as published leaves outcomes and other kinds of file aside', async () => {
    expect(await load(test.db, 'police-uk', `${server.address}/everything.zip`)).toMatchObject({ read: 2, files: { read: 1 } })
  })

  it('leaves no copy behind in the temporary folder', async () => {
    const before = temporary()
    await load(test.db, 'police-uk', `${server.address}/2020-01-testshire-street.csv`)
    expect(temporary()).toEqual(before)
  })

  it.each([
    ['of nothing', '/nothing.csv', /nothing.csv.*404/], ['of a connection that breaks', '/short.csv', /short.csv/], ['of a sign-in page', '/sign-in.csv', /web page/]
  ])('%s is refused by name, and nothing changes', async (_name, path, reason) => {
    const seen = await whatIsSeen(app)
    const cause = await load(test.db, 'police-uk', server.address + path).then(() => new Error('loaded'), (refused: Error) => refused)
    expect(cause.message).toMatch(reason)
    expect(cause).toBeInstanceOf(RefusedFileError)
    expect(await whatIsSeen(app)).toEqual(seen)
  })

  it('where nobody answers is refused by name', () =>
    expect(load(test.db, 'police-uk', 'http://127.0.0.1:9/2020-01-testshire-street.csv')).rejects.toThrow(/127.0.0.1:9.*cannot be reached/))
})

describe('the published archive', () => {
  it('is fetched in parts: only the wanted months of the wanted force, over two archives', async () => {
    const sent = server.bytesSent
    const found = await archivedMonths('testshire', '2018-02', '2021-03', server.address)
    expect(found.map(({ name }) => name)).toEqual(['2018-02/2018-02-testshire-street.csv', '2018-03/2018-03-testshire-street.csv', '2021-01/2021-01-testshire-street.csv', '2021-02/2021-02-testshire-street.csv', '2021-03/2021-03-testshire-street.csv'])
    const summary = await loadFiles(test.db, 'police-uk', found, quiet)
    expect(summary).toMatchObject({ read: 10, loaded: 10, rejected: 0 })
    expect(server.asked.filter((line) => line.includes('bytes=')).length).toBeGreaterThan(5)
    const archives = ['newer.zip', 'older.zip'].reduce((sum, name) => sum + readFileSync(`${files.path}/${name}`).length, 0)
    expect(server.bytesSent - sent).toBeLessThan(archives / 2)
  })

  it('is unchanged when it is fetched again', async () => {
    expect(await loadFiles(test.db, 'police-uk', await archivedMonths('testshire', '2018-02', '2021-03', server.address), quiet)).toMatchObject({ unchanged: true })
  })

  it('without the force is refused by name', () => expect(archivedMonths('nowhere', '2021-01', '2021-03', server.address)).rejects.toThrow(/no street file of the force "nowhere"/))
  it('that is not there is refused by name', () => expect(archivedMonths('testshire', '2030-01', '2030-02', server.address)).rejects.toThrow(/2030-02.zip.*404/))
  it('on a server that serves no parts is refused by name', () => expect(archivedMonths('testshire', '2021-01', '2021-03', whole.address)).rejects.toThrow(/2021-03.zip.*parts of a file/))

  it('is what the command fetches with --force, --from and --to', async () => {
    const { code, stdout, stderr } = await runCommand(['ingest', 'police-uk', '--force', 'west-testshire', '--from', '2021-01', '--to', '2021-03', '--archive', server.address, '--json'], test.env).ended
    expect(stderr).toBe('')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ source: 'police-uk', read: 27, loaded: 27, rejected: 0, reasons: {}, unchanged: false })
  })
})
