/** The sketch map of a briefing: roads and settlements for orientation, places by number, one unit's way. An SVG, so that it prints sharp and needs no network. */
import { ringOf, type Position } from '../analysis/h3-grid.ts'
import { linesOf, sketchView, stepWithin } from '../analysis/sketch-view.ts'
import type { PlannedPlace, PlannedUnit } from './content-schema.ts'
import { escaped } from '../html.ts'

export interface BasemapLayer { layer: string; features: unknown[] }
interface Feature { properties: { name?: string }; geometry: { type: string; coordinates: unknown } }
export interface Sketch { svg: string; scaleM: number }

const [WIDTH, HEIGHT, MARGIN] = [680, 420, 36]
/** A single place still shows the streets around it. */
const LEAST_M = 1_500

/** `places` with the number that each has on this sheet; those not visited by this unit have none. */
export function sketchMap(unit: PlannedUnit, places: readonly PlannedPlace[], numberOf: ReadonlyMap<string, string>, basemap: readonly BasemapLayer[]): Sketch {
  const shown = places.filter(({ id }) => numberOf.has(id))
  const all: Position[] = [unit.base.position, ...shown.map(({ middle }) => middle), ...unit.path]
  const view = sketchView(all, { width: WIDTH, height: HEIGHT, margin: MARGIN, leastM: LEAST_M })
  const draw = (positions: readonly Position[], close = false) => `M${view.points(positions).map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}${close ? 'Z' : ''}`
  const layer = (name: string) => (basemap.find((one) => one.layer === name)?.features ?? []) as Feature[]
  const seen = (name: string) => layer(name).flatMap(({ geometry }) => linesOf(geometry)).filter((line) => view.points(line).some(([x, y]) => x > -200 && x < WIDTH + 200 && y > -200 && y < HEIGHT + 200))
  const hexagons = shown.flatMap(({ cells }) => cells.map((cell) => `<path class="cell" d="${draw(ringOf(cell), true)}"/>`))
  const marks = shown.map((place) => {
    const [x, y] = view.points([place.middle])[0]!
    return `<g class="mark" transform="translate(${x.toFixed(1)} ${y.toFixed(1)})"><circle r="11"/><text dy="4">${escaped(numberOf.get(place.id)!)}</text></g>`
  })
  const [baseX, baseY] = view.points([unit.base.position])[0]!
  const scaleM = stepWithin(WIDTH / 3 / view.scale)
  const bar = scaleM * view.scale
  const svg = [
    `<svg class="sketch" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(`Sketch map of ${unit.name}: ${shown.length} places, from ${unit.base.name}`)}">`,
    ...seen('water').map((line) => `<path class="water" d="${draw(line, true)}"/>`), ...seen('settlements').map((line) => `<path class="town" d="${draw(line, true)}"/>`),
    ...seen('roads').map((line) => `<path class="road" d="${draw(line)}"/>`), ...hexagons,
    unit.path.length > 1 ? `<path class="way" d="${draw(unit.path)}"/>` : '', ...marks,
    `<g class="base" transform="translate(${baseX.toFixed(1)} ${baseY.toFixed(1)})"><rect x="-9" y="-9" width="18" height="18"/><text dy="4">B</text></g>`,
    `<g class="scale" transform="translate(12 ${HEIGHT - 12})"><path d="M0 -6V0H${bar.toFixed(1)}V-6"/><text x="${(bar + 6).toFixed(1)}">${scaleM >= 1_000 ? `${scaleM / 1_000} km` : `${scaleM} m`}</text></g>`,
    `<g class="north" transform="translate(${WIDTH - 20} 34)"><path d="M0 -22L7 0L0 -5L-7 0Z"/><text y="14">N</text></g>`, '</svg>'
  ].join('')
  return { svg, scaleM }
}
