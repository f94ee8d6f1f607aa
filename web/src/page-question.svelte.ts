/** What a page beside the map is asked about: the theme, the months and the area of the view, in words as well. */
import { fetchArea, fetchThemes } from './api.ts'
import type { ThemesAnswer } from './answers.ts'
import { spanOf, themeOf } from './map-model.svelte.ts'
import { Remote } from './remote.svelte.ts'
import { spanLabel } from './ui/months.ts'
import { view } from './view.svelte.ts'

export class PageQuestion {
  readonly themes = new Remote<ThemesAnswer>()
  private found = $state.raw<{ code: string; name: string } | null>(null)
  readonly theme = $derived.by(() => themeOf({ view: view.now, themes: this.themes.value?.themes ?? [], districts: [], zoom: 0, playing: false, study: null, found: null }))
  /** null until the themes are known. */
  readonly asked = $derived.by(() => this.theme && { theme: this.theme.id, ...spanOf(view.now, this.theme), area: view.now.area })
  /** The same as the address of a question. */
  readonly text = $derived.by(() => {
    if (!this.asked) return null
    const { area, ...rest } = this.asked
    return new URLSearchParams({ ...rest, ...(area === null ? {} : { area }) }).toString()
  })
  readonly areaName = $derived.by(() => (this.found?.code === view.now.area ? this.found?.name : view.now.area) ?? 'the whole area')
  /** "Burglary in Chelmsford, Jan to Sep 2025" */
  readonly words = $derived.by(() => (this.theme && this.asked ? `${this.theme.title} in ${this.areaName}, ${spanLabel(this.asked.from, this.asked.to)}` : ''))

  constructor() {
    void this.themes.ask(fetchThemes)
  }

  /** A name that cannot be found leaves the code standing. */
  nameArea(code: string | null): void {
    if (code) fetchArea(code).then(({ area }) => (this.found = area), () => undefined)
  }
}
