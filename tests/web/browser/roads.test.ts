/** The roads page as somebody of the partnership uses it: the worst kilometre, a cluster, its sheet, a site on its way; and what others see. */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import type { StripsAnswer } from '../../../api/collisions/cluster-schema.ts'
import { violations } from './support/access.ts'
import { openAs, withoutRefusals } from './support/accounts.ts'
import { api, browser, DESKTOP, PHONE } from './support/browser.ts'
import { SEARCHED_WITHIN_MS } from './support/plans.ts'

const { open } = browser()
const ready = (page: Page) => page.locator('.map[data-ready=true]').waitFor()
/** One ring is one row: the first of the list. */
const firstRow = (page: Page) => page.locator('.side ol > li > button').first()

async function look(page: Page, state: string): Promise<void> {
  for (const [viewport, colorScheme] of [[DESKTOP, 'light'], [PHONE, 'dark']] as const) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    expect({ state, viewport, found: await violations(page) }).toEqual({ state, viewport, found: [] })
  }
  await page.setViewportSize({ width: 320, height: 640 })
  expect([state, await page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.querySelector('.page')?.scrollWidth ?? 0))]).toEqual([state, 320])
  await page.setViewportSize(DESKTOP)
  await page.emulateMedia({ colorScheme: 'light' })
}

describe('roads', () => {
  it('shows a visitor the worst kilometre of the A12, the clusters there and the sheet of one', async () => {
    const { roads: [a12] } = await api<StripsAnswer>('/collisions/roads?roads=A12')
    const { page, faults, requests } = await open({ path: '/roads' })
    await ready(page)
    expect(await page.locator('nav[aria-label="Parts of the roads page"] button').allTextContents()).toEqual(['Clusters', 'Summary', 'Main roads', 'When', 'Change', 'Districts'])
    await page.getByRole('button', { name: 'Main roads' }).click()
    await page.getByRole('button', { name: 'A12', exact: true }).click()
    await page.getByText(`Worst kilometre of the A12: km ${a12!.windows[0]!.fromKm.toFixed(1)}`).waitFor()
    await page.getByRole('button', { name: /^km .* KSI/ }).first().click()
    await page.getByText(/^Clusters within km|^No cluster by this rule lies within km/).first().waitFor()
    await page.waitForURL((url) => Number(url.searchParams.get('map')?.split('/')[0]) >= 13)
    await page.getByRole('button', { name: 'Show all clusters' }).click()
    await firstRow(page).click()
    await page.waitForURL((url) => url.searchParams.has('cluster') && url.searchParams.get('road') === 'A12')
    await page.getByRole('link', { name: 'Open the sheet' }).click()
    await page.getByRole('heading', { level: 1, name: /^A12.*: cluster 1 of \d+$/ }).waitFor()
    const rows = page.getByRole('region', { name: 'Collisions of the cluster' }).locator('tbody tr')
    expect(await rows.count()).toBe(Number(/(\d+) collisions/.exec((await page.locator('.headline').textContent())!)![1]))
    expect((await page.pdf({ format: 'A4' })).byteLength).toBeGreaterThan(20_000)
    await look(page, 'sheet')
    await page.goBack()
    await ready(page)
    expect(await firstRow(page).getAttribute('aria-expanded')).toBe('true')
    expect(faults).toEqual([])
    expect(requests.filter((address) => address.includes('/sites'))).toEqual([])
  }, 120_000)

  it('has no finding of axe in any of its parts, and nothing is too wide', async () => {
    const { page, faults } = await open({ path: '/roads' })
    await ready(page)
    await firstRow(page).click()
    await look(page, 'clusters')
    for (const part of ['Summary', 'Main roads', 'When', 'Change', 'Districts']) {
      await page.getByRole('button', { name: part, exact: true }).click()
      await page.locator('.under .answer').waitFor()
      if (part === 'Main roads') await page.getByRole('button', { name: 'A127', exact: true }).click()
      await look(page, part)
    }
    expect(faults).toEqual([])
  }, 120_000)

  it('lets the roads partnership register a site and move it through its states, and another reader read it', async () => {
    const { page, faults } = await openAs(open, 'roads', '/roads')
    await firstRow(page).click()
    await page.getByRole('button', { name: 'Register a site here' }).click()
    await page.getByLabel('Name').fill('Corner by the mill')
    await page.getByLabel('Notes').fill('Hedge hides the sign')
    await page.getByRole('button', { name: 'Register', exact: true }).click()
    await page.getByText('Corner by the mill is registered as proposed.').waitFor()
    await page.getByRole('button', { name: 'Open the register' }).click()
    await page.getByRole('region', { name: 'Proposed' }).getByRole('button', { name: 'Corner by the mill' }).first().click()
    for (const state of ['Investigating', 'Scheme agreed', 'Built or begun', 'Monitoring', 'Closed']) {
      await page.getByRole('button', { name: `Move to ${state}` }).click()
      await page.getByRole('region', { name: state, exact: true }).getByRole('button', { name: 'Corner by the mill' }).first().waitFor()
    }
    expect(await page.getByText('Before and after', { exact: true }).isVisible()).toBe(true)
    await look(page, 'sites')
    expect(faults).toEqual([])
    const reader = await openAs(open, 'analyst', '/roads?tab=sites')
    await reader.page.getByRole('button', { name: 'Corner by the mill' }).first().click()
    await reader.page.getByText('Hedge hides the sign').waitFor()
    expect(await reader.page.getByRole('button', { name: /^Move to/ }).count()).toBe(0)
  }, 120_000)

  it('keeps both when two people move one site', async () => {
    const { page, faults } = await openAs(open, 'roads', '/roads')
    await firstRow(page).click()
    await page.getByRole('button', { name: 'Register a site here' }).click()
    await page.getByLabel('Name').fill('Twice moved')
    await page.getByRole('button', { name: 'Register', exact: true }).click()
    await page.getByRole('button', { name: 'Open the register' }).click()
    await page.getByRole('button', { name: 'Twice moved' }).first().click()
    await page.getByRole('button', { name: 'Move to Investigating' }).waitFor()
    await page.evaluate(async () => {
      const { csrfToken } = (await (await fetch('/api/session')).json()) as { csrfToken: string }
      const { sites } = (await (await fetch('/api/collisions/sites', { headers: { 'x-csrf-token': csrfToken } })).json()) as { sites: { id: string; name: string; version: number }[] }
      const site = sites.find(({ name }) => name === 'Twice moved')!
      await fetch(`/api/collisions/sites/${site.id}`, { method: 'PATCH', headers: { 'x-csrf-token': csrfToken, 'content-type': 'application/json', 'if-match': `"${site.version}"` }, body: JSON.stringify({ owner: 'Highways' }) })
    })
    await page.getByRole('button', { name: 'Move to Investigating' }).click()
    await page.getByRole('dialog').getByText('move it to “Investigating”').waitFor()
    await page.getByRole('button', { name: 'Make my change to theirs' }).click()
    await page.getByRole('button', { name: 'Move to Scheme agreed' }).waitFor()
    expect(await page.getByLabel('Owner').inputValue()).toBe('Highways')
    expect(withoutRefusals(faults, 412)).toEqual([])
  }, 90_000)

  it('lets a planner plan patrols at ticked clusters and kilometres, with nothing of it in the address; others are told who can', async () => {
    const { page, faults } = await openAs(open, 'planner', '/roads?area=E07000066')
    await ready(page)
    const box = (n: number) => page.locator('.side ol input[type=checkbox]').nth(n)
    await box(0).focus()
    await page.keyboard.press('Space')
    await box(1).check()
    await page.getByRole('button', { name: 'Main roads' }).click()
    await page.getByRole('button', { name: 'A127', exact: true }).click()
    const kilometre = page.locator('.under ol input[type=checkbox]').first()
    await kilometre.check()
    await page.getByText('3 places ticked:').waitFor()
    await look(page, 'ticked')
    await page.getByRole('button', { name: 'Plan patrols at these places' }).click()
    await page.waitForURL((url) => url.pathname === '/patrols/new')
    await page.getByText(/^From road collisions: [23] places in Basildon must be visited\.$/).waitFor()
    await page.getByText(/held most in Basildon: \d+ of \d+ KSI collisions/).waitFor()
    expect([new URL(page.url()).search, await page.getByLabel('Against what').inputValue(), await page.getByLabel('District', { exact: true }).inputValue()]).toEqual(['', 'ksi-collisions', 'E07000066'])
    await look(page, 'wanted')
    await page.getByText('from Police base').first().waitFor()
    await page.getByRole('button', { name: 'Find routes' }).click()
    await page.getByRole('button', { name: 'Approve' }).waitFor({ timeout: SEARCHED_WITHIN_MS })
    expect(new URL(page.url()).search).toMatch(/^\?id=[0-9a-f-]{36}$/)
    expect(await page.getByText(/To be visited by request/).count()).toBeGreaterThan(1)
    expect(faults).toEqual([])
    const other = await openAs(open, 'roads', '/roads')
    await other.page.getByText('Patrols at these places are planned by the planners of their districts').waitFor()
    expect(await other.page.locator('.side ol input[type=checkbox]').count()).toBe(0)
  }, 150_000)

  it('says what failed and keeps what was there', async () => {
    const { page } = await open({ path: '/roads', before: (page) => page.route('**/api/collisions/hours*', (route) => route.abort()) })
    await page.getByRole('button', { name: 'When', exact: true }).click()
    await page.getByText('The hours could not be loaded.').waitFor()
    await page.getByRole('button', { name: 'Clusters', exact: true }).click()
    await firstRow(page).waitFor()
  })
})
