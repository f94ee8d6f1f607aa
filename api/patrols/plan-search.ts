/**
 * Searches for the routes of plans: in the background, with what is done and the best so far as a row, so that any process can say how far a search
 * is, and any can take over one whose process has died. A plan that was changed meanwhile is not overwritten.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { MessageChannel } from 'node:worker_threads'
import type { FastifyBaseLogger } from 'fastify'
import type { Reader, Tier } from '../access.ts'
import type { TourLock, Tours } from '../analysis/tour-problem.ts'
import { valued } from '../analysis/tour-routes.ts'
import { tourBound } from '../analysis/tour-bound.ts'
import { defaultSteps } from '../analysis/tours.ts'
import type { Database, Queryable } from '../db/database.ts'
import type { Asking } from '../db/identity.ts'
import { ApiError } from '../errors.ts'
import type { AuditAct } from '../vocabulary.ts'
import type { WorkerPool } from '../worker-pool.ts'
import type { PlanContent, Solving } from './content-schema.ts'
import type { PatrolDemand } from './demand.ts'
import { firstRoutes } from './first-routes.ts'
import { contentOf, type Made } from './plan-content.ts'
import { askedBy, demandAsked, drawnProblem, lockedPlaces, locksOf, modesOf, pointsOf, problemOf, whereTheyWere, withoutTrifles } from './plan-problem.ts'
import { asPlanner, changePlan, noteSearch } from './queries.ts'
import type { Plan } from './schema.ts'
import type { Better, Impossible, SearchTask } from './search.ts'
import { impossible } from './breach-text.ts'
import type { Travel } from './travel.ts'

export interface SearchParts { db: Database; pool: WorkerPool; demand: PatrolDemand; travel: Travel; versions: Record<Tier, { current(): Promise<{ version: string }> }>; log: FastifyBaseLogger }
export interface Searcher {
  asking: Asking
  reader: Reader
  /** Adds the entry to the audit trail, inside the transaction that stores what was found. */
  record: (inside: Queryable, act: AuditAct, subject: string) => Promise<unknown>
}

/** How often the row says that somebody works on it, and after what silence somebody else does. */
const BEAT_MS = 2_000
export const SILENT_S = 12
const SAY_EVERY_MS = 400
/** How long the forecast waits for first routes, and then for somebody to have read them. */
const FIRST_ALONE_MS = 1500
const READ_MS = 600
/** Steps of the search beside the usual number. */
const effortOf = { quick: 0.25, default: 1, thorough: 4 } as const

export class PlanSearches {
  private readonly running = new Set<Promise<void>>()
  private readonly shown = new Map<string, () => void>()
  private closing = false

  constructor(private readonly parts: SearchParts) {}

  /** Returns at once; what goes wrong is written where the page looks for it. */
  begin(who: Searcher, plan: Plan, run: string): void {
    const work = this.work(who, plan, run).finally(() => this.running.delete(work))
    this.running.add(work)
  }

  /** Has a thread started before anybody asks. */
  ready(): void { this.parts.pool.start() }

  /** Whether anybody waits for routes. */
  get idle(): boolean { return this.running.size === 0 }

  /** Somebody has read the best so far of this plan. */
  seen(plan: string): void { this.shown.get(plan)?.() }

  /** Ends searches with what they have. */
  async close(): Promise<void> {
    this.closing = true
    await Promise.all(this.running)
  }

  /** What a plan's routes are searched among. @throws ApiError where there is nothing to search. */
  async prepare({ reader }: Pick<Searcher, 'reader'>, plan: Plan, { before = async () => {} }: { before?: (state: 'travel' | 'search') => Promise<void> } = {}): Promise<Made & { lost: string[]; locks: TourLock[] }> {
    const { demand: demands, travel: travels, versions } = this.parts
    const { version } = await versions[reader.tier].current()
    const request = askedBy(plan)
    const demand = whereTheyWere(withoutTrifles(await demands.of(reader, demandAsked(request, plan, version)), lockedPlaces(plan.content)), plan.content)
    if (demand.places.length === 0) throw new ApiError('nothing-to-plan', demand.notes.join(' ') || 'Nothing is expected here in this shift.', 'objective')
    await before('travel')
    const travel = await travels.times(pointsOf(demand, request), modesOf(request.units), { choice: request.travel, reader, rural: [...demand.places.map(({ rural }) => rural), ...request.units.map(() => null)] })
    const { locks, lost } = locksOf(plan.content, request, demand.places)
    await before('search')
    return { request, shiftFrom: plan.shiftFrom, shiftTo: plan.shiftTo, demand, travel, problem: problemOf(request, plan, demand, travel, locks), dataVersion: version, lost, locks }
  }

  private async work(who: Searcher, plan: Plan, run: string): Promise<void> {
    const row = new SearchRow(this.parts.db, who.asking, run)
    const beat = setInterval(() => void row.say({}).catch((cause: unknown) => this.parts.log.warn({ err: cause }, 'a search could not say that it goes on')), BEAT_MS)
    let first: { end: () => Promise<unknown> } | undefined
    try {
      first = await this.sayFirst(who, plan, row)
      const made = await this.prepare(who, plan, { before: async (state) => {
        await first!.end()
        await row.say({ state })
      } })
      const content = await this.searched(made, row)
      if (row.replaced) return
      await this.keep(who, plan, made, content)
      await row.say({ state: 'done' })
    } catch (cause) {
      await first?.end()
      const known = cause instanceof ApiError ? cause : undefined
      if (!known) this.parts.log.error({ err: cause }, 'a search for routes failed')
      await row.say({ state: 'failed', message: known?.message ?? 'The search failed. What it was asked is kept; try again.', parameter: known?.parameter ?? null }).catch((second: unknown) => this.parts.log.error({ err: second }, 'a failed search could not be noted'))
    } finally {
      clearInterval(beat)
    }
  }

  /** Where there are no routes yet and no demand at hand, shows routes by the plain count. It has shown them, or read what it needs, when this returns; after `end` nothing more is said. */
  private async sayFirst({ reader }: Searcher, plan: Plan, row: SearchRow): Promise<{ end: () => Promise<unknown> }> {
    const { demand, versions } = this.parts
    const { version } = await versions[reader.tier].current()
    if (plan.content !== null || demand.holds(reader, demandAsked(askedBy(plan), plan, version))) return { end: async () => undefined }
    let [over, saying]: [boolean, Promise<void> | undefined] = [false, undefined]
    const routes = await firstRoutes(this.parts, reader, plan, version)
    const work = async () => {
      const best = await routes(() => over)
      if (!best) return
      await (saying = row.say({ best }))
      await this.read(plan)
    }
    const worked = work().catch((cause: unknown) => this.parts.log.warn({ err: cause }, 'first routes could not be shown'))
    await Promise.race([worked, wait(FIRST_ALONE_MS, undefined, { ref: false })])
    return { end: async () => {
      over = true
      await saying?.catch(() => undefined)
    } }
  }

  /** An embedded database does one thing at a time: whoever asks for what was found would wait behind all that the forecast reads. */
  private async read({ id }: Plan): Promise<void> {
    await Promise.race([new Promise<void>((seen) => this.shown.set(id, seen)), wait(READ_MS, undefined, { ref: false })])
    this.shown.delete(id)
  }

  private async searched(made: Made & { lost: string[] }, row: SearchRow): Promise<PlanContent> {
    const { request } = made
    const steps = Math.ceil(defaultSteps(made.problem) * effortOf[request.effort])
    const stop = new Int32Array(new SharedArrayBuffer(4))
    const { port1, port2 } = new MessageChannel()
    const notes = made.lost.length > 0 ? [`Locked visits that could not be kept, because their place or unit is gone: ${made.lost.join('; ')}.`] : []
    const bound = request.randomised ? tourBound(made.problem) : null
    const told = (tours: Tours, stopped: boolean) => contentOf(made, { tours: bound === null ? tours : { ...tours, ...valued(made.problem, tours.routes), bound }, stopped, byHand: false, notes })
    let said = 0
    port1.on('message', ({ tours, step }: Better) => {
      if (Date.now() - said < SAY_EVERY_MS) return
      said = Date.now()
      // Thrown out of a listener it would end the process.
      const noted = async () => row.say({ state: 'search', step, steps, best: told(tours, true) })
      noted().then(() => { if (row.stop || this.closing) Atomics.store(stop, 0, 1) }, (cause: unknown) => this.parts.log.warn({ err: cause }, 'a search could not be noted'))
    })
    const listening = setInterval(() => { if (row.stop || this.closing) Atomics.store(stop, 0, 1) }, SAY_EVERY_MS)
    try {
      const problem = request.randomised ? drawnProblem(made) : made.problem
      const task: SearchTask = { problem, seed: `tours ${request.seed}`, steps, said: port2, stop }
      const found = await this.parts.pool.run<Tours | Impossible>('search', task, [port2])
      if ('impossible' in found) throw impossible(found.impossible, made)
      return told(found, found.steps < steps)
    } finally {
      clearInterval(listening)
      port1.close()
    }
  }

  /** The plan with its routes, the seed that they came from, and the entry in the trail: together or not at all. */
  private async keep({ asking, record }: Searcher, plan: Plan, { request: { seed } }: Made, content: PlanContent): Promise<void> {
    await asPlanner(this.parts.db, asking, async (inside) => {
      const kept = await changePlan(inside, plan.id, plan.version, { request: { ...plan.request!, seed }, content }, asking.name)
      if (!kept) throw new ApiError('changed-meanwhile', 'The plan was changed while its routes were searched, so they were not kept. Read it and search again.')
      await record(inside, 'plan-search', plan.id)
    })
  }
}

/** The row of one search. */
class SearchRow {
  private now: Solving = { state: 'demand', step: 0, steps: 0, best: null, message: null, parameter: null }
  stop = false
  replaced = false

  constructor(private readonly db: Database, private readonly asking: Asking, private readonly run: string) {}

  async say(change: Partial<Solving>): Promise<void> {
    const { best = null, ...rest } = change
    this.now = { ...this.now, ...rest }
    const stop = await asPlanner(this.db, this.asking, (inside) => noteSearch(inside, this.run, { ...this.now, best }))
    this.replaced = stop === undefined
    this.stop ||= stop ?? true
  }
}

