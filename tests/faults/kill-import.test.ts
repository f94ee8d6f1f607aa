/** An import that is killed at any moment has not happened: readers see the same bytes, and the next import is as if it were the first. */
import { beforeAll, expect, it } from 'vitest'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { accounts, cells, load, loadCounty, stagedRows, whatIsSeen } from '../support/ingest.ts'
import { runProgram } from '../support/processes.ts'
import { seeded } from '../support/random.ts'
import { csv, monthOf } from '../support/street.ts'

const KILLS = 10
const ROWS_A_MONTH = 6_000
const months = ['2025-01', '2025-02', '2025-03', '2025-04']
const test = testDatabase()
const app = testApp(test)
const files = testFolder()
const folder = files.folder('newer')
const random = seeded(20_261)
let seen: Record<string, string>
let seconds: number

const importer = () => runProgram('tests/support/killed-import.ts', [folder.path], test.env)
const totals = async () => Promise.all(['crime', 'anti-social-behaviour', 'burglary'].map(async (theme) => {
  const { total, outside, noLocation, recorded } = await cells(app, `theme=${theme}&from=2025-01&to=2025-04&res=9`)
  return { total, outside, noLocation, recorded }
}))

beforeAll(async () => {
  await loadCounty(test.db, files)
  const older = files.folder('older')
  for (const month of months) older.write(`${month}-testshire-street.csv`, csv(monthOf(month, 300, random)))
  for (const month of months) folder.write(`${month}-testshire-street.csv`, csv(monthOf(month, ROWS_A_MONTH, random)))
  await load(test.db, 'police-uk', older.path)
  seen = await whatIsSeen(app)
  // How long a whole import takes here and now, so that the kills are spread over all of it. It is the yardstick for totals as well.
  const { stdout } = await importer().ended
  seconds = (JSON.parse(stdout.split('\n')[1]!) as { seconds: number }).seconds
})

let whole: Awaited<ReturnType<typeof totals>>

it('a whole import changes what is seen, and the older months can be put back', async () => {
  expect(await whatIsSeen(app)).not.toEqual(seen)
  whole = await totals()
  expect(whole.slice(0, 2).reduce((sum, { recorded }) => sum + recorded!, 0)).toBe(months.length * ROWS_A_MONTH)
  await load(test.db, 'police-uk', `${files.path}/older`)
  seen = await whatIsSeen(app)
})

it(`killed ${KILLS} times at random moments, it changes nothing that a reader sees`, async () => {
  let killed = 0
  for (let round = 0; killed < KILLS && round < 3 * KILLS; round++) {
    const { child, says, ended } = importer()
    await says('begun')
    // From the first milliseconds to just before the end, in ten parts, at random within each.
    await new Promise((wake) => setTimeout(wake, (((round % KILLS) + random.below(1_000) / 1_000) / KILLS) * seconds * 900))
    child.kill('SIGKILL')
    await ended
    const now = await whatIsSeen(app)
    if (now['/api/health'] === seen['/api/health']) {
      expect(now).toEqual(seen)
      killed++
      continue
    }
    // It was quicker than its kill: then all of it must be there. The older months are put back for the next round.
    expect(await totals()).toEqual(whole)
    await load(test.db, 'police-uk', `${files.path}/older`)
    seen = await whatIsSeen(app)
  }
  expect(killed).toBe(KILLS)
}, 300_000)

it('left to itself afterwards it succeeds with the same totals, and nothing of the dead ones is left', async () => {
  const { code, stdout, stderr } = await importer().ended
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(JSON.parse(stdout.split('\n')[1]!)).toMatchObject({ read: months.length * ROWS_A_MONTH })
  expect(await totals()).toEqual(whole)
  const { read, loaded, mapped } = await accounts(app, 'police-uk')
  expect({ read, mapped }).toEqual({ read: loaded, mapped: loaded })
  expect(await stagedRows(test.db)).toEqual({ slices: 0, incidents: 0, counts: 0, totals: 0, collisionTotals: 0, collisionSpots: 0, collisionTexts: 0, atoms: 0, shown: 0, areas: 0 })
  const [staging] = await test.db.rows<{ n: number }>(`select count(*)::int as n from imports where status = 'staging'`)
  expect(staging!.n).toBe(0)
}, 120_000)
