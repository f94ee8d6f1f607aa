/** The register and the opened site as the server has them; every change names the version that was read, so that nobody's work is lost. */
import { asApiError, type ApiError } from '../api.ts'
import { Remote } from '../remote.svelte.ts'
import { changeSite, fetchEffect, listSites, readSite, removeSite, type SiteChange, type SiteEffectAnswer, type SiteSummary, type SiteWithHistory } from './site-asks.ts'

export interface SiteConflict { theirs: SiteWithHistory; ours: SiteWithHistory; change: SiteChange }

export class SiteStore {
  readonly sites = new Remote<SiteSummary[]>()
  readonly effect = new Remote<SiteEffectAnswer>()
  open = $state.raw<SiteWithHistory | null>(null)
  conflict = $state.raw<SiteConflict | null>(null)
  fault = $state.raw<ApiError | null>(null)
  said = $state('')
  busy = $state(false)

  list(): void { void this.sites.ask(listSites) }

  async show(id: string): Promise<void> {
    await this.guarded(async () => {
      this.open = await readSite(id)
      this.said = ''
    })
    // Before anything is built there is nothing to compare.
    if (this.open?.builtOn) void this.effect.ask((signal) => fetchEffect(id, signal))
    else this.effect.value = null
  }

  close(): void { this.open = null }

  /** @returns whether it was changed. Too late opens a conflict; any other refusal is said, and the site stays as it was. */
  async change(change: SiteChange): Promise<boolean> {
    const ours = this.open!
    return this.guarded(async () => {
      await changeSite(ours.id, ours.version, change)
      await this.again(ours.id)
      this.said = 'Kept.'
    }, async () => { this.conflict = { theirs: await readSite(ours.id), ours, change } })
  }

  async remove(): Promise<void> {
    const { id, version, name } = this.open!
    await this.guarded(async () => {
      await removeSite(id, version)
      this.open = null
      this.said = `${name} is removed; its history stays.`
      this.list()
    }, () => this.again(id))
  }

  takeTheirs(): void {
    if (this.conflict) this.open = this.conflict.theirs
    this.conflict = null
    this.list()
  }

  async putOnTheirs(): Promise<void> {
    const { change } = this.conflict!
    this.takeTheirs()
    await this.change(change)
  }

  private async again(id: string): Promise<void> {
    await this.show(id)
    this.list()
  }

  private async guarded(what: () => Promise<void>, tooLate?: () => Promise<void>): Promise<boolean> {
    this.busy = true
    this.fault = null
    try {
      await what()
      return true
    } catch (cause) {
      const error = asApiError(cause)
      if (error.code === 'changed-meanwhile' && tooLate) await tooLate()
      else this.fault = error
      return false
    } finally {
      this.busy = false
    }
  }
}
