/** Names of places, thinned by rank and zoom; MapLibre leaves out what would overlap, the higher rank first. */
import type { LayerSpecification } from 'maplibre-gl'
import type { MapColours } from './colours.ts'

/** The first name tells MapLibre the weight; the reader's own interface font draws the letters. */
const PLAIN = ['Regular', 'system-ui', 'sans-serif']
const STRONG = ['Semibold', 'system-ui', 'sans-serif']
const SLANTED = ['Italic', 'system-ui', 'sans-serif']

interface Lettering {
  id: string
  source: string
  font: string[]
  size: number
  colour: string
  halo: string
  minzoom?: number
  rank?: number
  spaced?: boolean
}

export function labelLayers(colours: MapColours): LayerSpecification[] {
  const { halo, label: colour, labelSoft: soft } = colours
  const place = { source: 'settlements', halo }
  return [
    lettering({ id: 'label-neighbour', source: 'neighbours', font: SLANTED, size: 12, colour: soft, halo: colours.ground, spaced: true }),
    lettering({ id: 'label-district', source: 'district-names', font: PLAIN, size: 11, colour: soft, halo, spaced: true, minzoom: 8.6 }),
    lettering({ ...place, id: 'label-village', font: PLAIN, size: 11.5, colour: soft, rank: 4, minzoom: 11.2 }),
    lettering({ ...place, id: 'label-large-village', font: PLAIN, size: 12, colour: soft, rank: 3, minzoom: 10.2 }),
    lettering({ ...place, id: 'label-town', font: PLAIN, size: 12.5, colour, rank: 2, minzoom: 9 }),
    lettering({ ...place, id: 'label-city', font: STRONG, size: 14, colour, rank: 1 }),
  ]
}

function lettering(text: Lettering): LayerSpecification {
  return {
    id: text.id, type: 'symbol', source: text.source,
    ...(text.minzoom === undefined ? {} : { minzoom: text.minzoom }),
    ...(text.rank === undefined ? {} : { filter: ['==', ['get', 'rank'], text.rank] }),
    layout: {
      'text-field': ['get', 'name'],
      'text-font': text.font,
      'text-size': text.size,
      'text-max-width': 8,
      'text-padding': 6,
      // The most populous of a rank is placed first.
      'symbol-sort-key': ['-', 0, ['coalesce', ['get', 'residents'], 0]],
      ...(text.spaced ? { 'text-transform': 'uppercase', 'text-letter-spacing': 0.12 } : {}),
    },
    paint: { 'text-color': text.colour, 'text-halo-color': text.halo, 'text-halo-width': 1.6, 'text-halo-blur': 0.4 },
  }
}
