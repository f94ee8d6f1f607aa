/** Where to stand: the rural team's question to its answer, a point moved by keys and by dragging, two plans beside each other, and nothing of it in an address. */
import { describe, expect, it } from 'vitest'
import { openAs } from './support/accounts.ts'
import { violations } from './support/access.ts'
import { browser, DESKTOP, PHONE } from './support/browser.ts'
import { ready } from './support/roads.ts'

const { open } = browser()
const shareIn = (text: string | null) => Number(/reach (\d+\.\d)%/.exec(text ?? '')![1])

describe('where to stand', () => {
  it('answers the rural team\'s question with one hub in the west and one in the east, and proves it', async () => {
    const { page, faults } = await openAs(open, 'planner', '/response?tab=standby')
    await ready(page)
    await page.getByText(/^The points as they stand reach/).waitFor({ timeout: 30_000 })
    await page.getByRole('button', { name: /^Two more hubs for the rural team/ }).click()
    await page.getByText(/^Proved: no other choice of as many points reaches more\./).waitFor({ timeout: 30_000 })
    await page.getByRole('heading', { name: 'By part of the week' }).waitFor({ timeout: 60_000 })
    const answer = page.locator('p.answer')
    expect(await answer.textContent()).toMatch(/^With .+ and .+ the points reach \d+\.\d% \(95% interval .+\) of the 15,\d+ rural emergencies within 20 minutes, up from \d+\.\d% without them\. No other choice/)
    const points = page.getByRole('region', { name: 'New points' })
    expect(await points.locator('tbody tr').count()).toBe(2)
    expect(await page.locator('.stand-point').count()).toBe(2)
    expect(await page.getByRole('region', { name: 'Points by part of the week' }).locator('tbody tr').count()).toBe(5)
    await page.getByText(/^2 new points reach \d+\.\d%; one more would reach \d+\.\d%\.$/).waitFor()
    await page.getByText(/attended in time\. The model is \d+\.\d points too/).waitFor()
    // No point is in an address.
    expect(new URL(page.url()).search).toBe('?tab=standby')
    expect(faults).toEqual([])
  }, 150_000)

  it('has a moved point change the answer, by buttons, by arrow keys and by dragging, beside a plan that is kept', async () => {
    const { page, faults } = await openAs(open, 'analyst', '/response?tab=standby')
    await ready(page)
    const answer = page.locator('p.answer')
    await page.getByText(/^The points as they stand reach/).waitFor({ timeout: 30_000 })
    const bases = shareIn(await answer.textContent())
    await page.getByRole('button', { name: 'Put a point on the map' }).click()
    await page.getByRole('region', { name: 'New points' }).getByText('Point 1').waitFor()
    const changed = async (act: () => Promise<unknown>) => {
      const before = await page.getByRole('region', { name: 'New points' }).locator('small').first().textContent()
      await act()
      await page.waitForFunction((old) => document.querySelector('[aria-label="New points"] small')?.textContent !== old, before)
      await page.waitForTimeout(900)
    }
    await page.getByRole('button', { name: 'Keep to compare' }).click()
    await changed(() => page.getByRole('button', { name: /^Move Point 1.* north$/ }).click())
    await page.locator('.stand-point').focus()
    await changed(() => page.keyboard.press('ArrowRight'))
    expect(await page.evaluate(() => document.activeElement?.className)).toMatch(/stand-point/)
    const box = (await page.locator('.stand-point').boundingBox())!
    await changed(async () => {
      await page.mouse.move(box.x + 14, box.y + 14)
      await page.mouse.down()
      await page.mouse.move(box.x + 60, box.y - 30, { steps: 6 })
      await page.mouse.up()
    })
    expect(shareIn(await answer.textContent())).toBeGreaterThanOrEqual(bases)
    await page.getByText(/^(Both reach|The plan now reaches) .+Kept: Point 1\.$/).waitFor()
    await page.getByRole('button', { name: /^Remove Point 1/ }).click()
    await page.getByText('No new point yet', { exact: false }).waitFor()
    expect(faults).toEqual([])
  }, 120_000)

  it('is accessible in light and dark, and fits a phone', async () => {
    for (const [size, scheme] of [[DESKTOP, 'light'], [PHONE, 'dark']] as const) {
      const { page, faults } = await openAs(open, 'planner', '/response?tab=standby', { ...size, colorScheme: scheme } as never)
      await page.getByText(/^The points as they stand reach/).waitFor({ timeout: 30_000 })
      await page.getByRole('button', { name: 'Put a point on the map' }).click()
      await page.getByRole('region', { name: 'New points' }).waitFor()
      expect(await violations(page), scheme).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
      expect(faults).toEqual([])
    }
  }, 120_000)
})
