/** Where a reader goes after signing in: a path of this very site, or nothing. */

/** Only its origin is looked at; nothing is ever asked of it. */
const HERE = 'https://here.invalid'
const LONGEST = 2000

/**
 * A path with its query, as the browser would resolve it; null for anything that could lead away: another origin, a scheme, a backslash
 * (which browsers read as a slash), spaces and control characters (which they leave out).
 */
export function safeNext(text: string | null): string | null {
  if (text === null || text.length > LONGEST || !/^\/[\x21-\x5b\x5d-\x7e]*$/.test(text)) return null
  const { origin, pathname, search } = new URL(`${HERE}${text}`)
  // Dots can leave two slashes at the beginning ("/..//elsewhere"), and that would be another host.
  return origin === HERE && !pathname.startsWith('//') ? pathname + search : null
}
