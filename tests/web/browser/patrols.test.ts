/** Planning a patrol against the running product: the journey by keyboard, two planners at once, refusals. */
import { describe, expect, it } from 'vitest'
import { violations } from './support/access.ts'
import { openAs, withoutRefusals } from './support/accounts.ts'
import { browser, WITHOUT_MAP } from './support/browser.ts'
import { asked, planned, SEARCHED_WITHIN_MS, shown } from './support/plans.ts'

const { open } = browser(WITHOUT_MAP)

describe('a planner', () => {
  it('asks for a shift, gets routes, locks and moves a visit by keyboard, searches again around it and approves', async () => {
    const { page, faults } = await openAs(open, 'planner', '/patrols')
    await page.getByRole('link', { name: 'New plan' }).press('Enter')
    await page.getByLabel('District', { exact: true }).selectOption({ label: 'Chelmsford' })
    await page.getByLabel('Against what').selectOption('burglary')
    await page.getByLabel('A usual shift').selectOption('late')
    await page.getByText('from Police base').first().waitFor()
    expect(new URL(page.url()).search).toBe('')
    await page.getByRole('button', { name: 'Find routes' }).press('Enter')
    await page.locator('[data-at]').first().waitFor({ timeout: SEARCHED_WITHIN_MS })
    await page.getByRole('button', { name: 'Search again' }).waitFor({ timeout: SEARCHED_WITHIN_MS })
    expect(new URL(page.url()).search).toMatch(/^\?id=[0-9a-f-]{36}$/)
    expect(await page.getByText(/^This plan covers [\d.]+% of what is expected in the shift\.$/).first().isVisible()).toBe(true)
    // The finished plan has taken the place of the best so far.
    await page.getByRole('button', { name: 'Approve' }).waitFor({ timeout: SEARCHED_WITHIN_MS })
    const visit = page.locator('[data-at="0-0"]')
    const name = (await visit.getAttribute('aria-label'))!
    await visit.focus()
    await page.keyboard.press('l')
    await expect.poll(() => visit.getAttribute('aria-label'), { timeout: SEARCHED_WITHIN_MS }).toBe(`${name}, locked`)
    expect(await visit.evaluate((button) => button === document.activeElement)).toBe(true)
    await page.getByText('1 locked visit stays where it is.').waitFor()
    await page.getByRole('button', { name: 'Search again' }).press('Enter')
    await page.getByRole('button', { name: 'Stop and take this one' }).or(page.getByRole('button', { name: 'Search again' })).first().waitFor()
    await page.getByRole('button', { name: 'Search again' }).waitFor({ timeout: SEARCHED_WITHIN_MS })
    expect((await page.locator('[data-at^="0-"]').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label'))))).toContainEqual(expect.stringMatching(/, locked$/))
    await expect.poll(() => page.getByRole('button', { name: 'Approve' }).isEnabled(), { timeout: SEARCHED_WITHIN_MS }).toBe(true)
    await page.getByRole('button', { name: 'Approve' }).press('Enter')
    await page.getByText('Approved', { exact: true }).waitFor()
    expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toMatch(/visits|places|burglary/)
    expect(faults).toEqual([])
  }, 150_000)

  it('is told beside the visit which rule a move would break, and the routes stay', async () => {
    const { page, faults } = await openAs(open, 'planner', '/patrols')
    const plan = await planned(page, 'Refused')
    await shown(page, plan)
    const texts = () => page.locator('[data-at]').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))
    const before = await texts()
    await page.locator('[data-at="0-0"]').focus()
    for (let i = 0; i < 40 && (await page.getByRole('alert').count()) === 0; i++) {
      await page.keyboard.press('ArrowLeft')
      await page.waitForTimeout(250)
    }
    await page.getByRole('alert').getByText('Not done; the routes are as they were.').waitFor()
    expect(await page.getByRole('alert').innerText()).toMatch(/minute/)
    expect((await texts()).length).toBe(before.length)
    expect(await violations(page)).toEqual([])
    expect(withoutRefusals(faults, 400)).toEqual([])
  }, 120_000)

  it('who comes second is told who was first, sees both, and loses nothing', async () => {
    const { page, faults } = await openAs(open, 'planner', '/patrols')
    const plan = await planned(page, 'Two at once')
    await shown(page, plan)
    expect((await asked(page, 'PATCH', `/api/patrols/plans/${plan.id}`, { name: 'Renamed by the other' }, plan.version)).status).toBe(200)
    await page.getByRole('button', { name: 'Approve' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('planner changed this plan first').waitFor()
    expect(await dialog.innerText()).toMatch('You wanted to set it to approved.')
    expect(await violations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'See both' }).click()
    await dialog.getByText(/places are visited in both plans/).waitFor()
    await dialog.getByRole('button', { name: 'Make my change to theirs' }).click()
    await page.getByRole('heading', { name: 'Renamed by the other' }).waitFor()
    await page.getByText('Approved', { exact: true }).waitFor()
    expect(withoutRefusals(faults, 412)).toEqual([])
  }, 120_000)

  it('plans the same a week later, keeps a template, prints, and deletes after being asked', async () => {
    const { page } = await openAs(open, 'planner', '/patrols')
    const plan = await planned(page, 'Every Saturday')
    await shown(page, plan)
    await page.getByRole('button', { name: 'Keep as a template' }).click()
    await page.getByText('Kept as a template of your team').waitFor()
    await page.getByRole('link', { name: 'Print the briefing' }).first().click()
    const sheet = page.frameLocator('iframe')
    await sheet.getByRole('heading', { name: 'Every Saturday' }).first().waitFor()
    expect(await sheet.locator('.phone').count()).toBe(0)
    await page.getByRole('button', { name: 'Add codes for phones' }).click()
    await sheet.locator('.phone svg').first().waitFor()
    await sheet.getByRole('heading', { name: 'Every Saturday' }).first().waitFor()
    await page.getByRole('link', { name: 'Back to the plan' }).click()
    await page.getByRole('link', { name: 'My plans' }).click()
    await page.getByRole('link', { name: 'Plan the same a week later: Every Saturday' }).click()
    await expect.poll(() => page.getByLabel('Day on which the shift begins').inputValue()).toBe('2026-12-12')
    await page.getByRole('link', { name: 'My plans' }).click()
    await page.getByRole('link', { name: 'Use the template Every Saturday' }).waitFor()
    await page.getByRole('button', { name: 'Delete Every Saturday' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByText('Every Saturday is deleted.').waitFor()
    await expect.poll(() => page.getByRole('link', { name: 'Every Saturday', exact: true }).count()).toBe(0)
  }, 120_000)
})
