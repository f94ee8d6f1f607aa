/** Planning a patrol against the running product: the journey by keyboard, axe on each state, two planners at once, refusals. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { Plan } from '../../../api/patrols/schema.ts'
import { violations } from './support/access.ts'
import { openAs, withoutRefusals } from './support/accounts.ts'
import { browser, DESKTOP, PHONE, WITHOUT_MAP } from './support/browser.ts'

const { open } = browser(WITHOUT_MAP)
const CHELMSFORD = 'E07000070'
const SEARCHED_WITHIN_MS = 50_000

/** What a page of the planner's asks the server by itself, with the session's own token. */
async function asked<T>(page: Page, method: string, path: string, body?: object, version?: number): Promise<{ status: number; json: T }> {
  return page.evaluate(async ([method, path, body, version]) => {
    const { csrfToken } = (await (await fetch('/api/session')).json()) as { csrfToken: string }
    const headers = { 'x-csrf-token': csrfToken, ...(body ? { 'content-type': 'application/json' } : {}), ...(version ? { 'if-match': `"${version}"` } : {}) }
    const response = await fetch(path as string, { method: method as string, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
    return { status: response.status, json: response.status === 204 ? null : await response.json() }
  }, [method, path, body, version] as const) as Promise<{ status: number; json: T }>
}

const base = { name: 'Police base, Chelmsford', position: [0.4705, 51.7356] }
const units = ['Alpha', 'Bravo'].map((name) => ({ name, mode: 'vehicle', base }))
const request = { objective: [{ theme: 'burglary', weight: 1 }], units, mostPlaces: 8, effort: 'quick', seed: 5 }

/** A plan with routes, made by the planner who is signed in on the page. */
async function planned(page: Page, name: string): Promise<Plan> {
  const { status, json } = await asked<Plan>(page, 'POST', '/api/patrols/plans', { district: CHELMSFORD, name, shiftFrom: '2026-12-05T15:00', shiftTo: '2026-12-05T23:00', request })
  expect([status, json]).toMatchObject([201, { name }])
  let plan = json
  await expect.poll(async () => (plan = (await asked<Plan>(page, 'GET', `/api/patrols/plans/${json.id}`)).json).content !== null, { timeout: SEARCHED_WITHIN_MS, interval: 500 }).toBe(true)
  return plan
}

async function shown(page: Page, plan: Plan): Promise<void> {
  await page.goto(new URL(`/patrols/plan?id=${plan.id}`, page.url()).href)
  await page.getByRole('heading', { name: plan.name }).waitFor()
  await page.locator('[data-at]').first().waitFor()
}

describe('a planner', () => {
  it('asks for a shift, gets routes, locks and moves a visit by keyboard, searches again around it and approves', async () => {
    const { page, faults } = await openAs(open, 'planner', '/patrols')
    await page.getByRole('link', { name: 'New plan' }).press('Enter')
    await page.getByLabel('District', { exact: true }).selectOption({ label: 'Chelmsford' })
    await page.getByLabel('Against what').selectOption('burglary')
    await page.getByLabel('A usual shift').selectOption('late')
    await page.getByText('from Police base').first().waitFor()
    expect(new URL(page.url()).search).toBe('')
    await page.getByRole('button', { name: 'Find routes' }).press('Enter')
    await page.locator('[data-at]').first().waitFor({ timeout: SEARCHED_WITHIN_MS })
    await page.getByRole('button', { name: 'Search again' }).waitFor({ timeout: SEARCHED_WITHIN_MS })
    expect(new URL(page.url()).search).toMatch(/^\?id=[0-9a-f-]{36}$/)
    expect(await page.getByText(/^This plan covers [\d.]+% of what is expected in the shift\.$/).first().isVisible()).toBe(true)
    const visit = page.locator('[data-at="0-0"]')
    const name = (await visit.getAttribute('aria-label'))!
    await visit.focus()
    await page.keyboard.press('l')
    await expect.poll(() => visit.getAttribute('aria-label')).toBe(`${name}, locked`)
    expect(await visit.evaluate((button) => button === document.activeElement)).toBe(true)
    await page.getByText('1 locked visit stays where it is.').waitFor()
    await page.getByRole('button', { name: 'Search again' }).press('Enter')
    await page.getByRole('button', { name: 'Stop and take this one' }).or(page.getByRole('button', { name: 'Search again' })).first().waitFor()
    await page.getByRole('button', { name: 'Search again' }).waitFor({ timeout: SEARCHED_WITHIN_MS })
    expect((await page.locator('[data-at^="0-"]').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label'))))).toContainEqual(expect.stringMatching(/, locked$/))
    await expect.poll(() => page.getByRole('button', { name: 'Approve' }).isEnabled()).toBe(true)
    await page.getByRole('button', { name: 'Approve' }).press('Enter')
    await page.getByText('Approved', { exact: true }).waitFor()
    expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toMatch(/visits|places|burglary/)
    expect(faults).toEqual([])
  }, 150_000)

  it('is told beside the visit which rule a move would break, and the routes stay', async () => {
    const { page, faults } = await openAs(open, 'planner', '/patrols')
    const plan = await planned(page, 'Refused')
    await shown(page, plan)
    const texts = () => page.locator('[data-at]').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))
    const before = await texts()
    await page.locator('[data-at="0-0"]').focus()
    for (let i = 0; i < 40 && (await page.getByRole('alert').count()) === 0; i++) {
      await page.keyboard.press('ArrowLeft')
      await page.waitForTimeout(250)
    }
    await page.getByRole('alert').getByText('Not done; the routes are as they were.').waitFor()
    expect(await page.getByRole('alert').innerText()).toMatch(/minute/)
    expect((await texts()).length).toBe(before.length)
    expect(await violations(page)).toEqual([])
    expect(withoutRefusals(faults, 400)).toEqual([])
  }, 120_000)

  it('who comes second is told who was first, sees both, and loses nothing', async () => {
    const { page, faults } = await openAs(open, 'planner', '/patrols')
    const plan = await planned(page, 'Two at once')
    await shown(page, plan)
    expect((await asked(page, 'PATCH', `/api/patrols/plans/${plan.id}`, { name: 'Renamed by the other' }, plan.version)).status).toBe(200)
    await page.getByRole('button', { name: 'Approve' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('planner changed this plan first').waitFor()
    expect(await dialog.innerText()).toMatch('You wanted to set it to approved.')
    expect(await violations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'See both' }).click()
    await dialog.getByText(/places are visited in both plans/).waitFor()
    await dialog.getByRole('button', { name: 'Make my change to theirs' }).click()
    await page.getByRole('heading', { name: 'Renamed by the other' }).waitFor()
    await page.getByText('Approved', { exact: true }).waitFor()
    expect(withoutRefusals(faults, 412)).toEqual([])
  }, 120_000)

  it('plans the same a week later, keeps a template, prints, and deletes after being asked', async () => {
    const { page } = await openAs(open, 'planner', '/patrols')
    const plan = await planned(page, 'Every Saturday')
    await shown(page, plan)
    await page.getByRole('button', { name: 'Keep as a template' }).click()
    await page.getByText('Kept as a template of your team').waitFor()
    await page.getByRole('link', { name: 'Print the briefing' }).first().click()
    const sheet = page.frameLocator('iframe')
    await sheet.getByRole('heading', { name: 'Every Saturday' }).first().waitFor()
    await page.getByRole('link', { name: 'Back to the plan' }).click()
    await page.getByRole('link', { name: 'My plans' }).click()
    await page.getByRole('link', { name: 'Plan the same a week later: Every Saturday' }).click()
    await expect.poll(() => page.getByLabel('Day on which the shift begins').inputValue()).toBe('2026-12-12')
    await page.getByRole('link', { name: 'My plans' }).click()
    await page.getByRole('link', { name: 'Use the template Every Saturday' }).waitFor()
    await page.getByRole('button', { name: 'Delete Every Saturday' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByText('Every Saturday is deleted.').waitFor()
    expect(await page.getByRole('link', { name: 'Every Saturday', exact: true }).count()).toBe(0)
  }, 120_000)
})

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
