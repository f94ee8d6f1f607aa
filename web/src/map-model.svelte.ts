/** From the view to what is drawn: which series is wanted, and every number that follows from it. */
import type { Area, Bbox, CellsQuery, Theme } from './answers.ts'
import { cellsPath } from './api.ts'
import { breaksOf, classesOf } from './cells/breaks.ts'
import type { CellsState } from './cells/cells-state.svelte.ts'
import { positions, spanIndex, sumByCell, totalsOf, yearBefore, type Span } from './cells/range.ts'
import { rowsOf } from './cells/table-rows.ts'
import { summarise } from './cells/summary.ts'
import type { Series } from './cells/series.ts'
import { resolutionFor } from './map/resolution.ts'
import { getResolution } from 'h3-js'
import { addMonths } from './ui/months.ts'
import type { View } from './view-url.ts'

export interface Surroundings {
  view: View
  themes: Theme[]
  districts: Area[]
  zoom: number
  playing: boolean
  /** What the whole force is called. */
  study: string | null
  /** The area asked for, where it is no district, once it has been found. */
  found: Area | null
}

export const isLoaded = (theme: Theme): boolean => theme.months.length > 0

/** The theme asked for, or the first that holds anything. */
export function themeOf({ view, themes }: Surroundings): Theme | null {
  return themes.find((theme) => theme.id === view.theme && isLoaded(theme)) ?? themes.find(isLoaded) ?? null
}

/** The months asked for, kept within what is held; else those held of the last twelve. */
export function spanOf(view: View, theme: Theme): Span {
  const [first, last] = [theme.firstMonth!, theme.lastMonth!]
  const within = (month: string) => (month < first ? first : month > last ? last : month)
  const to = within(view.to ?? last)
  const recent = theme.months.find(({ month }) => month >= addMonths(to, -11))!.month
  return { from: within(view.from ?? recent), to }
}

/** A pinned hexagon keeps its size: the grid must not change under it. */
export function resolutionOf({ view, zoom }: Surroundings, theme: Theme): number {
  const offered = (res: number | null) => res !== null && theme.resolutions.includes(res)
  if (offered(view.res)) return view.res!
  const pinned = view.cell && getResolution(view.cell)
  return pinned && offered(pinned) ? pinned : resolutionFor(zoom, theme.resolutions)
}

export class MapModel {
  theme = $derived.by(() => themeOf(this.around()))
  span = $derived.by(() => this.theme && spanOf(this.around().view, this.theme))
  wanted = $derived.by((): CellsQuery | null => this.theme && {
    theme: this.theme.id, from: this.theme.firstMonth!, to: this.theme.lastMonth!,
    res: resolutionOf(this.around(), this.theme), area: this.around().view.area,
  })
  area = $derived.by(() => this.around().districts.find(({ code }) => code === this.around().view.area) ?? this.around().found)
  /** The whole of what is held, in words. */
  whole = $derived.by(() => this.around().study ?? 'the whole area')
  areaName = $derived.by(() => this.nameOf(this.around().view.area))
  /** Derived on its own, so that the map is not fitted again each time the view changes. */
  private districts = $derived.by(() => this.around().districts)
  private found = $derived.by(() => this.around().found)
  private outer = $derived.by(() => outerBox(this.districts))
  fit = $derived.by((): Bbox => this.area?.bbox ?? this.outer)

  series = $derived.by((): Series | null => this.cells.remote.value)
  ends = $derived.by((): [number, number] => (this.series && this.span ? spanIndex(this.series, this.span) : [0, -1]))
  /** One month of the span shown alone. */
  frame = $derived.by((): number | null => {
    const { month, layer, beside } = this.around().view
    const at = layer === 'count' && beside === null ? (this.series?.months.indexOf(month ?? '') ?? -1) : -1
    return at >= 0 && this.series!.held[at] ? at : null
  })
  /** What play steps through: the months held in the span, or all that are held where the span is one month. */
  frames = $derived.by((): number[] => {
    const held = this.series?.months.map((_, i) => i).filter((i) => this.series!.held[i]) ?? []
    const inside = held.filter((i) => i >= this.ends[0] && i <= this.ends[1])
    return inside.length > 1 ? inside : held
  })
  totals = $derived.by(() => this.series && totalsOf(this.series, this.ends))
  year = $derived.by(() => this.series && yearBefore(this.series, this.ends))
  /** The theme and the area the numbers belong to: while a new answer is on its way, still the old ones. */
  shownTheme = $derived.by(() => this.around().themes.find(({ id }) => id === this.series?.query.theme) ?? this.theme)
  shownArea = $derived.by(() => this.nameOf(this.series?.query.area ?? null))
  stale = $derived.by(() => this.series !== null && this.wanted !== null && cellsPath(this.series.query) !== cellsPath(this.wanted))
  summary = $derived.by(() => {
    if (!this.shownTheme || !this.span || !this.totals || !this.year) return null
    const { title, unit } = this.shownTheme
    return summarise({ title, unit, areaName: this.shownArea, span: this.span }, this.totals, this.year)
  })

  sums = $derived.by(() => this.series && sumByCell(this.series, positions(this.ends)))
  counts = $derived.by(() => this.frame === null ? this.sums : this.series && sumByCell(this.series, [this.frame]))
  breaks = $derived.by(() => (this.frame === null ? breaksOf(this.sums ?? []) : this.monthlyBreaks))
  /** The same for every month, so that a colour means the same number all through. */
  monthlyBreaks = $derived.by(() => breaksOf(this.series?.countAt ?? []))
  picture = $derived.by(() => this.series && this.counts && {
    cells: this.series.index, classes: classesOf(this.counts, this.breaks), classCount: this.breaks.length,
    scale: 'count' as const, moving: this.around().playing,
  })

  max = $derived.by(() => this.counts?.reduce((most, count) => Math.max(most, count), 0) ?? 0)
  total = $derived.by(() => this.counts?.reduce((sum, count) => sum + count, 0) ?? 0)
  rows = $derived.by(() => this.series && this.counts ? rowsOf(this.series.index, this.counts, this.beforeByCell()) : [])
  /** What the picture and the table show: the span, or one month of it. */
  shownSpan = $derived.by((): Span | null => {
    if (this.frame === null || !this.series) return this.span
    const month = this.series.months[this.frame]!
    return { from: month, to: month }
  })

  constructor(private readonly around: () => Surroundings, private readonly cells: CellsState) {}

  /** Only where every month shown has its month a year before: anything less would not compare. */
  private beforeByCell(): Uint32Array | null {
    const year = this.frame === null ? this.year! : yearBefore(this.series!, [this.frame, this.frame])
    return year.compared > 0 && year.compared === year.of ? sumByCell(this.series!, year.earlier) : null
  }

  nameOf(code: string | null): string | null {
    if (code === null) return null
    const { districts, found } = this
    return districts.find((district) => district.code === code)?.name ?? (found?.code === code ? found.name : code)
  }
}

function outerBox(districts: readonly Area[]): Bbox {
  const side = (i: 0 | 1 | 2 | 3) => districts.map(({ bbox }) => bbox[i])
  return [Math.min(...side(0)), Math.min(...side(1)), Math.max(...side(2)), Math.max(...side(3))]
}
