/** Which of eight colours a class has. The same class keeps its colour wherever it is shown. */

/** Hot classes in the order a planner reads them, by the first word of their name; the rest, cold ones among them, share the last. */
const KNOWN = ['new', 'intensifying', 'persistent', 'consecutive', 'emerging', 'sporadic', 'intermittent', 'diminishing', 'former', 'historical', 'oscillating']
const SLOTS: Record<string, number> = {
  new: 1, emerging: 1, intensifying: 2, persistent: 3, consecutive: 4, sporadic: 5, intermittent: 5, diminishing: 6, former: 6, historical: 7,
}
export const LAST_SLOT = 8

/** "hot-new" and "New hot spot" alike: the word that says how it came and went. */
const kindOf = (name: string): string => name.toLowerCase().replace(/^(hot|cold)-/, '').match(/[a-z]+/)?.[0] ?? ''
export const isCold = (name: string): boolean => /\bcold\b/i.test(name)

export const slotOf = (name: string): number => (isCold(name) ? LAST_SLOT : (SLOTS[kindOf(name)] ?? LAST_SLOT))

/** "hot-new" as a reader sees it: "New hotspot". */
export function className(name: string): string {
  const [, side, kind] = /^(hot|cold)-(.+)$/.exec(name) ?? []
  const words = side ? `${kind!.replaceAll('-', ' ')} ${side}spot` : name.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Where a class stands in the list and the table: hot before cold. */
export function orderOf(name: string): number {
  const at = KNOWN.indexOf(kindOf(name))
  return (at < 0 ? KNOWN.length : at) + (isCold(name) ? 100 : 0)
}

/** The legend: each slot once, with every class that shares it. */
export function slotsOf(counts: Readonly<Record<string, number>>): { slot: number; names: string[]; n: number }[] {
  const names = Object.keys(counts).filter((name) => counts[name]! > 0).sort((a, b) => orderOf(a) - orderOf(b) || (a < b ? -1 : 1))
  const sharing = (slot: number) => names.filter((name) => slotOf(name) === slot)
  return [...new Set(names.map(slotOf))].sort((a, b) => a - b)
    .map((slot) => ({ slot, names: sharing(slot), n: sharing(slot).reduce((sum, name) => sum + counts[name]!, 0) }))
}
