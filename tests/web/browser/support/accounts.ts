/** The demonstration sign-ins, as somebody at the keyboard uses them. */
import { expect } from 'vitest'
import type { Page } from 'playwright-core'
import type { Session } from '../../../../api/accounts/schema.ts'
import type { Opened, Visit } from './browser.ts'

export const password = process.env.TEST_DEMO_PASSWORD ?? ''
export const COOKIE = '__Host-beatwise'

/** Opens the page for signing in and comes out at `path`. */
export async function openAs(open: (visit?: Visit) => Promise<Opened>, name: string, path: string, visit: Visit = {}): Promise<Opened> {
  const opened = await open({ ...visit, path: `/sign-in?${new URLSearchParams({ next: path })}` })
  await signIn(opened.page, name)
  await opened.page.waitForURL((url) => url.pathname === path.split('?')[0])
  await opened.page.getByRole('button', { name: `Account of ${name}` }).waitFor()
  return opened
}

export async function signIn(page: Page, name: string, secret = password): Promise<void> {
  expect(password, 'TEST_DEMO_PASSWORD must hold the password of the demonstration sign-ins').not.toBe('')
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Password', { exact: true }).fill(secret)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** The server says who this is, but for what `change` says otherwise. */
export async function sayOtherwise(page: Page, change: Partial<Session>, method?: string): Promise<void> {
  await page.route('**/api/session', async (route) => {
    if (method && route.request().method() !== method) return route.continue()
    const response = await route.fetch()
    const session = (await response.json()) as Session
    await route.fulfill({ response, json: response.ok() && (session.signedIn || method === 'GET') ? { ...session, ...change } : session })
  })
}

/** Ends every session of the account, from a page of the same person elsewhere. */
export async function signOutEverywhere(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { csrfToken } = (await (await fetch('/api/session')).json()) as { csrfToken: string }
    return (await fetch('/api/session?everywhere=true', { method: 'DELETE', headers: { 'x-csrf-token': csrfToken } })).status
  })
}

/** What is only the expected refusal of a request, in the browser's words and in ours. */
export const withoutRefusals = (faults: string[], ...statuses: number[]): string[] =>
  faults.filter((fault) => !statuses.some((status) => fault.startsWith(`${status}: `) || fault.includes(`status of ${status}`)))
