/** Maps that look at the same place: whoever moves one moves the other. */
import type { Map as MapLibre } from 'maplibre-gl'

/** Marks the moves of a map that only follows, so that nobody takes them for the reader's. */
export interface Following { following?: boolean }

export class CameraPair {
  private maps: MapLibre[] = []
  private following = false

  /** A newcomer looks where the first one looks. Answers whether there was one. */
  join(map: MapLibre): boolean {
    const [first] = this.maps
    this.maps.push(map)
    map.on('move', () => this.lead(map))
    map.once('remove', () => (this.maps = this.maps.filter((other) => other !== map)))
    if (first) this.lead(first)
    return first !== undefined
  }

  /** The followers jump within this call, so what they report meanwhile is known to be no move of their own. */
  private lead(map: MapLibre): void {
    if (this.following) return
    this.following = true
    try {
      const data: Following = { following: true }
      for (const other of this.maps) if (other !== map) other.jumpTo({ center: map.getCenter(), zoom: map.getZoom() }, data)
    } finally {
      this.following = false
    }
  }
}
