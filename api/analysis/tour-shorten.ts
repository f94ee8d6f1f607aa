/**
 * The same visits in less travel, where visits may begin at any time.
 *
 * What it tells: a route's visits in an order that no turning round of a piece and no moving of up to three visits makes shorter. What it does not: the
 * shortest order. It does nothing where windows, breaks or one-way times make order matter for more than length.
 * Formulas: 2-opt: way(a, b) + way(c, d) against way(a, c) + way(b, d); Or-opt: a piece of one to three visits between any other two stops, either way round.
 * Input: a state of a plain problem (`TourLayout.plain`). Output: its links and times changed.
 * Cost: visits squared a sweep, few sweeps. Sources: Croes 1958, doi 10.1287/opre.6.6.791; Or 1976. Checked on published instances.
 */
import { retime, type TourState } from './tour-state.ts'

/** Gains below this share of a way are rounding. */
const TINY = 1e-9

export function shorten(state: TourState): void {
  const { units } = state.layout
  for (let u = 0; u < units; u++) {
    const route = stopsOf(state, u)
    if (route.length < 5) continue
    let changed = false
    for (let again = true; again;) {
      again = turnRound(state, u, route) || movePiece(state, u, route)
      changed ||= again
    }
    if (changed) {
      for (let k = 1; k < route.length; k++) {
        state.next[route[k - 1]!] = route[k]!
        state.prev[route[k]!] = route[k - 1]!
      }
      retime(state, u)
    }
  }
}

function stopsOf({ layout: { slots }, next }: TourState, u: number): Int32Array {
  let n = 0
  for (let i = slots + u; i >= 0; i = next[i]!) n++
  const route = new Int32Array(n)
  n = 0
  for (let i = slots + u; i >= 0; i = next[i]!) route[n++] = i
  return route
}

function turnRound({ layout }: TourState, u: number, route: Int32Array): boolean {
  const { matrix, node, nodes } = layout
  const off = layout.offset[u]!
  let changed = false
  for (let i = 0; i < route.length - 3; i++) {
    const a = off + node[route[i]!]! * nodes
    for (let j = i + 2; j < route.length - 1; j++) {
      const [b, c, d] = [node[route[i + 1]!]!, node[route[j]!]!, node[route[j + 1]!]!]
      const now = matrix[a + b]! + matrix[off + c * nodes + d]!
      if (matrix[a + c]! + matrix[off + b * nodes + d]! < now - TINY * now) {
        route.subarray(i + 1, j + 1).reverse()
        changed = true
      }
    }
  }
  return changed
}

function movePiece(state: TourState, u: number, route: Int32Array): boolean {
  let changed = false
  for (let size = 1; size <= 3; size++) {
    for (let i = 1; i + size < route.length; i++) changed = moveOne(state, u, route, i, size) || changed
  }
  return changed
}

/** Moves the piece of `size` stops at `i` to the first place where the route is shorter for it. */
function moveOne({ layout }: TourState, u: number, route: Int32Array, i: number, size: number): boolean {
  const { matrix, node, nodes } = layout
  const off = layout.offset[u]!
  const last = i + size - 1
  const [a, z, before, behind] = [node[route[i]!]!, node[route[last]!]!, node[route[i - 1]!]!, node[route[last + 1]!]!]
  const freed = matrix[off + before * nodes + a]! + matrix[off + z * nodes + behind]! - matrix[off + before * nodes + behind]!
  if (freed <= TINY) return false
  for (let k = 0; k < route.length - 1; k++) {
    if (k >= i - 1 && k <= last) continue
    const [from, to] = [off + node[route[k]!]! * nodes, node[route[k + 1]!]!]
    const straight = matrix[from + a]! + matrix[off + z * nodes + to]!
    const turned = matrix[from + z]! + matrix[off + a * nodes + to]!
    if (Math.min(straight, turned) - matrix[from + to]! < freed * (1 - TINY) - TINY) {
      place(route, i, size, k, turned < straight)
      return true
    }
  }
  return false
}

/** Takes the piece of `size` stops at `i` to behind stop `k`. */
function place(route: Int32Array, i: number, size: number, k: number, turned: boolean): void {
  const piece = route.slice(i, i + size)
  if (turned) piece.reverse()
  if (k > i) route.copyWithin(i, i + size, k + 1)
  else route.copyWithin(k + 1 + size, k + 1, i)
  route.set(piece, k > i ? k - size + 1 : k + 1)
}
