/** The divider between two maps as a number: the share of the width that the first one has. */
import { DIVIDER } from '../view-url.ts'

/** Whole hundredths, within what the divider may reach. */
export const held = (at: number): number => Math.round(Math.min(DIVIDER.most, Math.max(DIVIDER.least, at)) * 100) / 100

/** Arrow keys move it by two hundredths, page keys by ten, Home and End all the way. null: not a key of ours. */
export function keyedDivider(key: string, at: number): number | null {
  const steps: Record<string, number> = { ArrowLeft: -0.02, ArrowDown: -0.02, ArrowRight: 0.02, ArrowUp: 0.02, PageDown: -0.1, PageUp: 0.1, Home: -1, End: 1 }
  return steps[key] === undefined ? null : held(at + steps[key])
}
