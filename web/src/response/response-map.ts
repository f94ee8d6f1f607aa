/** The map of attendance: what to draw goes in; where the reader looks, points and chooses comes out. */
import type { LngLatBoundsLike, Map as MapLibre, PointLike } from 'maplibre-gl'
import type { Bbox } from '../answers.ts'
import { ownLayers, ownStyle, withOverlay } from '../map/basemap.ts'
import { CellLayer } from '../map/cell-layer.ts'
import { CellMarks } from '../map/cell-marks.ts'
import { readColours, type MapColours } from '../map/colours.ts'
import { createMap } from '../map/create-map.ts'
import { overlayLayers, type Ground } from '../map/overlay.ts'
import type { Camera } from '../view-url.ts'
import type { ComplianceRow } from './asks.ts'
import { CLASSES } from './compliance-classes.ts'
import { StandbyMarks, type MapPoint } from './standby-marks.ts'
import { addCompliance, lookAt, recolourCompliance, showCompliance, STRETCH_LAYER, type CompliancePicture } from './response-layers.ts'

export interface ResponseMapEvents {
  /** Which group of hexagons lies there; null: none. */
  idAt(lng: number, lat: number): string | null
  point(id: string | null): void
  choose(id: string): void
  /** A standby point was moved. */
  place?(i: number, position: [number, number]): void
  /** `keep` is false when the map moved by itself. */
  moved(camera: Camera, keep: boolean): void
  failed(error: Error): void
}

const FIT = { top: 48, bottom: 72, left: 30, right: 50 }
const NEAR_PX = 8
const TITLE = 'Map of emergencies attended in time. Arrow keys move it, plus and minus change the scale, Enter chooses the hexagon or the stretch of road in the middle.'

export class ResponseMap {
  private colours: MapColours = readColours()
  private readonly cells: CellLayer
  private readonly marks: CellMarks
  private picture: CompliancePicture | null = null
  private points: StandbyMarks | null = null

  private constructor(private readonly map: MapLibre, private readonly foreign: boolean) {
    this.cells = new CellLayer(map)
    this.marks = new CellMarks(map, this.colours)
  }

  static async create(container: HTMLElement, ground: Ground, { camera, fit }: { camera: Camera | null; fit: Bbox }, events: ResponseMapEvents): Promise<ResponseMap> {
    const { style: url, attribution } = ground.basemap
    const colours = readColours()
    const style = url ? withOverlay(await (await fetch(url)).json(), ground, colours) : ownStyle(ground, colours)
    const map = createMap(container, style, attribution, { title: TITLE, buttons: true })
    map.getCanvas().setAttribute('aria-label', TITLE)
    map.on('error', ({ error }) => events.failed(new Error(error.message, { cause: error })))
    if (camera) map.jumpTo({ center: [camera.lng, camera.lat], zoom: camera.zoom })
    else map.fitBounds(fit as LngLatBoundsLike, { padding: FIT, maxZoom: 13, duration: 0 }, { keep: false })
    await map.once('load')
    addCompliance(map, colours)
    const made = new ResponseMap(map, url !== null)
    const { place } = events
    if (place) made.points = new StandbyMarks(map, place)
    made.watch(events)
    return made
  }

  /** Without a camera the bounds fill the map. MapLibre jumps instead of flying for readers who asked for less motion. */
  look(fit: Bbox, keep = false): void {
    this.map.fitBounds(fit as LngLatBoundsLike, { padding: FIT, maxZoom: 12, duration: 600 }, { keep })
  }

  draw(picture: CompliancePicture): void {
    this.picture = picture
    const painted = { cells: picture.cells, classes: picture.classes, classCount: CLASSES, scale: 'compliance', moving: false } as const
    this.cells.paint(painted, this.colours)
    this.marks.show(painted)
    showCompliance(this.map, picture)
  }

  light(rows: readonly ComplianceRow[]): void {
    lookAt(this.map, rows)
  }

  stand(points: readonly MapPoint[]): void {
    this.points?.show(points)
  }

  /** Light and dark differ in colours only, so nothing is loaded again. */
  recolour(): void {
    this.colours = readColours()
    for (const { id, paint } of this.foreign ? overlayLayers(this.colours) : ownLayers(this.colours)) {
      if (id.startsWith('cells-')) continue
      for (const [name, value] of Object.entries(paint ?? {})) this.map.setPaintProperty(id, name as never, value as never)
    }
    recolourCompliance(this.map, this.colours)
    if (this.picture) this.draw(this.picture)
  }

  resize(): void { this.map.resize() }
  remove(): void { this.map.remove() }

  private watch(events: ResponseMapEvents): void {
    const { map } = this
    const canvas = map.getCanvas()
    const under = ({ x, y }: { x: number; y: number }, reach: number): string | null => {
      const box: [PointLike, PointLike] = [[x - reach, y - reach], [x + reach, y + reach]]
      const { lng, lat } = map.unproject([x, y])
      return (map.queryRenderedFeatures(box, { layers: [STRETCH_LAYER] })[0]?.properties.id as string | undefined) ?? events.idAt(lng, lat)
    }
    let pointed: string | null = null
    const point = (id: string | null) => {
      canvas.style.cursor = id === null ? '' : 'pointer'
      if (id !== pointed) events.point(pointed = id)
    }
    const middle = () => under(map.project(map.getCenter()), NEAR_PX)
    const pointMiddle = () => { if (canvas.matches(':focus-visible')) point(middle()) }
    // A tap ends in a mouse move as well; only a real pointer points without choosing.
    if (window.matchMedia('(hover: hover)').matches) map.on('mousemove', (event) => point(under(event.point, 0)))
    map.on('mouseout', () => point(null))
    map.on('click', (event) => { const id = under(event.point, 0); if (id) events.choose(id) })
    canvas.addEventListener('focus', pointMiddle)
    canvas.addEventListener('blur', () => point(null))
    canvas.addEventListener('keydown', ({ key }) => { const id = key === 'Enter' ? middle() : null; if (id) events.choose(id) })
    map.on('moveend', (event: { originalEvent?: Event; keep?: boolean }) => {
      const { lng, lat } = map.getCenter()
      events.moved({ zoom: map.getZoom(), lat, lng }, event.originalEvent !== undefined || event.keep === true)
      pointMiddle()
    })
  }
}
