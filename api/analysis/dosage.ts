/**
 * What was planned beside what was done: minutes by place and unit, and whether each planned visit had its dose.
 *
 * What it tells: minutes planned, delivered and in excess, visits, and for each planned slot whether it was met. What it does not tell: effect.
 * Rule: a slot is met by a visit of `enoughMin` to `excessMin` minutes to its place (definitions 11: 12 to 20). A longer visit is counted beside
 * it as over-long, since the dose was given and more; the minutes of each visit beyond `excessMin` are excess: time that would have done more
 * elsewhere (Koper 1995: nothing is gained after about 15). A visit belongs to the slot of its place and unit that it overlaps most, else to the nearest within
 * `slackMin`, else likewise to a slot of another unit (who came does not matter to the place), else to none. Overlapping visits of one unit to one place, as from
 * a tap and a track, are joined, so that no minute counts twice.
 * Input: slots and visits in milliseconds. Output: sums in minutes. Undefined: never; no slots give no share. Cost: slots times visits.
 * Sources: definitions 11; Koper 1995, doi 10.1080/07418829500096231. Checked by hand.
 */

export interface Slot { unit: string; place: string; fromMs: number; toMs: number }
export interface Visit { unit: string; place: string; arrivedMs: number; leftMs: number }
export interface Dose {
  unit: string
  place: string
  slots: number
  met: number
  /** Slots whose only visits were longer than the dose. */
  overlong: number
  visits: number
  /** Visits that no slot asked for. */
  unplanned: number
  plannedMin: number
  deliveredMin: number
  excessMin: number
}
export interface DosageOptions { enoughMin?: number; excessMin?: number; slackMin?: number }
const MINUTE_MS = 60_000

/** Joins visits of one unit to one place that overlap. */
export function joinVisits<V extends Visit>(visits: readonly V[]): Visit[] {
  const joined: Visit[] = []
  const order = [...visits].sort((a, b) => a.arrivedMs - b.arrivedMs)
  for (const { unit, place, arrivedMs, leftMs } of order) {
    const open = joined.findLast((one) => one.unit === unit && one.place === place)
    if (open && arrivedMs <= open.leftMs) open.leftMs = Math.max(open.leftMs, leftMs)
    else joined.push({ unit, place, arrivedMs, leftMs })
  }
  return joined
}

/** One row for each unit and place that was planned or visited, in the order of the plan. */
export function dosage(slots: readonly Slot[], visits: readonly Visit[], { enoughMin = 12, excessMin = 20, slackMin = 60 }: DosageOptions = {}): Dose[] {
  const rows = new Map<string, Dose>()
  const rowOf = ({ unit, place }: { unit: string; place: string }): Dose => {
    const key = JSON.stringify([unit, place])
    const row = rows.get(key) ?? { unit, place, slots: 0, met: 0, overlong: 0, visits: 0, unplanned: 0, plannedMin: 0, deliveredMin: 0, excessMin: 0 }
    rows.set(key, row)
    return row
  }
  for (const slot of slots) {
    const row = rowOf(slot)
    row.slots++
    row.plannedMin += (slot.toMs - slot.fromMs) / MINUTE_MS
  }
  const bySlot = slots.map((): number[] => [])
  for (const visit of joinVisits(visits)) {
    const minutes = Math.max(0, visit.leftMs - visit.arrivedMs) / MINUTE_MS
    const row = rowOf(visit)
    row.visits++
    row.deliveredMin += minutes
    row.excessMin += Math.max(0, minutes - excessMin)
    const slot = slotOf(slots, visit, slackMin * MINUTE_MS)
    if (slot === -1) row.unplanned++
    else bySlot[slot]!.push(minutes)
  }
  slots.forEach((slot, i) => {
    if (bySlot[i]!.some((minutes) => minutes >= enoughMin && minutes <= excessMin)) rowOf(slot).met++
    else if (bySlot[i]!.some((minutes) => minutes > excessMin)) rowOf(slot).overlong++
  })
  return [...rows.values()]
}

/** Own unit before others, most overlap before least distance. */
function slotOf(slots: readonly Slot[], { unit, place, arrivedMs, leftMs }: Visit, slackMs: number): number {
  let [best, most] = [-1, -Infinity]
  slots.forEach((slot, i) => {
    if (slot.place !== place) return
    // Positive: they overlap by so much; negative: so far apart.
    const overlap = Math.min(slot.toMs, leftMs) - Math.max(slot.fromMs, arrivedMs)
    if (overlap < -slackMs) return
    const worth = overlap + (slot.unit === unit ? 1e12 : 0)
    if (worth > most) [best, most] = [i, worth]
  })
  return best
}
