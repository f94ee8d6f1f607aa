/** The small map of a neighbourhood page: its outline among water, roads and places, with hexagons of what was recorded. An SVG in the page, so that it needs no script and prints sharp. */
import { ringOf, type Position } from '../analysis/h3-grid.ts'
import { linesOf, sketchView, stepWithin } from '../analysis/sketch-view.ts'
import { html, Markup } from '../html.ts'

export interface BasemapLayer { layer: string; features: unknown[] }
interface Feature { properties: { name?: string; rank?: number }; geometry: { type: string; coordinates: unknown } }
export interface MapParts { name: string; outline: { type: string; coordinates: unknown }; basemap: readonly BasemapLayer[]; cells: readonly { cell: string; n: number }[]; /** What the hexagons count; null: there are none. */ counted: string | null }

const [WIDTH, HEIGHT, MARGIN, LEAST_M, AROUND] = [440, 340, 16, 800, 40]
const CLASSES = 5
const ROUND = [1, 2, 3, 5, 10, 15, 20, 25, 30, 50, 75, 100, 150, 200, 250, 300, 400, 500, 750, 1_000, 1_500, 2_000, 3_000, 5_000, 10_000, 20_000, 50_000]

/** Upper ends of classes that hold about as many hexagons each, round numbers; the last is open. */
export function classEnds(counts: readonly number[]): number[] {
  const sorted = [...counts].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
  const ends = sorted.length === 0 ? [] : Array.from({ length: CLASSES - 1 }, (_, i) => ROUND.find((round) => round >= at((i + 1) / CLASSES)) ?? at((i + 1) / CLASSES))
  return [...new Set(ends)].filter((end) => end < sorted.at(-1)!)
}

const classOf = (n: number, ends: readonly number[]) => { const at = ends.findIndex((end) => n <= end); return at === -1 ? ends.length : at }

export function pageMap({ name, outline, basemap, cells, counted }: MapParts): Markup {
  const rings = linesOf(outline)
  const view = sketchView(rings.flat(), { width: WIDTH, height: HEIGHT, margin: MARGIN, leastM: LEAST_M })
  const path = (lines: readonly Position[][], close: boolean) => lines.map((line) => drawn(view.points(line), close)).join('')
  const layer = (id: string) => (basemap.find((one) => one.layer === id)?.features ?? []) as Feature[]
  const lines = (id: string, close: boolean) => path(layer(id).flatMap(({ geometry }) => linesOf(geometry)).filter((line) => reaches(view.points(line))), close)
  const ends = classEnds(cells.map(({ n }) => n))
  const hexagons = Array.from({ length: ends.length + 1 }, (_, at) => path(cells.filter(({ n }) => classOf(n, ends) === at).map(({ cell }) => ringOf(cell)), true))
  const scaleM = stepWithin(WIDTH / 4 / view.scale)
  const labels = placesOf(layer('settlements'), view.points).map(({ x, y, name: label }) => html`<text x="${x}" y="${y}">${label}</text>`)
  const drawing = html`<svg class="map" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${`Map of ${name}${counted ? `, with ${counted} by hexagon` : ''}`}"><rect class="ground" width="${WIDTH}" height="${HEIGHT}"/><path class="water" d="${lines('water', true)}"/><path class="land" d="${path(rings, true)}"/>${hexagons.map((d, at) => (d ? html`<path class="hexagon k${at + 1 + (CLASSES - 1 - ends.length)}" d="${d}"/>` : null))}<path class="road" d="${lines('roads', false)}"/><path class="border" d="${path(rings, true)}"/><g class="place">${labels}</g><g class="scale" transform="translate(12 ${HEIGHT - 12})"><path d="M0-5V0H${(scaleM * view.scale).toFixed(0)}V-5"/><text x="${(scaleM * view.scale + 6).toFixed(0)}">${scaleM >= 1_000 ? `${scaleM / 1_000} km` : `${scaleM} m`}</text></g></svg>`
  return html`<figure class="map-figure">${drawing}${counted === null || cells.length === 0 ? null : legend(ends, counted)}</figure>`
}

/** Tenths of a unit, and nothing that does not move by one. */
function drawn(points: readonly [number, number][], close: boolean): string {
  const kept: string[] = []
  let [lastX, lastY] = [Infinity, Infinity]
  for (const [x, y] of points) {
    if (Math.abs(x - lastX) < 1 && Math.abs(y - lastY) < 1) continue
    kept.push(`${Math.round(x)} ${Math.round(y)}`)
    lastX = x
    lastY = y
  }
  return kept.length < 2 ? '' : `M${kept.join('L')}${close ? 'Z' : ''}`
}

const reaches = (points: readonly [number, number][]) => points.some(([x, y]) => x > -AROUND && x < WIDTH + AROUND && y > -AROUND && y < HEIGHT + AROUND)

/** Names that do not lie over each other, larger places first. */
function placesOf(settlements: readonly Feature[], pointsOf: (some: readonly Position[]) => [number, number][]): { x: number; y: number; name: string }[] {
  const taken: { x: number; y: number; name: string; half: number }[] = []
  for (const { properties, geometry } of [...settlements].sort((a, b) => (a.properties.rank ?? 9) - (b.properties.rank ?? 9))) {
    const [[px, py]] = pointsOf([geometry.coordinates as Position]) as [[number, number]]
    const [x, y, half] = [Math.round(px), Math.round(py), (properties.name ?? '').length * 3.8]
    if (x < half || x > WIDTH - half || y < 16 || y > HEIGHT - 28 || taken.some((one) => Math.abs(one.x - x) < one.half + half + 4 && Math.abs(one.y - y) < 15)) continue
    taken.push({ x, y, name: properties.name ?? '', half })
  }
  return taken
}

function legend(ends: readonly number[], counted: string): Markup {
  const texts = [...ends, Infinity].map((end, at) => { const from = at === 0 ? 1 : ends[at - 1]! + 1; return end === Infinity ? `${from.toLocaleString('en-GB')} or more` : from === end ? String(end) : `${from.toLocaleString('en-GB')} to ${end.toLocaleString('en-GB')}` })
  return html`<figcaption><span>${`${counted.charAt(0).toUpperCase()}${counted.slice(1)}, for each hexagon:`}</span> ${texts.map((text, at) => html`<span class="key"><svg width="14" height="14" aria-hidden="true"><rect class="hexagon k${at + 1 + (CLASSES - 1 - ends.length)}" width="14" height="14"/></svg> ${text}</span> `)}</figcaption>`
}
