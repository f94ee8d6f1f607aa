/** One thing asked of the server. A newer question cancels the older; what was there stays until the answer is. */
import { asApiError, ApiError } from './api.ts'

export class Remote<T> {
  value = $state.raw<T | null>(null)
  error = $state.raw<ApiError | null>(null)
  busy = $state(false)
  private asked: ((signal: AbortSignal) => Promise<T>) | null = null
  private running: AbortController | null = null

  /** `fits` is asked of every answer: one that belongs to another question is never shown. */
  constructor(private readonly fits: (answer: T) => boolean = () => true) {
    window.addEventListener('online', () => this.error && this.retry())
  }

  async ask(question: (signal: AbortSignal) => Promise<T>): Promise<void> {
    this.running?.abort()
    const running = new AbortController()
    this.running = running
    this.asked = question
    this.busy = true
    try {
      const answer = await question(running.signal)
      if (this.running !== running) return
      if (!this.fits(answer)) throw new ApiError('The server answered another question.', 'mismatch')
      this.settle(answer)
    } catch (cause) {
      if (this.running === running) this.fail(cause)
    }
  }

  /** An answer that is at hand already. */
  settle(answer: T): void {
    this.value = answer
    this.error = null
    this.stop()
  }

  retry(): void {
    if (this.asked) void this.ask(this.asked)
  }

  stop(): void {
    this.running?.abort()
    this.running = null
    this.busy = false
  }

  private fail(cause: unknown): void {
    this.error = asApiError(cause)
    this.running = null
    this.busy = false
  }
}
