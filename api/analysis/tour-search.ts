/**
 * The search for tours of much worth: ruin and recreate, accepted as annealing does.
 *
 * What it tells: routes worth more than those it began with, or the same. What it does not: how far they are from the best (tour-bound.ts).
 * Formula: after step k of n the temperature is T = T0 (T1 / T0)^(k / n), T0 the mean worth of a visit at the beginning and T1 2 % of it; new routes replace the old
 * ones when their worth is at least the old one + T ln(u), u drawn from (0, 1). Where travel is to be spared and work shared,
 * `thrift` times travel time and what `evenness` makes of unequal work are taken from both.
 * Input: a state that keeps all limits; seeded randomness; steps. Output: the best state seen. `improved` is called for each new best.
 * Cost: about 30 to 300 us a step for 20 to 100 places, more on a busy machine. Sources: Kirkpatrick, Gelatt & Vecchi 1983, doi 10.1126/science.220.4598.671;
 * Schrimpf et al. 2000, doi 10.1006/jcph.1999.6413. Checked on published instances (tests/bench/tours.ts).
 */
import type { Random } from './random.ts'
import { force, newMoves, recreate, ruin, type Moves } from './tour-moves.ts'
import { copyState, emptyState, latenessOf, worthOf, type TourState } from './tour-state.ts'
import { shorten } from './tour-shorten.ts'

export interface SearchOptions {
  random: Random
  steps: number
  improved?: (best: TourState, step: number) => void
  /** Asked every few steps. */
  stopped?: () => boolean
}

/** Share of steps in which a visit is forced in. */
const FORCED = 0.35
/** In worth of a mean visit, so that at first any one exchange may be undone, in routes of ten visits as in those of fifty. */
const [HOT, COLD] = [1, 0.02]
/** Share of steps in which routes of plain problems are shortened: it costs as much as several steps. */
const SHORTENED = 0.2
/** Visits taken out at most: a share of those there are, and a number beyond which repair costs more than it finds. */
const [SHARE, MOST] = [0.7, 30]

/** Leaves the best in `best`, which is where it begins. Returns the steps made. */
export function search(best: TourState, { random, steps, improved, stopped }: SearchOptions): number {
  const [current, trial] = [emptyState(best.layout), emptyState(best.layout)]
  copyState(current, best)
  copyState(trial, best)
  const moves = newMoves(trial, random)
  const scale = Math.max(worthOf(best), 1e-12) / Math.max(1, countOf(best))
  let [now, record] = [scoreOf(best), scoreOf(best)]
  const most = Math.min(MOST, Math.max(3, Math.ceil(SHARE * countOf(best))))
  for (let step = 1; step <= steps; step++) {
    if (step % 32 === 0 && stopped?.()) return step
    const worth = change(moves, most) ? scoreOf(trial) : NaN
    const temperature = scale * HOT * (COLD / HOT) ** (step / steps)
    if (worth >= now + temperature * Math.log(random.next() + 1e-300)) {
      copyState(current, trial)
      now = worth
      if (worth > record + 1e-12 * Math.abs(record)) {
        copyState(best, trial)
        record = worth
        improved?.(best, step)
      }
    } else copyState(trial, current)
  }
  return steps
}

/** One step; false: it led to routes that keep not all limits. */
function change(moves: Moves, most: number): boolean {
  const { state, random } = moves
  if (random.chance(FORCED)) { if (!force(moves)) return false } else ruin(moves, most)
  if (state.layout.plain && random.chance(SHORTENED)) shorten(state)
  return recreate(moves) && latenessOf(state) === 0
}

function scoreOf(state: TourState): number {
  const { layout: { problem: { thrift = 0, evenness = 0, units: asked }, matrix, nodes, node, offset, slots, units, service }, next } = state
  if (thrift === 0 && evenness === 0) return worthOf(state)
  let [travel, uneven, time] = [0, 0, 0]
  for (let u = 0; u < units; u++) {
    let busy = 0
    for (let stop = slots + u, to = next[stop]!; to >= 0; stop = to, to = next[stop]!) {
      travel += matrix[offset[u]! + node[stop]! * nodes + node[to]!]!
      busy += service[to]!
    }
    const own = asked[u]!.to - asked[u]!.from
    time += own
    if (own > 0) uneven += (busy * busy) / own
  }
  return worthOf(state) - thrift * travel - (time > 0 ? (evenness * uneven) / time : 0)
}

const countOf = ({ count }: TourState): number => count.reduce((sum, n) => sum + n, 0)
