/**
 * How long it takes to recolour a whole layer of Essex, in software, at 1200 x 800: four ways, the median of fifteen runs each.
 *
 * deck.gl is measured where `DECKGL_BUNDLE` names its `dist.min.js`; it is no dependency of Beatwise.
 */
import { createServer, type Server } from 'node:http'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright-core'
import { build } from 'vite'

export interface Recolouring {
  method: string
  /** null: not measured. */
  medianMs: number | null
}

interface Measured extends Window {
  recolour: { cells: number; names: string[]; measure(name: string): Promise<number[] | null> }
}

const root = fileURLToPath(new URL('.', import.meta.url))
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

export async function measureRecolour(): Promise<Recolouring[]> {
  const outDir = mkdtempSync(join(tmpdir(), 'recolour-'))
  await build({ root, configFile: false, logLevel: 'error', worker: { format: 'es' }, build: { outDir, target: 'es2022', chunkSizeWarningLimit: 5000 } })
  const server = await serve(outDir)
  const browser = await chromium.launch({ executablePath: process.env.TEST_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-quic', '--no-first-run'] })
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 } })
    return await measureOn(page, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  } finally {
    await browser.close()
    server.close()
    rmSync(outDir, { recursive: true })
  }
}

/** Each way on a page of its own, so that none warms up or burdens the next. */
async function measureOn(page: Page, address: string): Promise<Recolouring[]> {
  const names = await openAt(page, address)
  const results: Recolouring[] = []
  for (const method of names) {
    await openAt(page, address)
    const times = await page.evaluate((name) => (window as unknown as Measured).recolour.measure(name), method)
    results.push({ method, medianMs: times && medianOf(times) })
  }
  return results
}

async function openAt(page: Page, address: string): Promise<string[]> {
  await page.goto(address)
  await page.waitForFunction(() => 'recolour' in window)
  return page.evaluate(() => (window as unknown as Measured).recolour.names)
}

async function serve(folder: string): Promise<Server> {
  const deck = process.env.DECKGL_BUNDLE
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : new URL(request.url!, 'http://localhost').pathname
    const file = path === '/deck.js' ? deck : join(folder, path)
    if (!file || !existsSync(file)) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.floor(sorted.length / 2)]! * 10) / 10
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { method, medianMs } of await measureRecolour()) console.log(`${method}: ${medianMs === null ? 'not measured' : `${medianMs} ms`}`)
}
