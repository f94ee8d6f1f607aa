/** For every reader: by keyboard alone, in light and dark, on small screens, and without a map. */
import { describe, expect, it } from 'vitest'
import { focusBy, violations } from './support/access.ts'
import { browser, DESKTOP, drawn, PHONE, TABLET } from './support/browser.ts'

const { open } = browser()

describe('axe finds nothing', () => {
  for (const [name, viewport] of Object.entries({ desktop: DESKTOP, tablet: TABLET, phone: PHONE })) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`on a ${name} in ${colorScheme}, with a hexagon pinned and everything unfolded`, async () => {
        const { page } = await open({ viewport, colorScheme, path: '/?theme=crime&res=7&cell=87194e745ffffff' })
        await drawn(page)
        for (const summary of await page.locator('summary').all()) await summary.click()
        expect(await violations(page)).toEqual([])
      })
    }
  }

  it('in the table, on the sources page and on the help page', async () => {
    const { page } = await open({ path: '/?theme=burglary&res=7&table=1' })
    await page.waitForSelector('td[data-cell]')
    expect(await violations(page)).toEqual([])
    for (const [link, heading] of [['Sources', 'Attribution'], ['Help', 'Keys']] as const) {
      await page.getByRole('link', { name: link }).click()
      await page.getByRole('heading', { name: heading }).waitFor()
      expect(await violations(page)).toEqual([])
    }
  })
})

describe('by keyboard alone', () => {
  it('a reader asks another question, moves the months, pins a hexagon and lets it go', async () => {
    const { page } = await open({ path: '/?theme=crime&res=7' })
    await drawn(page)
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content')
    await focusBy(page, 'Tab', 'select.theme')
    await page.keyboard.type('Burg')
    await expect.poll(() => new URL(page.url()).searchParams.get('theme')).toBe('burglary')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Harlow')
    await page.getByRole('option', { name: /Harlow.*District/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => new URL(page.url()).searchParams.get('area')).toBe('E07000073')
    await drawn(page)
    await focusBy(page, 'Tab', '.map canvas')
    await page.keyboard.press('Enter')
    await expect.poll(() => new URL(page.url()).searchParams.get('cell')).toMatch(/^8/)
    await page.keyboard.press('Escape')
    await expect.poll(() => new URL(page.url()).searchParams.get('cell')).toBeNull()
    await focusBy(page, 'Tab', '[role=slider]')
    const before = await page.locator('[role=slider]').first().getAttribute('aria-valuetext')
    await page.keyboard.press('ArrowLeft')
    expect(await page.locator('[role=slider]').first().getAttribute('aria-valuetext')).not.toBe(before)
    await expect.poll(() => new URL(page.url()).searchParams.get('from')).not.toBeNull()
  })

  it('the sheet of a phone goes through its three stops', async () => {
    const { page } = await open({ viewport: PHONE, path: '/?theme=crime&res=7' })
    await drawn(page)
    const heights: number[] = []
    await page.locator('.handle').first().focus()
    for (let i = 0; i < 3; i++) {
      heights.push((await page.locator('section.sheet').boundingBox())!.height)
      await page.keyboard.press('Enter')
    }
    expect(new Set(heights.map(Math.round)).size).toBe(3)
  })
})

describe('at 320 pixels', () => {
  for (const path of ['/', '/sources', '/help', '/?table=1', '/sign-in', '/what-you-may-see', '/audit']) {
    it(`nothing on ${path} needs scrolling sideways`, async () => {
      const { page } = await open({ viewport: { width: 320, height: 640 }, path })
      await page.waitForSelector('.foot figure, main h1')
      await page.waitForTimeout(500)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    })
  }
})
