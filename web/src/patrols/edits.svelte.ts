/** Changing routes by hand: which visit is chosen, what was done, what was refused, and the way back. */
import { asApiError } from '../api.ts'
import type { Arrangement } from '../../../api/patrols/schema.ts'
import { addVisit, arrangementOf, foundAgain, moveVisit, nudge, removeVisit, setLock, unitBeside, type At, type Move, type PlanContent } from './moves.ts'
import { numbersOf } from './place-rows.ts'
import type { PlanStore } from './plan-store.svelte.ts'

interface Refusal { at: At; text: string }

export class Edits {
  chosen = $state.raw<At | null>(null)
  /** Said beside the visit; the routes are as they were. */
  refusal = $state.raw<Refusal | null>(null)
  /** Read out to who cannot see it. */
  said = $state('')
  /** Grows when the focus must follow a visit that moved. */
  follow = $state(0)
  /** The change comes from a key on the visit itself, so the focus is there. */
  keyed = false
  private tail: Promise<void> = Promise.resolve()
  private before = $state.raw<Arrangement[]>([])
  readonly undoable = $derived.by(() => this.before.length > 0)

  constructor(private readonly store: PlanStore, private readonly busy: () => boolean) {}

  get content(): PlanContent | null {
    return this.store.plan?.content ?? null
  }

  choose(at: At | null): void {
    this.chosen = at
    if (this.refusal && (at?.unit !== this.refusal.at.unit || at.visit !== this.refusal.at.visit)) this.refusal = null
  }

  nudge = (at: At, steps: number) => this.make(at, (content, now) => nudge(content, now, steps))
  moveTo = (at: At, to: { unit?: number; startS?: number }) => this.make(at, (content, now) => moveVisit(content, now, to))
  remove = (at: At) => this.make(at, removeVisit, 'is removed')
  lock = (at: At, locked: boolean) => this.make(at, (content, now) => setLock(content, now, locked), locked ? 'is locked' : 'is no longer locked')

  toUnit = (at: At, step: number) => this.make(at, (content, now) => {
    const unit = unitBeside(content, now, step)
    return unit === null ? null : moveVisit(content, now, { unit })
  })

  add(place: string): Promise<void> {
    return this.make({ unit: 0, visit: 0 }, (content) => addVisit(content, place), undefined, place)
  }

  async undo(): Promise<void> {
    const last = this.before.at(-1)
    if (!last || this.busy()) return
    this.before = this.before.slice(0, -1)
    await this.send({ routes: last, at: null }, { unit: 0, visit: 0 }, () => 'The last change is undone.')
  }

  /** Keys come faster than answers: each change waits for the one before, and then is about the visit that is chosen. */
  private make(at: At, how: (content: PlanContent, at: At) => Move | null, done?: string, added?: string): Promise<void> {
    const queued = this.store.busy
    this.tail = this.tail.then(() => this.run((queued && !added ? this.chosen : null) ?? at, how, done, added))
    return this.tail
  }

  private async run(at: At, how: (content: PlanContent, at: At) => Move | null, done?: string, added?: string): Promise<void> {
    const { content } = this
    const move = content && !this.busy() ? how(content, at) : null
    if (!content || !move) return
    const place = added ?? content.units[at.unit]!.visits[at.visit]!.place
    const name = `Place ${numbersOf(content).get(place) ?? ''}`
    const earlier = arrangementOf(content)
    const kept = await this.send(move, at, (now) => (done ? `${name} ${done}.` : spoken(name, now, this.content)), place)
    if (kept) this.before = [...this.before, earlier].slice(-50)
  }

  private async send({ routes, at }: Move, was: At, say: (now: At | null) => string, place?: string): Promise<boolean> {
    this.refusal = null
    try {
      if (!(await this.store.change({ routes }))) return false
    } catch (cause) {
      this.refusal = { at: was, text: asApiError(cause).message }
      this.said = `Not done. ${this.refusal.text}`
      return false
    }
    const sent = at ? routes[at.unit]?.visits[at.visit] : undefined
    const startS = sent?.startS ?? (at ? this.content?.units[at.unit]?.visits[at.visit]?.startS : undefined) ?? 0
    this.chosen = at && place && this.content && sent?.place === place ? foundAgain(this.content, at.unit, place, startS) : at
    this.said = say(this.chosen)
    if (this.chosen && this.keyed) this.follow++
    this.keyed = false
    return true
  }

  /** A plan that was searched anew has another history. */
  forget(): void {
    this.before = []
    this.choose(null)
  }
}

function spoken(name: string, at: At | null, content: PlanContent | null): string {
  const unit = content?.units[at?.unit ?? -1]
  const visit = unit?.visits[at?.visit ?? -1]
  return unit && visit ? `${name}, ${unit.name}, ${visit.at} to ${visit.until}.` : `${name} is changed.`
}
