/** Two layers beside each other: the second one asked for, what each side shows, and how far the two agree. */
import type { CellsQuery } from './answers.ts'
import { agreementOf } from './compare/agreement-words.ts'
import { join } from './compare/joined.ts'
import type { Side } from './compare/side.ts'
import { LAYER_TITLES } from './hotspots/layer-asks.ts'
import { LayerState } from './hotspots/layer-state.svelte.ts'
import type { Reading } from './hotspots/reading.ts'
import type { LayerSettings } from './hotspots/settings.ts'
import { tokenOf, type Scale } from './map/colours.ts'
import type { MapSession } from './session.svelte.ts'
import { count } from './ui/numbers.ts'
import { shares, type Layer } from './view-url.ts'
import { view } from './view.svelte.ts'

export class Comparison {
  readonly second: LayerState
  private readonly beside = $derived.by(() => view.now.beside)
  readonly on = $derived.by(() => this.beside !== null)
  /** Two maps take their room from one another; under a divider both have all of it. */
  readonly parted = $derived.by(() => this.on && view.now.split === 'pair')
  readonly reading = $derived.by(() => this.session.read(this.beside, this.second.remote.value))
  readonly picture = $derived.by(() => {
    if (this.beside === 'count') return this.session.model.picture
    return this.reading && { cells: this.reading.cells, moving: false, ...this.reading.painted }
  })
  readonly left = $derived.by(() => this.sideOf(this.session.layer, this.session.reading))
  readonly right = $derived.by(() => this.beside && this.sideOf(this.beside, this.reading))
  /** While one of the two is of another theme, area, size or version of the data, nothing can be said of both. */
  readonly both = $derived.by(() => (this.left && this.right && this.left.grid === this.right.grid ? { left: this.left, right: this.right } : null))
  readonly agreement = $derived.by(() => {
    const n = this.both && (this.both.left.n ?? this.both.right.n)
    return this.both && n ? agreementOf(this.both.left, this.both.right, n, this.session.share, shares) : null
  })
  readonly joined = $derived.by(() => this.both && join(this.both.left, this.both.right, this.agreement?.cuts ?? null))
  readonly busy = $derived.by(() => this.on && this.second.busy)
  readonly stale = $derived.by(() => this.busy || this.session.layers.busy || this.session.cells.remote.busy)

  constructor(private readonly session: MapSession) {
    this.second = new LayerState(session.layers.kept)
  }

  /** To be called outside of what is tracked. */
  want(query: CellsQuery, share: number, settings: LayerSettings): void {
    this.second.want(view.now.beside ?? 'count', query, share, settings)
  }

  open(beside: Layer): void {
    this.session.player.stop()
    view.go({ beside, month: null })
  }

  close(): void {
    view.go({ beside: null, at: null })
  }

  swap(): void {
    if (view.now.beside) view.go({ layer: view.now.beside, beside: view.now.layer })
  }

  /** Each is asked for again: one answer was of older data than the other. */
  renew(): void {
    const { layers, cells } = this.session
    for (const remote of [layers.remote, this.second.remote, cells.remote]) remote.retry()
  }

  /** What is painted on a side, in words: until a layer is there, what stands in its place. */
  titleOf(side: 'left' | 'right'): string {
    if (side === 'left') return LAYER_TITLES[this.session.reading?.layer ?? 'count']
    const asked = LAYER_TITLES[view.now.beside ?? 'count']
    const shown = view.now.beside === 'count' ? asked : this.reading && LAYER_TITLES[this.reading.layer]
    return shown ?? `${asked}: ${this.second.remote.error ? 'not loaded' : 'loading'}`
  }

  /** The colours of a side, in the order of their classes. */
  tokensOf(side: 'left' | 'right'): string[] {
    const reading = side === 'left' ? this.session.reading : this.reading
    const token = (scale: Scale, n: number) => (rank: number) => tokenOf(scale, rank, n)
    if (reading) return reading.painted.entries.map(({ rank }) => rank).map(token(reading.painted.scale, reading.painted.classCount))
    const counted = side === 'left' || view.now.beside === 'count'
    const { breaks } = this.session.model
    return counted ? breaks.map((_, i) => token('count', breaks.length)(i + 1)) : []
  }

  /** What the layers say of one hexagon; counts are told by the card itself. */
  told(cell: string): string[] {
    return [this.session.reading, this.reading].flatMap((reading) => {
      if (!reading) return []
      const row = reading.rowOf.get(cell)
      return [`${LAYER_TITLES[reading.layer]}: ${row === undefined ? 'none' : reading.brief(row)}.`]
    })
  }

  private sideOf(layer: Layer, reading: Reading | null): Side | null {
    if (layer === 'count') return this.counts()
    if (!reading) return null
    const { query, beside } = reading
    return { ...reading, title: LAYER_TITLES[reading.layer], grid: gridOf(query, beside.dataVersion) }
  }

  private counts(): Side | null {
    const { series, rows } = this.session.model
    if (!series) return null
    const number = (key: string, title: string, value: (row: number) => number | null) =>
      ({ key, title, numeric: true, value, say: (row: number) => (value(row) === null ? 'not held' : count(value(row)!)) })
    return {
      title: LAYER_TITLES.count, cells: rows.map(({ cell }) => cell), rowOf: new Map(rows.map(({ cell }, row) => [cell, row])), order: rows.map((_, row) => row),
      foremost: (row) => rows[row]!.count, n: null, grid: gridOf(series.query, series.dataVersion),
      columns: [number('count', 'Count', (row) => rows[row]!.count), number('before', 'Year before', (row) => rows[row]!.before)],
    }
  }
}

const gridOf = ({ theme, res, area }: Pick<CellsQuery, 'theme' | 'res' | 'area'>, dataVersion: string): string => [theme, res, area ?? '', dataVersion].join(' ')
