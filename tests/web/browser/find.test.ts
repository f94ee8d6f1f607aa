/** The search box by keyboard, misspelt, and near me: what is asked of the reader, what leaves the browser, what is said when it fails. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { answered, browser, PHONE, WITHOUT_MAP, type Visit } from './support/browser.ts'

const { open } = browser(WITHOUT_MAP)
const path = '/?theme=burglary&res=7'
const box = (page: Page) => page.getByRole('combobox', { name: 'Area or place' })
const areaOf = (page: Page) => new URL(page.url()).searchParams.get('area')
const inChelmsford = { longitude: 0.4712345, latitude: 51.7312345, accuracy: 40 }
const positions = (requests: readonly string[]) => requests.filter((url) => url.includes('/areas/at'))

describe('the search box', () => {
  it('is worked by keys alone: typed, gone through, chosen, closed', async () => {
    const { page, faults } = await open({ path })
    await answered(page)
    await box(page).focus()
    await page.keyboard.type('maldon')
    await page.getByRole('option', { name: /^Maldon District$/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => page.locator('li[aria-selected=true]').innerText()).toMatch(/Maldon\s+District/)
    await page.keyboard.press('Escape')
    expect(await box(page).getAttribute('aria-expanded')).toBe('false')
    expect(areaOf(page)).toBeNull()
    await page.keyboard.type('maldon')
    await page.getByRole('option', { name: /^Maldon District$/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => areaOf(page)).toBe('E07000074')
    expect(await box(page).inputValue()).toBe('Maldon')
    expect(faults).toEqual([])
  })

  it('takes the first of the list that belongs to what was typed, when Enter is pressed before it is there', async () => {
    const { page } = await open({ path })
    await answered(page)
    await box(page).focus()
    await page.keyboard.type('harlow')
    await page.keyboard.press('Enter')
    await expect.poll(() => areaOf(page)).toBe('E07000073')
  })

  it('says that it guesses, in the list and to who cannot see it, and when it finds nothing what can be searched for', async () => {
    const { page } = await open({ path, viewport: PHONE })
    await answered(page)
    await box(page).fill('Chelmsfrod')
    await page.locator('.note', { hasText: 'Nothing is called \u201cChelmsfrod\u201d; these are close.' }).waitFor()
    await expect.poll(() => page.locator('.combobox [role=status]').allInnerTexts()).toContainEqual(expect.stringMatching(/these are close\. \d+ found/) as string)
    await page.getByRole('option', { name: /^Chelmsford District$/ }).click()
    await expect.poll(() => areaOf(page)).toBe('E07000070')
    await box(page).fill('xyzzy')
    await page.getByText(/^Nothing here is called \u201cxyzzy\u201d\. Search for a district/).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  })
})

describe('near me', () => {
  it('says what is sent and asks for no position before the reader agrees; then sends it once, rounded, and keeps it out of the address', async () => {
    const { page, requests, faults } = await open({ path, geolocation: inChelmsford, permissions: ['geolocation'] })
    await answered(page)
    await page.getByRole('button', { name: 'Near me' }).press('Enter')
    await page.getByText(/rounded to about 100 m, sent once to find your area, and not stored/).waitFor()
    expect(positions(requests)).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByRole('status').filter({ hasText: 'You are in Chelmsford.' }).waitFor()
    // Counts are rounded for the public: nothing smaller than a district has any.
    await expect.poll(() => areaOf(page)).toBe('E07000070')
    expect(positions(requests).map((url) => new URL(url).search)).toEqual(['?lng=0.471&lat=51.731'])
    expect(page.url()).not.toMatch(/0\.47|51\.73/)
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Near me')
    expect(faults).toEqual([])
  })

  it('is closed by Escape with nothing sent, and the focus is where it was', async () => {
    const { page, requests } = await open({ path, geolocation: inChelmsford, permissions: ['geolocation'] })
    await answered(page)
    await page.getByRole('button', { name: 'Near me' }).press('Enter')
    await page.getByRole('button', { name: 'Find my area' }).press('Escape')
    expect(await page.getByRole('button', { name: 'Find my area' }).isVisible()).toBe(false)
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Near me')
    expect(positions(requests)).toEqual([])
  })

  it('tells in words that the browser refused, that the reader is elsewhere, and that the look-up failed; the question stays', async () => {
    const visits = [
      [{}, /not allowed to on this page\. Type a place or a postcode/],
      [{ geolocation: { longitude: -1.0815, latitude: 53.9591 }, permissions: ['geolocation'] }, /^This position lies outside Essex/],
      [{ geolocation: inChelmsford, permissions: ['geolocation'], before: (page: Page) => page.route('**/api/areas/at*', (route) => route.abort()) }, /^Your area could not be looked up\. The server did not answer/]
    ] satisfies [Visit, RegExp][]
    for (const [visit, words] of visits) {
      const { page } = await open({ path, ...visit })
      await answered(page)
      await page.getByRole('button', { name: 'Near me' }).click()
      await page.getByRole('button', { name: 'Find my area' }).click()
      await page.getByText(words).waitFor()
      expect(areaOf(page)).toBeNull()
      await page.getByRole('button', { name: 'Near me' }).waitFor()
    }
  })
})
