/** The two handles of the histogram as numbers: positions of months, both included. */

export type Ends = [first: number, last: number]
export type Grip = 'first' | 'last' | 'both'

/** Within this many pixels a handle is meant. */
const REACH = 12

/** What a press at `x` takes hold of. Outside the span the nearer end comes to the press. */
export function gripAt(x: number, barWidth: number, [first, last]: Ends): Grip {
  const toFirst = Math.abs(x - first * barWidth)
  const toLast = Math.abs(x - (last + 1) * barWidth)
  const inside = x > first * barWidth && x < (last + 1) * barWidth
  // On a narrow span the handles would leave nothing in between to move it by.
  const reach = inside ? Math.min(REACH, ((last - first + 1) * barWidth) / 4) : Infinity
  if (Math.min(toFirst, toLast) > reach) return 'both'
  return toFirst < toLast ? 'first' : 'last'
}

export function dragged(grip: Grip, start: Ends, steps: number, n: number): Ends {
  const [first, last] = start
  if (grip === 'first') return [clamp(first + steps, 0, last), last]
  if (grip === 'last') return [first, clamp(last + steps, first, n - 1)]
  const move = clamp(steps, -first, n - 1 - last)
  return [first + move, last + move]
}

/** Arrow keys move a month, page keys a year, Home and End all the way. null: not a key of ours. */
export function keyedSteps(key: string, n: number): number | null {
  const steps: Record<string, number> = {
    ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12, Home: -n, End: n,
  }
  return steps[key] ?? null
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))
