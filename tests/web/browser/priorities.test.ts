/** Local priorities as a team writes them and an administrator decides: by keyboard, on a small screen, with two people at once and a session that ends. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { Priority } from '../../../api/areas/priority-schema.ts'
import { focusBy, violations } from './support/access.ts'
import { openAs, password, signOutEverywhere, withoutRefusals } from './support/accounts.ts'
import { api, base, browser, PHONE, WITHOUT_MAP } from './support/browser.ts'
import { asked } from './support/plans.ts'

const { open } = browser(WITHOUT_MAP)
const SMALL = { width: 320, height: 640 }
const CHELMSFORD = 'E07000070'
/** Another one in each run: what a run before it has published stays. */
const MARKED = `<b>Bold</b> plans ${Date.now()}`
const text = { area: CHELMSFORD, kind: 'priority', asked: 'Residents asked for it.', willDo: 'Patrols.', begins: '2026-12-01', status: 'planned' }
const seen = async () => (await api<{ priorities: { title: string; asked: string; evidence: string | null }[] }>(`/areas/${CHELMSFORD}/priorities`)).priorities

/** What the browser's own keys write into a field that is reached by them. */
async function typeInto(page: Page, selector: string, words: string): Promise<void> {
  await focusBy(page, 'Tab', selector)
  await page.keyboard.insertText(words)
}
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().focus()
  await page.keyboard.press('Enter')
}
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
const stored = async (page: Page, title: string): Promise<Priority> => (await asked<Priority>(page, 'POST', '/api/priorities', { ...text, title })).json

describe('priorities and actions', () => {
  it('are written and submitted by keyboard alone at 320 pixels, and published by an administrator', async () => {
    const { page, faults } = await openAs(open, 'planner', '/priorities', { viewport: SMALL })
    await focusBy(page, 'Tab', 'main .head button')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'New entry' }).waitFor()
    await press(page, 'Submit for approval')
    await page.getByRole('alert').getByRole('link', { name: 'Choose an area' }).waitFor()
    expect(await violations(page)).toEqual([])
    await page.getByRole('alert').getByRole('link', { name: 'Choose an area' }).press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('priority-area')
    await page.keyboard.type('Chelms')
    await page.getByRole('option', { name: /^Chelmsford\s*District/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await typeInto(page, '#priority-title', MARKED)
    await typeInto(page, '#priority-asked', '<img src=x onerror="document.title=1"> said residents.')
    await typeInto(page, '#priority-evidence', `${base}/?theme=burglary&area=${CHELMSFORD}`)
    await typeInto(page, '#priority-willDo', 'Evening patrols.')
    expect(await page.locator('#priority-evidence').inputValue()).toBe(`/?theme=burglary&area=${CHELMSFORD}`)
    await page.getByRole('article', { name: MARKED }).getByRole('link', { name: 'See the map this rests on' }).waitFor()
    expect(await page.locator('article b, article img').count()).toBe(0)
    expect([await violations(page), await fits(page)]).toEqual([[], true])
    await press(page, 'Submit for approval')
    await page.getByText(`“${MARKED}” waits for an administrator.`).waitFor()
    expect((await seen()).map(({ title }) => title)).not.toContain(MARKED)
    expect([await violations(page), await fits(page)]).toEqual([[], true])
    const admin = await openAs(open, 'admin', '/priorities', { viewport: SMALL })
    await press(admin.page, MARKED)
    await admin.page.getByRole('button', { name: 'Publish', exact: true }).waitFor()
    expect([await violations(admin.page), await fits(admin.page)]).toEqual([[], true])
    await press(admin.page, 'Publish')
    await admin.page.getByText(`“${MARKED}” is published.`).waitFor()
    expect((await seen()).find(({ title }) => title === MARKED)).toMatchObject({ evidence: `/?theme=burglary&area=${CHELMSFORD}` })
    expect([...faults, ...admin.faults]).toEqual([])
  }, 90_000)

  it('are returned with a reason, which the team reads, and withdrawn', async () => {
    const { page } = await openAs(open, 'planner', '/priorities', { viewport: PHONE, colorScheme: 'dark' })
    const { id } = await stored(page, 'To be returned')
    await asked(page, 'POST', `/api/priorities/${id}/submit`, undefined, 1)
    const admin = await openAs(open, 'admin', '/priorities')
    await press(admin.page, 'To be returned')
    await press(admin.page, 'Return with a reason')
    await admin.page.getByLabel('What has to change').fill('Say by when.')
    expect(await violations(admin.page)).toEqual([])
    await admin.page.keyboard.press('Tab')
    await admin.page.keyboard.press('Enter')
    await admin.page.getByText('“To be returned” is returned.').waitFor()
    await page.reload()
    await page.getByText('Returned: Say by when.').waitFor()
    await press(page, 'To be returned')
    await page.getByText('Returned by admin: what has to change').waitFor()
    await page.getByText(/^History/).click()
    await page.getByText(/^Version 3: returned by admin/).waitFor()
    expect(await violations(page)).toEqual([])
    await press(page, 'Withdraw')
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).press('Enter')
    await page.getByText('“To be returned” is withdrawn; its history stays.').waitFor()
  }, 90_000)

  it('name who was first when two people change one, and lose nothing that was typed', async () => {
    const { page, faults } = await openAs(open, 'planner', '/priorities')
    const { id } = await stored(page, 'Changed twice')
    await page.reload()
    await press(page, 'Changed twice')
    await page.getByLabel('Title').fill('Mine')
    await page.locator('#priority-asked').fill('My reason.')
    expect((await asked(page, 'PATCH', `/api/priorities/${id}`, { title: 'Theirs', willDo: 'Their actions.' }, 1)).status).toBe(200)
    await press(page, 'Save as a draft')
    const dialog = page.getByRole('dialog', { name: 'planner changed this entry first' })
    await dialog.getByText('Changed: title and what is done').waitFor()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await page.getByLabel('Title').inputValue()).toBe('Mine')
    await press(page, 'Save as a draft')
    await dialog.getByRole('button', { name: 'Put mine on theirs' }).press('Enter')
    await dialog.waitFor({ state: 'detached' })
    expect([await page.getByLabel('Title').inputValue(), await page.locator('#priority-asked').inputValue(), await page.locator('#priority-willDo').inputValue()]).toEqual(['Mine', 'My reason.', 'Their actions.'])
    await press(page, 'Save as a draft')
    await page.getByText('Saved as a draft, version 3.').waitFor()
    expect(withoutRefusals(faults, 412)).toEqual([])
  }, 90_000)

  it('keep what is typed on the way to another page and back, before closing, and over the end of a session', async () => {
    const { page, faults } = await openAs(open, 'planner', '/priorities')
    await press(page, 'Write an entry')
    await page.getByLabel('Title').fill('Half written')
    await page.getByRole('link', { name: 'Help' }).click()
    await page.getByRole('heading', { name: 'Keys' }).waitFor()
    await page.goBack()
    expect(await page.getByLabel('Title').inputValue()).toBe('Half written')
    await press(page, 'Close')
    await page.getByRole('button', { name: 'Go on writing' }).press('Enter')
    await page.locator('#priority-area').fill('Chelmsford')
    await page.getByRole('option', { name: /^Chelmsford\s*District/ }).click()
    await page.locator('#priority-asked').fill('Because.')
    await page.locator('#priority-willDo').fill('Something.')
    expect(await signOutEverywhere((await openAs(open, 'planner', '/help')).page)).toBe(204)
    await press(page, 'Save as a draft')
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' })
    await dialog.getByLabel('Password', { exact: true }).fill(password)
    await page.keyboard.press('Enter')
    await page.getByText('Saved as a draft, version 1.').waitFor()
    expect(await page.getByLabel('Title').inputValue()).toBe('Half written')
    expect(withoutRefusals(faults, 401)).toEqual([])
  }, 90_000)

  it('are for who writes or approves them: others are told so', async () => {
    const { page } = await open({ path: '/priorities' })
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).waitFor()
    expect(await violations(page)).toEqual([])
    const analyst = await openAs(open, 'analyst', '/priorities')
    await analyst.page.getByText(/Your role is Analyst/).waitFor()
    const planner = await openAs(open, 'planner', '/help')
    await planner.page.getByRole('button', { name: 'Account of planner' }).click()
    await planner.page.getByRole('banner').getByRole('link', { name: 'Priorities and actions' }).click()
    await planner.page.getByRole('button', { name: 'Write an entry' }).waitFor()
  })
})
