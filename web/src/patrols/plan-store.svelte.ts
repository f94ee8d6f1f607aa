/** One plan as the server has it, and every change of it: made with the version that was read, so that nobody's work is lost. */
import type { Plan, PlanChange } from '../../../api/patrols/schema.ts'
import { asApiError, ApiError } from '../api.ts'
import { beginSearch, changePlan, readPlan } from './asks.ts'

/** Somebody else was first: what they made of the plan, what ours was before, and what we wanted to change. */
export interface Conflict { theirs: Plan; ours: Plan; change: PlanChange }

export class PlanStore {
  plan = $state.raw<Plan | null>(null)
  error = $state.raw<ApiError | null>(null)
  conflict = $state.raw<Conflict | null>(null)
  busy = $state(false)
  private reading: AbortController | null = null

  async open(id: string): Promise<void> {
    this.reading?.abort()
    const reading = (this.reading = new AbortController())
    if (this.plan?.id !== id) this.plan = null
    this.busy = true
    try {
      const plan = await readPlan(id, reading.signal)
      if (this.reading === reading) [this.plan, this.error] = [plan, null]
    } catch (cause) {
      if (!reading.signal.aborted) this.error = asApiError(cause)
    } finally {
      if (this.reading === reading) this.busy = false
    }
  }

  /** @returns whether it was changed. A change that came too late opens a conflict; any other refusal is thrown, and the plan stays as it was. */
  change(change: PlanChange): Promise<boolean> {
    return this.guarded(change, async ({ id, version }) => { this.plan = await changePlan(id, version, change) })
  }

  /** Searched anew around what is locked, with the request as it stands. */
  searchAnew(): Promise<boolean> {
    return this.guarded({}, async ({ id, version }) => void (await beginSearch(id, version)))
  }

  private async guarded(change: PlanChange, what: (plan: Plan) => Promise<void>): Promise<boolean> {
    const ours = this.plan!
    this.busy = true
    try {
      await what(ours)
      return true
    } catch (cause) {
      if (!(cause instanceof ApiError) || cause.code !== 'changed-meanwhile') throw asApiError(cause)
      this.conflict = { theirs: await readPlan(ours.id), ours, change }
      return false
    } finally {
      this.busy = false
    }
  }

  /** What was wanted here is dropped. */
  takeTheirs(): void {
    if (this.conflict) this.plan = this.conflict.theirs
    this.conflict = null
  }

  /** The same change on top of theirs. */
  async putOnTheirs(): Promise<boolean> {
    const { change } = this.conflict!
    this.takeTheirs()
    return Object.keys(change).length === 0 ? this.searchAnew() : this.change(change)
  }

  close(): void {
    this.stop()
    this.plan = null
    this.error = null
  }

  stop(): void {
    this.reading?.abort()
  }
}
