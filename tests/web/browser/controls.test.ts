import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { api, browser, drawn } from './support/browser.ts'

const { open } = browser()

/** The first or the last month of the question. */
const month = (page: Page, end: 0 | 1) => page.locator('.month select').nth(end).inputValue()

describe('the months along the foot of the map', () => {
  it('are narrowed by dragging a handle, and every number follows without a request', async () => {
    const { page, requests } = await open({ path: '/?theme=crime&res=7' })
    await drawn(page)
    await page.waitForTimeout(500)
    const before = { answer: await page.locator('.answer').innerText(), requests: requests.length, from: await month(page, 0) }
    const handle = (await page.getByRole('slider', { name: 'First month' }).boundingBox())!
    const plot = (await page.locator('.plot').boundingBox())!
    await page.mouse.move(handle.x + handle.width / 2, handle.y + 20)
    await page.mouse.down()
    await page.mouse.move(plot.x + plot.width * 0.8, handle.y + 20, { steps: 6 })
    await page.mouse.up()
    const from = await month(page, 0)
    expect(from > before.from).toBe(true)
    expect(await page.locator('.answer').innerText()).not.toBe(before.answer)
    await expect.poll(() => new URL(page.url()).searchParams.get('from')).toBe(from)
    expect(requests.slice(before.requests)).toEqual([])
  })

  it('show one month alone when its bar is pressed, and all of them again', async () => {
    const { page } = await open({ path: '/?theme=crime&res=7' })
    await drawn(page)
    const plot = (await page.locator('.plot').boundingBox())!
    await page.mouse.click(plot.x + plot.width * 0.8, plot.y + 30)
    await expect.poll(() => new URL(page.url()).searchParams.get('month')).not.toBeNull()
    await page.getByRole('button', { name: /^Show all of/ }).click()
    await expect.poll(() => new URL(page.url()).searchParams.get('month')).toBeNull()
  })
})

describe('light and dark', () => {
  it('are changed by a button, at once on the map as well, and remembered', async () => {
    const { page } = await open({ path: '/?theme=crime&res=7', colorScheme: 'light' })
    await drawn(page)
    await page.waitForTimeout(800)
    const ground = async () => (await page.locator('.map canvas').screenshot()).length
    const light = await ground()
    await page.getByRole('button', { name: 'Change to dark colours' }).click()
    await page.waitForTimeout(500)
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(21, 25, 29)')
    expect(await ground()).not.toBe(light)
    await page.reload()
    await drawn(page)
    await page.getByRole('button', { name: 'Change to light colours' }).waitFor()
  })
})

describe('a download', () => {
  it('holds the numbers of the view, as CSV', async () => {
    const { page } = await open({ path: '/?theme=burglary&res=7&area=E07000073' })
    await drawn(page)
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download CSV' }).click()])
    const lines = readFileSync(await download.path(), 'utf8').trim().split(/\r?\n/)
    const [from, to] = [await month(page, 0), await month(page, 1)]
    const { cells } = await api<{ cells: string[] }>(`/cells?theme=burglary&from=${from}&to=${to}&res=7&area=E07000073`)
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(cells)
    expect(download.suggestedFilename()).toBe(`beatwise-burglary-E07000073-${from}-${to}-r7.csv`)
  })
})
