/** The pinned hexagon's answer and the pages on repeats in a browser: by keyboard, after a failure, on a phone, for the public and for planners. */
import { describe, expect, it } from 'vitest'
import { focusBy, violations } from './support/access.ts'
import { openAs, withoutRefusals } from './support/accounts.ts'
import { api, browser, drawn, PHONE } from './support/browser.ts'

interface Hotspots { n: number; cells: string[]; values: number[]; z: number[] }

const { open } = browser()
const SPAN = 'theme=burglary&res=8'
/** The hexagon that stands out most to the public. */
async function foremost(): Promise<{ cell: string; count: number; n: number }> {
  const { n, cells, values, z } = await api<Hotspots>(`/hotspots?${SPAN}`)
  const at = z.indexOf(Math.max(...z))
  return { cell: cells[at]!, count: values[at]!, n }
}

describe('why here', () => {
  it('is answered when a hexagon is pinned by keyboard, with the numbers of the map, and goes on Escape', async () => {
    const { page, faults } = await open({ path: `/?${SPAN}&map=13/51.7345/0.4735` })
    await drawn(page)
    await page.locator('.map canvas').focus()
    await page.keyboard.press('ArrowRight')
    await page.waitForTimeout(1200)
    await page.keyboard.press('Enter')
    await expect.poll(() => new URL(page.url()).searchParams.get('cell')).toMatch(/^88/)
    const cell = new URL(page.url()).searchParams.get('cell')!
    const card = page.locator('article[aria-label="The hexagon pinned"]')
    await card.locator('dl').waitFor()
    const { n, cells, values } = await api<Hotspots>(`/hotspots?${SPAN}`)
    const count = values[cells.indexOf(cell)]!
    expect(await card.locator('.sentence').innerText()).toContain(`: ${count.toLocaleString('en-GB')} offences where the average hexagon`)
    expect(await card.locator('dl').innerText()).toContain(`of ${n.toLocaleString('en-GB')} hexagons`)
    expect(await card.locator('dl').innerText()).not.toContain('Police base')
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect.poll(() => new URL(page.url()).searchParams.get('cell')).toBeNull()
    await card.waitFor({ state: 'detached' })
    expect(faults).toEqual([])
  })

  it('offers to try again after a failure, and then answers', async () => {
    const { cell } = await foremost()
    let fails = true
    const { page } = await open({
      path: `/?${SPAN}&cell=${cell}`,
      before: (one) => one.route('**/api/hotspots/why?*', (route) => (fails ? route.fulfill({ status: 503, json: { error: { code: 'overloaded', message: 'Too many people are asking.' } } }) : route.continue())),
    })
    const card = page.locator('article[aria-label="The hexagon pinned"]')
    await card.getByText('This could not be found out. Too many people are asking.').waitFor()
    fails = false
    await card.getByRole('button', { name: 'Try again' }).click()
    await card.getByText(/^Stands out:/).waitFor()
  })

  it('stands at the top of the panel on a phone', async () => {
    const { cell, count } = await foremost()
    const { page } = await open({ path: `/?${SPAN}&cell=${cell}`, viewport: PHONE })
    const card = page.locator('.sheet article[aria-label="The hexagon pinned"]')
    await card.getByText(`Stands out: ${count.toLocaleString('en-GB')} offences`).waitFor()
    expect(await page.locator('.stage article').count()).toBe(0)
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width)
  })
})

describe('near repeats', () => {
  it('are a note and a way in to the public, reached from the panel', async () => {
    const { page, faults } = await open({ path: `/?${SPAN}` })
    await page.getByRole('link', { name: 'Near repeats' }).click()
    await page.getByRole('heading', { name: 'Near repeats are shown to those who have signed in' }).waitFor()
    expect(await page.locator('main table').count()).toBe(0)
    expect(await violations(page)).toEqual([])
    await page.locator('main').getByRole('link', { name: 'Sign in' }).click()
    expect(new URL(page.url()).searchParams.get('next')).toMatch(/^\/near-repeat\?theme=burglary/)
    expect(faults).toEqual([])
  })

  it('are a table to a planner, marked by more than a colour, on a phone as well', async () => {
    const { page, faults } = await openAs(open, 'planner', '/near-repeat?theme=burglary', { viewport: PHONE })
    await page.getByRole('heading', { name: /^After an incident the risk is raised/ }).waitFor()
    const marked = page.locator('td.raised')
    expect(await marked.count()).toBeGreaterThan(0)
    expect(await page.locator('td').filter({ hasText: 'raised' }).count()).toBe(await marked.count())
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width)
    expect(faults).toEqual([])
  })
})

describe('repeat locations', () => {
  it('are closed to the public and to the roads partnership, who are told why and ask for nothing', async () => {
    const { page, requests } = await open({ path: '/repeats?theme=crime' })
    await page.getByText('so it is never public').waitFor()
    const roads = await openAs(open, 'roads', '/repeats?theme=crime')
    await roads.page.getByText('Your role is Safer Essex Roads Partnership, so it is not open to you.').waitFor()
    expect([...requests, ...roads.requests].filter((url) => url.includes('/hotspots/repeats'))).toEqual([])
    expect(await violations(page)).toEqual([])
    expect(withoutRefusals(roads.faults)).toEqual([])
  })

  it('are a table to a planner; the file is kept in the audit trail, and the way to the map names a hexagon alone', async () => {
    const { page, faults } = await openAs(open, 'planner', '/repeats?theme=crime')
    await page.getByText(/^Of [\d,]+ offences that name a place/).waitFor()
    const reference = await page.locator('tbody th').first().innerText()
    expect(await violations(page)).toEqual([])
    await page.getByLabel('What a download is for').fill('Briefing')
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download the table (CSV)' }).click()])
    expect(download.suggestedFilename()).toMatch(/^OFFICIAL_beatwise-repeats-crime-/)
    await focusBy(page, 'Tab', 'td a')
    await page.keyboard.press('Enter')
    // Forecasts of the smallest hexagons take their time on two cores that are busy.
    await page.locator('article[aria-label="The hexagon pinned"] dl').waitFor({ timeout: 60_000 })
    const address = new URL(page.url())
    expect(address.searchParams.get('cell')).toMatch(/^89/)
    expect(page.url()).not.toContain(reference)
    expect(faults).toEqual([])
  }, 120_000)
})
