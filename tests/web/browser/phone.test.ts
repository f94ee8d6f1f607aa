/** The officers' page at the size of a phone: ticked at once, sent when there is a connection, taken back, over when the link is. */
import type { Page, Route } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { violations } from './support/access.ts'
import { browser, DESKTOP, PHONE, WITHOUT_MAP, type Opened } from './support/browser.ts'

const { open } = browser(WITHOUT_MAP)
const TOKEN = 'A'.repeat(43)
const begin = Math.floor(Date.now() / 60_000) * 60_000 - 3_600_000
const local = (ms: number) => new Date(ms).toLocaleString('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' }).replace(' ', 'T')
const stop = (name: string, startMin: number, place: string) => ({ place, name, reason: '34 incidents in 12 months; most on Friday and Saturday nights.', position: [0.4731, 51.7338], startS: startMin * 60, endS: startMin * 60 + 900, at: local(begin + startMin * 60_000).slice(11), until: local(begin + startMin * 60_000 + 900_000).slice(11) })
const plan = () => ({
  plan: 'Saturday night, town centre', unit: 'Foot 1', shiftFrom: local(begin), shiftTo: local(begin + 8 * 3_600_000), expiresAt: new Date(begin + 12 * 3_600_000).toISOString(), status: 'approved', version: 3, now: new Date().toISOString(), marking: 'OFFICIAL',
  mode: 'foot', base: { name: 'Chelmsford police station', position: [0.4725, 51.7345] }, leaves: '20:00', back: '23:30', breaks: [{ startS: 6000, at: '21:40', until: '22:10' }],
  stops: [stop('High Street and Market Road', 55, 'a'), stop('Railway station', 85, 'b'), stop('High Street and Market Road', 180, 'a')], visits: []
})
interface Sent { authorization: string | undefined; cookie: string | undefined; visits: { place: string; leftAt: string | null; note: string; revision: number; undone: boolean }[] }

/** The page with what the server would say; `state.away` is a phone without a connection. */
async function phone(hash = `#${TOKEN}`): Promise<Opened & { sent: Sent[]; state: { away: boolean; over: boolean } }> {
  const sent: Sent[] = []
  const state = { away: false, over: false }
  const kept = new Map<string, object>()
  const answer = async (route: Route) => {
    const request = route.request()
    if (state.away) return route.abort('internetdisconnected')
    if (state.over) return route.fulfill({ status: 401, json: { error: { code: 'phone-refused', message: 'This link is not in use: links end four hours after the shift.' } } })
    if (request.method() === 'GET') return route.fulfill({ json: { ...plan(), visits: [...kept.values()] } })
    const { visits } = request.postDataJSON() as { visits: (Sent['visits'][number] & { id: string })[] }
    for (const visit of visits) kept.set(visit.id, { ...visit, source: 'tap' })
    const headers = await request.allHeaders()
    sent.push({ authorization: headers.authorization, cookie: headers.cookie, visits })
    return route.fulfill({ json: { refused: [], visits: [...kept.values()] } })
  }
  const opened = await open({ path: `/visits${hash}`, viewport: PHONE, hasTouch: true, before: (page) => page.route('**/api/patrols/phone**', answer) })
  return { ...opened, sent, state }
}
const ready = (page: Page) => page.getByRole('heading', { name: 'Foot 1' }).waitFor()

describe('the phone page', () => {
  it('has the stops in order, and one tap arrives, one leaves, one takes back', async () => {
    const { page, sent, requests, faults } = await phone()
    await ready(page)
    expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(['High Street and Market Road', 'Railway station', 'High Street and Market Road'])
    await page.getByRole('button', { name: 'Arrived at Railway station' }).tap()
    await page.getByText(/There since/).waitFor()
    await page.getByRole('button', { name: 'Left Railway station' }).tap()
    await page.getByText('1 of 3 visits done').waitFor()
    await page.getByRole('button', { name: 'Undo' }).tap()
    await page.getByRole('button', { name: 'Left Railway station' }).waitFor()
    await expect.poll(() => sent.at(-1)?.visits[0]).toMatchObject({ place: 'b', leftAt: null, revision: 3, undone: false })
    expect(sent[0]!.authorization).toBe(`Bearer ${TOKEN}`)
    expect(requests.filter((address) => address.includes(TOKEN) && new URL(address).hash === '')).toEqual([])
    expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]))).not.toContain(TOKEN)
    expect(faults).toEqual([])
  })

  it('without a connection keeps the taps, says how many, and sends them when there is one', async () => {
    const { page, sent, state } = await phone()
    await ready(page)
    state.away = true
    await page.getByRole('button', { name: 'Arrived at High Street' }).first().tap()
    await page.getByText('1 not sent yet').waitFor()
    await page.getByRole('button', { name: 'Arrived at Railway station' }).tap()
    await page.getByText('2 not sent yet').waitFor()
    expect(sent).toEqual([])
    state.away = false
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    await page.getByText('not sent yet').first().waitFor({ state: 'detached' })
    expect(sent).toHaveLength(1)
    expect(sent[0]!.visits.map(({ place, leftAt }) => [place, leftAt !== null])).toEqual([['a', true], ['b', false]])
  })

  it('keeps a note, and has ways that only the officer opens', async () => {
    const { page, sent, requests } = await phone()
    await ready(page)
    await page.getByRole('button', { name: 'Arrived at Railway station' }).tap()
    await page.getByText('Way there and note').tap()
    await page.getByLabel('Note').fill('Youths at the bus stop')
    await page.getByLabel('Note').blur()
    await expect.poll(() => sent.at(-1)?.visits[0]?.note).toBe('Youths at the bus stop')
    expect(await page.getByRole('link', { name: 'Google Maps' }).getAttribute('href')).toMatch(/^https:\/\/www\.google\.com\/maps\/dir\/\?api=1&destination=51\.73380%2C0\.47310/)
    expect(requests.filter((address) => !address.startsWith(new URL(page.url()).origin))).toEqual([])
  })

  it('says that the link is not in use, and without one as well', async () => {
    const { page, state } = await phone()
    await ready(page)
    state.over = true
    await page.getByRole('button', { name: 'Arrived at Railway station' }).tap()
    await page.getByRole('heading', { name: 'This link is not in use' }).waitFor()
    await page.getByText('1 tap was not sent').waitFor()
  })

  it('has nothing that axe finds, nothing too small for a finger, and nothing too wide', async () => {
    const { page } = await phone()
    await ready(page)
    await page.getByRole('button', { name: 'Arrived at Railway station' }).tap()
    await page.getByText('Way there and note').tap()
    for (const viewport of [PHONE, DESKTOP]) {
      await page.setViewportSize(viewport)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect({ viewport, colorScheme, found: await violations(page) }).toEqual({ viewport, colorScheme, found: [] })
      }
    }
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    const small = await page.locator('button, a, summary').evaluateAll((all) => all.filter((one) => (one as HTMLElement).offsetParent !== null && one.getBoundingClientRect().height < 44).map((one) => one.outerHTML.slice(0, 80)))
    expect(small).toEqual([])
  })
})
