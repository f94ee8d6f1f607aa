/** The planner's pages in each of their states: axe, small screens, without a map, failures; and what others are told. */
import { describe, expect, it } from 'vitest'
import { violations } from './support/access.ts'
import { openAs } from './support/accounts.ts'
import { browser, DESKTOP, PHONE, WITHOUT_MAP } from './support/browser.ts'
import { planned, SEARCHED_WITHIN_MS, shown } from './support/plans.ts'

const { open } = browser(WITHOUT_MAP)

describe('each state', () => {
  it('has no finding of axe, light and dark, on a desktop and a phone, and nothing is too wide', async () => {
    const { page } = await openAs(open, 'planner', '/patrols/new')
    await page.getByText('from Police base').first().waitFor()
    const look = async (state: string) => {
      for (const viewport of [DESKTOP, PHONE]) {
        await page.setViewportSize(viewport)
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          expect({ state, viewport, colorScheme, found: await violations(page) }).toEqual({ state, viewport, colorScheme, found: [] })
        }
      }
      await page.setViewportSize({ width: 320, height: 640 })
      expect([state, await page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.querySelector('.page')?.scrollWidth ?? 0))]).toEqual([state, 320])
      await page.setViewportSize(DESKTOP)
    }
    await look('a new plan')
    await page.getByText('More', { exact: false }).first().click()
    await page.getByRole('radio', { name: 'Drawn area' }).check({ force: true })
    await page.getByLabel('Corners').fill('0.44, 51.72\n0.50, 51.72\n0.50, 51.76')
    await page.keyboard.press('Tab')
    await page.getByText('3 corners').waitFor()
    await look('a drawn area')
    const plan = await planned(page, 'Looked at')
    await shown(page, plan)
    await look('a plan')
    await page.goto(new URL('/patrols', page.url()).href)
    await page.getByRole('link', { name: 'Looked at', exact: true }).waitFor()
    await look('my plans')
  }, 240_000)

  it('without a map says so and gives the table and the times', async () => {
    const { page } = await openAs(open, 'planner', '/patrols')
    await shown(page, await planned(page, 'No map'))
    await page.getByText('This browser cannot draw the map').waitFor()
    expect(await page.getByRole('table').first().isVisible()).toBe(true)
  }, 90_000)

  it('of a search that failed says why and marks what it is about', async () => {
    const { page } = await openAs(open, 'planner', '/patrols', { before: (page) => page.route('**/search', (route) => route.fulfill({ json: { state: 'failed', step: 0, steps: 0, best: null, message: 'There are no records of this kind here.', parameter: 'objective' } })) })
    await page.getByRole('link', { name: 'New plan' }).click()
    await page.getByText('from Police base').first().waitFor()
    await page.getByRole('button', { name: 'Find routes' }).click()
    await page.getByRole('alert').getByText('There are no records of this kind here.').waitFor()
    expect(await page.getByLabel('Against what').evaluate((select) => select.classList.contains('wrong'))).toBe(true)
  })

  it('of a search that nobody can hear of says that it goes on, and finds its end', async () => {
    let away = false
    const { page } = await openAs(open, 'planner', '/patrols', { before: (page) => page.route('**/search', (route) => (away ? route.abort() : route.fulfill({ json: { state: 'search', step: 3, steps: 10, best: null, message: null, parameter: null } }))) })
    await page.getByRole('link', { name: 'New plan' }).click()
    await page.getByText('from Police base').first().waitFor()
    await page.getByRole('button', { name: 'Find routes' }).click()
    await page.getByText('Looking for better routes').first().waitFor()
    away = true
    await page.getByText('The search goes on at the server').waitFor()
    await page.unroute('**/search')
    await page.getByRole('button', { name: 'Search again' }).waitFor({ timeout: SEARCHED_WITHIN_MS })
  }, 120_000)
})

describe('who is no planner', () => {
  it.each([['nobody', null, 'Sign in'], ['an analyst', 'analyst', 'Your role is Analyst']])('%s is told why there is nothing to see', async (_who, name, text) => {
    for (const path of ['/patrols', '/patrols/new', '/briefing?id=0b8f7a52-1c2d-4e3f-8a9b-0c1d2e3f4a5b']) {
      const { page, requests } = name ? await openAs(open, name, path) : await open({ path })
      await page.getByText('Patrol plans say where officers will be').waitFor()
      expect(await page.getByText(text).first().isVisible()).toBe(true)
      expect(await violations(page)).toEqual([])
      expect(requests.filter((url) => url.includes('/api/patrols'))).toEqual([])
      await page.context().close()
    }
  })
})
