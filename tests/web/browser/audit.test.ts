import { describe, expect, it } from 'vitest'
import type { AuditAnswer, AuditEntry } from '../../../api/accounts/audit-schema.ts'
import { openAs } from './support/accounts.ts'
import { browser, PHONE } from './support/browser.ts'

const { open } = browser()

const entry = (seq: number): AuditEntry => ({ seq, at: '2026-07-01T12:00:00Z', account: 'planner', role: 'planner', act: 'export-cells', subject: 'burglary', purpose: 'Weekly briefing', detail: { res: 8, from: '2025-01' } })
const answer = (from: number, n: number, ok = true): AuditAnswer => ({ entries: Array.from({ length: n }, (_, i) => entry(from - i)), verified: { through: ok ? from : 7, ok } })

describe('the audit trail', () => {
  it('is not open to a planner, who is told why, and whose request the server refuses as well', async () => {
    const { page, faults, requests } = await openAs(open, 'planner', '/audit')
    await page.getByText('Your role is Community Policing Team, so it is not open to you.').waitFor()
    expect(await page.locator('main').innerText()).toMatch('open to the roles Analyst and Administrator')
    expect(requests.filter((url) => url.includes('/api/audit'))).toEqual([])
    expect(faults).toEqual([])
    expect(await page.evaluate(async () => (await fetch('/api/audit')).status)).toBe(403)
  })

  it('asks a visitor to sign in, and comes back to it', async () => {
    const { page } = await open({ path: '/audit' })
    await page.locator('main').getByRole('link', { name: 'Sign in' }).click()
    expect(new URL(page.url()).searchParams.get('next')).toBe('/audit')
  })

  it('shows an analyst who did what, newest first, and that the chain is whole', async () => {
    const { page, faults } = await openAs(open, 'analyst', '/audit')
    await page.getByText(/The chain is whole: verified through entry \d/).waitFor()
    const rows = page.locator('tbody tr')
    expect(await rows.first().innerText()).toMatch(/analyst\s+Analyst\s+Read the audit trail/)
    const seqs = (await page.locator('tbody td:first-child').allTextContents()).map((text) => Number(text.replaceAll(',', '')))
    expect(seqs).toEqual(seqs.toSorted((a, b) => b - a))
    await page.getByRole('button', { name: 'Account of analyst' }).click()
    expect(await page.getByRole('link', { name: 'Audit trail' }).getAttribute('aria-current')).toBe('page')
    expect(faults).toEqual([])
  })

  it('adds older entries below, until the first', async () => {
    const { page } = await openAs(open, 'analyst', '/audit', {
      before: (page) => page.route('**/api/audit*', (route) => {
        const before = Number(new URL(route.request().url()).searchParams.get('before') ?? 61)
        return route.fulfill({ json: answer(before - 1, Math.min(before - 1, 50)) })
      })
    })
    await page.getByRole('button', { name: 'Show older entries' }).click()
    await page.getByText('That is the whole trail.').waitFor()
    expect(await page.locator('tbody tr').count()).toBe(60)
    expect(await page.locator('tbody tr').last().innerText()).toMatch(/burglary · from 2025-01, res 8\s+Weekly briefing/)
  })

  it('says loudly where the chain is broken, on a phone as well', async () => {
    const { page } = await openAs(open, 'analyst', '/audit', { viewport: PHONE, before: (page) => page.route('**/api/audit*', (route) => route.fulfill({ json: answer(12, 12, false) })) })
    expect(await page.getByRole('alert').innerText()).toMatch('Entries up to 7 are as they were; entry 8 is not')
    expect(await page.locator('main li').count()).toBe(12)
  })
})
