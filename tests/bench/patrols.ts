/** How long a planner waits: from the request to the first routes and to the answer, after an edit, and what two planners at once do to everybody else. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Session } from '../../api/accounts/schema.ts'
import type { Solving } from '../../api/patrols/content-schema.ts'
import type { PlanRequest } from '../../api/patrols/request-schema.ts'
import type { Plan } from '../../api/patrols/schema.ts'
import { startService } from './programs.ts'
import { median, ms, type Report } from './report.ts'

const PASSWORD = 'measured-by-a-careful-clerk'
const chelmsford: [number, number] = [0.4725, 51.7345]
/** Four units, ten hours, twenty places. */
const request: PlanRequest = {
  objective: [{ theme: 'burglary', weight: 1 }], mostPlaces: 20,
  units: (['foot', 'cycle', 'vehicle', 'vehicle'] as const).map((mode, i) => ({ name: `Unit ${i + 1}`, mode, base: { name: 'Chelmsford', position: chelmsford } }))
}
const shift = { district: 'E07000070', name: 'Measured', shiftFrom: '2014-10-03T14:00', shiftTo: '2014-10-04T00:00' }

/** By then the forecasts of the maps are made ready, and the server rests. */
const AFTER_START_MS = 30_000
const ROUNDS = 5

type Ask = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>

export async function measurePatrols(report: Report): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'beatwise-bench-patrols-'))
  const service = await startService({ DATA_DIR: folder, DEMO_PASSWORD: PASSWORD })
  try {
    const ask = await signedIn(service.address)
    await new Promise((wake) => setTimeout(wake, AFTER_START_MS))
    const cold = await planned(ask)
    const warm = [await planned(ask), await planned(ask), await planned(ask)]
    const how = `district of Chelmsford, 4 units, 10 h, ${warm[0]!.places} places, demonstration county; median of 3 with the forecast at hand`
    report.add({ what: 'The first plan after a start: to its first routes', engine: 'embedded', value: ms(cold.firstMs), budget: 'under 1 s', met: cold.firstMs < 1000, how: `the same district with nothing at hand, ${AFTER_START_MS / 1000} s after the start; answer after ${ms(cold.doneMs)}` })
    report.add({ what: 'A plan: from the request to its first routes', engine: 'embedded', value: ms(median(warm.map(({ firstMs }) => firstMs))), budget: 'under 1 s', met: median(warm.map(({ firstMs }) => firstMs)) < 1000, how })
    report.add({ what: 'A plan: from the request to the answer', engine: 'embedded', value: ms(median(warm.map(({ doneMs }) => doneMs))), budget: 'under 10 s', met: median(warm.map(({ doneMs }) => doneMs)) < 10_000, how: 'the same plans, default effort' })
    const again = [await replanned(ask, warm[0]!.id), await replanned(ask, warm[1]!.id), await replanned(ask, warm[2]!.id)]
    report.add({ what: 'Searching anew around locked visits', engine: 'embedded', value: ms(median(again)), budget: 'under 2 s', met: median(again) < 2000, how: 'the first two visits of each unit locked, quick effort as after an edit, from the request to the answer' })
    const longest: number[] = []
    for (let seed = 2; seed < 2 + 2 * ROUNDS; seed += 2) longest.push(await healthDuring(service.address, () => Promise.all([planned(ask, { seed }), planned(ask, { seed: seed + 1 })])))
    report.add({ what: 'Longest answer of health while two plans are searched', engine: 'embedded', value: ms(median(longest)), budget: 'at most 50 ms', met: median(longest) <= 50, how: `asked every 20 ms from the same two cores; the longest of each of ${ROUNDS} rounds, their median; of all rounds ${ms(Math.max(...longest))}` })
  } finally {
    await service.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function signedIn(address: string): Promise<Ask> {
  const response = await fetch(`${address}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json', origin: address }, body: JSON.stringify({ name: 'planner', password: PASSWORD }) })
  const cookie = response.headers.get('set-cookie')!.split(';')[0]!
  const { csrfToken } = await response.json() as Session
  return (method, path, body, headers = {}) => fetch(`${address}${path}`, {
    method, headers: { cookie, origin: address, 'x-csrf-token': csrfToken!, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
}

async function planned(ask: Ask, changes: Partial<PlanRequest> = {}): Promise<{ id: string; firstMs: number; doneMs: number; places: number }> {
  const begun = performance.now()
  const { id } = await (await ask('POST', '/api/patrols/plans', { ...shift, request: { ...request, ...changes } })).json() as Plan
  const { firstMs, doneMs } = await watched(ask, id, begun)
  const plan = await (await ask('GET', `/api/patrols/plans/${id}`)).json() as Plan
  return { id, firstMs, doneMs, places: plan.content!.places.length }
}

async function watched(ask: Ask, id: string, begun: number): Promise<{ firstMs: number; doneMs: number }> {
  let firstMs = Infinity
  for (;;) {
    const { state, best, message } = await (await ask('GET', `/api/patrols/plans/${id}/search`)).json() as Solving
    const now = performance.now() - begun
    if (best) firstMs = Math.min(firstMs, now)
    if (state === 'failed') throw new Error(message!)
    if (state === 'done') return { firstMs: Math.min(firstMs, now), doneMs: now }
    await new Promise((wake) => setTimeout(wake, 50))
  }
}

async function replanned(ask: Ask, id: string): Promise<number> {
  const read = async () => await (await ask('GET', `/api/patrols/plans/${id}`)).json() as Plan
  const plan = await read()
  const routes = plan.content!.units.map(({ name, visits }) => ({ unit: name, visits: visits.map(({ place, startS }, i) => (i < 2 ? { place, locked: true, startS } : { place, locked: false })) }))
  const kept = await ask('PATCH', `/api/patrols/plans/${id}`, { routes }, { 'if-match': `"${plan.version}"` })
  if (!kept.ok) throw new Error(await kept.text())
  const { version, request: stored } = await read()
  const begun = performance.now()
  await ask('PATCH', `/api/patrols/plans/${id}`, { request: { ...stored!, effort: 'quick' } }, { 'if-match': `"${version}"` })
  return (await watched(ask, id, begun)).doneMs
}

async function healthDuring(address: string, work: () => Promise<unknown>): Promise<number> {
  let [longest, going] = [0, true]
  const asking = (async () => {
    while (going) {
      const begun = performance.now()
      await (await fetch(`${address}/api/health`)).arrayBuffer()
      longest = Math.max(longest, performance.now() - begun)
      await new Promise((wake) => setTimeout(wake, 20))
    }
  })()
  await work()
  going = false
  await asking
  return longest
}
