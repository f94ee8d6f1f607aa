/** The list on an officer's phone: read with the token of the link, ticked at once, sent when there is a connection. */
import type { Static } from 'typebox'
import type { PhonePlan, PhoneVisitsAnswer } from '../../../api/patrols/delivery-schema.ts'
import type { ErrorBody } from '../../../api/schema.ts'
import { clockOf, newId, Ticks, type Stop, type Tap, type Tick } from './phone-visits.ts'

const AGAIN_MS = 10_000
/** As many as the server takes at once. */
const AT_ONCE = 50

export class PhoneList {
  plan = $state.raw<PhonePlan | null>(null)
  /** Why there is no list. */
  trouble = $state<string | null>(null)
  /** The link opens nothing: asking again will not help. */
  over = $state(false)
  /** Counts up with every change, so that what depends on the visits is worked out anew. */
  turn = $state(0)
  unsent = $state.raw<ReadonlySet<string>>(new Set())
  refused = $state.raw<readonly string[]>([])
  last = $state.raw<Tap | null>(null)
  ticks = new Ticks()
  private aheadMs = 0
  private sending = false
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly token: string) {}

  async load(): Promise<void> {
    try {
      const response = await this.ask('/patrols/phone')
      if (!response.ok) return this.fail(response.status, (await response.json() as ErrorBody).error.message)
      const plan = await response.json() as PhonePlan
      // Times come from the server's clock, so that a phone whose own is wrong does no harm.
      this.aheadMs = Date.parse(plan.now) - Date.now()
      this.ticks.heard(plan.visits)
      this.plan = plan
      this.trouble = null
      this.turn++
    } catch (cause) {
      console.warn('The list could not be read', cause)
      this.trouble ??= this.plan ? null : 'There is no connection. The list comes as soon as there is one.'
      if (!this.plan) this.later(() => void this.load())
    }
  }

  private fail(status: number, message: string): void {
    this.trouble = message
    this.over = status === 401
    if (!this.over) this.later(() => void this.load())
  }

  private get at(): string { return new Date(Date.now() + this.aheadMs).toISOString() }

  arrive(number: number, stop: Stop): void { this.tapped(this.ticks.arrive(newId(), number, stop, this.at)) }
  leave(tick: Tick, name: string): void { this.tapped(this.ticks.leave(tick.id, name, this.at) ?? null) }
  note(tick: Tick, text: string): void {
    this.ticks.note(tick.id, text.slice(0, 500))
    this.changed([tick.id])
  }

  undo(): void {
    if (!this.last) return
    this.ticks.undo(this.last)
    this.changed(this.last.changes.map(({ id }) => id))
    this.last = null
  }

  private tapped(tap: Tap | null): void {
    if (!tap) return
    this.last = { ...tap, words: `${tap.words} at ${clockOf(this.at)}` }
    this.changed(tap.changes.map(({ id }) => id))
  }

  private changed(ids: readonly string[]): void {
    this.unsent = new Set([...this.unsent, ...ids])
    this.turn++
    void this.send()
  }

  /** One sending at a time; what was changed meanwhile goes with the next. */
  async send(): Promise<void> {
    if (this.sending || this.unsent.size === 0 || this.over) return
    this.sending = true
    try {
      const visits = [...this.unsent].slice(0, AT_ONCE).map((id) => ({ ...this.ticks.get(id)! }))
      const response = await this.ask('/patrols/phone/visits', { visits })
      if (response.ok) this.sent(visits, await response.json() as Static<typeof PhoneVisitsAnswer>)
      else if (response.status === 401) this.fail(401, (await response.json() as ErrorBody).error.message)
      else throw new Error(`The server answered ${response.status}`)
    } catch (cause) {
      console.warn('Not sent yet', cause)
      this.later(() => void this.send())
    } finally {
      this.sending = false
    }
    if (this.unsent.size > 0 && this.timer === undefined) void this.send()
  }

  private sent(visits: readonly Tick[], { refused, visits: kept }: Static<typeof PhoneVisitsAnswer>): void {
    const done = visits.filter(({ id, revision }) => this.ticks.get(id)!.revision === revision).map(({ id }) => id)
    this.unsent = new Set([...this.unsent].filter((id) => !done.includes(id)))
    this.refused = refused.map(({ why }) => why)
    this.ticks.heard(kept)
    this.turn++
  }

  private later(work: () => void): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined
      work()
    }, AGAIN_MS)
  }

  /** Now that there is a connection again, or the page is looked at again. */
  hurry(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    void (this.unsent.size > 0 ? this.send() : this.load())
  }

  stop(): void { clearTimeout(this.timer) }

  /** Without the cookie: a phone is nobody's session, whoever else signed in on it. */
  private ask(path: string, body?: unknown): Promise<Response> {
    return fetch(`/api${path}`, {
      method: body === undefined ? 'GET' : 'POST', credentials: 'omit', cache: 'no-store', signal: AbortSignal.timeout(20_000),
      headers: { authorization: `Bearer ${this.token}`, accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) })
    })
  }
}
