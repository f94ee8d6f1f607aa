/** Archives: read as published, and refused when damaged, hostile or endless. */
import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { RefusedFileError } from '../../api/ingest/refusal.ts'
import { testApp } from '../support/app.ts'
import { once, testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { cells, load, loadCounty, whatIsSeen } from '../support/ingest.ts'
import { asb, csv, row } from '../support/street.ts'

const test = testDatabase()
const app = testApp(test)
const files = testFolder()
const police = (path: string) => load(test.db, 'police-uk', path)
const month = (at: string, count: number) => csv(Array.from({ length: count }, (_, i) => row({ month: at, id: `${at} ${i}` })))
const outcomes = 'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type\n'
const stops = 'Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude\n'

beforeAll(() => loadCounty(test.db, files))

describe('an archive as published', () => {
  const entries = {
    '2024-01/2024-01-testshire-street.csv': month('2024-01', 3), '2024-01/2024-01-testshire-outcomes.csv': outcomes, '2024-01/2024-01-testshire-stop-and-search.csv': stops,
    '2024-02/2024-02-testshire-street.csv': month('2024-02', 4), 'README.txt': 'Read me.'
  }
  it('gives its street files; outcomes, stop and search and other files are left aside', async () => {
    expect(await police(await files.zip('archive.zip', entries))).toMatchObject({ read: 7, loaded: 7, files: { read: 2, unchanged: 0 } })
    expect((await cells(app, 'theme=burglary&from=2024-01&to=2024-02')).total).toBe(7)
  })
  it('again is unchanged, also when packed anew without compression', async () => {
    expect((await police(`${files.path}/archive.zip`)).unchanged).toBe(true)
    expect((await police(await files.zip('repacked.zip', entries, false))).unchanged).toBe(true)
  })
  it('may lie in a folder, beside gzipped files', async () => {
    const folder = files.folder('mixture')
    await folder.zip('one.zip', { '2023-01/2023-01-testshire-street.csv': month('2023-01', 2) })
    folder.write('2023-02-testshire-street.csv.gz', month('2023-02', 5))
    folder.write('2023-02-testshire-outcomes.csv', outcomes)
    expect(await police(folder.path)).toMatchObject({ read: 7, files: { read: 2 } })
  })
  it('may hold gzipped files', async () => {
    expect(await police(await files.zip('packed-twice.zip', { '2023-03-testshire-street.csv.gz': gzipSync(month('2023-03', 2)) }))).toMatchObject({ read: 2 })
  })
  it('is the same months as the plain files in it: those are unchanged or replaced, never doubled', async () => {
    await police(files.write('2024-01-testshire-street.csv', month('2024-01', 3)))
    expect((await cells(app, 'theme=burglary&from=2024-01&to=2024-01')).total).toBe(3)
  })
})

describe('a bad archive', () => {
  const rejects = async (path: string, reason: RegExp) => {
    const seen = await whatIsSeen(app)
    const cause = await police(path).then((summary) => summary, (refused: Error) => refused)
    expect(cause).toBeInstanceOf(RefusedFileError)
    expect((cause as Error).message).toMatch(reason)
    expect(await whatIsSeen(app)).toEqual(seen)
  }
  const sound = () => files.zip('sound.zip', { '2022-01/2022-01-testshire-street.csv': csv(Array.from({ length: 3_000 }, (_, i) => asb({ month: '2022-01', location: `Road ${(i * 7919) % 3_001}` }))) })

  it.each([0.1, 0.5, 0.98])('cut short at %s of its length is refused by name', async (share) => {
    const path = await sound()
    truncateSync(path, Math.floor(readFileSync(path).length * share))
    await rejects(path, /sound.zip: .*(damaged|cut short)/)
  })

  it.each([['stored', false], ['packed', true]] as const)('with a byte changed inside a %s file is refused', async (name, compress) => {
    const path = await files.zip(`${name}.zip`, { '2022-02-testshire-street.csv': month('2022-02', 200) }, compress)
    const bytes = readFileSync(path)
    const at = name === 'stored' ? bytes.indexOf('Mill Lane', 1_000) : Math.floor(bytes.length / 3)
    bytes[at] = bytes[at]! ^ 1
    writeFileSync(path, bytes)
    await rejects(path, /damaged|checksum/)
  })

  it.each(['../../2022-03-testshire-street.csv', '/etc/2022-03-testshire-street.csv', 'a/../../2022-03-testshire-street.csv', 'C:/2022-03-testshire-street.csv'])('naming a file outside its own folder (%s) is refused', async (name) => {
    const honest = 'x'.repeat(name.length)
    const path = await files.zip('traversal.zip', { [honest]: month('2022-03', 1) })
    // No honest writer makes such an archive: its name is put in afterwards.
    writeFileSync(path, Buffer.from(readFileSync(path).toString('latin1').replaceAll(honest, name), 'latin1'))
    await rejects(path, /traversal.zip: .*outside its own folder/)
  })

  once('that unpacks to a thousand times its size is refused', async () => {
    const bomb = Buffer.concat([Buffer.from(csv([])), Buffer.alloc(80 * 1024 * 1024, '\n')])
    await rejects(await files.zip('bomb.zip', { '2022-04-testshire-street.csv': bomb }), /bomb/)
    await rejects(files.write('2022-04-testshire-street.csv.gz', gzipSync(bomb)), /bomb/)
  })

  it('that is a text file is refused', () => rejects(files.write('text.zip', 'not an archive'), /text.zip: .*not a zip/))
  it('that is empty is refused', () => rejects(files.write('nothing.zip', ''), /nothing.zip: .*(not a zip|damaged)/))
  it('without a file of the source is refused', async () => rejects(await files.zip('other.zip', { 'readme.txt': 'x' }), /no file of this source/))

  it('of one file, gzipped and cut short, is refused by name', async () => {
    const packed = gzipSync(month('2022-05', 2_000))
    await rejects(files.write('2022-05-testshire-street.csv.gz', packed.subarray(0, packed.length - 300)), /2022-05-testshire-street.csv.gz: .*(damaged|cut short)/)
    await rejects(files.write('2022-06-testshire-street.csv.gz', Buffer.from('plain text')), /2022-06-testshire-street.csv.gz: .*damaged/)
  })
})
