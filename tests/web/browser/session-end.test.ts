/** A session that ends while somebody works: nothing on the page may be lost, and nothing may be shown that is not theirs any more. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openAs, password, sayOtherwise, signOutEverywhere, withoutRefusals } from './support/accounts.ts'
import { answered, browser, WITHOUT_MAP } from './support/browser.ts'

const { open } = browser(WITHOUT_MAP)
const MAP = '/?theme=crime&res=7'

async function workAndBeEnded(name: string): Promise<{ page: Page; faults: string[] }> {
  const { page, faults } = await openAs(open, name, MAP)
  await answered(page)
  await page.getByLabel(/What a download is for/).fill('Briefing of the early shift')
  const elsewhere = await openAs(open, name, '/help')
  expect(await signOutEverywhere(elsewhere.page)).toBe(204)
  return { page, faults }
}

describe('a session that is ended elsewhere', () => {
  it('asks for the password over the page, then repeats what was asked, and everything is as it was', async () => {
    const { page, faults } = await workAndBeEnded('planner')
    await page.locator('select.theme').selectOption('burglary')
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' })
    await dialog.waitFor()
    expect(await dialog.getByLabel('Name').inputValue()).toBe('planner')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    expect(await dialog.isVisible()).toBe(true)
    await dialog.getByLabel('Password', { exact: true }).fill('not the password at all')
    await page.keyboard.press('Enter')
    await dialog.getByRole('alert').waitFor()
    await dialog.getByLabel('Password', { exact: true }).fill(password)
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await answered(page)
    await expect.poll(() => page.locator('.answer').innerText()).toMatch(/^Burglary/)
    expect(await page.getByLabel(/What a download is for/).inputValue()).toBe('Briefing of the early shift')
    expect(new URL(page.url()).searchParams.get('theme')).toBe('burglary')
    expect(withoutRefusals(faults, 401)).toEqual([])
  })

  it('may be left at that: the page goes on as the public sees it', async () => {
    const { page } = await workAndBeEnded('roads')
    await page.locator('select.theme').selectOption('burglary')
    await page.getByRole('button', { name: 'Go on without signing in' }).click()
    await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor()
    await answered(page)
    expect(await page.locator('.marking').count()).toBe(0)
    expect(await page.getByLabel(/What a download is for/).count()).toBe(0)
  })

  it('is noticed when the reader comes back to the tab, before anything is asked', async () => {
    const { page } = await openAs(open, 'roads', '/help')
    expect(await signOutEverywhere((await openAs(open, 'roads', '/help')).page)).toBe(204)
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor()
  })
})

describe('a session that is about to end', () => {
  it('is said two minutes before, and can be begun anew without leaving the page', async () => {
    const { page } = await openAs(open, 'planner', '/help', { before: (page) => sayOtherwise(page, { expiresAt: new Date(Date.now() + 90_000).toISOString() }) })
    await page.getByText(/Your session ends at \d\d:\d\d/).waitFor()
    await page.getByRole('button', { name: 'Sign in again' }).click()
    const dialog = page.getByRole('dialog', { name: 'Sign in again' })
    await dialog.waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.unroute('**/api/session')
    await page.getByRole('button', { name: 'Sign in again' }).click()
    await dialog.getByLabel('Password', { exact: true }).fill(password)
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => page.getByText(/Your session ends at/).count()).toBe(0)
    expect(new URL(page.url()).pathname).toBe('/help')
  })

  it('for want of use is put off by a button', async () => {
    const { page } = await openAs(open, 'planner', '/help', { before: (page) => sayOtherwise(page, { idleSeconds: 60 }) })
    await page.getByText(/Nothing has happened here for a while/).waitFor()
    await page.unroute('**/api/session')
    await page.getByRole('button', { name: 'Stay signed in' }).click()
    await expect.poll(() => page.getByText(/Nothing has happened here/).count()).toBe(0)
  })

  it('and then ends, covers the page by itself', async () => {
    const { page } = await openAs(open, 'planner', '/help', { before: (page) => sayOtherwise(page, { expiresAt: new Date(Date.now() + 12_000).toISOString() }) })
    await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor()
  })
})
