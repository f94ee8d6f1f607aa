/** Marks in the middle of hexagons, from the zoom on at which they fit. Only hexagons that have one are sent, which are few. */
import { getResolution } from 'h3-js'
import type { FeatureCollection, Point } from 'geojson'
import type { GeoJSONSource, LayerSpecification, Map as MapLibre } from 'maplibre-gl'
import type { Picture } from './cell-layer.ts'
import { centreOf } from './cell-shapes.ts'
import type { MapColours } from './colours.ts'
import { MARKS, markShapes, type MarkName } from './mark-shapes.ts'
import { NOTHING } from './overlay.ts'

/** The zoom from which a hexagon of a resolution is about ten pixels wide; each finer one is the square root of seven narrower. */
const fitsFrom = (res: number): number => Math.max(0, 9.1 + (res - 8) * Math.log2(Math.sqrt(7)))
const MOST_ZOOM = 24

export class CellMarks {
  private empty = true

  constructor(private readonly map: MapLibre, colours: MapColours) {
    for (const name of Object.keys(markShapes) as MarkName[]) map.addImage(`mark-${name}`, imageOf(name, colours), { pixelRatio: 2 })
  }

  show({ cells, classes, scale }: Picture): void {
    const marks = MARKS[scale]
    if (!marks && this.empty) return
    this.empty = !marks
    const source = this.map.getSource('cell-marks') as GeoJSONSource
    if (!marks || cells.length === 0) return void source.setData(NOTHING)
    const from = fitsFrom(getResolution(cells[0]!))
    this.map.setLayerZoomRange('cell-marks', from, MOST_ZOOM)
    this.map.setLayoutProperty('cell-marks', 'icon-size', sizeFrom(from))
    void source.setData(featuresOf(cells, classes, marks))
  }
}

function featuresOf(cells: readonly string[], classes: Uint8Array, marks: readonly (MarkName | null)[]): FeatureCollection<Point> {
  return { type: 'FeatureCollection', features: cells.flatMap((cell, row) => {
    const mark = marks[classes[row]!]
    return mark ? [{ type: 'Feature' as const, properties: { mark: `mark-${mark}` }, geometry: { type: 'Point' as const, coordinates: centreOf(cell) } }] : []
  }) }
}

/** The marks grow with the hexagons, and no further than a letter. */
const sizeFrom = (zoom: number): NonNullable<Extract<LayerSpecification, { type: 'symbol' }>['layout']>['icon-size'] =>
  ['interpolate', ['linear'], ['zoom'], zoom, 0.5, zoom + 1, 0.95, zoom + 1.6, 1.25]

/** Dark within light, so that it is seen on any colour. */
function imageOf(name: MarkName, { markDark, markLight }: MapColours): ImageData {
  const { path, kind } = markShapes[name]
  const size = 32
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size
  const pen = canvas.getContext('2d')!
  pen.setTransform(2, 0, 0, 2, 4, 4)
  pen.lineJoin = pen.lineCap = 'round'
  const shape = new Path2D(path)
  const stroke = (colour: string, width: number) => {
    pen.strokeStyle = colour
    pen.lineWidth = width
    pen.stroke(shape)
  }
  stroke(markLight, kind === 'solid' ? 2.4 : 4.4)
  pen.fillStyle = kind === 'solid' ? markDark : markLight
  if (kind !== 'line') pen.fill(shape)
  if (kind !== 'solid') stroke(markDark, kind === 'line' ? 2.2 : 1.7)
  return pen.getImageData(0, 0, size, size)
}
