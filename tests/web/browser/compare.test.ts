/** Two layers of the map compared in a browser: moved as one, marked alike, told in one table, and freed when let go. */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { focusBy, violations } from './support/access.ts'
import { api, browser, numbers, PHONE } from './support/browser.ts'

interface Hotspots { n: number; cells: string[]; values: number[] }
interface Forecast { cells: string[]; risk: number[] }

const { open } = browser()
/** Two maps are drawn in software: no larger than the panel at the side needs. */
const viewport = { width: 1000, height: 700 }
const SPAN = 'theme=burglary&res=7'
const COMPARED = `/?${SPAN}&layer=significance&beside=forecast`

async function compared(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelectorAll('.map[data-ready=true]').length === 2)
  await page.waitForSelector('.agreement[aria-busy=false]')
}
const slider = (page: Page) => page.getByRole('slider', { name: /^Divider between/ })
const value = async (page: Page) => Number(await slider(page).getAttribute('aria-valuenow'))
const param = (page: Page, name: string) => new URL(page.url()).searchParams.get(name)
/** A piece of each map at the same place of the ground, as pictures. */
const pieces = async (page: Page, at: { x: number; y: number }) =>
  Promise.all([0, 1].map(async (i) => {
    const box = (await page.locator('.map').nth(i).boundingBox())!
    return page.screenshot({ clip: { x: box.x + at.x * box.width - 20, y: box.y + at.y * box.height - 20, width: 40, height: 40 } })
  }))

describe('a second layer', () => {
  it('is offered beside the first, brings a second map, and takes it along when it is let go', async () => {
    const { page, faults } = await open({ viewport, path: `/?${SPAN}` })
    await page.waitForSelector('.map[data-ready=true]')
    await page.waitForSelector('.answer[aria-busy=false]')
    expect(await page.locator('canvas').count()).toBe(1)
    for (let turn = 0; turn < 2; turn++) {
      await page.getByRole('button', { name: 'Compare with another layer' }).click()
      await page.getByRole('group', { name: 'Compare with' }).getByRole('button', { name: 'Density' }).click()
      await compared(page)
      expect(param(page, 'beside')).toBe('density')
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT')
      const lost = page.evaluate(() => new Promise((done) => document.querySelectorAll('canvas')[1]!.addEventListener('webglcontextlost', () => done(true))))
      await page.getByRole('button', { name: 'Close the comparison' }).click()
      expect(await lost).toBe(true)
      expect(await page.locator('canvas').count()).toBe(1)
      expect(param(page, 'beside')).toBeNull()
    }
    await page.goBack()
    await compared(page)
    expect(faults).toEqual([])
  })

  it('is divided from the first by a line that keys and a drag move, kept in the address without a step back', async () => {
    const { page } = await open({ viewport, path: COMPARED })
    await compared(page)
    const steps = await page.evaluate(() => history.length)
    await focusBy(page, 'Tab', '[role=slider][aria-label^=Divider]')
    await page.keyboard.press('ArrowRight')
    expect(await value(page)).toBe(52)
    await page.keyboard.press('Home')
    expect(await value(page)).toBe(5)
    const handle = (await slider(page).locator('svg').boundingBox())!
    const stage = (await page.locator('.stage').boundingBox())!
    const [x, y] = [handle.x + handle.width / 2, handle.y + handle.height / 2]
    expect(Math.abs(x - stage.x - 0.05 * stage.width)).toBeLessThan(1.5)
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(stage.x + stage.width * 0.6, y, { steps: 8 })
    await page.mouse.up()
    expect(await value(page)).toBe(60)
    await expect.poll(() => param(page, 'at')).toBe('0.6')
    expect(await page.evaluate(() => history.length)).toBe(steps)
    const shown = await page.locator('.compared .second').evaluate((element) => getComputedStyle(element).clipPath)
    expect(shown).toMatch(/60%/)
  })

  it('moves with the first, whichever of the two is moved', async () => {
    const { page, faults } = await open({ viewport: { width: 1440, height: 700 }, path: '/?theme=burglary&res=8&layer=significance&beside=change&split=pair&map=10/51.75/0.5' })
    await compared(page)
    for (const i of [1, 0]) {
      const before = page.url()
      const boxes = await Promise.all([0, 1].map(async (one) => (await page.locator('.map').nth(one).boundingBox())!))
      const [held, other] = [boxes[i]!, boxes[1 - i]!]
      await page.mouse.move(held.x + 100, held.y + 200)
      await page.mouse.down()
      await page.mouse.move(held.x + 177, held.y + 261, { steps: 10 })
      await page.waitForTimeout(200)
      await page.mouse.up()
      await expect.poll(() => page.url()).not.toBe(before)
      // The same place of both maps is the same hexagon: pinned in the one, let go in the other, beside the card that lies over it.
      for (const [x, y] of i === 1 ? [[360, 250], [420, 400], [490, 300]] as const : [[50, 250], [90, 330], [140, 290]] as const) {
        await page.mouse.click(held.x + x, held.y + y)
        await expect.poll(() => param(page, 'cell')).not.toBeNull()
        await page.mouse.click(other.x + x, other.y + y)
        await expect.poll(() => param(page, 'cell')).toBeNull()
      }
    }
    expect(await violations(page)).toEqual([])
    expect(faults).toEqual([])
  })

  it('marks the same hexagon in both maps, and the card tells what both say of it', async () => {
    const { page } = await open({ viewport, path: `${COMPARED}&split=pair&map=11/51.735/0.47` })
    await compared(page)
    await page.waitForTimeout(1000)
    const before = await pieces(page, { x: 0.5, y: 0.5 })
    const second = (await page.locator('.map').nth(1).boundingBox())!
    await page.mouse.click(second.x + second.width / 2, second.y + second.height / 2)
    await page.waitForTimeout(800)
    const after = await pieces(page, { x: 0.5, y: 0.5 })
    expect(after.map((picture, i) => picture.equals(before[i]!))).toEqual([false, false])
    const { cells, values } = await api<Hotspots>(`/hotspots?${SPAN}`)
    const card = await page.locator('.card article').innerText()
    expect(card).toContain(`Hotspots: count ${values[cells.indexOf(param(page, 'cell')!)]},`)
    expect(card).toMatch(/Forecast: [\d.]+ expected\./)
  })

  it('stands in one table with the first, every hexagon of either, sorted by the first', async () => {
    const { page } = await open({ path: `${COMPARED}&table=1`, colorScheme: 'dark' })
    await page.waitForSelector('td[data-column=right-risk]')
    const first = await api<Hotspots>(`/hotspots?${SPAN}`)
    const cells = page.locator('td[data-column=left-value]')
    const names = await cells.evaluateAll((tds) => tds.map((td) => (td as HTMLElement).dataset.cell!))
    expect(numbers(await cells.allTextContents())).toEqual(names.map((name) => first.values[first.cells.indexOf(name)]))
    const z = numbers(await page.locator('td[data-column=left-z]').allTextContents())
    expect(z).toEqual(z.toSorted((a, b) => b - a))
    expect(await page.locator('nav[aria-label="Pages of the table"]').innerText()).toContain(`of ${first.n.toLocaleString('en-GB')}`)
    await page.locator('thead button', { hasText: 'Expected' }).click()
    const { risk, cells: forecast } = await forecastOf(page)
    const shown = await page.locator('td[data-column=right-risk]').evaluateAll((tds) => tds.map((td) => (td as HTMLElement).dataset.cell!))
    const risks = shown.map((cell) => risk[forecast.indexOf(cell)]!)
    expect(risks[0]).toBe(Math.max(...risk))
    expect(risks).toEqual(risks.toSorted((a, b) => b - a))
    for (const summary of await page.locator('summary:visible').all()) await summary.click()
    expect(await violations(page)).toEqual([])
  })

  it('that fails leaves the first as it is and can be asked for again', async () => {
    let fails = true
    const { page } = await open({
      viewport, path: `/?${SPAN}&beside=density`,
      before: (one) => one.route('**/api/hotspots/density?*', (route) => (fails ? route.fulfill({ status: 503, json: { error: { code: 'busy', message: 'Too much at once.' } } }) : route.continue())),
    })
    await page.getByText('The layer to compare with could not be loaded. Too much at once.').waitFor()
    expect(await page.locator('p[data-side=right]').innerText()).toContain('Density: not loaded')
    fails = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await compared(page)
    expect(await page.locator('.agreement h2').innerText()).toMatch(/^Of the [\d,]+ foremost hexagons \(1%\) by counts, .* foremost by density$/)
  })
})

async function forecastOf(page: Page): Promise<Forecast> {
  const asked = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name).find((name) => name.includes('/api/hotspots/forecast?'))!)
  return (await fetch(asked)).json() as Promise<Forecast>
}

describe('axe finds nothing in a comparison on a phone', () => {
  const visits = {
    'under a divider': { path: COMPARED, viewport: PHONE, hasTouch: true, isMobile: true }, 'of two maps': { path: `${COMPARED}&split=pair`, viewport: PHONE, colorScheme: 'dark' as const },
  }
  it.each(Object.entries(visits))('%s', async (_, visit) => {
    const { page } = await open(visit)
    await compared(page)
    for (const summary of await page.locator('summary:visible').all()) await summary.click()
    expect(await violations(page)).toEqual([])
    if ('hasTouch' in visit) {
      const handle = (await slider(page).locator('svg').boundingBox())!
      expect(Math.min(handle.width, handle.height)).toBeGreaterThanOrEqual(44)
    }
  })
})
