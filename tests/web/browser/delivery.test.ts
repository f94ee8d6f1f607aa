/** What became of plans, against the running product: the board with links and tracks, whether it worked, trials drawn by lot. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Plan } from '../../../api/patrols/schema.ts'
import { violations } from './support/access.ts'
import { openAs, withoutRefusals } from './support/accounts.ts'
import { browser, DESKTOP, PHONE, WITHOUT_MAP } from './support/browser.ts'
import { asked, planned } from './support/plans.ts'

const { open } = browser(WITHOUT_MAP)
const local = (ms: number) => new Date(ms).toLocaleString('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' }).replace(' ', 'T')
/** The shift of one is on; of the other three months are loaded that followed it. */
let [running, past] = [] as unknown as [Plan, Plan]
const begin = Math.floor(Date.now() / 60_000) * 60_000 - 3 * 3_600_000

beforeAll(async () => {
  const { page } = await openAs(open, 'planner', '/patrols')
  const shifts = [{ shiftFrom: local(begin), shiftTo: local(begin + 8 * 3_600_000) }, { shiftFrom: '2014-06-07T15:00', shiftTo: '2014-06-07T23:00' }]
  ;[running, past] = (await Promise.all(shifts.map((shift, i) => planned(page, ['On now', 'In June'][i]!, shift)))) as [Plan, Plan]
  await page.context().close()
}, 120_000)

/** By axe as dark on a desktop and light on a phone, where nothing is too wide either. */
async function sound(page: Page): Promise<void> {
  for (const [viewport, colorScheme] of [[DESKTOP, 'dark'], [PHONE, 'light']] as const) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    expect({ colorScheme, found: await violations(page) }).toEqual({ colorScheme, found: [] })
  }
  expect(await page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.querySelector('.page')?.scrollWidth ?? 0))).toBe(PHONE.width)
  await page.setViewportSize(DESKTOP)
}

describe('the board', () => {
  const first = () => running.content!.units[0]!.visits[0]!
  const nameOf = (id: string) => running.content!.places.find((place) => place.id === id)!.name

  it('says where a unit is, and a link made by keyboard opens its list on a phone until it is withdrawn', async () => {
    const { page, faults } = await openAs(open, 'planner', `/patrols/plan?id=${running.id}&tab=delivery`)
    await page.getByRole('heading', { name: 'Units now' }).waitFor()
    const alpha = page.getByRole('listitem').filter({ hasText: 'Alpha:' })
    await alpha.getByText(/under way; next .+ min late$/).waitFor()
    const arrived = { unit: 'Alpha', place: first().place, arrivedAt: new Date(Date.now() - 5 * 60_000).toISOString(), note: 'All quiet' }
    expect((await asked(page, 'POST', `/api/patrols/plans/${running.id}/visits`, { visits: [arrived] })).status).toBe(200)
    await alpha.getByRole('button', { name: 'Make a link for its phone' }).press('Enter')
    await page.getByRole('status').getByText('A link for Alpha was made.').waitFor()
    await alpha.getByText(`at ${nameOf(first().place)} since`).waitFor()
    expect(await alpha.innerText()).toMatch(/1 of \d+ planned visits done[^]*Last note: All quiet/)
    const address = await page.getByLabel('Link for Alpha').inputValue()
    await sound(page)
    const phone = (await open({ path: address.slice(new URL(address).origin.length), viewport: PHONE })).page
    await phone.getByRole('heading', { name: 'Alpha' }).waitFor()
    await alpha.getByRole('button', { name: 'Withdraw the link' }).press('Enter')
    await page.getByText('The link of Alpha opens nothing now.').waitFor()
    expect(await page.getByLabel('Link for Alpha').count()).toBe(0)
    await phone.reload()
    await phone.getByRole('heading', { name: 'This link is not in use' }).waitFor()
    expect(faults).toEqual([])
  }, 60_000)

  it('takes a track and says what it came to; of what is no track it says why', async () => {
    const { page } = await openAs(open, 'planner', `/patrols/plan?id=${running.id}&tab=delivery`)
    const { place, startS } = running.content!.units[1]!.visits[0]!
    const [lng, lat] = running.content!.places.find(({ id }) => id === place)!.middle
    const lines = Array.from({ length: 15 }, (_, minute) => [new Date(begin + startS * 1000 + minute * 60_000).toISOString(), lng, lat].join())
    const track = (text: string) => page.getByLabel('Upload a track').setInputFiles({ name: 'bravo.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await page.getByRole('combobox', { name: 'Unit', exact: true }).selectOption('Bravo')
    await track(['time,lng,lat', ...lines, 'never,0.47,51.73'].join('\n'))
    await page.getByRole('status').getByText('Read 16 positions: 15 at a place, 1 without a readable time. 1 visit found, 1 new.').waitFor()
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Bravo' }) }).filter({ hasText: nameOf(place) })
    await expect.poll(async () => (await row.getByRole('cell').allInnerTexts())[3]).toBe('14')
    await track('what,is,this\n1,2,3')
    await page.getByRole('alert').getByText('The table needs the columns time, lng and lat.').waitFor()
    expect(await page.getByText(/^Read \d+ positions/).count()).toBe(0)
  }, 60_000)
})

describe('whether it worked', () => {
  it('says first what may be said, then the numbers; other months are a key press away', async () => {
    const { page, faults } = await openAs(open, 'planner', `/patrols/plan?id=${past.id}&tab=evaluation`)
    const verdict = page.locator('.verdict')
    await verdict.waitFor()
    expect(await verdict.innerText()).toMatch(/chance|fewer|more/)
    await page.getByText('Recorded offences, Feb 2014 to May 2014 and Jun 2014 to Sep 2014').waitFor()
    const counts = async () => (await page.getByRole('table').first().getByRole('row').filter({ hasText: 'Places of the plan' }).getByRole('cell').allInnerTexts()).map(Number)
    const four = await counts()
    await page.getByText('Months as a table').press('Enter')
    await page.getByRole('columnheader', { name: 'Comparison' }).waitFor()
    await sound(page)
    await page.getByRole('combobox', { name: 'Months' }).focus()
    await page.keyboard.press('ArrowUp')
    await page.getByText('Recorded offences, Mar 2014 to May 2014 and Jun 2014 to Aug 2014').waitFor()
    const three = await counts()
    expect([four[0]! > three[0]!, four[1]! > three[1]!]).toEqual([true, true])
    expect(faults).toEqual([])
  }, 60_000)

  it('claims nothing of a shift that no record has followed yet', async () => {
    const { page } = await openAs(open, 'planner', `/patrols/plan?id=${running.id}&tab=evaluation`)
    await page.getByText('No month from the shift on is loaded yet, so nothing can be said of what followed.').waitFor()
    expect(await page.locator('.verdict').count()).toBe(0)
    expect(await page.getByText('Weighted displacement difference').count()).toBe(0)
  })
})

describe('a trial', () => {
  it('is drafted by keyboard with what it could show, begun as it was looked at, and judged', async () => {
    const { page, faults } = await openAs(open, 'planner', '/patrols/trials')
    await page.getByLabel('Name').fill('August by lot')
    await page.getByLabel('District').selectOption({ label: 'Chelmsford' })
    await page.getByLabel('Theme').selectOption('burglary')
    await page.getByLabel('First day').fill('2014-08-01')
    for (const [label, value] of [['Days', '28'], ['Places, those with most records', '8'], ['Patrolled on each day', '8']] as const) await page.getByLabel(label, { exact: true }).fill(value)
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('Of 8 places at most 7 can be patrolled on a day').waitFor()
    await page.getByLabel('Patrolled on each day').fill('3')
    await page.keyboard.press('Enter')
    const draft = page.getByRole('region', { name: 'Draft' })
    await draft.getByText('3 of 8 places on each of 28 days: 84 place-days with patrols, 140 without.').waitFor()
    expect(await draft.innerText()).toMatch(/offences are expected on treated place-days/)
    await draft.getByText('Which places on which day').press('Enter')
    const days = await draft.getByRole('row').allInnerTexts()
    expect(days).toHaveLength(29)
    await sound(page)
    await draft.getByRole('button', { name: 'Begin this trial' }).press('Enter')
    const trial = page.getByRole('region', { name: 'Trial', exact: true })
    await trial.getByText(/\d+ offences on 84 place-days with patrols planned, \d+ on 140 without/).waitFor()
    await trial.getByText(/p = [\d.]+ from 999 redrawn calendars\.$/).waitFor()
    await trial.getByText('Which places on which day').press('Enter')
    expect(await trial.getByRole('row').allInnerTexts()).toEqual(days)
    expect(await draft.count()).toBe(0)
    await page.getByRole('button', { name: 'August by lot' }).first().waitFor()
    await sound(page)
    const { trials } = (await asked<{ trials: { id: string; name: string }[] }>(page, 'GET', '/api/patrols/trials')).json
    for (const { id } of trials.filter(({ name }) => name === 'August by lot')) expect((await asked(page, 'DELETE', `/api/patrols/trials/${id}`)).status).toBe(204)
    expect(withoutRefusals(faults, 400)).toEqual([])
  }, 60_000)

  it.each([['nobody', null], ['an analyst', 'analyst']])('is not for %s, and nothing is asked for them', async (_who, name) => {
    const { page, requests } = name ? await openAs(open, name, '/patrols/trials') : await open({ path: '/patrols/trials' })
    await page.getByText('Patrol plans say where officers will be').waitFor()
    expect(await violations(page)).toEqual([])
    expect(requests.filter((url) => url.includes('/api/patrols'))).toEqual([])
  })
})
