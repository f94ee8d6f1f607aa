/** Which hexagon is pointed at: by mouse, by touch, and by the middle of the map when the keyboard moves it. */
import type { LngLat, Map as MapLibre } from 'maplibre-gl'
import { cellAt } from './cell-shapes.ts'

export interface PointerEvents {
  /** The resolution of the hexagons now drawn. */
  res(): number
  /** null: nothing is pointed at any more. `x` is the share of the map's width, 0 left to 1 right. */
  hover(cell: string | null, x: number): void
  pin(cell: string, x: number, position: [lng: number, lat: number]): void
}

export function watchPointer(map: MapLibre, events: PointerEvents): void {
  const cellUnder = ({ lat, lng }: LngLat) => cellAt(lng, lat, events.res())
  const share = (x: number) => x / map.getContainer().clientWidth
  // A tap ends in a mouse move as well; only a real pointer points without choosing.
  if (window.matchMedia('(hover: hover)').matches) map.on('mousemove', ({ lngLat, point }) => events.hover(cellUnder(lngLat), share(point.x)))
  map.on('mouseout', () => events.hover(null, 0))
  map.on('click', ({ lngLat, point }) => events.pin(cellUnder(lngLat), share(point.x), [lngLat.lng, lngLat.lat]))
  watchKeyboard(map, events, cellUnder)
}

function watchKeyboard(map: MapLibre, events: PointerEvents, cellUnder: (at: LngLat) => string): void {
  const canvas = map.getCanvas()
  const byKeyboard = () => canvas.matches(':focus-visible')
  const point = () => byKeyboard() && events.hover(cellUnder(map.getCenter()), 0.5)
  canvas.addEventListener('focus', point)
  canvas.addEventListener('blur', () => events.hover(null, 0))
  map.on('moveend', point)
  canvas.addEventListener('keydown', (event) => {
    const centre = map.getCenter()
    if (event.key === 'Enter') events.pin(cellUnder(centre), 0.5, [centre.lng, centre.lat])
  })
}
