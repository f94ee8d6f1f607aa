/** A search that runs at the server, looked at until it is over. It goes on there whether anybody looks or not. */
import { asApiError } from '../api.ts'
import { readSearch, stopSearch, type Search } from './asks.ts'

const LOOK_EVERY_MS = 400
const AGAIN_AFTER_MS = 3000

export class Searching {
  /** null: none is known of. */
  now = $state.raw<Search | null>(null)
  /** The server could not be asked; it is asked again. */
  trouble = $state('')
  stopping = $state(false)
  readonly running = $derived.by(() => this.now !== null && this.now.state !== 'done' && this.now.state !== 'failed')
  readonly failed = $derived.by(() => (this.now?.state === 'failed' ? this.now : null))
  private timer: ReturnType<typeof setTimeout> | undefined
  private asked: string | null = null

  /** `over` is called once, when the search has found its plan: the plan has then risen by a version. */
  watch(id: string, over: () => Promise<void>): void {
    this.leave()
    this.asked = id
    this.now = { state: 'demand', step: 0, steps: 0, best: null, message: null, parameter: null }
    void this.look(id, over)
  }

  /** Takes up a search that somebody began elsewhere; where there is none, nothing changes. */
  async take(id: string, over: () => Promise<void>): Promise<void> {
    this.leave()
    this.asked = id
    try {
      const now = await readSearch(id)
      if (this.asked !== id || now.state === 'done') return
      this.now = now
      if (now.state !== 'failed') this.timer = setTimeout(() => void this.look(id, over), LOOK_EVERY_MS)
    } catch {
      // A plan that was never searched for has nothing to say.
    }
  }

  private async look(id: string, over: () => Promise<void>): Promise<void> {
    let wait = LOOK_EVERY_MS
    try {
      const now = await readSearch(id)
      if (this.asked !== id) return
      this.trouble = ''
      if (now.state === 'done') return await this.end(over)
      this.now = now
      if (now.state === 'failed') return
    } catch (cause) {
      if (this.asked !== id) return
      this.trouble = asApiError(cause).message
      wait = AGAIN_AFTER_MS
    }
    this.timer = setTimeout(() => void this.look(id, over), wait)
  }

  /** The best so far stays until the plan that it has become is read, so that nothing flickers in between. */
  private async end(over: () => Promise<void>): Promise<void> {
    const { asked } = this
    await over()
    if (this.asked === asked) this.leave()
  }

  /** Ends it early; what is found by then is taken. */
  async stop(): Promise<void> {
    if (!this.asked) return
    this.stopping = true
    try {
      await stopSearch(this.asked)
    } catch (cause) {
      this.trouble = asApiError(cause).message
      this.stopping = false
    }
  }

  leave(): void {
    clearTimeout(this.timer)
    this.asked = null
    this.now = null
    this.stopping = false
    this.trouble = ''
  }
}
