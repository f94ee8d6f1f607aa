/** Steps through the months that are held. Everything shown is on the client already. */

/** A whole run takes about twelve seconds, and never more than ten pictures a second. */
const RUN_MS = 12_000
const SLOWEST_MS = 600
const QUICKEST_MS = 100
const CALM_MS = 1500

export class Player {
  playing = $state(false)
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly show: (frame: number) => void, private readonly stopped: () => void) {}

  start(frames: readonly number[], from: number | null): void {
    this.stop()
    if (frames.length < 2) return
    const at = from === null ? -1 : frames.indexOf(from)
    this.playing = true
    this.step(frames, at + 1 < frames.length ? at + 1 : 0, performance.now())
  }

  stop(): void {
    clearTimeout(this.timer)
    if (this.playing) this.stopped()
    this.playing = false
  }

  /** `due`: when this picture should have been shown. The time a picture takes to draw is not added to the pace. */
  private step(frames: readonly number[], at: number, due: number): void {
    this.show(frames[at]!)
    if (at + 1 >= frames.length) return this.stop()
    const next = Math.max(performance.now(), due + pace(frames.length))
    this.timer = setTimeout(() => this.step(frames, at + 1, next), next - performance.now())
  }
}

/** Readers who asked for less motion get a slow change of pictures instead of a film. */
export function pace(frames: number, calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches): number {
  return calm ? CALM_MS : Math.min(SLOWEST_MS, Math.max(QUICKEST_MS, RUN_MS / frames))
}
