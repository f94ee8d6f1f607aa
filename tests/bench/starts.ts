/** How long a newcomer waits: a fresh clone to a map in the browser, and the same again on the second day. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { root, startService } from './programs.ts'
import type { Report } from './report.ts'

const budgetS = { first: 120, second: 15 }

export async function measureStarts(folder: string, report: Report): Promise<void> {
  const clone = join(folder, 'clone')
  const home = join(folder, 'home')
  mkdirSync(home)
  execFileSync('git', ['clone', '--quiet', root, clone])
  // The package cache is warm, as the budget says; nothing else of the home directory is.
  const cache = spawnSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).stdout.trim().split('\n').pop()!
  const environment = { HOME: home, npm_config_cache: cache }
  for (const which of ['first', 'second'] as const) {
    const begun = performance.now()
    const service = await startService(environment, clone)
    const readyS = (performance.now() - begun) / 1000
    await mapShows(service.address)
    const seconds = (performance.now() - begun) / 1000
    await service.stop()
    report.add({
      what: which === 'first' ? 'First `npm start` of a fresh clone to a usable map' : 'Second `npm start` to a usable map', engine: 'embedded',
      value: `${seconds.toFixed(1)} s (server ready after ${readyS.toFixed(1)} s)`, budget: `at most ${budgetS[which]} s`, met: seconds <= budgetS[which],
      how: which === 'first' ? 'clean clone, empty home, warm package cache: install, build, create database, load the demonstration county, first painted map in Chromium' : 'same clone, everything there'
    })
  }
}

/** Opens the page in Chromium and waits until the cells are painted. */
async function mapShows(address: string): Promise<void> {
  const executablePath = execFileSync('sh', ['-c', 'command -v chromium || command -v chromium-browser || command -v google-chrome'], { encoding: 'utf8' }).trim()
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(address)
    await page.waitForSelector('.map[data-ready="true"]', { timeout: 60_000, state: 'attached' })
  } finally {
    await browser.close()
  }
}
