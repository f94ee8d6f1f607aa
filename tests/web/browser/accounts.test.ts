/** Signing in and out, and what those signed in may see, against the running product. */
import { describe, expect, it } from 'vitest'
import { COOKIE, openAs, password, sayOtherwise, signIn, withoutRefusals } from './support/accounts.ts'
import { base, browser, PHONE } from './support/browser.ts'

const { open } = browser()
const SESSION = '**/api/session'

describe('signing in', () => {
  it('as a planner leads back to where one came from, shows who one is and may see, and signing out leaves nothing', async () => {
    const { page, faults } = await open({ path: '/what-you-may-see' })
    await page.getByText('You are not signed in').waitFor()
    await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).click()
    expect(new URL(page.url()).searchParams.get('next')).toBe('/what-you-may-see')
    await signIn(page, 'planner')
    await page.getByText('with the role Community Policing Team').waitFor()
    expect(new URL(page.url()).pathname).toBe('/what-you-may-see')
    expect(await page.getByRole('columnheader', { name: /Community Policing Team.*This is you/s }).count()).toBe(1)
    const exact = page.getByRole('row', { name: /exact counts/ })
    expect(await exact.getByRole('cell').allTextContents()).toEqual(['No', 'Yes', 'Yes', 'Yes', 'Yes'])
    expect(await page.locator('.marking').allInnerTexts()).toEqual(['OFFICIAL', 'OFFICIAL'])
    await page.getByRole('button', { name: 'Account of planner' }).click()
    await page.getByText('Basildon and Chelmsford').waitFor()
    expect(await page.getByRole('link', { name: 'Audit trail' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor()
    expect(await page.locator('.marking').count()).toBe(0)
    await page.goBack()
    expect(new URL(page.url()).pathname).not.toBe('/sign-in')
    expect(faults).toEqual([])
  })

  it('is kept in a cookie that no script can read, and nowhere else', async () => {
    const { page } = await openAs(open, 'planner', '/help')
    const cookies = (await page.context().cookies()).filter(({ name }) => name === COOKIE)
    expect(cookies).toMatchObject([{ httpOnly: true, secure: true, sameSite: 'Lax', path: '/', domain: '127.0.0.1' }])
    const kept = await page.evaluate(() => JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }, location.href]))
    expect(kept).not.toMatch(/planner|__Host|csrf/)
    expect(kept).not.toContain(password)
  })

  it('that is refused says so without a hint, leads to the field, and keeps the name', async () => {
    const { page, faults } = await open({ path: '/sign-in' })
    await page.getByText('needs no account').or(page.getByLabel('Name')).first().waitFor()
    const texts: string[] = []
    for (const [name, secret] of [['planner', 'not the password at all'], ['nobody.of.that.name', password]] as const) {
      await signIn(page, name, secret)
      const summary = page.getByRole('alert')
      await expect.poll(() => summary.evaluate((box) => box === document.activeElement).catch(() => false)).toBe(true)
      texts.push(await summary.innerText())
      expect(await page.locator('[aria-invalid]').count()).toBe(0)
      expect(await page.getByLabel('Name').inputValue()).toBe(name)
    }
    expect(texts[0]).toMatch('The name or the password is not right.')
    expect(texts[1]).toBe(texts[0])
    await page.getByRole('alert').getByRole('link').click()
    expect(await page.getByLabel('Name').evaluate((field) => field === document.activeElement)).toBe(true)
    expect(page.url()).toBe(`${base}/sign-in`)
    expect(withoutRefusals(faults, 401)).toEqual([])
  })

  it('with nothing typed asks the server nothing, and says what is missing beside each field', async () => {
    const { page, requests } = await open({ path: '/sign-in' })
    await page.getByLabel('Name').waitFor()
    await page.waitForTimeout(500)
    const before = requests.length
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    expect(await page.getByRole('alert').getByRole('link').allTextContents()).toEqual(['Enter your name.', 'Enter your password.'])
    expect(await page.locator('[aria-invalid=true]').count()).toBe(2)
    expect(requests.slice(before)).toEqual([])
  })

  it('too often says how long to wait, and keeps what was typed', async () => {
    const { page } = await open({ path: '/sign-in' })
    await page.route(SESSION, (route) => route.fulfill({ status: 429, headers: { 'retry-after': '840' }, json: { error: { code: 'too-many-requests', message: 'Too many.' } } }))
    await signIn(page, 'planner', 'whatever it was')
    expect(await page.getByRole('alert').innerText()).toMatch('Try again in 14 minutes; what you typed is kept.')
    expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('whatever it was')
  })

  it('never leads to another site', async () => {
    for (const next of ['//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      const { page } = await open({ path: `/sign-in?${new URLSearchParams({ next })}` })
      await signIn(page, 'roads')
      await page.getByRole('button', { name: 'Account of roads' }).waitFor()
      expect(new URL(page.url()).origin).toBe(base)
      expect(new URL(page.url()).pathname).toBe('/')
      await page.context().close()
    }
  })

  it('helps password managers, and shows the password when asked to', async () => {
    const { page } = await open({ path: '/sign-in', viewport: PHONE })
    const field = page.getByLabel('Password', { exact: true })
    await field.fill('seen by nobody else')
    expect(await page.getByLabel('Name').getAttribute('autocomplete')).toBe('username')
    expect([await field.getAttribute('autocomplete'), await field.getAttribute('type')]).toEqual(['current-password', 'password'])
    await page.getByRole('button', { name: 'Show password' }).click()
    expect(await field.getAttribute('type')).toBe('text')
    await page.getByRole('button', { name: 'Hide password' }).click()
    expect(await field.getAttribute('type')).toBe('password')
  })

  it('through the organisation is offered where it is set up, and its refusal is said in words', async () => {
    const { page } = await open({ path: '/sign-in?refused=no-role', before: (page) => sayOtherwise(page, { oidc: true }, 'GET') })
    expect(await page.getByRole('link', { name: 'Sign in with your force account' }).getAttribute('href')).toBe('/api/session/oidc')
    expect(await page.getByRole('alert').innerText()).toMatch('none of your groups has access')
  })
})

describe('a password that somebody else made', () => {
  it('must be replaced first: every page leads to the form, which asks for length alone', async () => {
    const { page } = await open({ path: '/sign-in?next=/help', before: (page) => sayOtherwise(page, { mustChangePassword: true, may: ['public', 'own-session'] }) })
    await signIn(page, 'planner')
    await page.getByRole('heading', { name: 'Choose a new password' }).waitFor()
    await page.getByRole('link', { name: 'Sources' }).click()
    await page.getByRole('heading', { name: 'Choose a new password' }).waitFor()
    await page.getByLabel('Password you have now', { exact: true }).fill(password)
    await page.getByLabel('New password', { exact: true }).fill('too short')
    await page.getByRole('button', { name: 'Change the password' }).click()
    expect(await page.getByRole('alert').innerText()).toMatch('9 characters; it needs 12 or more')
    const sent: unknown[] = []
    await page.route('**/api/session/password', async (route) => {
      sent.push(route.request().postDataJSON(), Boolean(route.request().headers()['x-csrf-token']))
      await page.unroute(SESSION)
      await route.fulfill({ response: await route.fetch({ url: `${base}/api/session`, method: 'GET', postData: '' }) })
    })
    await page.getByLabel('New password', { exact: true }).fill('three plain words in a row')
    await page.getByRole('button', { name: 'Change the password' }).click()
    await page.getByRole('heading', { name: 'Sources', level: 1 }).waitFor()
    expect(sent).toEqual([{ current: password, next: 'three plain words in a row' }, true])
  })
})
