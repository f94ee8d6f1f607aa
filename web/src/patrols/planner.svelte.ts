/** What one planner has open: the request as it is being worded, the plan as it stands, the search between them. */
import type { Plan, PlanChange } from '../../../api/patrols/schema.ts'
import { asApiError, fetchBasemap, fetchDistricts, type ApiError } from '../api.ts'
import type { Ground } from '../map/overlay.ts'
import { hasWebGl } from '../map/webgl.ts'
import type { WantedPlan } from '../patrol-places.ts'
import { Remote } from '../remote.svelte.ts'
import { addPlan, listBases, type Base } from './asks.ts'
import { changeOf, draftOf, faultsOf, newPlanOf, withBase, type Draft } from './draft.ts'
import type { Corner } from '../drawn-area.ts'
import { Edits } from './edits.svelte.ts'
import { PlanStore } from './plan-store.svelte.ts'
import { nameOf } from './request-words.ts'
import { Searching } from './searching.svelte.ts'

export class Planner {
  readonly ground = new Remote<Ground>()
  readonly bases = new Remote<Base[]>()
  readonly store = new PlanStore()
  readonly searching = new Searching()
  readonly edits = new Edits(this.store, () => this.store.busy || this.searching.running)
  readonly drawable = hasWebGl()
  draft = $state.raw<Draft | null>(null)
  /** What the server found wrong with the request. */
  error = $state.raw<ApiError | null>(null)
  /** Clicks on the map draw corners of an area. */
  drawing = $state(false)
  /** Of the area that is being drawn; the request takes them once they are enough. */
  corners = $state.raw<Corner[]>([])
  /** The place that map, table and timeline point at. */
  place = $state<string | null>(null)
  /** What was taken over from the roads page. */
  wanted = $state.raw<WantedPlan | null>(null)
  /** Shown once a check found something. */
  checked = $state(false)

  readonly plan = $derived.by(() => this.store.plan)
  /** The best so far while one is searched for. */
  readonly content = $derived.by(() => this.searching.now?.best ?? this.plan?.content ?? null)
  readonly change = $derived.by((): PlanChange | null => (this.plan && this.draft ? changeOf(this.plan, this.draft) : null))
  readonly faults = $derived.by(() => (this.draft && this.checked ? faultsOf(this.draft) : []))
  readonly busy = $derived.by(() => this.store.busy || this.searching.running)
  readonly districts = $derived.by(() => this.ground.value?.districts.filter(({ inStudy }) => inStudy) ?? [])
  readonly districtName = $derived.by(() => this.nameOf(this.draft?.district ?? ''))
  /** Where the request is about, in words. */
  readonly where = $derived.by(() => {
    const { areas, drawn } = this.draft?.request ?? {}
    return drawn ? 'a drawn area' : areas ? areas.map((code) => this.nameOf(code)).join(', ') : this.districtName
  })

  constructor() {
    void this.ground.ask(async (signal) => {
      const [basemap, { areas }] = await Promise.all([fetchBasemap(signal), fetchDistricts(signal)])
      return { basemap, districts: areas }
    })
  }

  nameOf(code: string): string {
    return this.ground.value?.districts.find((area) => area.code === code)?.name ?? code
  }

  begin(draft: Draft): void {
    this.draft = draft
    this.corners = draft.request.drawn ?? []
    this.drawing = false
    void this.findBases(draft.district)
  }

  set(patch: Partial<Draft>): void {
    if (!this.draft) return
    const moved = patch.district !== undefined && patch.district !== this.draft.district
    this.draft = { ...this.draft, ...patch }
    this.error = null
    if (moved) void this.findBases(this.draft.district)
  }

  ask(patch: Partial<Draft['request']>): void {
    if (this.draft) this.set({ request: { ...this.draft.request, ...patch } })
  }

  setCorners(corners: Corner[]): void {
    this.corners = corners
    if (!this.draft) return
    const { areas: _areas, drawn: _drawn, ...rest } = this.draft.request
    this.set({ request: corners.length < 3 ? rest : { ...rest, drawn: corners } })
  }

  private async findBases(district: string): Promise<void> {
    await this.bases.ask((signal) => listBases(district, signal))
    const [nearest] = this.bases.value ?? []
    if (nearest && this.draft?.district === district) this.draft = withBase(this.draft, { name: nearest.name, position: nearest.position })
  }

  /** Nothing is open. */
  restart(): void {
    this.searching.leave()
    this.edits.forget()
    this.store.close()
    this.wanted = null
    this.error = null
    this.checked = false
  }

  async open(id: string): Promise<void> {
    // It was made on this very page, and is being searched for.
    if (this.plan?.id === id && this.searching.running) return
    if (this.plan?.id !== id) this.draft = null
    this.searching.leave()
    this.edits.forget()
    await this.store.open(id)
    if (this.plan?.id !== id) return
    this.adopt(this.plan)
    await this.searching.take(id, () => this.found(id))
  }

  /** The request that the plan was made from is the one that can be changed. */
  adopt(plan: Plan): void {
    const draft = draftOf(plan)
    if (draft) this.begin(draft)
    this.error = null
    this.checked = false
  }

  private async found(id: string): Promise<void> {
    await this.store.open(id)
    this.edits.forget()
    if (this.plan) this.adopt(this.plan)
  }

  /** A new plan is stored and searched for. @returns its id, or null where it was refused. */
  async make(): Promise<string | null> {
    if (!this.sound()) return null
    try {
      const plan = await addPlan(newPlanOf(this.draft!, nameOf(this.draft!, this.where)))
      this.store.plan = plan
      this.adopt(plan)
      this.searching.watch(plan.id, () => this.found(plan.id))
      return plan.id
    } catch (cause) {
      this.error = asApiError(cause)
      return null
    }
  }

  /** What was changed in the request is told to the server, which searches anew; without a change it searches again around the locks. */
  async search(): Promise<void> {
    if (!this.sound() || !this.plan) return
    const { id } = this.plan
    await this.attempt(async () => {
      const { change } = this
      const begun = change === null ? await this.store.searchAnew() : await this.store.change(change)
      if (!begun) return
      if (change === null || change.request) this.searching.watch(id, () => this.found(id))
    })
  }

  async save(change: PlanChange): Promise<void> {
    await this.attempt(async () => { await this.store.change(change) })
  }

  /** Theirs stands; what was wanted here is dropped. */
  takeTheirs(): void {
    this.store.takeTheirs()
    this.edits.forget()
    if (this.plan) this.adopt(this.plan)
  }

  /** What was wanted here is done to theirs. */
  async putOnTheirs(): Promise<void> {
    const { change } = this.store.conflict!
    this.edits.forget()
    await this.attempt(async () => {
      if (!(await this.store.putOnTheirs())) return
      const { id } = this.plan!
      if (change.request || Object.keys(change).length === 0) this.searching.watch(id, () => this.found(id))
      else this.adopt(this.plan!)
    })
  }

  private async attempt(what: () => Promise<void>): Promise<void> {
    this.error = null
    try {
      await what()
    } catch (cause) {
      this.error = asApiError(cause)
    }
  }

  private sound(): boolean {
    this.checked = true
    return this.draft !== null && faultsOf(this.draft).length === 0
  }

  leave(): void {
    this.searching.leave()
    this.store.stop()
    this.ground.stop()
    this.bases.stop()
  }
}
