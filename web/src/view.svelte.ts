/** The view and the address are one thing: every change is written there, and back and forward read it again. */
import { parseView, viewToUrl, type View } from './view-url.ts'

/**
 * A step is something the reader may want to go back from; an adjustment only keeps the address true; a replacement stands where
 * nobody wants to go back to; what is passing, as while the months play, is not written until something else is.
 */
export type Change = 'step' | 'adjustment' | 'replacement' | 'passing'

/** Safari refuses more than a hundred changes of the address in half a minute. */
const WRITE_EVERY_MS = 400

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
    if (change === 'passing') return
    if (change === 'replacement') history.replaceState(null, '', viewToUrl(this.now))
    else if (change === 'adjustment') this.timer ??= setTimeout(() => this.write(), WRITE_EVERY_MS)
    else if (viewToUrl(this.now) !== location.pathname + location.search) history.pushState(null, '', viewToUrl(this.now))
  }

  private write(): void {
    if (this.timer === undefined) return
    clearTimeout(this.timer)
    this.timer = undefined
    history.replaceState(null, '', viewToUrl(this.now))
  }
}

export const view = new ViewState()
