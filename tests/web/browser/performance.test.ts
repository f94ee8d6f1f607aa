/** The performance update in the browser: September 2014 as it was printed, the months behind a row, the files, and every reader. */
import { describe, expect, it } from 'vitest'
import { violations } from './support/access.ts'
import { browser, DESKTOP, PHONE } from './support/browser.ts'

const { open } = browser()

describe('the performance update', () => {
  it('prints September 2014 to the digit, with the months behind a row and a picture of them', async () => {
    const { page, faults } = await open({ path: '/performance?to=2014-09' })
    const table = page.getByRole('region', { name: 'Performance update' })
    const cells = async (name: RegExp) => (await table.getByRole('row', { name }).first().getByRole('cell').allTextContents()).slice(0, 5).map((text) => text.trim())
    await table.getByRole('row', { name: /^All crime offences/ }).waitFor()
    expect(await cells(/^All crime offences/)).toEqual(['99,588', '100,050', '+0.5%', '−0.4% to +1.3%', 'worsened 0.6'])
    expect(await cells(/^Solved crime rate/)).toEqual(['28.79%', '27.94%', '−0.85 points', '−1.25 to −0.45 points', 'worsened 0.35'])
    expect((await cells(/^KSI cyclists/)).filter((_, i) => i !== 3)).toEqual(['86', '86', '0.0%', 'worsened 8.9'])
    expect(await cells(/^Emergency incidents attended/)).toMatchObject(['90.1%', '87.4%', '−2.7 points', expect.anything(), 'worsened 1.0'])
    expect((await cells(/^Crime linked to organised groups/)).slice(0, 3)).toEqual(['no data', 'no data', 'not comparable'])
    await page.getByText(/^Worse than the year before by more than chance explains: repeat victims of crime/).waitFor()
    const months = page.getByRole('button', { name: 'Months of Anti-social behaviour incidents' })
    await months.focus()
    await page.keyboard.press('Enter')
    await page.getByText('Every month as a table').click()
    expect(await page.getByRole('region', { name: 'Every month of Anti-social behaviour incidents' }).locator('tbody tr').count()).toBe(24)
    const [picture] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Picture for a slide' }).click()])
    expect(picture.suggestedFilename()).toBe('beatwise-performance-anti-social-behaviour-2014-09.png')
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()])
    expect(file.suggestedFilename()).toBe('beatwise-performance-2014-09.csv')
    expect(faults).toEqual([])
  }, 60_000)

  it('leads from a row to the same months on the map, and another month stands in the address', async () => {
    const { page, faults } = await open({ path: '/performance' })
    await page.getByRole('link', { name: 'Vehicle crime' }).click()
    await page.waitForURL((url) => url.searchParams.get('theme') === 'vehicle-crime' && url.searchParams.get('from') === '2013-10')
    await page.goBack()
    await page.getByLabel('Twelve months to').selectOption('2014-08')
    await page.waitForURL((url) => url.searchParams.get('to') === '2014-08')
    await page.getByRole('columnheader', { name: 'Sep 2012 to Aug 2013' }).waitFor()
    expect(faults).toEqual([])
  }, 60_000)

  it.each([['desktop, dark', DESKTOP, 'dark'], ['phone, light', PHONE, 'light']] as const)('axe finds nothing, and nothing is too wide: %s', async (_name, size, colorScheme) => {
    const { page } = await open({ path: '/performance', viewport: size, colorScheme })
    await page.getByRole('button', { name: 'Months of Robbery' }).click()
    await page.getByRole('button', { name: 'Picture for a slide' }).waitFor()
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  }, 60_000)
})
