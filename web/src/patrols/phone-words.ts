/** A shift in words, and when it begins as an instant. */

/** Minutes by which British clocks are ahead of UTC at an instant. */
function aheadMinutes(ms: number): number {
  const shown = new Date(ms).toLocaleString('sv-SE', { timeZone: 'Europe/London' }).replace(' ', 'T')
  return Math.round((Date.parse(`${shown}Z`) - ms) / 60_000)
}

export function shiftWords({ shiftFrom, shiftTo }: { shiftFrom: string; shiftTo: string }): { text: string; fromIso: string } {
  const asUtc = Date.parse(`${shiftFrom}:00Z`)
  const day = new Date(asUtc).toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
  return { text: `${day}, ${shiftFrom.slice(11)} to ${shiftTo.slice(11)}`, fromIso: new Date(asUtc - aheadMinutes(asUtc) * 60_000).toISOString() }
}
