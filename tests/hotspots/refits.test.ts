/** Forecasts made ready in the background: after a start, and again after an import. */
import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { appOn, testSettings } from '../support/app.ts'
import { testFolder } from '../support/files.ts'
import { load } from '../support/ingest.ts'
import { loadedApp, loadedMonths } from '../support/loaded.ts'
import { seeded } from '../support/random.ts'
import { csv, monthOf } from '../support/street.ts'

const { test } = loadedApp()
const files = testFolder()
const nextMonth = '2025-05'
interface Line { msg: string; theme: string; tier: string; month: string }

it('forecasts of the main themes are ready after a start and after an import, for both tiers, until the server closes', async () => {
  let said = ''
  const log = new Writable({ write: (chunk: Buffer, _encoding, done) => { said += chunk.toString(); done() } })
  const app = await appOn(test.db, { config: { ...testSettings, logLevel: 'info' }, log })
  const ready = () => said.split('\n').filter((line) => line.includes('forecast made ready')).map((line) => JSON.parse(line) as Line)
  const of = (month: string) => ready().filter((line) => line.month === month).map(({ theme, tier }) => `${theme} ${tier}`).sort()
  const all = ['anti-social-behaviour', 'burglary', 'crime'].flatMap((theme) => ['public', 'restricted'].map((tier) => `${theme} ${tier}`))
  app.refit()
  await expect.poll(() => of(nextMonth), { timeout: 30_000 }).toEqual(expect.arrayContaining(all))
  expect(loadedMonths.at(-1)).toBe('2025-04')

  await load(test.db, 'police-uk', files.write(`${nextMonth}-testshire-street.csv`, csv(monthOf(nextMonth, 200, seeded(3)))))
  await expect.poll(() => of('2025-06'), { timeout: 30_000 }).toEqual(expect.arrayContaining(all))
  await app.server.close()
  expect(said).not.toMatch(/could not be (made ready|rehearsed)/)
}, 90_000)
