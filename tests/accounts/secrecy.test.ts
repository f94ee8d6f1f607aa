import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { buildApp } from '../../api/app.ts'
import { testSettings } from '../support/app.ts'
import { addPerson, BrowserSession, PASSWORD } from '../support/browser-session.ts'
import { testDatabase } from '../support/database.ts'

const test = testDatabase()

it('neither cookie nor password nor token is ever in the log or the audit trail, whatever goes wrong', async () => {
  let said = ''
  const log = new Writable({ write(chunk: Buffer, _encoding, done) { said += chunk.toString(); done() } })
  // The database fails now and then, so that errors are logged with what the driver knows of them.
  let broken = false
  // A hash among the values may hold the one character that no text may.
  const failing = (text: string) => broken && /sessions/.test(text)
  const db = {
    ...test.db,
    rows: <Row>(text: string, values?: unknown[]) => (failing(text) ? test.db.rows<Row>('select 1 / 0 as fault, $1::text as given', [String(values).replaceAll('\0', '')]) : test.db.rows<Row>(text, values))
  }
  const { server } = await buildApp({ config: { ...testSettings, logLevel: 'trace' }, db, publicDb: db, log })
  await addPerson(test.db, 'jane')
  const one = new BrowserSession(server)
  await one.signIn('jane', 'wrong words of jane')
  await one.signIn('jane')
  const secrets = [PASSWORD, 'wrong words of jane', 'eight other quiet words', one.cookie.split('=')[1]!, one.csrf!]
  await one.send('PUT', '/api/session/password', { current: 'wrong words of jane', next: 'eight other quiet words' })
  await one.send('DELETE', '/api/session', undefined, { 'x-csrf-token': 'wrong' })
  broken = true
  expect((await one.send('GET', '/api/session')).statusCode).toBe(500)
  broken = false
  await one.send('PUT', '/api/session/password', { current: PASSWORD, next: 'eight other quiet words' })
  secrets.push(one.cookie.split('=')[1]!, one.csrf!)
  await one.send('POST', '/api/session', { name: 'jane', password: PASSWORD, more: PASSWORD })
  server.log.info({ req: { headers: { cookie: one.cookie, authorization: 'Bearer of bad news' } } }, 'somebody logs a request')
  await one.send('DELETE', '/api/session')
  await server.close()
  expect(said).toContain('request failed')
  expect(said).toContain('somebody logs a request')
  const [trail] = await test.db.rows<{ text: string; n: number }>('select json_agg(a)::text as text, count(*)::int as n from audit_entries a')
  expect(trail!.n).toBeGreaterThan(3)
  for (const secret of [...secrets, 'bad news']) {
    expect(said).not.toContain(secret)
    expect(trail!.text).not.toContain(secret)
  }
})
