/** How long a neighbourhood page takes, cold and warm, how much of it is sent, and when it is first seen on a slow connection. */
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { readConfig } from '../../api/config.ts'
import { openDatabase } from '../../api/db/database.ts'
import { quiet, runCommand, startService } from './programs.ts'
import { median, ms, type Report } from './report.ts'
import type { Target } from './run.ts'

const [ROUNDS, WARM] = [3, 40]
/** What Lighthouse calls slow 4G, and a processor a quarter as fast. */
const slow = { offline: false, latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 }
const SLOWER = 4
const chromiumAt = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path))

export async function measureNeighbourhoods(targets: readonly Target[], report: Report): Promise<void> {
  for (const { engine, environment } of targets) {
    await runCommand(['demo', '--reset', '--yes'], environment)
    const service = await startService(environment)
    const db = await openDatabase(readConfig({ ...process.env, ...environment }), { attach: true })
    try {
      const districts = await db.rows<{ code: string }>(`select code from areas where live and in_study and type = 'district' order by code`)
      const small = await db.rows<{ code: string }>(`select code from areas where live and type = 'lsoa21' order by md5(code) limit 14`)
      let most = 0
      const ask = async ({ code }: { code: string }) => {
        const begun = performance.now()
        const answer = await fetch(`${service.address}/neighbourhood/${code}`, { headers: { 'accept-encoding': 'br' } })
        if (!answer.ok) throw new Error(`the page of ${code} answered ${answer.status}`)
        most = Math.max(most, Number(answer.headers.get('content-length') ?? 0))
        await answer.arrayBuffer()
        return performance.now() - begun
      }
      const [cold, coldSmall, warm]: [number[], number[], number[]] = [[], [], []]
      for (let round = 0; round < ROUNDS; round++) {
        await db.run('update data_version set version = version + 1')
        // Forecasts of the map are made anew after a change of the data; they are not what is measured here.
        await quiet()
        for (const one of districts) cold.push(await ask(one))
        for (const one of small) coldSmall.push(await ask(one))
      }
      for (let i = 0; i < WARM; i++) warm.push(await ask(districts[i % districts.length]!))
      const seen = chromiumAt ? await firstSeen(`${service.address}/neighbourhood/${districts[6]!.code}`) : null
      report.add({
        what: 'Neighbourhood page of a district', engine, value: `${ms(median(cold))} cold, ${ms(Math.max(...cold))} at most, ${ms(median(warm))} warm; ${(most / 1024).toFixed(1)} kB`, budget: 'under 150 ms cold, 10 ms warm, 30 kB',
        met: median(cold) < 150 && median(warm) < 10 && most < 30 * 1024, how: `over HTTP until the whole compressed page is there, ${districts.length} districts in each of ${ROUNDS} versions of the data, each page asked for the first time; of a small area ${ms(median(coldSmall))} cold`
      })
      const [found, guessed]: [number[], number[]] = [[], []]
      const search = async (text: string) => { const begun = performance.now(); await (await fetch(`${service.address}/api/areas/search?q=${encodeURIComponent(text)}`)).arrayBuffer(); return performance.now() - begun }
      await search('anything')
      for (let i = 0; i < WARM; i++) { found.push(await search(`chelm${' '.repeat(i % 3)}sford ${i}`)); guessed.push(await search(`chelmsfrod ${i}`)) }
      report.add({ what: 'Search for a place, not asked before', engine, value: `${ms(median(found))}; misspelt ${ms(median(guessed))}`, budget: 'none', met: null, how: `over HTTP, among ${districts.length} districts, small areas and towns; medians of ${WARM}` })
      if (seen) report.add({ what: 'The same page, first seen', engine, value: `${ms(seen.paint)}, layout shift ${seen.shift.toFixed(3)}`, budget: 'under 1 s, no shift', met: seen.paint < 1_000 && seen.shift === 0, how: 'Chromium without a cache, 1.6 Mbit/s with 150 ms there and back, processor slowed four times; median of 5' })
    } finally {
      await db.close()
      await service.stop()
    }
  }
}

/** First contentful paint, milliseconds, and cumulative layout shift. */
async function firstSeen(address: string): Promise<{ paint: number; shift: number }> {
  const browser = await chromium.launch({ executablePath: chromiumAt! })
  try {
    const [paints, shifts]: [number[], number[]] = [[], []]
    for (let i = 0; i < 5; i++) {
      const context = await browser.newContext({ viewport: { width: 412, height: 823 } })
      const page = await context.newPage()
      const session = await context.newCDPSession(page)
      await session.send('Network.enable')
      await session.send('Network.emulateNetworkConditions', slow)
      await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
      await page.goto(address, { waitUntil: 'load' })
      const seen = await page.evaluate(() => new Promise<{ paint: number; shift: number }>((done) => {
        let shift = 0
        new PerformanceObserver((list) => { for (const entry of list.getEntries()) shift += (entry as unknown as { value: number }).value }).observe({ type: 'layout-shift', buffered: true })
        setTimeout(() => done({ paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity, shift }), 500)
      }))
      paints.push(seen.paint)
      shifts.push(seen.shift)
      await context.close()
    }
    return { paint: median(paints), shift: Math.max(...shifts) }
  } finally {
    await browser.close()
  }
}
