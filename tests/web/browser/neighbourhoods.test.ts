/** Neighbourhood pages as residents meet them: without scripts, at 320 pixels, in print, by keyboard, with nothing for axe to find. */
import { describe, expect, it } from 'vitest'
import { api, browser, DESKTOP, PHONE, TABLET, WITHOUT_MAP } from './support/browser.ts'
import { focusBy, violations } from './support/access.ts'

const { open } = browser(WITHOUT_MAP)
const SMALL = { width: 320, height: 640 }
const chelmsford = 'E07000070'
const southend = 'E06000033'
const paths = ['/neighbourhood', '/neighbourhood?q=Chelmsfrod', `/neighbourhood/${chelmsford}`, `/neighbourhood/${southend}`, `/neighbourhood/${chelmsford}/compare?with=${southend}`]

describe('without scripts', () => {
  it('a place is found, misspelt as well, read, and set beside another', async () => {
    const { page, requests, faults } = await open({ path: '/neighbourhood', javaScriptEnabled: false })
    await page.getByRole('searchbox', { name: 'Find a place' }).fill('Chelmsfrod')
    await page.getByRole('button', { name: 'Find' }).click()
    await page.getByText('Nothing is called “Chelmsfrod”; these are close.').waitFor()
    await page.getByRole('link', { name: 'Chelmsford', exact: true }).first().click()
    await page.getByRole('heading', { level: 1, name: 'Chelmsford' }).waitFor()
    await page.getByText('Synthetic demonstration data: none of this happened.').waitFor()
    expect(await page.locator('.lead').textContent()).toMatch(/^In the twelve months to September 2014, [\d,]+ offences and [\d,]+ incidents of anti-social behaviour were recorded in Chelmsford\.$/)
    for (const name of ['What was recorded', 'What was asked for, and what was done', 'Beside the places most like it', 'On the roads', 'When somebody calls 999', 'What you can do', 'How to report something', 'What is not shown, and why']) await page.getByRole('heading', { level: 2, name }).waitFor()
    await page.getByRole('link', { name: 'Compare with another place' }).click()
    await page.getByRole('searchbox', { name: 'Name or code of a place' }).fill('southend on sea')
    await page.getByRole('button', { name: 'Compare' }).click()
    await page.getByRole('link', { name: 'Southend-on-Sea' }).first().click()
    await page.getByRole('heading', { level: 1, name: 'Chelmsford and Southend-on-Sea' }).waitFor()
    expect(requests.every((address) => !/\.js(\?|$)|\/api\//.test(address))).toBe(true)
    expect(faults).toEqual([])
  }, 60_000)

  it('the page tells the numbers that the data tell, row by row', async () => {
    const { kinds } = await api<{ kinds: { title: string; count: number }[] }>(`/areas/${chelmsford}/profile`)
    const { page } = await open({ path: `/neighbourhood/${chelmsford}`, javaScriptEnabled: false })
    const rows = await page.locator('.kinds tbody tr').all()
    expect(rows).toHaveLength(kinds.length)
    for (const row of rows) {
      const title = (await row.locator('th').evaluate((cell) => cell.firstChild!.textContent))!
      expect([title, await row.locator('td').first().textContent()]).toEqual([title, kinds.find((kind) => kind.title === title)!.count.toLocaleString('en-GB')])
    }
  }, 60_000)
})

describe('each page', () => {
  for (const path of paths) {
    it(`${path} has nothing for axe to find, light and dark, and never scrolls sideways`, async () => {
      const { page, faults } = await open({ path })
      for (const [size, colorScheme] of [[DESKTOP, 'light'], [TABLET, 'dark'], [PHONE, 'light'], [SMALL, 'dark']] as const) {
        await page.setViewportSize(size)
        await page.emulateMedia({ colorScheme })
        expect([size.width, colorScheme, await violations(page)]).toEqual([size.width, colorScheme, []])
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width)
      }
      // Text at twice its size, in a window of a desk.
      await page.setViewportSize({ width: 1280, height: 720 })
      await page.addStyleTag({ content: 'html { font-size: 200%; }' }).catch(() => page.evaluate(() => { document.documentElement.style.setProperty('font-size', '200%') }))
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280)
      expect(faults.filter((fault) => !/Content Security Policy/.test(fault))).toEqual([])
    }, 90_000)
  }
})

describe('a reader', () => {
  it('goes through a page by keyboard: past the head, to the map, to another place', async () => {
    const { page } = await open({ path: `/neighbourhood/${chelmsford}` })
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the page')
    await page.keyboard.press('Enter')
    await focusBy(page, 'Tab', 'a[href^="/?theme=crime"]')
    await focusBy(page, 'Tab', '.similar a')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname.startsWith('/neighbourhood/') && !url.pathname.endsWith(chelmsford))
    await page.getByRole('heading', { level: 1 }).waitFor()
  }, 60_000)

  it('prints a page on two sheets', async () => {
    for (const code of [chelmsford, southend]) {
      const { page } = await open({ path: `/neighbourhood/${code}` })
      const file = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
      expect([code, [...file.matchAll(/\/Type\s*\/Page\b/g)].length]).toEqual([code, 2])
    }
  }, 60_000)

  it('is told in words that there is no such place', async () => {
    const { page } = await open({ path: '/neighbourhood/E09999999' })
    await page.getByRole('heading', { level: 1, name: 'There is no such place' }).waitFor()
    await page.getByRole('searchbox', { name: 'Find a place' }).waitFor()
  }, 60_000)

  it('comes there from the map, of the area that it shows', async () => {
    const { page } = await open({ path: `/?theme=burglary&area=${chelmsford}` })
    await page.getByRole('link', { name: 'Read about Chelmsford' }).click()
    await page.getByRole('heading', { level: 1, name: 'Chelmsford' }).waitFor()
  }, 60_000)
})
