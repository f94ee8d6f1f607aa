/** What the pages for signing in decide without a server: where to go on, when a session ends, what to say. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Session } from '../../api/accounts/schema.ts'
import { Account } from '../../web/src/account.svelte.ts'
import { chainSentence, subjectOf, whenOf, whoOf } from '../../web/src/accounts/audit-words.ts'
import { markedName } from '../../web/src/accounts/marking.ts'
import { safeNext } from '../../web/src/accounts/next.ts'
import { faultOfRefusal, faultsOfChange, faultsOfSignIn } from '../../web/src/accounts/refusals.ts'
import { endOf, phaseOf, waitText, WARN_MS } from '../../web/src/accounts/times.ts'
import { ApiError } from '../../web/src/api.ts'

const visitor: Session = {
  signedIn: false, name: null, role: 'public', districts: [], may: ['public'], csrfToken: null, expiresAt: null, idleSeconds: null,
  mustChangePassword: false, marking: 'OFFICIAL', oidc: false
}
const planner: Session = { ...visitor, signedIn: true, name: 'pat', role: 'planner', may: ['public', 'restricted-maps'], csrfToken: 'x', expiresAt: '2026-11-25T20:00:00Z', idleSeconds: 1800 }

describe('the way back after signing in', () => {
  it.each(['//evil.example', '/\\evil.example', '\\\\evil.example', '/..//evil.example', '/.//evil.example', '/a/../..//evil.example', 'javascript:alert(1)', 'https://evil.example/', 'evil.example', '', '/ /evil', '/\t/evil.example', '/\n/evil.example', `/${'a'.repeat(2001)}`, null])('is refused for %j', (text) => {
    expect(safeNext(text)).toBeNull()
  })

  it.each([['/', '/'], ['/audit', '/audit'], ['/?theme=burglary&map=8/51.7/0.5', '/?theme=burglary&map=8/51.7/0.5'], ['/%2F%2Fevil.example', '/%2F%2Fevil.example'], ['/help#javascript:alert(1)', '/help'], ['/?next=//evil.example', '/?next=//evil.example']])('of %j is %j', (text, path) => {
    expect(safeNext(text)).toBe(path)
  })

  it('never leaves this site, whatever is written there', () => {
    const piece = fc.constantFrom('/', '\\', '.', '..', ':', '@', '%2f', '%5c', '?', '#', 'evil.example', 'javascript:', '\t', ' ', 'http', '\u2044', '\u3002', '[', ']')
    fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))), (text) => {
      const path = safeNext(text)
      if (path === null) return
      expect(new URL(path, 'https://beatwise.example').origin).toBe('https://beatwise.example')
      expect(safeNext(path)).toBe(path)
    }), { numRuns: 500 })
  })
})

describe('the end of a session', () => {
  const at = Date.parse('2026-11-25T20:00:00Z')

  it('is the absolute one, or half an hour after the last answer, whichever is first', () => {
    expect(endOf(visitor, at)).toBeNull()
    expect(endOf(planner, at - 600_000)).toEqual({ at, by: 'absolute' })
    expect(endOf(planner, at - 7_200_000)).toEqual({ at: at - 5_400_000, by: 'idle' })
  })

  it('is told two minutes before, and not sooner', () => {
    const end = { at, by: 'absolute' as const }
    expect([at - WARN_MS - 1, at - WARN_MS, at - 1, at].map((now) => phaseOf(end, now))).toEqual(['calm', 'soon', 'soon', 'over'])
    expect(phaseOf(null, at)).toBe('calm')
  })
})

describe('what is kept of a session', () => {
  it('stays when the server no longer knows it, and asks for the password; what waits goes on after signing in', async () => {
    const account = new Account()
    account.take(planner)
    const waiting = account.renewed()
    expect(account.asking).toBe('ended')
    account.heard(visitor)
    expect(account.now?.name).toBe('pat')
    account.take({ ...planner, csrfToken: 'y' })
    await waiting
    expect([account.asking, account.turn]).toEqual([null, 0])
  })

  it('changes the reader with another name, role or right, and with signing out, never with a new token', () => {
    const account = new Account()
    for (const session of [planner, { ...planner, csrfToken: 'y' }]) account.take(session)
    expect(account.turn).toBe(0)
    for (const session of [{ ...planner, role: 'analyst' as const }, { ...planner, name: 'sam' }, { ...planner, may: ['public'] }, visitor]) account.take(session)
    expect(account.turn).toBe(4)
  })

  it('marks what somebody signed in sees, and nothing that the public sees', () => {
    const account = new Account()
    account.take(visitor)
    expect(account.marking).toBeNull()
    account.take(planner)
    expect(account.marking).toBe('OFFICIAL')
  })
})

describe('words', () => {
  it('say how long to wait, never too short', () => {
    expect([0, 1, 59, 60, 61, 3541, 3600, 3601].map(waitText)).toEqual(['1 second', '1 second', '59 seconds', '1 minute', '2 minutes', '1 hour', '1 hour', '2 hours'])
  })

  it('put the marking in front of the name of a file, in letters that every system takes', () => {
    expect(markedName('OFFICIAL', 'a.csv')).toBe('OFFICIAL_a.csv')
    expect(markedName('OFFICIAL-SENSITIVE: ../x', 'a.csv')).toBe('OFFICIAL-SENSITIVE-x_a.csv')
    expect(markedName(null, 'a.csv')).toBe('a.csv')
  })

  it('refuse without saying whether it was the name or the password', () => {
    const refused = faultOfRefusal(new ApiError('anything', 'sign-in-refused'), 'name')
    expect(refused.text).toBe('The name or the password is not right. Check both and try again.')
    const wait = Object.assign(new ApiError('Too many', 'too-many-requests'), { retryAfterS: 840 })
    expect(faultOfRefusal(wait, 'name').text).toMatch('Try again in 14 minutes')
    expect(faultOfRefusal(Object.assign(new ApiError('Not right', 'password-refused'), { parameter: 'current' }), 'next')).toEqual({ field: 'current', text: 'Not right' })
  })

  it('ask for what is missing, and of a new password for length alone', () => {
    expect(faultsOfSignIn(' ', '').map(({ field }) => field)).toEqual(['name', 'password'])
    expect(faultsOfSignIn('pat', ' ')).toEqual([])
    expect(faultsOfChange('old', 'short')[0]!.text).toMatch('5 characters; it needs 12 or more')
    expect(faultsOfChange('old', 'no capital no digit')).toEqual([])
    expect(faultsOfChange('the same as it was', 'the same as it was')).toHaveLength(1)
  })
})

describe('the audit trail', () => {
  const entry = { seq: 3, at: '2026-07-01T12:00:00Z', account: 'pat', role: 'planner', act: 'export-cells', subject: 'burglary', purpose: null, detail: { to: '2025-09', area: null, res: 8, everywhere: true, mapped: false, from: '2025-01' } }

  it('is read in British time, in order, without what was not asked', () => {
    expect(whenOf(entry)).toBe('1 Jul 2026, 13:00:00')
    expect(subjectOf(entry)).toBe('burglary · from 2025-01, to 2025-09, res 8, everywhere')
    expect(whoOf({ ...entry, account: null, role: 'public' })).toBe('A visitor')
  })

  it('says through which entry it is whole, and which one is not', () => {
    expect(chainSentence({ through: 1204, ok: true })).toBe('The chain is whole: verified through entry 1,204.')
    expect(chainSentence({ through: 11, ok: false })).toMatch('Entries up to 11 are as they were; entry 12 is not')
  })
})
