import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { api, base, browser, drawn, numbers, PHONE } from './support/browser.ts'

interface Cells { cells: string[]; counts: number[]; total: number; query: { from: string; to: string } }
interface Themes { themes: { id: string; firstMonth: string; lastMonth: string; months: { month: string }[] }[] }

const { open } = browser()

async function lastYear(theme: string): Promise<{ from: string; to: string }> {
  const { themes } = await api<Themes>('/themes')
  const to = themes.find(({ id }) => id === theme)!.lastMonth
  return { from: `${Number(to.slice(0, 4)) - (to.endsWith('-12') ? 0 : 1)}-${String((Number(to.slice(5)) % 12) + 1).padStart(2, '0')}`, to }
}

describe('the map', () => {
  it('appears with no fault in the console, no failed request, and nothing asked of anybody else', async () => {
    const { page, faults, requests } = await open()
    await drawn(page)
    await page.waitForTimeout(1500)
    expect(faults).toEqual([])
    expect(requests.filter((url) => !url.startsWith(base) && !/^(data|blob):/.test(url))).toEqual([])
    expect(await page.locator('.map canvas').count()).toBe(1)
  })

  it('paints hexagons: the pictures of two themes differ', async () => {
    const { page } = await open({ path: '/?theme=burglary&res=7' })
    await drawn(page)
    await page.waitForTimeout(800)
    const first = await page.locator('.map canvas').screenshot()
    await page.locator('select.theme').selectOption('anti-social-behaviour')
    await drawn(page)
    await page.waitForTimeout(800)
    expect(first.equals(await page.locator('.map canvas').screenshot())).toBe(false)
  })

  it('shows a hexagon under the pointer, pins it by a click, and lets go on Escape', async () => {
    const { page } = await open({ path: '/?theme=crime&res=7&map=9.5/51.736/0.47' })
    await drawn(page)
    const box = (await page.locator('.map canvas').boundingBox())!
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 })
    const card = page.locator('article[aria-label^="The hexagon"]')
    await card.waitFor()
    expect(await card.textContent()).toMatch(/offence/)
    await page.mouse.down()
    await page.mouse.up()
    await expect.poll(() => new URL(page.url()).searchParams.get('cell')).toMatch(/^87/)
    await page.mouse.move(10, box.y + box.height / 2)
    expect(await card.getAttribute('aria-label')).toBe('The hexagon pinned')
    await page.keyboard.press('Escape')
    await expect.poll(() => new URL(page.url()).searchParams.get('cell')).toBeNull()
  })

  it('takes smaller hexagons as the reader comes nearer', async () => {
    const { page } = await open({ path: '/?theme=crime&map=8/51.75/0.55' })
    await drawn(page)
    const far = await page.locator('.foot figcaption').textContent()
    const wheel = page.locator('.maplibregl-ctrl-zoom-in')
    for (let i = 0; i < 4; i++) {
      await wheel.click()
      await page.waitForTimeout(500)
    }
    await drawn(page)
    expect(await page.locator('.foot figcaption').textContent()).not.toBe(far)
  })
})

describe('the table', () => {
  it('holds exactly the numbers of the API', async () => {
    const { from, to } = await lastYear('burglary')
    const { page } = await open({ path: '/?theme=burglary&res=8&table=1' })
    await page.waitForSelector('td[data-cell]')
    const answer = await api<Cells>(`/cells?theme=burglary&from=${from}&to=${to}&res=8`)
    const expected = new Map(answer.cells.map((cell, i) => [cell, answer.counts[i]]))
    const shown: Record<string, number> = {}
    for (let more = true; more;) {
      const cells = page.locator('td[data-cell]')
      const names = await cells.evaluateAll((tds) => tds.map((td) => (td as HTMLElement).dataset.cell!))
      numbers(await cells.allTextContents()).forEach((count, i) => (shown[names[i]!] = count))
      const next = page.getByRole('button', { name: 'Next' })
      more = await next.isEnabled()
      if (more) await next.click()
    }
    expect(new Map(Object.entries(shown).toSorted())).toEqual(new Map([...expected].toSorted()))
    expect(numbers([await page.locator('.answer dd').first().innerText()])[0]).toBe(answer.total)
  })

  it('sorts by any column, and says which', async () => {
    const { page } = await open({ path: '/?theme=burglary&res=7&table=1' })
    await page.waitForSelector('td[data-cell]')
    await page.getByRole('button', { name: 'Count' }).click()
    expect(await page.locator('th[aria-sort=ascending]').textContent()).toMatch('Count')
    const counts = numbers(await page.locator('td[data-cell]').allTextContents())
    expect(counts).toEqual(counts.toSorted((a, b) => a - b))
  })
})

interface Picture { month: string; classes: string[] }

/** Written down inside the page as they are drawn: a slow reader outside it would miss months, or the end of the run. The last class is of the picture's own maximum. */
async function keepPictures(page: Page): Promise<() => Promise<Picture[]>> {
  const kept = await page.evaluateHandle(() => {
    const foot = document.querySelector('.foot')!
    const month = () => foot.querySelector('figcaption strong')?.textContent ?? ''
    const start = month()
    const seen: Picture[] = []
    new MutationObserver(() => {
      const now = month()
      if (now === start || now === seen.at(-1)?.month) return
      seen.push({ month: now, classes: [...foot.querySelectorAll('figure li')].map((item) => item.textContent ?? '').slice(0, -1) })
    }).observe(foot, { subtree: true, childList: true, characterData: true })
    return seen
  })
  return () => kept.jsonValue()
}

/** A run may end by itself on a slow machine; if it still goes on, Pause must hold the month. */
async function pauseUnlessOver(page: Page): Promise<void> {
  const paused = await page.evaluate(() => {
    const button = [...document.querySelectorAll<HTMLButtonElement>('.foot .play button')].find(({ textContent }) => textContent?.trim() === 'Pause')
    button?.click()
    return button !== undefined
  })
  await page.getByRole('button', { name: 'Play' }).waitFor()
  if (!paused) return
  const held = await page.locator('.foot figcaption strong').textContent()
  await page.waitForTimeout(1500)
  expect(await page.locator('.foot figcaption strong').textContent()).toBe(held)
}

describe('play', () => {
  it('steps through the months without asking the server again', async () => {
    const { page, requests } = await open({ path: '/?theme=crime&res=7' })
    await drawn(page)
    await page.waitForTimeout(500)
    const before = requests.length
    const pictures = await keepPictures(page)
    await page.getByRole('button', { name: 'Play' }).click()
    await expect.poll(async () => new Set((await pictures()).map(({ month }) => month)).size, { timeout: 30_000 }).toBeGreaterThan(3)
    await pauseUnlessOver(page)
    const [first, ...later] = await pictures()
    for (const { classes } of later) expect(classes).toEqual(first!.classes)
    expect(first!.classes.length).toBeGreaterThan(1)
    expect(requests.slice(before)).toEqual([])
  })
})

describe('the address', () => {
  it('keeps the view over reload, back and forward', async () => {
    const { page } = await open()
    await drawn(page)
    await page.locator('select.theme').selectOption('burglary')
    await page.getByRole('combobox', { name: 'Area or place' }).fill('Maldon')
    await page.getByRole('option', { name: /Maldon.*District/ }).click()
    await drawn(page)
    const address = page.url()
    const sentence = await page.locator('.answer').innerText()
    expect(new URL(address).searchParams.get('area')).toBe('E07000074')
    await page.reload()
    await drawn(page)
    expect(page.url()).toBe(address)
    expect(await page.locator('.answer').innerText()).toBe(sentence)
    await page.goBack()
    await drawn(page)
    expect(new URL(page.url()).searchParams.get('area')).toBeNull()
    expect(await page.getByRole('combobox', { name: 'Area or place' }).inputValue()).toBe('Essex')
    await page.goForward()
    await drawn(page)
    expect(await page.locator('.answer').innerText()).toBe(sentence)
  })

  it('leads to sources and help and back to the same view', async () => {
    const { page, faults } = await open({ path: '/?theme=burglary', viewport: PHONE })
    await drawn(page)
    await page.getByRole('link', { name: 'Sources' }).click()
    await page.getByRole('heading', { name: 'Sources', level: 1 }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Attribution' }).waitFor()
    await page.getByRole('link', { name: 'Help' }).click()
    await page.getByRole('heading', { name: 'Help', level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Map' }).click()
    await drawn(page)
    expect(new URL(page.url()).searchParams.get('theme')).toBe('burglary')
    expect(faults).toEqual([])
  })
})
