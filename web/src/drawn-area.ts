/** A drawn area as a list of corners, one a line, so that it can be made by keyboard as well as by clicks. */
export type Corner = [lng: number, lat: number]

export const MOST_CORNERS = 100
const LINE = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/

/** "0.4712, 51.7351": longitude first, as in the rest of the product. Five decimals are about a metre. */
export const cornerText = ([lng, lat]: readonly [number, number]): string => `${Number(lng.toFixed(5))}, ${Number(lat.toFixed(5))}`
export const cornersText = (corners: readonly Corner[]): string => corners.map(cornerText).join('\n')

export interface ReadCorners { corners: Corner[]; fault: string | null }

/** Latitudes given first are taken for what they are: no place of this country has them the other way round. */
export function readCorners(text: string): ReadCorners {
  const { corners, fault } = readPlaces(text)
  if (fault) return { corners, fault }
  if (corners.length > MOST_CORNERS) return { corners, fault: `An area has ${MOST_CORNERS} corners at most; these are ${corners.length}.` }
  return { corners, fault: corners.length > 0 && corners.length < 3 ? 'An area needs three corners or more.' : crosses(corners) ? CROSSED : null }
}
export const CROSSED = 'The outline crosses itself: list the corners in order around the area.'

/** Places, one a line, whatever they make. */
export function readPlaces(text: string): ReadCorners {
  const corners: Corner[] = []
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const corner = readCorner(line)
    if (!corner) return { corners, fault: `Line ${i + 1} is not a longitude and a latitude, such as 0.4712, 51.7351.` }
    corners.push(corner)
  }
  return { corners, fault: null }
}

export function readCorner(text: string): Corner | null {
  const [, first, second] = LINE.exec(text) ?? []
  if (first === undefined || second === undefined) return null
  const [x, y] = [Number(first), Number(second)]
  const [lng, lat] = Math.abs(x) > 45 && Math.abs(y) < 10 ? [y, x] : [x, y]
  return Math.abs(lng) <= 10 && lat >= 49 && lat <= 61 ? [lng, lat] : null
}

/** Whether two sides that are no neighbours meet. */
export function crosses(corners: readonly Corner[]): boolean {
  const n = corners.length
  const side = (i: number): [Corner, Corner] => [corners[i]!, corners[(i + 1) % n]!]
  for (let i = 0; i < n; i++) for (let j = i + 2; j < n; j++) if (!(i === 0 && j === n - 1) && meet(side(i), side(j))) return true
  return false
}

const turn = ([ax, ay]: Corner, [bx, by]: Corner, [cx, cy]: Corner): number => Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax))
const meet = ([a, b]: [Corner, Corner], [c, d]: [Corner, Corner]): boolean => turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
