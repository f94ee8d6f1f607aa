/// <reference types="vite/client" />
/** Recolours the same layer in four ways, and tells how long each takes from the call to the finished frame. */
import { cellToBoundary } from 'h3-js'
import { Map as MapLibre, setWorkerUrl, type ExpressionSpecification } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { classOfCell, CLASSES, COLOURS, essexCells } from './cells.ts'
import { measureDeck } from './deck.ts'
import { HexagonLayer } from './webgl-layer.ts'

setWorkerUrl(workerUrl)

const WARM_UP = 3
const RUNS = 15
const cells = essexCells()
const VIEW = { center: [0.6, 51.76] as [number, number], zoom: 8.9 }

type Recolour = (run: number) => void

async function emptyMap(): Promise<MapLibre> {
  const map = new MapLibre({ container: 'map', ...VIEW, fadeDuration: 0, attributionControl: false, style: { version: 8, sources: {}, layers: [] } })
  await map.once('load')
  return map
}

/** From the call until nothing is left to draw and the graphics queue is empty. */
async function timed(map: MapLibre, recolour: Recolour): Promise<number[]> {
  const gl = map.getCanvas().getContext('webgl2')!
  const times: number[] = []
  for (let run = 0; run < WARM_UP + RUNS; run++) {
    const began = performance.now()
    const idle = map.once('idle')
    recolour(run)
    await idle
    gl.finish()
    times.push(performance.now() - began)
  }
  return times.slice(WARM_UP)
}

function withSource(map: MapLibre, properties: (row: number) => object | null): void {
  const features = cells.map((cell, id) => ({
    type: 'Feature' as const, id, properties: properties(id), geometry: { type: 'Polygon' as const, coordinates: [cellToBoundary(cell, true)] },
  }))
  map.addSource('cells', { type: 'geojson', data: { type: 'FeatureCollection', features }, maxzoom: 12, buffer: 8, tolerance: 0.2 })
}

const matching = (input: ExpressionSpecification): ExpressionSpecification =>
  ['match', input, ...COLOURS.flatMap((colour, i) => [i + 1, colour]), 'rgba(0, 0, 0, 0)'] as unknown as ExpressionSpecification

/** `smooth`: with edges smoothed, as when nothing plays. */
async function featureState(smooth: boolean): Promise<number[]> {
  const map = await emptyMap()
  withSource(map, () => null)
  map.addLayer({ id: 'cells', type: 'fill', source: 'cells', paint: { 'fill-color': matching(['feature-state', 'c']), 'fill-antialias': smooth } })
  await map.once('idle')
  const times = await timed(map, (run) => {
    for (let id = 0; id < cells.length; id++) map.setFeatureState({ source: 'cells', id }, { c: classOfCell(id, run) })
  })
  map.remove()
  return times
}

/** Each hexagon carries its class in every month; the expression chooses the month. */
async function paintExpression(): Promise<number[]> {
  const map = await emptyMap()
  withSource(map, (row) => Object.fromEntries(Array.from({ length: CLASSES }, (_, run) => [`m${run}`, classOfCell(row, run)])))
  map.addLayer({ id: 'cells', type: 'fill', source: 'cells', paint: { 'fill-color': matching(['get', 'm0']) } })
  await map.once('idle')
  const times = await timed(map, (run) => { map.setPaintProperty('cells', 'fill-color', matching(['get', `m${(run + 1) % CLASSES}`])) })
  map.remove()
  return times
}

async function customLayer(): Promise<number[]> {
  const map = await emptyMap()
  const layer = new HexagonLayer(cells)
  map.addLayer(layer)
  await map.once('idle')
  const times = await timed(map, (run) => {
    layer.setClasses(Uint8Array.from(cells, (_, row) => classOfCell(row, run)))
    map.triggerRepaint()
  })
  map.remove()
  return times
}

const METHODS: Record<string, () => Promise<number[] | null>> = {
  'feature state': () => featureState(false),
  'feature state, smooth edges': () => featureState(true),
  'paint expression': paintExpression,
  'custom WebGL2 layer': customLayer,
  'deck.gl H3HexagonLayer': () => measureDeck(cells, VIEW, WARM_UP, RUNS),
}

Object.assign(window, { recolour: { cells: cells.length, names: Object.keys(METHODS), measure: (name: string) => METHODS[name]!() } })
