/** `npm run audit` from the outside: exit codes, what it says, and an export that can be checked elsewhere. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ExportedEntry } from '../../api/accounts/audit-queries.ts'
import { record } from '../../api/accounts/audit.ts'
import { once, testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { runProgram } from '../support/processes.ts'

const test = testDatabase()
const files = testFolder()
const audit = (...args: string[]) => runProgram('api/accounts/run-audit.ts', args, test.env).ended
const headHash = (stdout: string) => /newest: ([0-9a-f]{64})/.exec(stdout)![1]!

describe('npm run audit', () => {
  it('says that the trail is whole, and compares it with a hash written down elsewhere', async () => {
    for (const subject of ['a', 'b']) await record(test.db, { account: 'amy', role: 'admin', act: 'account-add', subject })
    const { code, stdout } = await audit('verify')
    expect([code, stdout]).toEqual([0, expect.stringContaining('whole: 2 entries')])
    expect((await audit('verify', '--expect', headHash(stdout))).code).toBe(0)
    const other = await audit('verify', '--expect', 'ab'.repeat(32))
    expect([other.code, other.stdout]).toEqual([1, expect.stringContaining('no entry carries the hash')])
  })

  it('exports every entry, its own last, so that anybody can check the chain, and never over a file', async () => {
    const path = join(files.path, 'audit.jsonl')
    expect((await audit('export', path)).code).toBe(0)
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as ExportedEntry)
    expect(lines.map(({ seq, act }) => [seq, act])).toEqual([[1, 'account-add'], [2, 'account-add'], [3, 'export-audit']])
    expect(lines[2]).toMatchObject({ role: 'operator', account: expect.stringMatching(/./) as string })
    lines.forEach(({ hash, hashed, previousHash, seq, subject }, i) => {
      expect(hash).toBe(createHash('sha256').update(hashed).digest('hex'))
      expect(previousHash).toBe(i === 0 ? '0'.repeat(64) : lines[i - 1]!.hash)
      const [hashedSeq, , , , , hashedSubject, , , hashedPrevious] = JSON.parse(hashed) as unknown[]
      expect([hashedSeq, hashedSubject, hashedPrevious]).toEqual([seq, subject, previousHash])
    })
    const again = await audit('export', path)
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('EEXIST')])
  })

  it('lists the newest, keeps control characters from the terminal, and is recorded', async () => {
    await record(test.db, { account: null, role: 'public', act: 'sign-in-refused', subject: 'a\u001b[2Jb' })
    const { code, stdout } = await audit('list', '--limit', '2')
    expect(code).toBe(0)
    expect(stdout).toContain('Read the audit trail')
    expect(stdout).toContain('a [2Jb')
    expect(stdout.trimEnd().split('\n')).toHaveLength(2)
  })

  once.each([[[]], [['erase']], [['export']], [['verify', 'file']], [['verify', '--expect', 'abc']], [['list', '--limit', '0']]])('refuses %j', async (args) => {
    const { code, stderr } = await audit(...args)
    expect([code, stderr]).toEqual([1, expect.stringContaining('npm run audit -- verify')])
  })

  it('ends with 1 and names the first wrong entry when the trail was tampered with', async () => {
    await test.db.run('alter table audit_entries disable trigger user')
    await test.db.run(`update audit_entries set subject = 'c' where seq = 2`)
    const { code, stdout } = await audit('verify')
    expect([code, stdout]).toEqual([1, expect.stringContaining('BROKEN at entry 2: what it says is not what was written')])
  })
})
