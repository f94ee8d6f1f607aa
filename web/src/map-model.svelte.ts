/** From the view to what is drawn: which series is wanted, and every number that follows from it. */
import type { Area, Bbox, CellsQuery, Theme } from './answers.ts'
import { breaksOf, classesOf } from './cells/breaks.ts'
import type { CellsState } from './cells/cells-state.svelte.ts'
import { spanIndex, sumByCell, totalsOf, yearBefore, type Span } from './cells/range.ts'
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
  /** The name of an area that is no district, once it is known. */
  areaName: string | null
}

export const isLoaded = (theme: Theme): boolean => theme.months.length > 0

/** The theme asked for, or the first that holds anything. */
export function themeOf({ view, themes }: Surroundings): Theme | null {
  return themes.find((theme) => theme.id === view.theme && isLoaded(theme)) ?? themes.find(isLoaded) ?? null
}

/** The months asked for, kept within what is held; else the last twelve. */
export function spanOf(view: View, theme: Theme): Span {
  const [first, last] = [theme.firstMonth!, theme.lastMonth!]
  const within = (month: string) => (month < first ? first : month > last ? last : month)
  const to = within(view.to ?? last)
  return { from: within(view.from ?? addMonths(to, -11)), to }
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
  area = $derived.by(() => this.around().districts.find(({ code }) => code === this.around().view.area) ?? null)
  areaName = $derived.by(() => this.area?.name ?? this.around().areaName)
  fit = $derived.by((): Bbox => this.area?.bbox ?? outerBox(this.around().districts))

  series = $derived.by((): Series | null => this.cells.remote.value)
  ends = $derived.by((): [number, number] => (this.series && this.span ? spanIndex(this.series, this.span) : [0, -1]))
  /** One month of the span shown alone. */
  frame = $derived.by((): number | null => {
    const at = this.series?.months.indexOf(this.around().view.month ?? '') ?? -1
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
  summary = $derived.by(() => this.theme && this.span && this.totals && this.year &&
    summarise({ title: this.theme.title, unit: this.theme.unit, areaName: this.areaName, span: this.span }, this.totals, this.year))

  sums = $derived.by(() => this.series && sumByCell(this.series, this.ends))
  counts = $derived.by(() => this.frame === null ? this.sums : this.series && sumByCell(this.series, [this.frame, this.frame]))
  breaks = $derived.by(() => (this.frame === null ? breaksOf(this.sums ?? []) : this.monthlyBreaks))
  /** The same for every month, so that a colour means the same number all through. */
  monthlyBreaks = $derived.by(() => breaksOf(this.series?.countAt ?? []))
  picture = $derived.by(() => this.series && this.counts && {
    cells: this.series.index, classes: classesOf(this.counts, this.breaks), classCount: this.breaks.length,
  })

  constructor(private readonly around: () => Surroundings, private readonly cells: CellsState) {}
}

function outerBox(districts: readonly Area[]): Bbox {
  const side = (i: 0 | 1 | 2 | 3) => districts.map(({ bbox }) => bbox[i])
  return [Math.min(...side(0)), Math.min(...side(1)), Math.max(...side(2)), Math.max(...side(3))]
}
