/** MapLibre with the gestures that suit a flat map of counts: it neither turns nor tilts. */
import { AttributionControl, Map as MapLibre, NavigationControl, ScaleControl, setWorkerUrl, type StyleSpecification } from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'

// Without this a build looks for the worker beside the page, is given the page itself, and the map stays blank.
setWorkerUrl(workerUrl)

/** What the map is called for those who do not see it, and whether it has buttons: of two maps that move as one, one has them. */
export interface Part { title: string; buttons: boolean }

export const spoken = (title: string): string =>
  `${title}. Arrow keys move it, plus and minus change the scale, Enter pins the hexagon in the middle.`

export function createMap(container: HTMLElement, style: StyleSpecification, attribution: string, { title, buttons }: Part): MapLibre {
  const map = new MapLibre({
    container, style,
    center: [0.6, 51.76], zoom: 8.6, minZoom: 7, maxZoom: 16,
    attributionControl: false,
    dragRotate: false, pitchWithRotate: false, touchPitch: false, maxPitch: 0,
    fadeDuration: 0,
    locale: { 'Map.Title': spoken(title) },
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  if (!buttons) return map
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new ScaleControl({ unit: 'metric', maxWidth: 90 }), 'bottom-left')
  map.addControl(new AttributionControl({ compact: true, customAttribution: attribution }), 'bottom-right')
  // The panel prints the attribution in full; here it waits behind its button, so that it covers nothing.
  container.querySelector('.maplibregl-compact-show')?.classList.remove('maplibregl-compact-show')
  return map
}
