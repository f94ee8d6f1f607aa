/** Points on the map: bases stand, new points are dragged, or moved by arrow keys while they are focused. */
import { Marker, type Map as MapLibre } from 'maplibre-gl'
import { isStep, nudged } from './standby-steps.ts'

export interface MapPoint { name: string; position: [number, number]; fixed: boolean }

export class StandbyMarks {
  private markers: Marker[] = []
  private shown = ''

  constructor(private readonly map: MapLibre, private readonly place: (i: number, position: [number, number]) => void) {}

  show(points: readonly MapPoint[]): void {
    // The same points in other places keep their elements, so that the one that is moved keeps the focus.
    const names = JSON.stringify(points.map(({ fixed }) => fixed))
    if (names !== this.shown) {
      for (const marker of this.markers) marker.remove()
      this.markers = points.map((point, i) => this.markOf(point, i))
      this.shown = names
    }
    points.forEach(({ name, position, fixed }, i) => {
      this.markers[i]!.setLngLat(position)
      const element = this.markers[i]!.getElement()
      element.title = name
      if (!fixed) element.setAttribute('aria-label', `${name}: arrow keys move it by a kilometre`)
    })
  }

  private markOf({ position, fixed }: MapPoint, i: number): Marker {
    const element = document.createElement(fixed ? 'span' : 'button')
    element.className = fixed ? 'stand-base' : 'stand-point'
    if (element instanceof HTMLButtonElement) {
      element.type = 'button'
      element.addEventListener('keydown', (event) => {
        if (!isStep(event.key)) return
        event.preventDefault()
        event.stopPropagation()
        const { lng, lat } = marker.getLngLat()
        this.place(i, nudged([lng, lat], event.key))
      })
    }
    const marker = new Marker({ element, draggable: !fixed }).setLngLat(position).addTo(this.map)
    // MapLibre gives every mark a name and a role of its own.
    if (fixed) element.setAttribute('role', 'img')
    marker.on('dragend', () => { const { lng, lat } = marker.getLngLat(); this.place(i, [lng, lat]) })
    return marker
  }
}
