/** What the tests of the roads pages share: when the map stands, the first row, and a look at a state in both widths and colours. */
import { expect } from 'vitest'
import type { Page } from 'playwright-core'
import { violations } from './access.ts'
import { DESKTOP, PHONE } from './browser.ts'

export const ready = (page: Page) => page.locator('.map[data-ready=true]').waitFor()
/** One ring is one row: the first of the list. */
export const firstRow = (page: Page) => page.locator('.side ol > li > button').first()

export async function look(page: Page, state: string): Promise<void> {
  for (const [viewport, colorScheme] of [[DESKTOP, 'light'], [PHONE, 'dark']] as const) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    expect({ state, viewport, found: await violations(page) }).toEqual({ state, viewport, found: [] })
  }
  await page.setViewportSize({ width: 320, height: 640 })
  expect([state, await page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.querySelector('.page')?.scrollWidth ?? 0))]).toEqual([state, 320])
  await page.setViewportSize(DESKTOP)
  await page.emulateMedia({ colorScheme: 'light' })
}
