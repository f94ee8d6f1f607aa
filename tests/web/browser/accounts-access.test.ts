/** The pages of accounts for every reader: axe, keyboard, small screens, paper. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { focusBy, violations } from './support/access.ts'
import { openAs, password, sayOtherwise, signIn } from './support/accounts.ts'
import { browser, DESKTOP, drawn, PHONE } from './support/browser.ts'

const { open } = browser()

/** Each new page and state, reached as a reader reaches it. */
const states: Record<string, { as?: string; path: string; before?: (page: Page) => Promise<unknown>; reach?: (page: Page) => Promise<void> }> = {
  'the form': { path: '/sign-in?refused=expired' },
  'the form, refused': { path: '/sign-in', reach: async (page) => { await signIn(page, 'planner', 'not the password at all'); await page.getByRole('alert').waitFor() } },
  'the form, empty': { path: '/sign-in', reach: async (page) => { await page.getByRole('button', { name: 'Sign in', exact: true }).click(); await page.getByRole('alert').waitFor() } },
  'the form for a new password': {
    as: 'roads', path: '/help',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Account of roads' }).click()
      await page.getByRole('link', { name: 'Change your password' }).click()
      await page.getByRole('button', { name: 'Change your password' }).click()
    }
  },
  'what the public may see': { path: '/what-you-may-see' },
  'what a planner may see, with the menu open': { as: 'planner', path: '/what-you-may-see', reach: (page) => page.getByRole('button', { name: 'Account of planner' }).click() },
  'the audit trail, closed': { as: 'planner', path: '/audit' },
  'the audit trail': { as: 'analyst', path: '/audit', reach: (page) => page.getByText('The chain is whole').waitFor() },
  'the map, with the menu open': { as: 'planner', path: '/?theme=crime&res=7', reach: async (page) => { await drawn(page); await page.getByRole('button', { name: 'Account of planner' }).click() } },
  'a session about to end': {
    as: 'planner', path: '/what-you-may-see', before: (page) => sayOtherwise(page, { expiresAt: new Date(Date.now() + 100_000).toISOString() }),
    reach: (page) => page.getByText(/Your session ends at/).waitFor()
  },
  'the end of a session': { as: 'planner', path: '/?theme=crime&res=7', reach: async (page) => { await drawn(page); await page.context().clearCookies(); await page.locator('select.theme').selectOption('burglary'); await page.getByRole('dialog').waitFor() } }
}

async function reached(state: string): Promise<Page> {
  const { as, path, before, reach } = states[state]!
  const { page } = as ? await openAs(open, as, path, { before, hasTouch: true }) : await open({ path, hasTouch: true })
  await page.getByRole('heading').first().waitFor({ state: 'attached' })
  await reach?.(page)
  return page
}

/** What a finger would miss. */
const smallTargets = (page: Page) => page.locator('form button, form input:not(.out-of-sight), header a, header button, dialog button').evaluateAll((all) =>
  all.filter((one) => (one as HTMLElement).offsetParent !== null && one.getBoundingClientRect().height < 44).map((one) => one.outerHTML.slice(0, 80)))

describe('axe finds nothing, on a desktop and on a phone, in light and dark, and nothing is too wide or too small', () => {
  it.each(Object.keys(states))('%s', async (state) => {
    const page = await reached(state)
    for (const viewport of [DESKTOP, PHONE]) {
      await page.setViewportSize(viewport)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect({ viewport, colorScheme, found: await violations(page) }).toEqual({ viewport, colorScheme, found: [] })
      }
    }
    await page.setViewportSize({ width: 320, height: 640 })
    // The map follows a moment later.
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    expect(await smallTargets(page)).toEqual([])
  })
})

describe('by keyboard alone', () => {
  it('somebody signs in, looks into the menu, and signs out', async () => {
    const { page } = await open({ path: '/help' })
    await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor()
    await focusBy(page, 'Tab', 'header a.way-in')
    await page.keyboard.press('Enter')
    await focusBy(page, 'Tab', 'input[autocomplete=username]')
    await page.keyboard.type('planner')
    await page.keyboard.press('Tab')
    await page.keyboard.type(password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Help', level: 1 }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
    await focusBy(page, 'Shift+Tab', '.opener')
    await page.keyboard.press('Enter')
    const opener = page.getByRole('button', { name: 'Account of planner' })
    expect(await opener.getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Escape')
    expect(await opener.getAttribute('aria-expanded')).toBe('false')
    expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    for (let i = 0; i < 4; i++) await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Sign out')
    await page.keyboard.press('Enter')
    await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Sign in')
  })
})

describe('the protective marking', () => {
  it('stands at the top and at the bottom of every screen, scrolled or not, and is no part of what the public sees', async () => {
    const { page } = await openAs(open, 'planner', '/help', { viewport: PHONE })
    const places = async () => (await page.locator('.marking').evaluateAll((all) => all.map((one) => one.getBoundingClientRect()))).map(({ top, bottom }) => [Math.round(top), Math.round(bottom)])
    const [top, bottom] = await places()
    expect([top![0], bottom![1]]).toEqual([0, PHONE.height])
    await page.mouse.wheel(0, 900)
    await page.waitForTimeout(300)
    expect(await places()).toEqual([top, bottom])
  })

  it('is printed on every sheet', async () => {
    const { page } = await openAs(open, 'analyst', '/audit')
    await page.getByText('The chain is whole').waitFor()
    await page.emulateMedia({ media: 'print' })
    const [first, last] = await page.locator('.marking').evaluateAll((all) => all.map((one) => getComputedStyle(one)).map(({ position, top, bottom }) => ({ position, top, bottom })))
    expect([first!.position, last!.position, first!.top, last!.bottom]).toEqual(['fixed', 'fixed', '0px', '0px'])
  })

  it('leads the name of a file that somebody signed in takes away', async () => {
    const { page } = await openAs(open, 'planner', '/?theme=burglary&res=7&area=E07000073')
    await drawn(page)
    await page.getByLabel(/What a download is for/).fill('Briefing, naïve')
    const asked = page.waitForRequest((request) => request.headers().accept === 'text/csv')
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download CSV' }).click()])
    expect(download.suggestedFilename()).toMatch(/^OFFICIAL_beatwise-burglary-E07000073-.*\.csv$/)
    expect((await asked).headers()['x-purpose']).toBe('Briefing%2C%20na%C3%AFve')
  })
})
