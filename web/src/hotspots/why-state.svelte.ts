/** What is known of the pinned hexagon. Asked once the months rest; what belongs to another question is never shown. */
import { cellsPath, fetchWhy } from '../api.ts'
import type { CellsQuery, WhyAnswer } from '../answers.ts'
import { Remote } from '../remote.svelte.ts'

const REST_MS = 250
const KEPT = 12

/** A question about one hexagon; `settings` as the address has them. */
export interface WhyAsked extends CellsQuery { cell: string; settings: [name: string, value: string][] }

export const whyText = ({ cell, settings, ...query }: WhyAsked): string =>
  `${cellsPath(query)}&${new URLSearchParams([['cell', cell], ...settings])}`

export class WhyState {
  private wanted: string | null = null
  private cell: string | null = null
  private kept = new Map<string, WhyAnswer>()
  private timer: ReturnType<typeof setTimeout> | undefined
  private resting = $state(false)
  readonly remote = new Remote<WhyAnswer>(({ query }) => query.cell === this.cell)

  get busy(): boolean {
    return this.resting || this.remote.busy
  }

  /** null: nothing is pinned. To be called outside of what is tracked. */
  want(asked: WhyAsked | null): void {
    const text = asked && whyText(asked)
    if (text === this.wanted) return
    this.wanted = text
    clearTimeout(this.timer)
    this.remote.stop()
    this.remote.error = null
    if (asked?.cell !== this.cell) this.remote.value = null
    this.cell = asked?.cell ?? null
    const known = text === null ? undefined : this.kept.get(text)
    this.resting = text !== null && !known
    if (known) return this.remote.settle(known)
    if (text === null) return
    this.timer = setTimeout(() => {
      this.resting = false
      void this.remote.ask(async (signal) => this.keep(text, await fetchWhy(text, signal)))
    }, REST_MS)
  }

  private keep(text: string, answer: WhyAnswer): WhyAnswer {
    if ([...this.kept.values()].some(({ dataVersion }) => dataVersion !== answer.dataVersion)) this.kept.clear()
    this.kept.set(text, answer)
    const oldest = this.kept.keys().next().value
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest)
    return answer
  }
}
