/** What happens when the server is slow, silent or wrong. */
import { describe, expect, it } from 'vitest'
import { browser, drawn } from './support/browser.ts'

const { open } = browser()
const SERIES = '**/api/cells/series?*'

describe('a late answer', () => {
  it('never paints over a newer one', async () => {
    const { page } = await open({ path: '/?theme=crime&res=7' })
    await drawn(page)
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    await page.route(SERIES, async (route) => {
      if (new URL(route.request().url()).searchParams.get('theme') !== 'burglary') return route.continue()
      const answer = await route.fetch()
      await held
      // The page has long stopped waiting for this one.
      await route.fulfill({ response: answer }).catch(() => undefined)
    })
    await page.locator('select.theme').selectOption('burglary')
    await page.waitForTimeout(300)
    await page.locator('select.theme').selectOption('drugs')
    await drawn(page)
    const newest = await page.locator('.answer').innerText()
    release()
    await page.waitForTimeout(800)
    expect(newest).toMatch(/^Drugs/)
    expect(await page.locator('.answer').innerText()).toBe(newest)
  })

  it('is not taken for the answer even if it comes under the newer question', async () => {
    const { page } = await open({ path: '/?theme=crime&res=7' })
    await drawn(page)
    await page.route(SERIES, async (route) => {
      const asked = route.request().url()
      await route.fulfill({ response: await route.fetch({ url: asked.replace('theme=drugs', 'theme=robbery') }) })
    })
    await page.locator('select.theme').selectOption('drugs')
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('alert').innerText()).toMatch('The server answered another question.')
    expect(await page.locator('.answer').innerText()).toMatch(/^All crime/)
  })
})

describe('a failed request', () => {
  it('says what happened, keeps what was shown, and works when tried again', async () => {
    const { page } = await open({ path: '/?theme=crime&res=7' })
    await drawn(page)
    const before = await page.locator('.answer').innerText()
    await page.route(SERIES, (route) => route.fulfill({ status: 503, json: { error: { code: 'database-away', message: 'The database is away.' } } }))
    await page.locator('select.theme').selectOption('drugs')
    const alert = page.getByRole('alert')
    await alert.waitFor()
    expect(await alert.innerText()).toMatch(/The database is away\..*kept/)
    expect(await page.locator('.answer').innerText()).toBe(before)
    await page.unroute(SERIES)
    await page.getByRole('button', { name: 'Try again' }).click()
    await drawn(page)
    expect(await page.locator('.answer').innerText()).toMatch(/^Drugs/)
    expect(await alert.count()).toBe(0)
  })

  it('is survived at the very first request as well', async () => {
    const { page } = await open({ before: async (page) => { await page.route('**/api/themes', (route) => route.abort()) } })
    await page.getByRole('alert').waitFor()
    await page.unroute('**/api/themes')
    await page.getByRole('button', { name: 'Try again' }).click()
    await drawn(page)
  })

  it('is told apart from being offline, and mends itself when the line is back', async () => {
    const { page } = await open({ path: '/?theme=crime&res=7' })
    await drawn(page)
    await page.context().setOffline(true)
    await page.locator('select.theme').selectOption('drugs')
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('alert').innerText()).toMatch('You appear to be offline.')
    await page.context().setOffline(false)
    await drawn(page)
    expect(await page.locator('.answer').innerText()).toMatch(/^Drugs/)
  })
})
