/** Protected counts follow what is loaded: month after month, replaced, moved and interrupted, they are what the whole history gives. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { settleDisclosure } from '../../api/ingest/disclosure-rules.ts'
import { loadPaths } from '../../api/ingest/load.ts'
import { countAtoms, protectAll } from '../../api/ingest/protect.ts'
import { boundaryFiles, northmarsh, southmarsh } from '../support/county.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { asCsv, force, forceRecords, months, places, premises, record, type ForceRecord } from '../support/force-county.ts'
import { load, loadCounty, quiet, stagedRows } from '../support/ingest.ts'
import { runProgram } from '../support/processes.ts'
import { seeded } from '../support/random.ts'
import { csv, row } from '../support/street.ts'

const test = testDatabase()
const files = testFolder()
const records = forceRecords()
const settings = { disclosureBase: 5, publicDelayMonths: 1 }
let edition = 0
const loadRecords = (some: readonly ForceRecord[], of = force) => loadPaths(test.db, 'force-incidents', [files.write(`incidents-${++edition}.csv`, asCsv(some))], quiet, { force: of })
const of = (...some: number[]) => records.filter(({ at }) => some.some((i) => at.startsWith(months[i]!)))

type Shown = { code: string; cell: string; themes: string[]; month: string; n: number }
/** What is shown, by the names of things: their numbers in the database change with every import. */
const shown = (upTo = '2099-01') => test.db.rows<Shown>(`
  select a.code, to_hex(c.cell) as cell, k.themes, to_char(s.month, 'YYYY-MM') as month, c.n
  from protected_counts c join slices s using (slice_id) join areas a using (area_id) join protected_classes k using (class_id)
  where s.live and s.month < ($1 || '-01')::date order by s.force, s.month, a.code, c.cell, k.themes`, [upTo])
/** The same, worked out anew from the records. */
async function afresh(): Promise<Shown[]> {
  await test.db.transaction(async (inside) => { await countAtoms(inside, null); await protectAll(inside) })
  return shown()
}
const expectWhole = async () => {
  const now = await shown()
  expect(now.length).toBeGreaterThan(20)
  expect(now).toEqual(await afresh())
}

beforeAll(async () => {
  await loadCounty(test.db, files)
  await load(test.db, 'places', files.write('places.csv', premises))
  await settleDisclosure(test.db, settings, () => undefined)
})

describe('months', () => {
  it('in order: what was shown of earlier ones stays as it was', async () => {
    await loadRecords(of(0, 1, 2))
    const before = await shown()
    await loadRecords(of(3))
    await loadRecords(of(4))
    expect(await shown('2014-04')).toEqual(before)
    await expectWhole()
  })

  it('that are replaced or come late: later ones are worked out anew, earlier ones stay', async () => {
    const before = await shown('2014-02')
    await loadRecords([...of(1), ...Array.from({ length: 7 }, () => record('burglary', months[1]!, places[4]))])
    expect(await shown('2014-02')).toEqual(before)
    await expectWhole()
    await loadRecords([...Array.from({ length: 9 }, () => record('burglary', '2013-12', places[0])), ...Array.from({ length: 9 }, () => record('shoplifting', '2013-12', places[1]))])
    await expectWhole()
  })

  it('that published data replace leave the protected history, and published data leave no atoms', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => row({ id: `p${i}`, month: months[2]!, reportedBy: force, fallsWithin: force }))
    await load(test.db, 'police-uk', files.write(`${months[2]}-testshire-street.csv`, csv(rows)))
    expect((await shown()).filter(({ month }) => month === months[2])).toEqual([])
    await expectWhole()
    await loadRecords(of(2))
    await expectWhole()
  })

  it('of two forces are two histories, and two imports at the same time are whole', async () => {
    await Promise.all([loadRecords(of(0, 1, 2, 3, 4).map((one) => ({ ...one, id: `${one.id}x` })), 'Othershire Police'), loadRecords(of(3))])
    await expectWhole()
    await Promise.all([loadRecords(of(0)), loadRecords([...of(4), record('burglary', months[4]!, places[3])])])
    await expectWhole()
  })
})

describe('what decides district and class', () => {
  it('moves protected counts when it changes: boundaries, rural classes, licensed premises', async () => {
    const swapped = boundaryFiles['lsoa21.geojson']!.replaceAll(northmarsh, 'x').replaceAll(southmarsh, northmarsh).replaceAll('"x"', `"${southmarsh}"`)
    const changes: [string, () => Promise<unknown>][] = [
      ['boundaries', () => load(test.db, 'areas', files.write('swapped/lsoa21.geojson', swapped))],
      ['boundaries back', () => load(test.db, 'areas', files.write('back/lsoa21.geojson', `${boundaryFiles['lsoa21.geojson']}\n`))],
      ['classes', () => load(test.db, 'ruc', files.write('classes.csv', 'LSOA11CD,LSOA11NM,RUC11CD,RUC11\nE01098101,Northmarsh 001A,C1,Urban\nE01098102,Northmarsh 001B,C1,Urban\nE01098103,Southmarsh 001A,E1,Rural\n'))],
      ['premises', () => load(test.db, 'places', files.write('more.csv', 'place_id,kind,name,lng,lat\npub-3,licensed-premises,The Plough,0.5201,51.6501\n'))]
    ]
    for (const [what, change] of changes) {
      const before = await shown()
      await change()
      expect(JSON.stringify(await shown()) === JSON.stringify(before), what).toBe(false)
      await expectWhole()
    }
  })
})

describe('an import that ends badly', () => {
  beforeEach(async () => expect(await stagedRows(test.db)).toMatchObject({ slices: 0, atoms: 0, shown: 0 }))

  it('because it was refused leaves what was shown as it was', async () => {
    const before = await shown()
    const bad = Array.from({ length: 40 }, () => record('witchcraft', months[4]!, places[0]))
    await expect(loadRecords([...of(4), ...bad])).rejects.toThrow(/category-unknown/)
    expect(await shown()).toEqual(before)
  })

  it('because it was killed, at any moment, leaves what was shown as it was, and the next one is as if it were the first', async () => {
    const random = seeded(3)
    const many = Array.from({ length: 6_000 }, () => record(['burglary', 'shoplifting', 'robbery'][random.below(3)]!, months[random.below(5)]!, [0.41 + random.below(180) / 1_000, 51.61 + random.below(180) / 1_000]))
    const path = files.write('many.csv', asCsv(many))
    const before = await shown()
    for (const share of [0.2, 0.5, 0.7, 0.8, 0.9]) {
      const { child, says, ended } = runProgram('tests/support/killed-import.ts', [path, 'force-incidents', force], test.env)
      await says('begun')
      await new Promise((wake) => setTimeout(wake, share * 2_500))
      child.kill('SIGKILL')
      await ended
      const now = await shown()
      // It was quicker than its kill: then all of it is there, and it is put back.
      if (JSON.stringify(now) !== JSON.stringify(before)) {
        await expectWhole()
        await loadRecords(of(0, 1, 2, 3, 4))
        break
      }
    }
    await loadPaths(test.db, 'force-incidents', [path], quiet, { force })
    await expectWhole()
  }, 180_000)
})

describe('a database', () => {
  it('that held records before there was protection shows them once they are protected, and nothing before', async () => {
    const before = await shown()
    await test.db.run('delete from protected_counts')
    await test.db.run('delete from protected_atoms')
    await test.db.run('update disclosure_settings set due = true')
    await settleDisclosure(test.db, settings, () => undefined)
    expect(await shown()).toEqual(before)
    expect(await test.db.rows('select due from disclosure_settings')).toEqual([{ due: false }])
  })

  it('keeps the base that it was made with, and says so', async () => {
    const said: string[] = []
    expect(await settleDisclosure(test.db, { ...settings, disclosureBase: 7 }, (text) => said.push(text))).toEqual({ base: 5 })
    expect(said.join()).toMatch(/DISCLOSURE_BASE is 7, but this database rounds to 5/)
  })

  it('waits as long as its server says: a command leaves that as it is', async () => {
    const delay = async () => (await test.db.rows<{ delay_months: number }>('select delay_months from disclosure_settings'))[0]!.delay_months
    await settleDisclosure(test.db, { disclosureBase: 5, publicDelayMonths: 3 }, () => undefined)
    await settleDisclosure(test.db, { disclosureBase: 5 }, () => undefined)
    expect(await delay()).toBe(3)
  })

  it('has a secret of its own, that decides what is shown', async () => {
    const before = await shown()
    await test.db.run(`update disclosure_settings set secret = sha256(secret)`)
    const after = await afresh()
    expect(after).not.toEqual(before)
    const sum = (rows: Shown[]) => rows.reduce((total, { n }) => total + n, 0)
    expect(Math.abs(sum(after) - sum(before))).toBeLessThan(0.1 * sum(before))
  })
})
