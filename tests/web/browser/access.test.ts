/** For every reader: by keyboard alone, in light and dark, on small screens, and without a map. */
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { browser, DESKTOP, drawn, PHONE, TABLET } from './support/browser.ts'

const { open } = browser()
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

async function violations(page: Page): Promise<string[]> {
  // Read by the page's own debugger, so the content policy stays as it is.
  await page.evaluate((await import('node:fs')).readFileSync(axe, 'utf8'))
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    const result = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
  })
}

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
  for (const path of ['/', '/sources', '/help', '/?table=1']) {
    it(`nothing on ${path} needs scrolling sideways`, async () => {
      const { page } = await open({ viewport: { width: 320, height: 640 }, path })
      await page.waitForSelector('.foot figure, main h1')
      await page.waitForTimeout(500)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    })
  }
})

async function focusBy(page: Page, key: string, selector: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return
    await page.keyboard.press(key)
  }
  throw new Error(`The keyboard never reaches ${selector}`)
}
