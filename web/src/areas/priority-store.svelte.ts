/**
 * The entries, the opened one and what is typed into its form. It outlives the page, so that nothing typed is lost on the way to the map and back;
 * every change names the version that was read, so that nobody's work is lost either.
 */
import { evidencePath, type PriorityMove } from '../../../api/priority-vocabulary.ts'
import { account } from '../account.svelte.ts'
import { asApiError, type ApiError } from '../api.ts'
import { Remote } from '../remote.svelte.ts'
import { addPriority, changePriority, listPriorities, movePriority, readPriority, type PrioritySummary, type PriorityWithHistory } from './priority-asks.ts'
import { bodyOf, changedFields, changeOf, emptyForm, faultsOf, formFields, formOf, ownPath, type Form, type FormFault, type FormField } from './priority-form.ts'

export interface PriorityConflict { theirs: PriorityWithHistory; version: number; mine: FormField[] }

const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(new Date())

export class PriorityStore {
  readonly entries = new Remote<PrioritySummary[]>()
  /** 'new': one that is not stored yet. */
  open = $state.raw<PriorityWithHistory | 'new' | null>(null)
  form = $state<Form>(emptyForm('', today()))
  areaName = $state('')
  conflict = $state.raw<PriorityConflict | null>(null)
  faults = $state.raw<readonly FormFault[]>([])
  fault = $state.raw<ApiError | null>(null)
  said = $state('')
  busy = $state(false)
  private base = $state.raw<Form>(emptyForm('', today()))
  private turn = -1

  readonly changed = $derived.by(() => this.open !== null && changedFields(this.form, this.base).length > 0)
  /** The link as it will lead, or nothing while it cannot. */
  readonly evidence = $derived.by(() => evidencePath(ownPath(this.form.evidence, location.origin)))
  get entry(): PriorityWithHistory | null { return this.open === 'new' ? null : this.open }

  /** What the one before was shown or typed is nobody else's. */
  begin(): void {
    if (this.turn === account.turn) return
    this.turn = account.turn
    this.close()
    this.entries.value = null
    this.said = ''
  }

  list(): void { void this.entries.ask(listPriorities) }

  write(area: { code: string; name: string } | null): void {
    this.fill(emptyForm(area?.code ?? '', today()), area?.name ?? '')
    this.open = 'new'
    this.said = ''
  }

  async show(id: string): Promise<void> {
    await this.guarded(async () => {
      this.take(await readPriority(id))
      this.said = ''
    })
  }

  close(): void {
    this.open = null
    this.conflict = null
    this.fill(emptyForm('', today()), '')
  }

  chooseArea(code: string, name: string): void {
    this.form.area = code
    this.areaName = name
  }

  shortenEvidence(): void { this.form.evidence = ownPath(this.form.evidence, location.origin) }

  /** Stores what is typed, as a draft. */
  async save(): Promise<boolean> {
    const kept = await this.checked() && await this.guarded(async () => this.take(await readPriority((await this.keep()).id)))
    if (kept) this.told(`Saved as a draft, version ${this.entry!.version}.`)
    return kept
  }

  /** Stores what is typed, if anything is, and asks for approval. */
  async submit(): Promise<void> {
    const done = await this.checked() && await this.guarded(async () => {
      const { id, version } = this.changed || this.open === 'new' ? await this.keep() : this.entry!
      // From here on what was typed is stored, whatever becomes of the rest.
      this.take(await readPriority(id))
      await movePriority(id, version, 'submit')
    })
    if (done) this.finished(`“${this.form.title}” waits for an administrator.`)
  }

  async move(move: Exclude<PriorityMove, 'submit'>, said: string, reason?: string): Promise<boolean> {
    const { id, version } = this.entry!
    const done = await this.guarded(async () => { await movePriority(id, version, move, reason === undefined ? undefined : { reason }) })
    if (done) this.finished(said)
    return done
  }

  takeTheirs(): void {
    this.take(this.conflict!.theirs)
    this.list()
  }

  /** Theirs, with every field that was typed into as it was typed. Nothing is stored by that. */
  putOnTheirs(): void {
    const { theirs, mine } = this.conflict!
    const typed = $state.snapshot(this.form)
    const { areaName } = this
    this.take(theirs)
    for (const field of mine) Object.assign(this.form, { [field]: typed[field] })
    if (mine.includes('area')) this.areaName = areaName
    this.list()
  }

  private async checked(): Promise<boolean> {
    this.shortenEvidence()
    this.faults = faultsOf(this.form)
    return this.faults.length === 0
  }

  private async keep(): Promise<{ id: string; version: number }> {
    if (this.open === 'new') return addPriority(bodyOf(this.form))
    const { id, version } = this.entry!
    return changePriority(id, version, changeOf(this.form, this.base))
  }

  private take(entry: PriorityWithHistory): void {
    this.open = entry
    this.fill(formOf(entry), entry.areaName)
  }

  private fill(form: Form, areaName: string): void {
    this.base = form
    this.form = { ...form }
    this.areaName = areaName
    this.faults = []
    this.fault = null
    this.conflict = null
  }

  private told(said: string): void {
    this.said = said
    this.list()
  }

  private finished(said: string): void {
    this.close()
    this.told(said)
  }

  /** @returns whether it was done. Too late opens a conflict; any other refusal is said, and what is typed stays. */
  private async guarded(what: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    this.fault = null
    try {
      await what()
      return true
    } catch (cause) {
      await this.refused(asApiError(cause))
      return false
    } finally {
      this.busy = false
    }
  }

  private async refused(error: ApiError): Promise<void> {
    const field = formFields.find((name) => name === error.parameter)
    if (field) this.faults = [{ field, text: error.message }]
    else if (!['changed-meanwhile', 'wrong-state'].includes(error.code) || !this.entry) this.fault = error
    else {
      const { id, version } = this.entry
      try {
        this.conflict = { theirs: await readPriority(id), version, mine: changedFields(this.form, this.base) }
      } catch (cause) {
        this.fault = asApiError(cause)
      }
    }
  }
}

export const priorities = new PriorityStore()
