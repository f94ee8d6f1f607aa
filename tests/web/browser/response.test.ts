/** The page of emergency response: the figures, the trunk roads, the map by keyboard, the week of hours; and what everybody sees. */
import { describe, expect, it } from 'vitest'
import type { ComplianceAnswer, HeadlineAnswer } from '../../../api/response/schema.ts'
import { openAs } from './support/accounts.ts'
import { violations } from './support/access.ts'
import { api, browser, DESKTOP, PHONE } from './support/browser.ts'
import { look, ready } from './support/roads.ts'

const { open } = browser()
const PARTS = ['Overview', 'Map', 'Hours', 'Roads and places', 'Districts', 'Where to stand', 'Data quality']

describe('emergency response', () => {
  it('tells town, country and both with intervals, beside the year before and month by month', async () => {
    const { thisYear, lastYear } = await api<HeadlineAnswer>('/response/headline')
    const printed = (share: number) => `${(share * 100).toFixed(1)}%`
    const { page, faults } = await openAs(open, 'analyst', '/response')
    await page.getByRole('heading', { name: 'Month by month' }).waitFor()
    expect(await page.locator('nav[aria-label="Parts of the response page"] button').allTextContents()).toEqual(PARTS)
    const figures = page.getByRole('region', { name: 'Emergencies attended within the standard' })
    expect(await figures.getByRole('row', { name: /^Attended in time/ }).getByRole('cell').allTextContents()).toEqual([thisYear!.urban, thisYear!.rural, thisYear!.pooled].map(({ share }) => printed(share!)))
    const before = page.getByRole('region', { name: 'The force beside the year before' })
    expect(await before.getByRole('row', { name: /^Together/ }).textContent()).toMatch(new RegExp(`${printed(lastYear!.pooled.share!)}.*${printed(thisYear!.pooled.share!)}.*−2.7 points`))
    // What the demonstration is made to say.
    expect([printed(thisYear!.pooled.share!), printed(lastYear!.pooled.share!)]).toEqual(['87.4%', '90.1%'])
    await page.getByText(/−2\.7 points on the year before, worsened 1\.0 since the month before/).waitFor()
    await page.getByText(/below the limits in .*above them in/).waitFor()
    await page.getByText('Every month as a table').click()
    expect(await page.getByRole('region', { name: 'Every month' }).locator('tbody tr').count()).toBe(24)
    await page.getByLabel('Area', { exact: true }).selectOption({ label: 'Uttlesford' })
    await page.getByText(/^Uttlesford, Oct 2013 to Sep 2014: attended in time were/).waitFor()
    await page.getByText('More', { exact: true }).click()
    await page.getByLabel('The clock runs from').selectOption('dispatched')
    await page.getByText(/^The clock runs from the dispatch of a resource to the first arrival/).waitFor()
    expect(new URL(page.url()).search).toBe('?area=E07000077&start=dispatched')
    expect(faults).toEqual([])
  }, 60_000)

  it('says without help that trunk roads are reached late out of proportion, and lights one on the map', async () => {
    const { page, faults } = await openAs(open, 'roads', '/response?tab=places')
    await ready(page)
    await page.getByText(/Most out of proportion: A12, .*expected\)/).waitFor()
    const first = page.getByRole('region', { name: 'Places by missed minutes' }).getByRole('button').first()
    expect(await first.textContent()).toMatch(/^A12, /)
    await first.click()
    await page.waitForURL((url) => url.searchParams.get('place')?.startsWith('A12-') === true && url.searchParams.has('map'))
    expect(await first.getAttribute('aria-pressed')).toBe('true')
    await page.getByText(/^It is the drive, not the dispatch/).waitFor()
    await page.keyboard.press('Escape')
    await page.waitForURL((url) => !url.searchParams.has('place'))
    expect(faults).toEqual([])
  }, 60_000)

  it('chooses hexagons that stand together by keyboard, and has them in a table', async () => {
    const { page, faults } = await openAs(open, 'planner', '/response?tab=map&map=11/51.735/0.47')
    await ready(page)
    await page.getByText(/places have ten emergencies or more/).waitFor()
    await page.locator('.map canvas').focus()
    await page.keyboard.press('ArrowRight')
    await page.waitForTimeout(700)
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.searchParams.has('place'))
    const facts = page.getByRole('region', { name: 'What is looked at' })
    expect(await facts.innerText()).toMatch(/hexagon|Stretch of the/i)
    expect(await facts.innerText()).toMatch(/Together\s+\d+\.\d%/)
    await page.getByRole('button', { name: 'Table', exact: true }).click()
    await page.getByRole('region', { name: 'Hexagons and stretches of road' }).locator('tbody tr').first().waitFor()
    expect(await page.locator('.map canvas').count()).toBe(0)
    expect(faults).toEqual([])
  }, 60_000)

  it('goes through the week of hours by arrow keys', async () => {
    const { page, faults } = await openAs(open, 'analyst', '/response?tab=hours')
    await page.locator('[data-hour="0-0"]').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('End')
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.hour)).toBe('1-23')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Tuesday, 23:00 to 24:00' }).waitFor()
    expect(await page.locator('[data-hour][tabindex="0"]').count()).toBe(1)
    expect(faults).toEqual([])
  }, 60_000)

  it('is taken away as a file of the part that is shown, and on paper', async () => {
    const { page } = await openAs(open, 'analyst', '/response?tab=districts')
    await page.locator('.under .answer').waitFor()
    await page.getByText('Keep', { exact: true }).click()
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV of districts' }).click()])
    expect(file.suggestedFilename()).toMatch(/beatwise-response-district-all-2013-10-2014-09\.csv$/)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByText('Emergency response: Essex, Oct 2013 to Sep 2014').isVisible()).toBe(true)
    expect(await page.getByRole('navigation', { name: 'Parts of the response page' }).isVisible()).toBe(false)
    expect((await page.pdf({ format: 'A4' })).byteLength).toBeGreaterThan(15_000)
  }, 60_000)

  it('has no finding of axe in any of its parts, and nothing is too wide', async () => {
    const { page, faults } = await openAs(open, 'planner', '/response')
    for (const part of PARTS) {
      await page.getByRole('button', { name: part, exact: true }).click()
      await page.locator(part === 'Map' ? '.group .answer' : '.under .answer').first().waitFor()
      if (part === 'Overview') await page.getByRole('heading', { name: 'Month by month' }).waitFor()
      await look(page, part)
    }
    expect(faults).toEqual([])
  }, 180_000)

  it('keeps what was shown when an answer fails, and asks again', async () => {
    let broken = false
    const { page } = await openAs(open, 'analyst', '/response', { before: (page) => page.route('**/api/response/compliance?*', (route) => (broken ? route.fulfill({ status: 503, json: { error: { code: 'unavailable', message: 'The database is away.' } } }) : route.continue())) })
    await page.getByText(/^Essex, Oct 2013 to Sep 2014/).first().waitFor()
    broken = true
    await page.getByLabel('Area', { exact: true }).selectOption({ label: 'Harlow' })
    await page.getByText(/The figures could not be loaded.*The database is away.*kept/).waitFor()
    expect(await page.getByText(/^Essex, Oct 2013 to Sep 2014: attended/).isVisible()).toBe(true)
    broken = false
    await page.getByRole('button', { name: 'Try again' }).first().click()
    await page.getByText(/^Harlow, Oct 2013 to Sep 2014: attended/).waitFor()
  }, 60_000)

  it('says that nothing is loaded, in place of figures', async () => {
    const note = 'No emergency attendance is loaded for these months: a file of the force is needed (force-responses).'
    const { page } = await openAs(open, 'analyst', '/response', { before: (page) => page.route('**/api/response/compliance?*', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, json: { ...((await response.json()) as ComplianceAnswer), rows: [], monthsHeld: 0, note } })
    }) })
    await page.locator('.middle').getByText(note).waitFor()
    expect(await page.getByRole('region', { name: 'Emergencies attended within the standard' }).count()).toBe(0)
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  }, 60_000)

  it('shows everybody the force alone, in plain words, with a way to sign in', async () => {
    const { page, faults, requests } = await open({ path: '/response' })
    await page.getByText(/^In Essex, police reached 87\.4% of emergencies in time/).waitFor()
    await page.getByText('Synthetic demonstration data', { exact: true }).waitFor()
    await page.getByText(/^The clock runs from the call to the first arrival\. .*Standard: 15 minutes/).waitFor()
    expect(await page.getByRole('region', { name: 'Districts' }).locator('tbody tr').count()).toBe(14)
    for (const [viewport, colorScheme] of [[DESKTOP, 'light'], [PHONE, 'dark']] as const) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme })
      expect(await violations(page)).toEqual([])
    }
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.querySelector('.page')!.scrollWidth))).toBe(320)
    expect(requests.filter((address) => /response\/(compliance|late)/.test(address))).toEqual([])
    await page.locator('main').getByRole('link', { name: 'sign in' }).click()
    await page.waitForURL((url) => url.pathname === '/sign-in' && url.searchParams.get('next') === '/response')
    expect(faults).toEqual([])
  }, 60_000)
})
