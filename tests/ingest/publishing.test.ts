/** Publishing: the same bytes change nothing, a newer file replaces its month and only it, and two imports at once have one effect. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Database, Queryable } from '../../api/db/database.ts'
import { testApp } from '../support/app.ts'
import { boundaryFiles } from '../support/county.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { accounts, cells, load, loadCounty, sourceOf, whatIsSeen } from '../support/ingest.ts'
import { seeded } from '../support/random.ts'
import { asb, csv, monthOf, row } from '../support/street.ts'

const test = testDatabase()
const app = testApp(test)
const files = testFolder()
const police = (...paths: string[]) => load(test.db, 'police-uk', ...paths)
const dataVersion = async () => (await test.db.rows<{ version: number }>('select version from data_version'))[0]!.version
const total = async (month: string, theme = 'crime') => (await cells(app, `theme=${theme}&from=${month}&to=${month}`)).recorded

beforeAll(() => loadCounty(test.db, files))

describe('publishing an import', () => {
  it('raises the data version, once, and the same bytes again change nothing, under whatever name', async () => {
    const before = await dataVersion()
    const text = csv([row(), asb(), asb()])
    expect(await police(files.write('2025-01-testshire-street.csv', text))).toMatchObject({ read: 3, unchanged: false })
    expect(await dataVersion()).toBe(before + 1)
    const seen = await whatIsSeen(app)
    for (const name of ['2025-01-testshire-street.csv', 'again/2025-01-testshire-street.csv']) {
      expect(await police(files.write(name, text))).toMatchObject({ read: 0, loaded: 0, unchanged: true, importId: null })
    }
    expect(await whatIsSeen(app)).toEqual(seen)
  })

  it('with a newer file for a month replaces that month, and only it', async () => {
    await police(files.write('2025-02-testshire-street.csv', csv([row({ month: '2025-02' })])))
    const february = await total('2025-02')
    await police(files.write('newer/2025-01-testshire-street.csv', csv([row(), row({ id: 'c2' }), row({ id: 'c3' }), asb()])))
    expect(await total('2025-01')).toBe(3)
    expect(await total('2025-01', 'anti-social-behaviour')).toBe(1)
    expect(await total('2025-02')).toBe(february)
  })

  it('leaves /api/sources counting only what is live', async () => {
    expect(await accounts(app, 'police-uk')).toEqual({ read: 5, loaded: 5, rejected: 0, mapped: 5 })
    expect((await sourceOf(app, 'police-uk')).files).toBe(2)
  })

  it('counts only what is live also where an import of several months was replaced in part', async () => {
    const folder = files.folder('several')
    for (const month of ['2024-01', '2024-02', '2024-03']) folder.write(`${month}-testshire-street.csv`, csv([row({ month }), row({ month, type: 'Witchcraft', id: 'w' }), ...Array.from({ length: 18 }, (_, i) => row({ month, id: `m${i}` }))]))
    await police(folder.path)
    await police(files.write('new/2024-02-testshire-street.csv', csv([row({ month: '2024-02' })])))
    const { read, loaded, mapped, rejected } = await accounts(app, 'police-uk')
    expect({ read, loaded, mapped, rejected }).toEqual({ read: 5 + 40 + 1, loaded: 5 + 38 + 1, mapped: 5 + 38 + 1, rejected: 2 })
  })

  it('takes only the new files of a folder that was loaded before', async () => {
    const folder = files.folder('growing')
    folder.write('2023-01-testshire-street.csv', csv([row({ month: '2023-01' })]))
    await police(folder.path)
    folder.write('2023-02-testshire-street.csv', csv([row({ month: '2023-02' }), asb({ month: '2023-02' })]))
    expect(await police(folder.path)).toMatchObject({ read: 2, loaded: 2, files: { read: 1, unchanged: 1 } })
  })

  it('leaves no row behind of what it replaced', async () => {
    const [stray] = await test.db.rows<{ n: number }>('select count(*)::int as n from incidents where slice_id not in (select slice_id from slices where live)')
    expect(stray!.n).toBe(0)
  })
})

describe('two files with the same month', () => {
  const first = csv([row({ month: '2022-01' })])
  const second = csv([row({ month: '2022-01', id: 'other' }), row({ month: '2022-01', id: 'third' })])

  it('are refused together, and nothing changes', async () => {
    const folder = files.folder('twice')
    folder.write('a/2022-01-testshire-street.csv', first)
    folder.write('b/2022-01-testshire-street.csv', second)
    const seen = await whatIsSeen(app)
    await expect(police(folder.path)).rejects.toThrow(/2022-01-testshire-street.csv.*2022-01.*load one of them/)
    expect(await whatIsSeen(app)).toEqual(seen)
  })

  it('are refused also when one of them is live already, so that loading a folder twice never flips the data', async () => {
    await police(`${files.path}/twice/a/2022-01-testshire-street.csv`)
    const seen = await whatIsSeen(app)
    await expect(police(`${files.path}/twice`)).rejects.toThrow(/2022-01/)
    expect(await whatIsSeen(app)).toEqual(seen)
  })

  it('may come one after the other: the later one stands', async () => {
    await police(`${files.path}/twice/b/2022-01-testshire-street.csv`)
    expect(await total('2022-01')).toBe(2)
  })
})

describe('imports at the same time', () => {
  it('of the same bytes have one effect', async () => {
    const path = files.write('2021-01-testshire-street.csv', csv(monthOf('2021-01', 400, seeded(1))))
    const before = await dataVersion()
    const both = await Promise.all([police(path), police(path)])
    expect(both.map(({ unchanged }) => unchanged).sort()).toEqual([false, true])
    expect(await dataVersion()).toBe(before + 1)
    const [rows] = await test.db.rows<{ n: number }>(`select count(*)::int as n from incidents join slices using (slice_id) where month = '2021-01-01'`)
    expect(rows!.n).toBe(400)
  })

  it('of different months both arrive whole', async () => {
    const paths = ['2021-02', '2021-03'].map((month, i) => files.write(`${month}-testshire-street.csv`, csv(monthOf(month, 500, seeded(i)))))
    await Promise.all(paths.map((path) => police(path)))
    for (const month of ['2021-02', '2021-03']) expect((await total(month))! + (await total(month, 'anti-social-behaviour'))!).toBe(500)
  })

  it('of incidents and of areas leave the totals complete, whichever is published first', async () => {
    const path = files.write('2021-04-testshire-street.csv', csv(monthOf('2021-04', 300, seeded(4))))
    const moved = files.write('moved/force.geojson', boundaryFiles['force.geojson']!.replace('Testshire', 'Testshire County'))
    await load(justBeforePublishing(test.db, () => load(test.db, 'areas', moved)), 'police-uk', path)
    const { loaded, mapped } = await accounts(app, 'police-uk')
    expect(mapped).toBe(loaded)
    expect((await total('2021-04'))! + (await total('2021-04', 'anti-social-behaviour'))!).toBe(300)
  })
})

describe('the order of imports', () => {
  it('does not matter: areas, classes and months in any order give the same answers', async () => {
    const all = async () => ({ crime: await cells(app, 'theme=crime&res=9'), rural: await cells(app, 'theme=rural-crime&res=9') })
    const { crime, rural } = await all()
    await load(test.db, 'areas', ...Object.entries(boundaryFiles).map(([name, text]) => files.write(`once-more/${name}`, `${text}\n`)))
    const after = await all()
    expect({ ...after.crime, dataVersion: '' }).toEqual({ ...crime, dataVersion: '' })
    expect({ ...after.rural, dataVersion: '' }).toEqual({ ...rural, dataVersion: '' })
  })
})

/** A database on which `work` happens after everything was staged, in the moment before the import is published. */
function justBeforePublishing(db: Database, work: () => Promise<unknown>): Database {
  let done = false
  return {
    ...db,
    async transaction<T>(inside: (queryable: Queryable) => Promise<T>) {
      if (!done) { done = true; await work() }
      return db.transaction(inside)
    }
  }
}
