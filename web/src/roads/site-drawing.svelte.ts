/** A site that is being drawn, new or anew, on the map or by keyboard. */
import type { LngLat } from '../answers.ts'
import type { SiteWithHistory } from './site-asks.ts'
import { drawnOf, placeFault, placeTold, RADIUS, type DrawnSite, type SiteForm } from './site-place.ts'

export class SiteDrawing {
  /** null: nothing is being drawn, and clicks on the map choose. */
  now = $state.raw<DrawnSite | null>(null)
  /** The site whose place is drawn anew; null: a new one. */
  of = $state.raw<SiteWithHistory | null>(null)
  readonly place = $derived.by(() => this.now && placeTold(this.now))
  readonly fault = $derived.by(() => this.now && placeFault(this.now))

  begin(site: SiteWithHistory | null = null): void {
    this.of = site
    this.now = site ? drawnOf(site) : { form: 'point', corners: [], radiusM: RADIUS.usual }
  }

  end(): void {
    this.now = null
    this.of = null
  }

  /** What is drawn so far stays as far as the other form can hold it. */
  setForm(form: SiteForm): void {
    if (this.now) this.now = { ...this.now, form, corners: form === 'point' ? this.now.corners.slice(0, 1) : this.now.corners }
  }

  setCorners(corners: readonly LngLat[]): void {
    if (this.now) this.now = { ...this.now, corners: this.now.form === 'point' ? corners.slice(-1) : corners }
  }

  setRadius(radiusM: number): void {
    if (this.now) this.now = { ...this.now, radiusM }
  }

  add(place: LngLat): void {
    if (this.now) this.setCorners([...this.now.corners, place])
  }
}
