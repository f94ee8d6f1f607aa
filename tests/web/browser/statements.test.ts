/** Open data and the public statements in the browser: every reader, small screens, links that lead there, and files that come by a click. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { violations } from './support/access.ts'
import { browser, DESKTOP, PHONE, WITHOUT_MAP } from './support/browser.ts'

const { open } = browser(WITHOUT_MAP)
const pages = { 'open-data': 'Open data', methods: 'How the figures are made', accessibility: 'Accessibility', privacy: 'Privacy', cookies: 'Cookies' }
const SMALL = { width: 320, height: 640 }

describe('each page', () => {
  for (const [path, title] of Object.entries(pages)) {
    it(`on ${path} has nothing for axe to find, light and dark, and never scrolls sideways`, async () => {
      const { page, faults } = await open({ path: `/${path}`, viewport: DESKTOP, colorScheme: 'light' })
      await page.getByRole('heading', { level: 1, name: title }).waitFor()
      await page.getByRole('heading', { level: 2 }).first().waitFor()
      expect(await page.title()).toBe(`${title} – Beatwise`)
      for (const summary of await page.locator('summary').all()) await summary.click()
      for (const [size, colorScheme] of [[DESKTOP, 'light'], [DESKTOP, 'dark'], [PHONE, 'dark'], [SMALL, 'light']] as const) {
        await page.setViewportSize(size)
        await page.emulateMedia({ colorScheme })
        expect([size.width, colorScheme, await violations(page)]).toEqual([size.width, colorScheme, []])
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width)
      }
      expect(faults).toEqual([])
    }, 90_000)
  }
})

describe('open data', () => {
  it('are taken by a link, and say of when and whose they are', async () => {
    const { page, faults } = await open({ path: '/open-data' })
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /^CSV: Burglary: counts by hexagon/ }).click()])
    expect(file.suggestedFilename()).toBe('beatwise-counts-burglary.csv')
    const [head, first] = readFileSync(await file.path(), 'utf8').split('\r\n')
    expect(head).toBe('h3,lng,lat,count,theme,from,to,unit,synthetic,source,rounded_to')
    expect(first).toMatch(/^88[0-9a-f]+,.*,burglary,2012-09,2014-09,offences,true,/)
    const region = page.getByRole('region', { name: 'Areas' })
    const [areas] = await Promise.all([page.waitForEvent('download'), region.getByRole('link', { name: /^GeoJSON: Districts/ }).click()])
    expect((JSON.parse(readFileSync(await areas.path(), 'utf8')) as { features: unknown[] }).features.length).toBe(14)
    await page.getByText('Synthetic demonstration data: some or all').waitFor()
    expect(await page.getByRole('link', { name: 'This page as a catalogue' }).getAttribute('href')).toBe('/api/catalogue')
    expect(faults).toEqual([])
  }, 60_000)
})

describe('the way there', () => {
  it('is a quiet foot at the end of the panel, at 320 pixels as well, and of every document', async () => {
    const { page } = await open({ path: '/?theme=burglary', viewport: SMALL })
    const foot = page.getByRole('navigation', { name: 'About this service' })
    await foot.getByRole('link', { name: 'Privacy' }).click()
    await page.getByRole('heading', { level: 1, name: 'Privacy' }).waitFor()
    expect(await foot.getByRole('link').allTextContents()).toEqual(['Neighbourhoods', 'Open data', 'How figures are made', 'Accessibility', 'Privacy', 'Cookies'])
    await foot.getByRole('link', { name: 'Cookies' }).click()
    await page.getByText('__Host-beatwise').waitFor()
    // What was asked of the map is not lost on the way.
    await page.getByRole('link', { name: 'Map', exact: true }).click()
    await page.waitForURL((url) => url.pathname === '/' && url.searchParams.get('theme') === 'burglary')
  }, 60_000)

  it('can lead to one method', async () => {
    const { page } = await open({ path: '/methods#similar' })
    const heading = page.getByRole('heading', { name: 'Which areas are called similar' })
    await heading.waitFor()
    await expect.poll(async () => (await heading.boundingBox())!.y).toBeLessThan(120)
  }, 60_000)

  it('sets no cookie and stores nothing for somebody who only reads', async () => {
    const { page } = await open({ path: '/open-data' })
    await page.getByRole('heading', { name: 'How to cite' }).waitFor()
    for (const path of ['/cookies', '/', '/roads']) await page.goto(new URL(path, page.url()).href)
    expect(await page.context().cookies()).toEqual([])
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0])
  }, 60_000)
})
