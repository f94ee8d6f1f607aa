/** How quickly questions are answered, cold and warm, beside the same bytes served as a static file. */
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import fastifyStatic from '@fastify/static'
import { openDatabase } from '../../api/db/database.ts'
import { readConfig } from '../../api/config.ts'
import { categorySlugs } from '../../api/vocabulary.ts'
import { freePort, startService, onPath } from './programs.ts'
import { grouped, median, ms, quantile, type Report } from './report.ts'
import type { Target } from './run.ts'

const ROUNDS = 5
/** Twelve held months of the real data. */
const SPAN = 'from=2018-01&to=2019-02'
const coldBudgetMs = { server: 60, embedded: 150 }
const WARM = `/api/cells?theme=crime&${SPAN}&res=8`
const LARGEST_ANSWER_KB = 50

export async function measureQueries({ engine, environment }: Target, report: Report): Promise<void> {
  const service = await startService(environment)
  const db = await openDatabase(readConfig({ ...process.env, ...environment }), { attach: true })
  try {
    const cold = await coldTimes(service.address, () => db.run('update data_version set version = version + 1'))
    report.add({
      what: 'Cold cells answer: one category, 12 months, r8, whole force', engine, value: `p95 ${ms(quantile(cold, 0.95))}, median ${ms(median(cold))}`,
      budget: `p95 at most ${coldBudgetMs[engine]} ms`, met: quantile(cold, 0.95) <= coldBudgetMs[engine],
      how: `${cold.length} questions over HTTP, ${categorySlugs.length} categories in ${ROUNDS} rounds, the data version raised before each round so that nothing is at hand; the slowest is violence, a third of all crime`
    })
    await measureSize(service.address, engine, report)
    await measureWarm(service.address, engine, report)
  } finally {
    await db.close()
    await service.stop()
  }
}

async function coldTimes(address: string, raiseVersion: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    await raiseVersion()
    // Past the quarter of a second in which the server trusts the version it knows; the list of themes is asked for once a version.
    await new Promise((wake) => setTimeout(wake, 300))
    await (await fetch(`${address}/api/themes`)).arrayBuffer()
    for (const category of categorySlugs) {
      const begun = performance.now()
      const answer = await fetch(`${address}/api/cells?theme=${category}&${SPAN}&res=8`)
      await answer.arrayBuffer()
      if (!answer.ok) throw new Error(`${category}: ${answer.status}`)
      times.push(performance.now() - begun)
    }
  }
  return times
}

async function measureSize(address: string, engine: string, report: Report): Promise<void> {
  for (const encoding of ['gzip', 'br']) {
    const bytes = Number(execFileSync('curl', ['-s', '-o', '/dev/null', '-w', '%{size_download}', '-H', `accept-encoding: ${encoding}`, `${address}${WARM}`], { encoding: 'utf8' }))
    report.add({
      what: `r8 answer for the whole force, all crime, 12 months, ${encoding}`, engine, value: `${(bytes / 1024).toFixed(1)} kB`,
      budget: `at most ${LARGEST_ANSWER_KB} kB`, met: bytes <= LARGEST_ANSWER_KB * 1024, how: 'bytes of the body on the wire'
    })
  }
}

interface Load { perSecond: number; p99Ms: number }

/** Ten seconds of sixteen connections with wrk. */
function load(url: string): Promise<Load> {
  return new Promise((resolve, reject) => {
    const child = spawn('wrk', ['-t', '1', '-c', '16', '-d', '10s', '--latency', '-H', 'accept-encoding: gzip', url])
    let text = ''
    child.stdout.on('data', (part) => { text += part })
    child.once('error', reject)
    child.once('exit', () => {
      const [, value, unit] = /99%\s+([\d.]+)(us|ms|s)/.exec(text) ?? []
      if (/Non-2xx/.test(text)) return reject(new Error(`${url}: ${text}`))
      resolve({ perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(text)?.[1]), p99Ms: Number(value) * (unit === 'us' ? 0.001 : unit === 's' ? 1000 : 1) })
    })
  })
}

async function measureWarm(address: string, engine: string, report: Report): Promise<void> {
  if (!onPath('wrk')) return report.say('wrk is not installed: warm answers were not measured.')
  await fetch(address + WARM)
  const runs: Load[] = []
  for (let i = 0; i < 3; i++) runs.push(await load(address + WARM))
  const perSecond = median(runs.map((run) => run.perSecond))
  const p99 = median(runs.map((run) => run.p99Ms))
  const files = await staticFiles(address)
  report.add({
    what: 'Warm cells answer (r8, whole force, gzip)', engine, value: `${grouped(perSecond)} requests/s, p99 ${ms(p99)}`,
    budget: 'at least 10,000 requests/s, p99 under 20 ms', met: perSecond >= 10_000 && p99 < 20,
    how: `wrk, 16 connections, median of 3 runs of 10 s; the same bytes as a static file in the same run: ${files}`
  })
}

/** The same compressed bytes served as a file by Fastify's own file server and, where it is installed, by nginx. */
async function staticFiles(address: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'beatwise-static-'))
  chmodSync(folder, 0o755)
  execFileSync('curl', ['-s', '-o', join(folder, 'cells.json.gz'), '-H', 'accept-encoding: gzip', address + WARM])
  const said: string[] = []
  try {
    const app = Fastify({ logger: false })
    await app.register(fastifyStatic, { root: folder })
    const url = await app.listen({ port: 0, host: '127.0.0.1' })
    // In this process the generator's own loop is idle, so the file server has the core to itself.
    said.push(`@fastify/static ${grouped((await load(`${url}/cells.json.gz`)).perSecond)}/s`)
    await app.close()
    if (existsSync('/usr/sbin/nginx')) said.push(`nginx ${grouped((await nginxLoad(folder)).perSecond)}/s`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return said.join(', ')
}

async function nginxLoad(folder: string): Promise<Load> {
  const port = await freePort()
  const config = join(folder, 'nginx.conf')
  writeFileSync(config, `daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log; events {} http { access_log off; server { listen 127.0.0.1:${port}; root ${folder}; } }`)
  const nginx = spawn('/usr/sbin/nginx', ['-c', config], { stdio: 'ignore' })
  await new Promise((wake) => setTimeout(wake, 500))
  try {
    return await load(`http://127.0.0.1:${port}/cells.json.gz`)
  } finally {
    const gone = new Promise((resolve) => nginx.once('exit', resolve))
    nginx.kill('SIGQUIT')
    await gone
  }
}
