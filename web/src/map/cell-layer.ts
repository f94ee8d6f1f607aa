/**
 * Hexagons on the map. Geometry is loaded once; classes change by feature state, and only where they differ.
 *
 * There are two layers, one shown and one being made ready, so that the old picture stays until the new one can be drawn.
 */
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import { cellFeatures } from './cell-shapes.ts'
import { shadeOf, type MapColours, type Scale } from './colours.ts'
import { CELL_OPACITY, NOTHING, cellColours } from './overlay.ts'

export interface Picture {
  cells: readonly string[]
  /** The class of each cell; 0 is none. */
  classes: Uint8Array
  classCount: number
  scale: Scale
  moving: boolean
}

type LayerName = 'cells-a' | 'cells-b'

export class CellLayer {
  private shown: LayerName = 'cells-a'
  private next: LayerName | null = null
  private ready = false
  /** The shade each row of a layer has now. */
  private painted: Record<LayerName, Uint8Array> = { 'cells-a': new Uint8Array(), 'cells-b': new Uint8Array() }
  private cells: readonly string[] = []

  constructor(private readonly map: MapLibre) {
    map.on('sourcedata', (event) => event.sourceId === this.next && this.swapWhenDrawn())
  }

  /** `moving`: while the months play, edges are not smoothed, which halves the time a picture takes without a graphics card. */
  paint({ cells, classes, classCount, scale, moving }: Picture, colours: MapColours): void {
    if (cells !== this.cells) void this.load(cells)
    const layer = this.next ?? this.shown
    this.map.setPaintProperty(layer, 'fill-color', cellColours(colours))
    this.map.setPaintProperty(layer, 'fill-antialias', !moving)
    this.setShades(layer, shadesOf(classes, classCount, scale))
  }

  private async load(cells: readonly string[]): Promise<void> {
    this.cells = cells
    this.ready = false
    this.next = this.shown === 'cells-a' ? 'cells-b' : 'cells-a'
    await this.source(this.next).setData(cellFeatures(cells))
    // A newer answer may have come meanwhile; then this one is never shown.
    if (this.cells !== cells) return
    this.ready = true
    this.swapWhenDrawn()
  }

  /** Rows are numbered from 0 in every answer, so what a layer showed before is compared row by row as well. */
  private setShades(layer: LayerName, shades: Uint8Array): void {
    const before = this.painted[layer]
    const rows = Math.max(before.length, shades.length)
    for (let id = 0; id < rows; id++) {
      const c = shades[id] ?? 0
      if (c !== (before[id] ?? 0)) this.map.setFeatureState({ source: layer, id }, { c })
    }
    this.painted[layer] = shades
  }

  private swapWhenDrawn(): void {
    if (this.next === null || !this.ready || !this.map.isSourceLoaded(this.next)) return
    const before = this.shown
    this.shown = this.next
    this.next = null
    this.map.setPaintProperty(this.shown, 'fill-opacity', CELL_OPACITY)
    this.map.setPaintProperty(before, 'fill-opacity', 0)
    void this.source(before).setData(NOTHING)
  }

  private source(name: LayerName): GeoJSONSource {
    return this.map.getSource(name) as GeoJSONSource
  }
}

/** Classes become shades here and not in the style: a new expression would make the worker lay out every tile. */
function shadesOf(classes: Uint8Array, classCount: number, scale: Scale): Uint8Array {
  const shades = Array.from({ length: classCount + 1 }, (_, rank) => (rank === 0 ? 0 : shadeOf(scale, rank, classCount)))
  return classes.map((rank) => shades[rank]!)
}
