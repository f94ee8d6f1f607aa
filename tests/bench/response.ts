/** How long compliance over half a million emergencies takes, by every split, cold and warm, beside the same counts by SQL; and how long a moved standby point. */
import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { Agent, get } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { readConfig } from '../../api/config.ts'
import { openDatabase, type Database } from '../../api/db/database.ts'
import { responseSplits } from '../../api/response-vocabulary.ts'
import * as records from '../../fixtures/generator/index.ts'
import { onPath, quiet, runCommand, startService } from './programs.ts'
import { grouped, median, ms, type Report } from './report.ts'
import type { Target } from './run.ts'

const FIRST_YEAR = 2015
const YEARS = 10
const WANTED = 500_000
const ROUNDS = 5
const PASSWORD = 'quiet-harbour-bicycle-lantern'

interface SignedIn { get: (path: string) => Promise<Buffer>; ms: (path: string) => Promise<number>; warmMs: (path: string) => Promise<number>; post: (path: string, body: object) => Promise<Response> }

export async function measureResponse(targets: readonly Target[], folder: string, report: Report): Promise<void> {
  const file = await tenYears(folder)
  for (const { engine, environment } of targets) {
    const own = { ...environment, DEMO_PASSWORD: PASSWORD }
    await runCommand(['demo', '--reset', '--yes'], own)
    await runCommand(['ingest', 'force-responses', file, '--json'], own)
    const service = await startService(own)
    const db = await openDatabase(readConfig({ ...process.env, ...environment }), { attach: true })
    try {
      await measure(await signedIn(service.address), db, engine, report)
    } finally {
      await db.close()
      await service.stop()
    }
  }
}

async function measure(api: SignedIn, db: Database, engine: Target['engine'], report: Report): Promise<void> {
  await quiet()
  // Each question is of months that were not asked for before: ten years that end a month earlier each time.
  let asked = 0
  const next = () => { const month = YEARS * 12 - 1 - asked++; return `from=${FIRST_YEAR}-01&to=${FIRST_YEAR + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}` }
  const path = (months: string, by: string) => `/api/response/compliance?${months}&by=${by}`
  const { whole } = JSON.parse((await api.get(path(next(), 'month'))).toString()) as { whole: { pooled: { total: number; unjudged: number } } }
  const what = `Compliance over ${grouped(whole.pooled.total + whole.pooled.unjudged)} emergencies`
  const splits = Object.keys(responseSplits)
  const [opening, cold, warm]: [number[], [string, number][], number[]] = [[], [], []]
  for (const by of splits) {
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const months = next()
      // The page asks for several splits of the same months; the first of them judges every emergency for all.
      opening.push(await api.ms(path(months, by === 'ruc' ? 'month' : 'ruc')))
      times.push(await api.ms(path(months, by)))
      if (round === ROUNDS - 1) warm.push(await api.warmMs(path(months, by)))
    }
    cold.push([by, median(times)])
  }
  const slowest = cold.reduce((a, b) => (b[1] > a[1] ? b : a))
  const theirs = await timed(() => db.rows(`select date_trunc('month', month), count(*) filter (where stamped and within_standard), count(*) filter (where stamped) from live_emergencies group by 1`))
  report.add({
    what: `${what}, any split`, engine, value: `${ms(slowest[1])} cold, ${ms(Math.max(...warm))} warm`, budget: 'under 200 ms cold, 5 ms warm', met: slowest[1] < 200 && Math.max(...warm) < 5,
    how: `over HTTP until the compressed answer is there, with intervals, the responses in memory, medians of ${ROUNDS} questions not asked before; warm with wrk, one connection, the slowest split; cold the slowest is by ${slowest[0]}; ${cold.map(([by, time]) => `${by} ${ms(time)}`).join(', ')}; counts by month alone, asked of the table by SQL, in the same run: ${ms(theirs)}`
  })
  report.add({ what: `${what}, the first split of other months or another clock`, engine, value: ms(median(opening)), budget: 'none', met: null, how: `every emergency is judged, and the whole counted; median of ${opening.length}` })
  const first: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    await raise(db)
    first.push(await api.ms(path(next(), 'ruc')))
  }
  report.add({ what: `${what}, the first question after an import`, engine, value: ms(median(first)), budget: 'none', met: null, how: `all ${YEARS} years are read from the database, then one split, while the forecasts of the map are made anew; median of ${ROUNDS}` })
  const points = (lng: number) => ({ from: `${FIRST_YEAR + YEARS - 1}-01`, to: `${FIRST_YEAR + YEARS - 1}-12`, bases: 'all', points: [{ name: 'Moved', position: [lng, 51.8] }] })
  await api.post('/api/response/standby', points(0.5))
  await quiet()
  const moves: number[] = []
  for (let i = 0; i < 2 * ROUNDS; i++) moves.push(await timed(() => api.post('/api/response/standby', points(0.5 + i / 100))))
  report.add({ what: 'Moving one point in the standby planner', engine, value: `${ms(median(moves))}, ${ms(Math.max(...moves))} at most`, budget: 'under 200 ms', met: Math.max(...moves) < 200, how: `over HTTP: reach of the point and of all bases over all hexagons of the county, by distance; ${moves.length} places` })
}

async function raise(db: Database): Promise<void> {
  await db.run('update data_version set version = version + 1')
  // Past the quarter of a second in which the server trusts the version it knows.
  await new Promise((wake) => setTimeout(wake, 300))
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  const answer = await work()
  if (answer instanceof Response) {
    const body = await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}: ${Buffer.from(body).toString()}`)
  }
  return performance.now() - begun
}

async function signedIn(address: string): Promise<SignedIn> {
  const response = await fetch(`${address}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json', origin: address }, body: JSON.stringify({ name: 'planner', password: PASSWORD }) })
  const cookie = response.headers.get('set-cookie')!.split(';')[0]!
  const { csrfToken } = await response.json() as { csrfToken: string }
  const agent = new Agent({ keepAlive: true })
  return {
    get: (path) => received(agent, `${address}${path}`, { cookie }),
    async ms(path) {
      const begun = performance.now()
      await received(agent, `${address}${path}`, { cookie, 'accept-encoding': 'br' })
      return performance.now() - begun
    },
    warmMs: (path) => warmMs(`${address}${path}`, cookie),
    post: (path, body) => fetch(`${address}${path}`, { method: 'POST', headers: { cookie, origin: address, 'x-csrf-token': csrfToken, 'content-type': 'application/json' }, body: JSON.stringify(body) })
  }
}

/** Median of three seconds of one connection with wrk, which leaves the server nearly all of the time; without it, of requests of this process. */
async function warmMs(url: string, cookie: string): Promise<number> {
  const headers = { cookie, 'accept-encoding': 'br' }
  await received(new Agent(), url, headers)
  if (!onPath('wrk')) {
    const agent = new Agent({ keepAlive: true })
    const times: number[] = []
    for (let i = 0; i < 10 * ROUNDS; i++) times.push(await timed(() => received(agent, url, headers)))
    return median(times)
  }
  const { stdout } = await promisify(execFile)('wrk', ['-t', '1', '-c', '1', '-d', '3s', '--latency', ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]), url])
  const [, value, unit] = /50%\s+([\d.]+)(us|ms|s)/.exec(stdout) ?? []
  if (/Non-2xx/.test(stdout) || value === undefined) throw new Error(`${url}: ${stdout}`)
  return Number(value) * (unit === 'us' ? 0.001 : unit === 's' ? 1000 : 1)
}

/** The body as it comes: what a browser does with it is not the server's time. */
function received(agent: Agent, address: string, headers: Record<string, string>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get(address, { agent, headers }, async (answer) => {
      const body = await buffer(answer)
      if (answer.statusCode === 200) resolve(body)
      else reject(new Error(`${address} answered ${answer.statusCode}: ${body.toString()}`))
    }).on('error', reject)
  })
}

/** The demonstration's emergencies again and again, over ten years. */
async function tenYears(folder: string): Promise<string> {
  const base = [...records.responses()].flat().filter(({ grade }) => grade === 'emergency')
  const year = (text: string, i: number) => (text === '' ? '' : text.replace(/^\d{4}/, String(FIRST_YEAR + (i % YEARS))).replace('-02-29', '-02-28'))
  function* lines(): Generator<string> {
    yield `${records.responseColumns.join()}\n`
    for (let i = 0; i < WANTED; i++) {
      const row = base[i % base.length]!
      yield `${records.responseColumns.map((column) => (column === 'incident_id' ? `T${i}` : column.endsWith('_at') ? year(row[column], i) : row[column])).join()}\n`
    }
  }
  const path = join(folder, 'ten-years-of-responses.csv')
  await pipeline(Readable.from(lines()), createWriteStream(path))
  return path
}
