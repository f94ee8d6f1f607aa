/** What stands in the notes of a site is for those who work on it: no log has it, whatever goes wrong. */
import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { buildApp } from '../../api/app.ts'
import { testSettings } from '../support/app.ts'
import { addPerson, BrowserSession } from '../support/browser-session.ts'
import { testDatabase } from '../support/database.ts'
import { junction, secret, SITES } from '../support/sites.ts'

const test = testDatabase()

it('a row that the database refuses is not written into the log', async () => {
  let said = ''
  const log = new Writable({ write(chunk: Buffer, _encoding, done) { said += chunk.toString(); done() } })
  const { server } = await buildApp({ config: { ...testSettings, logLevel: 'trace' }, db: test.db, publicDb: test.db, log })
  await addPerson(test.db, 'rosa', { role: 'roads' })
  const rosa = new BrowserSession(server)
  await rosa.signIn('rosa')
  expect((await rosa.send('POST', SITES, { ...junction, notes: secret })).statusCode).toBe(201)
  // PostgreSQL tells the whole row with a refusal, but not where row-level security stands on the table.
  await test.db.run(`alter table road_sites add constraint never check (name <> 'Doomed')`)
  expect((await rosa.send('POST', SITES, { ...junction, name: 'Doomed', notes: secret })).statusCode).toBe(500)
  await rosa.send('PATCH', `${SITES}/${secret}`, { notes: secret })
  await server.close()
  expect(said).toContain('request failed')
  expect(said).toContain('violates check constraint')
  expect(said).not.toContain('Mrs Hale')
})
