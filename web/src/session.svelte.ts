/** What one reader of the map has open: the questions asked, what was answered, what is pointed at. */
import { getResolution } from 'h3-js'
import { untrack } from 'svelte'
import { fetchArea, fetchBasemap, fetchDistricts, fetchThemes } from './api.ts'
import type { Area, ThemesAnswer } from './answers.ts'
import { CellsState } from './cells/cells-state.svelte.ts'
import type { Ends } from './cells/brush.ts'
import { Comparison } from './comparison.svelte.ts'
import { Player } from './cells/play.svelte.ts'
import { LayerState } from './hotspots/layer-state.svelte.ts'
import type { LayerAnswer } from './hotspots/layer-asks.ts'
import { WhyState } from './hotspots/why-state.svelte.ts'
import { readingOf } from './hotspots/read-layers.ts'
import { changed } from './hotspots/settings.ts'
import type { Reading } from './hotspots/reading.ts'
import type { Span } from './cells/range.ts'
import { MapModel, spanOf } from './map-model.svelte.ts'
import { hasWebGl } from './map/webgl.ts'
import type { Ground } from './map/overlay.ts'
import { nearestPlace, type NearestPlace } from './map/places.ts'
import { Remote } from './remote.svelte.ts'
import { view, type Change } from './view.svelte.ts'
import { shares, viewToUrl, type Camera, type Layer, type View } from './view-url.ts'

/** Where no map can say how near the reader looks. */
const ZOOM_WITHOUT_MAP = 9.5

export class MapSession {
  readonly themes = new Remote<ThemesAnswer>()
  readonly ground = new Remote<Ground>()
  readonly cells = new CellsState()
  readonly layers = new LayerState()
  readonly why = new WhyState()
  readonly player = new Player((frame) => this.showFrame(frame, 'passing'), () => view.go({}, 'adjustment'))
  readonly drawn = hasWebGl()
  /** null until the map has taken its place, so that the first question asks for the right size. */
  zoom = $state<number | null>(view.now.map?.zoom ?? (this.drawn ? null : ZOOM_WITHOUT_MAP))
  hovered = $state.raw<{ cell: string; x: number } | null>(null)
  /** On which side of the map the pinned hexagon was taken. */
  pinnedX = $state(0)
  /** The area asked for, where it is no district. */
  found = $state.raw<Area | null>(null)
  readonly model: MapModel = new MapModel(() => this.surroundings, this.cells)
  readonly comparison: Comparison = new Comparison(this)
  /** The pinned hexagon, unless it belongs to another grid than the one on the screen. */
  readonly pinned = $derived.by(() => {
    const { cell } = view.now
    return cell && this.model.series && getResolution(cell) === this.model.series.query.res ? cell : null
  })
  /** Kept apart from the rest of the view, so that a step of the map reads no layer anew. */
  readonly layer = $derived.by(() => view.now.layer)
  /** The layer that is painted: the one asked for, or the one before it until that is there. null: counts. */
  readonly reading = $derived.by(() => this.read(this.layer, this.layers.remote.value))
  readonly picture = $derived.by(() => this.reading ? { cells: this.reading.cells, moving: false, ...this.reading.painted } : this.model.picture)
  private readonly chosenShare = $derived.by(() => view.now.share)
  readonly share = $derived.by(() => view.now.share ?? shares[0])
  readonly shown = $derived.by(() => this.hovered?.cell ?? this.pinned)
  readonly marks = $derived.by(() => {
    const marks = this.pinned ? [{ cell: this.pinned, pinned: true }] : []
    return this.hovered && this.hovered.cell !== this.pinned ? [...marks, { cell: this.hovered.cell, pinned: false }] : marks
  })

  readonly districts = $derived.by(() => this.ground.value?.districts.filter(({ inStudy }) => inStudy) ?? [])
  private places = new Map<string, NearestPlace | null>()
  private surroundings = $derived.by(() => ({
    view: view.now,
    themes: this.themes.value?.themes ?? [],
    districts: this.districts,
    zoom: this.zoom ?? ZOOM_WITHOUT_MAP,
    playing: this.player.playing,
    study: this.ground.value?.basemap.study ?? null,
    found: this.found?.code === view.now.area ? this.found : null,
  }))

  constructor() {
    void this.themes.ask(fetchThemes)
    void this.ground.ask(async (signal) => {
      const [basemap, { areas }] = await Promise.all([fetchBasemap(signal), fetchDistricts(signal)])
      return { basemap, districts: areas }
    })
  }

  /** Asks for the series the view needs, or a fresh list of themes after an import. To be called inside an effect. */
  follow(): void {
    if (this.model.wanted && this.zoom !== null) this.cells.want(this.model.wanted)
    const [{ layer, settings }, { wanted, span }, share] = [view.now, this.model, this.share]
    if (wanted && span && this.zoom !== null) untrack(() => {
      this.layers.want(layer, { ...wanted, ...span }, share, settings)
      this.comparison.want({ ...wanted, ...span }, share, settings)
    })
    const { pinned } = this
    if (wanted && span) untrack(() => this.why.want(pinned === null || getResolution(pinned) !== wanted.res ? null : { ...wanted, ...span, cell: pinned, settings: changed(settings, ['ring', 'test', 'correction', 'mode', 'weight', 'generated']) }))
    const { dataVersion } = this.cells.remote.value ?? {}
    if (dataVersion && this.themes.value && !this.themes.busy && dataVersion !== this.themes.value.dataVersion) this.themes.retry()
  }

  /** The name and the outline of an area that is no district. */
  async nameArea(code: string | null): Promise<void> {
    if (!code || !this.ground.value || this.model.area) return
    this.found = (await fetchArea(code)).area
  }

  placeOf = (cell: string): NearestPlace | null => {
    const ground = this.ground.value
    if (!ground) return null
    if (!this.places.has(cell)) this.places.set(cell, nearestPlace(cell, ground.basemap.settlements))
    return this.places.get(cell)!
  }

  countOf(cell: string): number {
    const row = this.model.series?.rowOf.get(cell)
    return row === undefined ? 0 : (this.model.counts?.[row] ?? 0)
  }

  hover = (cell: string | null, x = 0): void => {
    if (cell === this.hovered?.cell) return
    this.hovered = cell && this.holds(cell) ? { cell, x } : null
  }

  /** Pinning the pinned one, or where there is nothing, lets go. */
  pin = (cell: string | null, x = 0): void => {
    const known = cell !== null && cell !== view.now.cell && this.holds(cell)
    this.pinnedX = x
    view.go({ cell: known ? cell : null })
  }

  read(layer: Layer | null, given: LayerAnswer | null): Reading | null {
    if (layer === null || layer === 'count' || !given) return null
    const { theme, area } = given.answer.query
    const title = this.themes.value?.themes.find(({ id }) => id === theme)?.title ?? theme
    return readingOf(given, { title, areaName: this.model.nameOf(area), share: this.chosenShare })
  }

  /** Whether a picture shows anything for a hexagon. */
  private holds(cell: string): boolean {
    return [this.reading, this.comparison.reading, this.model.series].some((one) => one?.rowOf.has(cell))
  }

  setLayer(layer: Layer): void {
    this.player.stop()
    // To choose the second as the first is to swap them.
    view.go({ layer, month: null, ...(layer === view.now.beside ? { beside: view.now.layer } : {}) })
  }

  moved = ({ zoom, lat, lng }: Camera, keep: boolean): void => {
    this.zoom = zoom
    if (keep) view.go({ map: { zoom, lat, lng } }, 'adjustment')
  }

  /** Another theme, area or hexagon size: what was pinned or playing belonged to the last one. */
  ask(patch: Partial<View>): void {
    this.player.stop()
    view.go({ cell: null, month: null, ...patch })
  }

  setSpan(span: Span): void {
    this.player.stop()
    view.go({ ...span, month: null })
  }

  setEnds([first, last]: Ends, begins: boolean): void {
    const months = this.model.series!.months
    this.player.stop()
    view.go({ from: months[first]!, to: months[last]!, month: null }, begins ? 'step' : 'adjustment')
  }

  showFrame(frame: number | null, change: Change = 'step'): void {
    view.go({ month: frame === null ? null : this.model.series!.months[frame]! }, change)
  }

  play(): void {
    if (this.player.playing) this.player.stop()
    else this.player.start(this.model.frames, this.model.frame)
  }

  /** The view with nothing left to a default, so that the link means the same next year. */
  link(): string {
    const { theme, wanted } = this.model
    const whole = theme && wanted ? { ...view.now, ...spanOf(view.now, theme), theme: theme.id } : view.now
    return location.origin + viewToUrl(whole)
  }
}
