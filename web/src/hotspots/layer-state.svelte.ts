/** The layer on the screen and how well its forecasts held. What is asked again soon is at hand; what comes late is dropped. */
import { fetchAccuracy } from '../api.ts'
import type { AccuracyAnswer, CellsQuery } from '../answers.ts'
import { Remote } from '../remote.svelte.ts'
import { addMonths } from '../ui/months.ts'
import type { Layer } from '../view-url.ts'
import { fetchLayer, forecastQuery, keyOf, keyOfAnswer, type LayerAnswer } from './layer-asks.ts'
import { defaultSettings, type LayerSettings } from './settings.ts'

/** While the months are dragged, nothing is asked until they rest. */
const REST_MS = 250
/** Some megabytes at the finest resolution. */
const KEPT = 10

export const accuracyText = (query: CellsQuery, share: number, settings: LayerSettings): string =>
  new URLSearchParams({ ...forecastQuery(query, settings), share: String(share) }).toString()

const accuracyKey = ({ query: { month, day, shift, share, ...query } }: AccuracyAnswer): string =>
  accuracyText({ ...query, from: month, to: addMonths(month, -1) }, share, { ...defaultSettings, day: day ?? null, shift: shift ?? null })

export class LayerState {
  private wanted: string | null = null
  private wantedAccuracy: string | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  /** Asked for and not yet sent. */
  private resting = $state(false)
  readonly remote = new Remote<LayerAnswer>((answer) => keyOfAnswer(answer) === this.wanted)
  readonly accuracy = new Remote<AccuracyAnswer>((answer) => accuracyKey(answer) === this.wantedAccuracy)

  get busy(): boolean {
    return this.resting || this.remote.busy
  }

  /** Two that are compared keep their answers in one place: to swap them asks nothing. */
  constructor(readonly kept = new Map<string, LayerAnswer>()) {}

  /** To be called outside of what is tracked: it changes what it would then depend on. */
  want(layer: Layer, query: CellsQuery, share: number, settings = defaultSettings): void {
    if (layer === 'count') return this.clear()
    if (layer === 'forecast') this.wantAccuracy(query, share, settings)
    const key = keyOf(layer, query, settings)
    if (key === this.wanted) return
    this.wanted = key
    clearTimeout(this.timer)
    const known = this.kept.get(key)
    this.resting = known === undefined
    if (known) return this.remote.settle(known)
    // An older question is of no use any more, even while the new one is not sent yet.
    this.remote.stop()
    this.timer = setTimeout(() => {
      this.resting = false
      void this.remote.ask(async (signal) => this.keep(await fetchLayer(layer, query, settings, signal)))
    }, REST_MS)
  }

  /** The counts are shown: what comes now would belong to nothing. */
  private clear(): void {
    clearTimeout(this.timer)
    this.wanted = null
    this.resting = false
    this.remote.stop()
    this.remote.value = null
    this.remote.error = null
  }

  private wantAccuracy(query: CellsQuery, share: number, settings: LayerSettings): void {
    const text = accuracyText(query, share, settings)
    if (text === this.wantedAccuracy) return
    this.wantedAccuracy = text
    void this.accuracy.ask((signal) => fetchAccuracy(text, signal))
  }

  private keep(answer: LayerAnswer): LayerAnswer {
    const version = answer.answer.dataVersion
    if ([...this.kept.values()].some((old) => old.answer.dataVersion !== version)) this.kept.clear()
    this.kept.set(keyOfAnswer(answer), answer)
    const oldest = this.kept.keys().next().value
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest)
    return answer
  }
}
