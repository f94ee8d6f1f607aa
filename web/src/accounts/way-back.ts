/** Signing in elsewhere leaves the page, and returns to the map: where the reader came from waits in this tab meanwhile. */
import { parseAddress } from '../view-url.ts'
import { view } from '../view.svelte.ts'
import { safeNext } from './next.ts'

const KEY = 'beatwise.next'

/** Called when the reader follows the link to the provider. After a refusal the first way back still holds. */
export function keepWayBack(): void {
  const { next, refused } = view.now
  try {
    if (next) sessionStorage.setItem(KEY, next)
    else if (!refused) sessionStorage.removeItem(KEY)
  } catch {
    // Storage may be forbidden; the reader then arrives at the map.
  }
}

/** Called once, when a page has opened and somebody is signed in. */
export function takeWayBack(): void {
  try {
    const next = safeNext(sessionStorage.getItem(KEY))
    sessionStorage.removeItem(KEY)
    if (next && location.pathname === '/' && location.search === '') view.go(parseAddress(next), 'replacement')
  } catch {
    // See above.
  }
}
