/** The view and the address are one thing: every change is written there, and back and forward read it again. */
import { parseView, viewToUrl, type View } from './view-url.ts'

/** A step is something the reader may want to go back from; an adjustment only keeps the address true. */
export type Change = 'step' | 'adjustment'

const WRITE_EVERY_MS = 200

class ViewState {
  now = $state.raw<View>(parseView(location.pathname, location.search))
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor() {
    window.addEventListener('popstate', () => {
      clearTimeout(this.timer)
      this.timer = undefined
      this.now = parseView(location.pathname, location.search)
    })
    window.addEventListener('pagehide', () => this.write())
  }

  go(patch: Partial<View>, change: Change = 'step'): void {
    if (change === 'step') this.write()
    this.now = { ...this.now, ...patch }
    if (change === 'adjustment') this.timer ??= setTimeout(() => this.write(), WRITE_EVERY_MS)
    else if (viewToUrl(this.now) !== location.pathname + location.search) history.pushState(null, '', viewToUrl(this.now))
  }

  /** Browsers refuse addresses that change too often, as they would while a slider is dragged. */
  private write(): void {
    if (this.timer === undefined) return
    clearTimeout(this.timer)
    this.timer = undefined
    history.replaceState(null, '', viewToUrl(this.now))
  }
}

export const view = new ViewState()
