import { ROUTE_LAYERS } from './plan-layer.ts'

/** What is drawn over what, bottom first. A layer that is not listed here is not drawn. */
export const LAYERS = [
  'ground', // beyond the county, so that the eye rests inside it
  'land',
  'water', // over the land: estuaries cut into it
  'coast',
  'road-primary',
  'road-trunk',
  'road-motorway', // roads lie under the hexagons: they help to find a place and are not the subject
  'cells-a',
  'cells-b', // two, so that the old picture stays until the new one is ready
  'district-border', // over the hexagons: a planner reads them by district
  'area-casing',
  'area-border', // the chosen area
  'cell-marks', // what a colour says, said by a shape
  'mark-outer',
  'mark-inner', // a dark and a light line are seen on any colour
  'plan-place',
  'plan-place-line',
  'plan-route-casing',
  ...ROUTE_LAYERS, // over the places they join
  'plan-drawn',
  'plan-corner',
  'plan-base',
  'label-neighbour',
  'label-district',
  'label-village',
  'label-large-village',
  'label-town',
  'label-city', // labels over everything; the last listed is placed first
  'plan-base-name',
  'plan-middle',
  'plan-number', // but for the numbers of a plan's places: they are what its table and timeline speak of
] as const
