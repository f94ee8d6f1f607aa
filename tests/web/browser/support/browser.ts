/** A page of the running application in the system's Chromium, with a record of everything that must not happen. */
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'

export const base = process.env.BEATWISE_URL ?? ''

const QUIET = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
/** What the driver says about drawing in software is no fault of the page. */
const DRIVER_NOISE = /GL Driver Message|GPU stall|WebGL.*ReadPixels/

export interface Opened {
  page: Page
  /** Console errors, page errors and failed requests, each with what it was. */
  faults: string[]
  /** Every address asked for, what the page holds itself left out. */
  requests: string[]
}

export interface Visit extends BrowserContextOptions {
  path?: string
  /** Runs before the page is asked for: to intercept requests. */
  before?: (page: Page) => Promise<unknown>
}

/** A small one: the layout is that of all above 820 pixels, and drawing in software costs by the pixel. */
export const DESKTOP = { width: 1120, height: 720 }
export const TABLET = { width: 768, height: 1024 }
export const PHONE = { width: 390, height: 844 }

/** For a file in which no map is looked at: drawing one in software takes longer than all the rest of a page. */
export const WITHOUT_MAP = ['--disable-3d-apis']

/** Call at the top of a file; every page it opened is closed after each test. */
export function browser(args: string[] = []): { open(visit?: Visit): Promise<Opened> } {
  let running: Browser
  beforeAll(async () => {
    expect(base, 'BEATWISE_URL must name a running server').not.toBe('')
    running = await chromium.launch({ executablePath: process.env.TEST_CHROMIUM ?? '/usr/bin/chromium', args: [...QUIET, ...args] })
  })
  afterEach(async () => { await Promise.all(running.contexts().map((context) => context.close())) })
  afterAll(async () => { await running?.close() })
  return { open: (visit = {}) => open(running, visit) }
}

async function open(running: Browser, { path = '/', before, ...options }: Visit): Promise<Opened> {
  const context = await running.newContext({ viewport: DESKTOP, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const opened: Opened = { page, faults: [], requests: [] }
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !DRIVER_NOISE.test(message.text())) opened.faults.push(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => opened.faults.push(`page error: ${error.message}`))
  page.on('request', (request) => { if (!request.url().startsWith('data:')) opened.requests.push(request.url()) })
  page.on('requestfailed', (request) => {
    // A question that is overtaken by a newer one is cancelled on purpose.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') opened.faults.push(`failed: ${request.url()} ${request.failure()?.errorText}`)
  })
  page.on('response', (response) => { if (response.status() >= 400) opened.faults.push(`${response.status()}: ${response.url()}`) })
  await before?.(page)
  await page.goto(base + path)
  return opened
}

/** The map stands and the hexagons of the newest answer are painted. */
export async function drawn(page: Page): Promise<void> {
  await page.waitForSelector('.map[data-ready=true]')
  await answered(page)
}

/** The newest answer is there, whatever takes the place of the map. */
export async function answered(page: Page): Promise<void> {
  await page.waitForSelector('.answer[aria-busy=false]')
  await page.waitForSelector('.foot figure')
}

export const api = async <T>(path: string): Promise<T> => (await fetch(`${base}/api${path}`)).json() as Promise<T>

/** The numbers of a column, as the reader sees them. */
export const numbers = (texts: string[]): number[] => texts.map((text) => Number(text.replaceAll(',', '').replace('\u2212', '-')))
