/** The map of collisions: what to draw goes in; where the reader looks, points and chooses comes out. */
import type { LngLatBoundsLike, Map as MapLibre, MapMouseEvent } from 'maplibre-gl'
import type { Bbox, LngLat } from '../answers.ts'
import { ownLayers, ownStyle, withOverlay } from '../map/basemap.ts'
import { addCollisions, lightCluster, POINTS_FROM, recolourCollisions, RING_LAYER, showCollisions, type CollisionPicture } from '../map/collision-layer.ts'
import { readColours } from '../map/colours.ts'
import { createMap } from '../map/create-map.ts'
import { overlayLayers, type Ground } from '../map/overlay.ts'
import type { Camera } from '../view-url.ts'
import { addSites, recolourSites, showSites, SITE_LAYER, type SitePicture } from './site-layer.ts'

export interface RoadsMapEvents {
  point(cluster: string | null): void
  choose(cluster: string): void
  site(id: string): void
  /** A place that is drawn, while one is. */
  place(position: LngLat): void
  /** `box` is null where single collisions would be a smear; `keep` is false when the map moved by itself. */
  moved(camera: Camera, box: Bbox | null, keep: boolean): void
  failed(error: Error): void
}

const FIT = { top: 40, bottom: 40, left: 30, right: 50 }
const NEAR_PX = 14
const TITLE = 'Map of collision clusters. Arrow keys move it, plus and minus change the scale, Enter chooses the cluster nearest to the middle.'

export class RoadsMap {
  private picture: CollisionPicture = { clusters: [], points: [], stretch: [] }
  private drawing = false

  private constructor(private readonly map: MapLibre, private readonly foreign: boolean) {}

  static async create(container: HTMLElement, ground: Ground, { camera, fit }: { camera: Camera | null; fit: Bbox }, events: RoadsMapEvents): Promise<RoadsMap> {
    const { style: url, attribution } = ground.basemap
    const colours = readColours()
    const style = url ? withOverlay(await (await fetch(url)).json(), ground, colours) : ownStyle(ground, colours)
    const map = createMap(container, style, attribution, { title: TITLE, buttons: true })
    map.getCanvas().setAttribute('aria-label', TITLE)
    const view = new RoadsMap(map, url !== null)
    map.on('error', ({ error }) => events.failed(new Error(error.message, { cause: error })))
    view.look(camera, fit, 0)
    await map.once('load')
    addCollisions(map, colours)
    addSites(map, colours)
    view.watch(events)
    return view
  }

  /** Without a camera the bounds fill the map. MapLibre jumps instead of flying for readers who asked for less motion. */
  look(camera: Camera | null, fit: Bbox, duration = 600): void {
    if (camera) this.map.jumpTo({ center: [camera.lng, camera.lat], zoom: camera.zoom })
    else this.map.fitBounds(fit as LngLatBoundsLike, { padding: FIT, maxZoom: 15, duration }, { keep: false })
  }

  flyTo(centre: LngLat, zoom: number): void {
    this.map.flyTo({ center: centre, zoom: Math.max(this.map.getZoom(), zoom), duration: 800 }, { keep: true })
  }

  draw(picture: CollisionPicture): void {
    this.picture = picture
    showCollisions(this.map, picture)
  }

  drawSites(picture: SitePicture): void {
    this.drawing = picture.drawn !== null
    this.map.getCanvas().style.cursor = this.drawing ? 'crosshair' : ''
    showSites(this.map, picture)
  }

  light(ids: readonly string[]): void {
    lightCluster(this.map, ids)
  }

  camera(): Camera {
    const { lng, lat } = this.map.getCenter()
    return { zoom: this.map.getZoom(), lat, lng }
  }

  /** Light and dark differ in colours only, so nothing is loaded again. */
  recolour(): void {
    const colours = readColours()
    for (const { id, paint } of this.foreign ? overlayLayers(colours) : ownLayers(colours)) {
      if (id.startsWith('cells-')) continue
      for (const [name, value] of Object.entries(paint ?? {})) this.map.setPaintProperty(id, name as never, value as never)
    }
    recolourCollisions(this.map, colours)
    recolourSites(this.map, colours)
  }

  resize(): void { this.map.resize() }
  remove(): void { this.map.remove() }

  private watch(events: RoadsMapEvents): void {
    const { map } = this
    const at = ({ point: { x, y } }: MapMouseEvent, layer: string) => map.queryRenderedFeatures([[x - 3, y - 3], [x + 3, y + 3]], { layers: [layer] })
    const under = (event: MapMouseEvent): string | null => at(event, RING_LAYER).sort((a, b) => a.properties.rank - b.properties.rank)[0]?.properties.id ?? null
    const siteUnder = (event: MapMouseEvent): string | null => at(event, SITE_LAYER)[0]?.properties.id ?? null
    let pointed: string | null = null
    const point = (id: string | null) => {
      if (id === pointed) return
      events.point(pointed = id)
    }
    map.on('mousemove', (event) => {
      point(under(event))
      map.getCanvas().style.cursor = this.drawing ? 'crosshair' : pointed || siteUnder(event) ? 'pointer' : ''
    })
    map.on('mouseout', () => point(null))
    map.on('click', (event) => {
      if (this.drawing) return events.place(event.lngLat.toArray() as LngLat)
      const site = siteUnder(event)
      if (site) return events.site(site)
      const id = under(event)
      if (id) events.choose(id)
    })
    map.getCanvas().addEventListener('keydown', ({ key }) => {
      if (key === 'Enter' && this.drawing) return events.place(map.getCenter().toArray() as LngLat)
      const id = key === 'Enter' ? this.nearestToMiddle() : null
      if (id) events.choose(id)
    })
    const told = (keep: boolean) => events.moved(this.camera(), map.getZoom() >= POINTS_FROM ? map.getBounds().toArray().flat() as Bbox : null, keep)
    map.on('moveend', (event: { originalEvent?: Event; keep?: boolean }) => told(event.originalEvent !== undefined || event.keep === true))
    told(false)
  }

  private nearestToMiddle(): string | null {
    const middle = this.map.project(this.map.getCenter())
    const away = ({ position }: CollisionPicture['clusters'][number]) => this.map.project(position).dist(middle)
    const nearest = this.picture.clusters.map((cluster) => ({ id: cluster.id, px: away(cluster) })).sort((a, b) => a.px - b.px)[0]
    return nearest && nearest.px < NEAR_PX * 20 ? nearest.id : null
  }
}
