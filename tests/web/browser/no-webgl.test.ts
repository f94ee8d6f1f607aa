import { describe, expect, it } from 'vitest'
import { openAs } from './support/accounts.ts'
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
  it('emergency response has its hexagons and roads in a table, and its places without a map', async () => {
    const { page, faults } = await openAs(open, 'analyst', '/response?tab=map')
    await page.getByText('The table says the same.').waitFor()
    const rows = page.getByRole('region', { name: 'Hexagons and stretches of road' }).locator('tbody tr')
    await rows.first().getByRole('button').click()
    await page.getByRole('region', { name: 'What is looked at' }).waitFor()
    await page.getByRole('button', { name: 'Roads and places' }).click()
    await page.getByText(/Most out of proportion: A12/).waitFor()
    expect(await page.locator('.map').count()).toBe(0)
    expect(faults).toEqual([])
  })
})
