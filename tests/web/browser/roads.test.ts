/** The roads page: the worst kilometre, a cluster, its sheet, a patrol plan from there; and what others see. */
import { describe, expect, it } from 'vitest'
import type { StripsAnswer } from '../../../api/collisions/cluster-schema.ts'
import { openAs } from './support/accounts.ts'
import { api, browser } from './support/browser.ts'
import { SEARCHED_WITHIN_MS } from './support/plans.ts'
import { firstRow, look, ready } from './support/roads.ts'

const { open } = browser()

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
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByText(/^SYNTHETIC demonstration data\. A12.*, cluster 1 of \d+, .* Data version \w+/).isVisible()).toBe(true)
    await page.emulateMedia({ media: null })
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
