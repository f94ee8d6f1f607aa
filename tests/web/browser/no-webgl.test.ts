import { describe, expect, it } from 'vitest'
import { browser, WITHOUT_MAP } from './support/browser.ts'

const { open } = browser(WITHOUT_MAP)

describe('without WebGL', () => {
  it('the table takes the place of the map, with a sentence', async () => {
    const { page, faults } = await open({ path: '/?theme=burglary' })
    await page.waitForSelector('td[data-cell]')
    expect(await page.locator('main').innerText()).toMatch(/cannot draw the map.*same numbers as a table/)
    expect(await page.locator('.map canvas').count()).toBe(0)
    expect(faults).toEqual([])
  })
})
