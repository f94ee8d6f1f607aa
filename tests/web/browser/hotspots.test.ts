/** The layers of the map in a browser: painted from the address, said in words, told in a table, reached by keyboard. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { focusBy, violations } from './support/access.ts'
import { api, browser, drawn, numbers, PHONE } from './support/browser.ts'

interface Hotspots { n: number; cells: string[]; values: number[]; hot: { raw: number; corrected: number } }

const { open } = browser()
/** The last twelve months that are held, whichever these are. */
const SPAN = 'theme=burglary&res=7'

describe('a layer of the map', () => {
  it('is painted from the address, and says first what the answer says', async () => {
    const { page, faults } = await open({ path: `/?${SPAN}` })
    await drawn(page)
    await page.waitForTimeout(800)
    const counts = await page.locator('.map canvas').screenshot()
    await page.goto(page.url() + '&layer=significance')
    await page.waitForSelector('.layer-answer[aria-busy=false]')
    await page.waitForTimeout(1200)
    expect(counts.equals(await page.locator('.map canvas').screenshot())).toBe(false)
    const { n, hot } = await api<Hotspots>(`/hotspots?${SPAN}`)
    const words = await page.locator('.layer-answer').innerText()
    expect(numbers(words.match(/[\d,]+/g)!.slice(0, 4))).toEqual([hot.corrected, n, n, hot.raw])
    expect(await page.locator('.foot figure').innerText()).toMatch(/hot, 99%/)
    expect(faults).toEqual([])
  })

  it('has a table with every hexagon of the answer', async () => {
    const { page } = await open({ path: `/?${SPAN}&layer=significance&table=1` })
    await page.waitForSelector('td[data-column=value]')
    const answer = await api<Hotspots>(`/hotspots?${SPAN}`)
    const expected = new Map(answer.cells.map((cell, i) => [cell, answer.values[i]]))
    expect(await page.locator('nav[aria-label="Pages of the table"]').innerText()).toContain(`of ${answer.n.toLocaleString('en-GB')}`)
    const cells = page.locator('td[data-column=value]')
    const names = await cells.evaluateAll((tds) => tds.map((td) => (td as HTMLElement).dataset.cell!))
    expect(numbers(await cells.allTextContents())).toEqual(names.map((name) => expected.get(name)))
  })

  it('is chosen, read and taken to its record by keyboard alone', async () => {
    const { page, faults } = await open({ path: `/?${SPAN}` })
    await drawn(page)
    await focusBy(page, 'Tab', 'input[name=layer]')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => new URL(page.url()).searchParams.get('layer')).toBe('significance')
    await page.waitForSelector('.layer-answer[aria-busy=false]')
    await focusBy(page, 'Tab', '.layer summary')
    await page.keyboard.press('Enter')
    await focusBy(page, 'Tab', '#setting-ring')
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => new URL(page.url()).searchParams.get('ring')).toBe('2')
    await page.waitForSelector('.layer-answer[aria-busy=false]')
    await focusBy(page, 'Tab', '.layer summary')
    await page.keyboard.press('Enter')
    await focusBy(page, 'Tab', '.layer a[href^="/record"]')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'How it was found' }).waitFor()
    await page.getByText('Two rings, the eighteen around.').waitFor()
    await page.getByLabel('Responsible person').fill('A. Reader')
    expect(page.url()).not.toContain('Reader')
    expect(await violations(page)).toEqual([])
    expect(faults).toEqual([])
  })

  it('tells where harm and count disagree, and hands out the server\'s file with both ranks', async () => {
    const { page, faults } = await open({ path: `/?theme=crime&res=7&layer=harm` })
    await page.waitForSelector('.layer-answer[aria-busy=false]')
    await page.locator('input[value=disagreement]').check({ force: true })
    await page.getByRole('heading', { name: /Of the .* most harmful hexagons, / }).waitFor()
    const [both, count, harm] = numbers((await page.locator('.foot figure').innerText()).match(/\(?[\d,]+\)/g)!.map((text) => text.replace(/[()]/g, '')))
    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download this layer (CSV)' }).click()])
    const lines = readFileSync((await saved.path())!, 'utf8').trimEnd().split('\r\n')
    expect(lines[0]).toMatch(/^h3,.*,count,countRank,harmRank,foremost$/)
    expect([',both', ',count alone', ',harm alone'].map((end) => lines.filter((line) => line.endsWith(end)).length)).toEqual([both, count, harm])
    expect(faults).toEqual([])
  })

  it('keeps to the newest question, however late the answer to an older one comes', async () => {
    const { page } = await open({
      path: `/?${SPAN}&layer=significance`,
      before: (one) => one.route('**/api/hotspots?*', async (route) => {
        await new Promise((goOn) => setTimeout(goOn, 3000))
        await route.continue().catch(() => undefined)
      }),
    })
    await page.waitForSelector('input[value=change]')
    await page.locator('input[value=change]').check({ force: true })
    await page.waitForSelector('.layer-answer[aria-busy=false]')
    const words = await page.locator('.layer-answer').innerText()
    await page.waitForTimeout(4000)
    expect(await page.locator('.layer-answer').innerText()).toBe(words)
    expect(words).toMatch(/rose and|No hexagon changed|Change was not tested here/)
  })

  it('offers to try again after a failure, and keeps the picture', async () => {
    let fails = true
    const { page } = await open({
      path: `/?${SPAN}&layer=density`,
      before: (one) => one.route('**/api/hotspots/density?*', (route) => (fails ? route.fulfill({ status: 503, json: { error: { code: 'busy', message: 'Too much at once.' } } }) : route.continue())),
    })
    await page.getByText('This layer could not be loaded. Too much at once.').waitFor()
    fails = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.waitForSelector('.layer-answer[aria-busy=false]')
  })
})

describe('axe finds nothing', () => {
  const visits = {
    significance: {}, change: {}, forecast: {}, class: { viewport: PHONE, colorScheme: 'dark' as const }, 'harm&show=disagreement': { viewport: PHONE }, density: { colorScheme: 'dark' as const },
  }
  it.each(Object.entries(visits))('in the layer %s with everything unfolded', async (layer, visit) => {
    const { page } = await open({ ...visit, path: `/?${SPAN}&layer=${layer}` })
    await page.waitForSelector('.layer-answer[aria-busy=false]')
    if (layer === 'forecast') await page.waitForSelector('.layer h3:has-text("How accurate")')
    for (const summary of await page.locator('summary').all()) await summary.click()
    expect(await violations(page)).toEqual([])
  })
})
