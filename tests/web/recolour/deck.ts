/** deck.gl is no part of Beatwise. Where its bundle is at hand it is measured beside the others, as a script of its own. */
import * as h3 from 'h3-js'
import { classOfCell, COLOURS } from './cells.ts'

interface Deck {
  setProps(props: object): void
  finalize(): void
}

interface DeckBundle {
  Deck: new (props: object) => Deck
  H3HexagonLayer: new (props: object) => unknown
}

/** null: not at hand. */
async function loadBundle(): Promise<DeckBundle | null> {
  Object.assign(window, { h3 })
  const script = document.createElement('script')
  script.src = '/deck.js'
  const loaded = new Promise<boolean>((resolve) => {
    script.onload = () => resolve(true)
    script.onerror = () => resolve(false)
  })
  document.head.append(script)
  return (await loaded) ? (window as unknown as { deck: DeckBundle }).deck : null
}

export async function measureDeck(cells: string[], view: { center: [number, number]; zoom: number }, warmUp: number, runs: number): Promise<number[] | null> {
  const bundle = await loadBundle()
  if (bundle === null) return null
  const canvas = document.createElement('canvas')
  document.getElementById('map')!.append(canvas)
  let rendered = () => {}
  const deck = new bundle.Deck({
    canvas, width: 1200, height: 800, controller: false,
    initialViewState: { longitude: view.center[0], latitude: view.center[1], zoom: view.zoom },
    onAfterRender: () => rendered(),
  })
  const paint = (run: number) => deck.setProps({
    layers: [new bundle.H3HexagonLayer({
      id: 'cells', data: cells, extruded: false, filled: true, getHexagon: (cell: string) => cell,
      getFillColor: (_: string, { index }: { index: number }) => rgb(COLOURS[classOfCell(index, run) - 1]!),
      updateTriggers: { getFillColor: run },
    })],
  })
  const times: number[] = []
  for (let run = 0; run < warmUp + runs; run++) {
    const began = performance.now()
    const frame = new Promise<void>((resolve) => (rendered = resolve))
    paint(run)
    await frame
    canvas.getContext('webgl2')?.finish()
    times.push(performance.now() - began)
  }
  deck.finalize()
  return times.slice(warmUp)
}

const rgb = (hex: string): number[] => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16))
