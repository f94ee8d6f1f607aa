/** The map as the page sees it: what to draw goes in, where the reader looks and points comes out. */
import type { GeoJSONSource, LngLatBoundsLike, Map as MapLibre } from 'maplibre-gl'
import type { Area, Bbox, LngLat } from '../answers.ts'
import type { Camera } from '../view-url.ts'
import { ownLayers, ownStyle, withOverlay } from './basemap.ts'
import { CellLayer, type Picture } from './cell-layer.ts'
import { CellMarks } from './cell-marks.ts'
import { markFeatures } from './cell-shapes.ts'
import { readColours, type MapColours } from './colours.ts'
import type { CameraPair, Following } from './camera-pair.ts'
import { createMap, spoken, type Part } from './create-map.ts'
import { districtFeatures, overlayLayers, type Ground } from './overlay.ts'
import { showPlan, type PlanPicture } from './plan-layer.ts'
import { watchPointer, type PointerEvents } from './pointer.ts'

export interface MapEvents extends PointerEvents {
  /** `keep` is false when the map moved to fit an area: the address then names the area alone. */
  moved(camera: Camera, keep: boolean): void
  failed(error: Error): void
}

/** Where the map looks at first, and the maps that it moves with. */
interface Look { camera: Camera | null; fit: Bbox; pair: CameraPair; closest?: number | undefined }

/** Room for what floats over the map: the choice above, the scale and the attribution below. */
const FIT = { padding: { top: 52, bottom: 36, left: 20, right: 20 } }
/** As near as hexagons bear; a plan's routes are looked at from nearer. */
const CLOSEST = 13.5

export class MapView {
  private colours: MapColours = readColours()
  private layer: CellLayer | null = null
  private cellMarks: CellMarks | null = null
  private picture: Picture | null = null

  private constructor(private readonly map: MapLibre, private readonly foreign: boolean, private readonly closest: number) {}

  static async create(container: HTMLElement, ground: Ground, { camera, fit, pair, closest = CLOSEST, ...part }: Look & Part, events: MapEvents): Promise<MapView> {
    const { style: url, attribution } = ground.basemap
    const colours = readColours()
    const style = url ? withOverlay(await (await fetch(url)).json(), ground, colours) : ownStyle(ground, colours)
    const map = createMap(container, style, attribution, part)
    const view = new MapView(map, url !== null, closest)
    map.on('error', ({ error }) => events.failed(new Error(error.message, { cause: error })))
    map.on('moveend', (event: { originalEvent?: Event; keep?: boolean } & Following) =>
      event.following || events.moved(view.camera(), event.originalEvent !== undefined || event.keep === true))
    watchPointer(map, events)
    if (!pair.join(map)) view.look(camera, fit, 0)
    await map.once('load')
    view.layer = new CellLayer(map)
    view.cellMarks = new CellMarks(map, colours)
    return view
  }

  camera(): Camera {
    const { lng, lat } = this.map.getCenter()
    return { zoom: this.map.getZoom(), lat, lng }
  }

  /** Without a camera the bounds fill the map. MapLibre jumps instead of flying for readers who asked for less motion. */
  look(camera: Camera | null, fit: Bbox, duration = 800): void {
    if (camera) this.map.jumpTo({ center: [camera.lng, camera.lat], zoom: camera.zoom })
    else this.map.fitBounds(fit as LngLatBoundsLike, { ...FIT, maxZoom: this.closest, duration })
  }

  flyTo(centre: LngLat): void {
    this.map.flyTo({ center: centre, zoom: Math.max(this.map.getZoom(), 12), duration: 800 }, { keep: true })
  }

  drawPlan(picture: PlanPicture): void {
    showPlan(this.map, picture)
  }

  paint(picture: Picture): void {
    this.picture = picture
    this.layer?.paint(picture, this.colours)
    this.cellMarks?.show(picture)
  }

  mark(marks: readonly { cell: string; pinned: boolean }[]): void {
    void (this.map.getSource('mark') as GeoJSONSource).setData(markFeatures(marks))
  }

  outline(area: Area | null): void {
    void (this.map.getSource('area') as GeoJSONSource).setData(districtFeatures(area ? [area] : []))
  }

  /** Light and dark differ in colours only, so nothing is loaded again. */
  recolour(): void {
    this.colours = readColours()
    const layers = this.foreign ? overlayLayers(this.colours) : ownLayers(this.colours)
    for (const { id, paint } of layers) {
      if (id.startsWith('cells-')) continue
      for (const [name, value] of Object.entries(paint ?? {})) this.map.setPaintProperty(id, name as never, value as never)
    }
    if (this.picture) this.paint(this.picture)
  }

  /** Of two maps that lie over one another, one is reached by keyboard: it moves both. */
  name(title: string, reached: boolean): void {
    const canvas = this.map.getCanvas()
    canvas.setAttribute('aria-label', spoken(title))
    canvas.tabIndex = reached ? 0 : -1
  }

  resize(): void {
    this.map.resize()
  }

  remove(): void {
    this.map.remove()
  }
}
