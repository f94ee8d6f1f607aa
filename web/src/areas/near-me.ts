/** Where the reader is, as far as it leaves the browser: rounded, and turned into the smallest area that there are figures for. */
import type { HoldingArea } from '../answers.ts'
import { count } from '../ui/numbers.ts'

/** Three decimals of a degree: 110 m from north to south, 70 m from east to west. */
export const rounded = (degrees: number): number => Math.round(degrees * 1000) / 1000

/** Beyond this a browser guesses by the network, and a small area would be one of many. */
const VAGUE_M = 1000
const WIDE = ['force', 'district']

export const isVague = (accuracyM: number): boolean => accuracyM > VAGUE_M

/** The smallest area that has figures and that the position is sure enough for. `areas` run from the largest to the smallest. */
export const smallestOf = (areas: readonly HoldingArea[], fits: (type: string) => boolean, accuracyM = 0): HoldingArea | null =>
  areas.findLast(({ type }) => fits(type) && (!isVague(accuracyM) || WIDE.includes(type))) ?? null

export const CONSENT = 'Your browser tells this page where you are. The position is rounded to about 100 m, sent once to find your area, and not stored.'

/** Codes of GeolocationPositionError. */
const FAILED: Record<number, string> = {
  1: 'Your browser did not tell where you are: it is not allowed to on this page. Type a place or a postcode instead.',
  2: 'Your device could not find out where it is. Type a place or a postcode instead.',
  3: 'It took too long to find out where you are. Try again, or type a place or a postcode.',
}
export const failedWords = (code: number): string => FAILED[code] ?? FAILED[2]!

export const NOT_OFFERED = 'This browser does not tell where it is on this page. Type a place or a postcode instead.'

export function foundWords({ name }: HoldingArea, accuracyM: number): string {
  const found = `You are in ${name}.`
  return isVague(accuracyM) ? `${found} Your browser knows your position to about ${count(Math.round(accuracyM / 1000))} km, too little for a smaller area.` : found
}
