/** Compliance by any split, as a thread works it out: columns in, groups out. */
import { centreOf, type Position } from '../analysis/h3-grid.ts'
import { complianceBy, judge, stateNo, type Group, type Judged, type JudgeOptions, type ResponseColumns } from '../analysis/compliance.ts'
import { mergeUp } from '../analysis/merge-up.ts'
import { Kept } from '../kept.ts'
import { responseMap, responseStandard, stretchKm, type ResponseSplit } from '../response-vocabulary.ts'
import { stretchesOf, type RoadStretches, type StretchTask } from './stretch-work.ts'

export interface Chosen {
  /** Numbers of the first and the last month. */
  fromMonth: number
  toMonth: number
  /** null: everywhere. */
  area: { district: number } | { spots: Int32Array } | null
}
export interface ComplianceTask extends Chosen {
  /** The same for the same data, months, area and clock. */
  key: string
  columns: ResponseColumns
  clock: JudgeOptions
  by: ResponseSplit
  /** Months a year before; null: not all loaded. */
  before: Pick<Chosen, 'fromMonth' | 'toMonth'> | null
  /** For stretches. */
  roads: StretchTask | null
}
export interface FoundGroup extends Group {
  /** Number of the month, district, class, hour, road or grade; of cells the place in the list. */
  key: number
  /** Of hexagons: where they stand together, and who. */
  cell?: { id: string; res: number; cells: string[]; enough: boolean; centre: Position }
  stretch?: RoadStretches['stretches'][number]
}
export interface Found { whole: Group; before: Group | null; groups: FoundGroup[]; classes: number[]; changed: number; answered: { known: number; inTime: number }; outside: number; byPosition: number }

interface Common { judged: Judged; inside: Int8Array; found: Omit<Found, 'groups'> }
/** What every split of one question has in common: the last few questions, so that another split is a pass and no more. */
const kept = new Kept<Common>(3)

export async function compliance(task: ComplianceTask): Promise<Found> {
  const { judged, inside, found } = await kept.of(task.key, async () => common(task))
  return { ...found, groups: groupsBy(task, judged, inside, task.by) }
}

function common(task: ComplianceTask): Common {
  const { columns, clock } = task
  const inside = chosenRows(columns, task)
  const judged = judge(columns, clock)
  const before = task.before && complianceBy(judged, chosenRows(columns, { ...task, ...task.before }), 1)[0]!
  return { judged, inside, found: { whole: complianceBy(judged, inside, 1)[0]!, before, ...countsOf(columns, judged, inside, clock) } }
}

/** 0 for rows of the months and the area, -1 for all others. */
export function chosenRows({ rows, months, districts, spots }: ResponseColumns, { fromMonth, toMonth, area }: Chosen): Int8Array {
  const chosen = new Int8Array(rows)
  const held = area && 'spots' in area ? new Set(area.spots) : null
  for (let i = 0; i < rows; i++) {
    const month = months[i]!
    if (month < fromMonth || month > toMonth || (area && !(held ? held.has(spots[i]!) : districts[i] === (area as { district: number }).district))) chosen[i] = -1
  }
  return chosen
}

function groupsBy(task: ComplianceTask, judged: Judged, inside: Int8Array, by: ResponseSplit): FoundGroup[] {
  const { columns } = task
  if (by === 'grade') return [0, 1, 2].map((grade) => ({ key: grade, ...complianceBy(judge(columns, { ...task.clock, grade }), inside, 1)[0]! }))
  if (by === 'cell') return cellsBy(columns, judged, inside)
  if (by === 'stretch') return stretchesBy(task, judged, inside)
  const numbers = { month: columns.months, district: columns.districts, ruc: judged.klass, hour: columns.hours, road: columns.roads }[by]
  const { keys, values } = dense(numbers, inside, judged)
  return complianceBy(judged, keys, values.length).map((group, g) => ({ key: values[g]!, ...group })).sort((a, b) => a.key - b.key)
}

/** Numbers as places in the list of those that occur among what is counted. */
function dense(numbers: ArrayLike<number>, inside: Int8Array, { state }: Judged): { keys: Int32Array; values: number[] } {
  const places = new Map<number, number>()
  const keys = new Int32Array(inside.length).fill(-1)
  for (let i = 0; i < keys.length; i++) {
    if (inside[i] === -1 || state[i] === 0) continue
    const value = numbers[i]!
    let place = places.get(value)
    if (place === undefined) places.set(value, place = places.size)
    keys[i] = place
  }
  return { keys, values: [...places.keys()] }
}

/** H3 index of a cell of resolution 8 from its base cell and digits. */
export const cellText = (packed: number): string => ((1n << 59n) | (8n << 52n) | (BigInt(packed) << 21n) | ((1n << 21n) - 1n)).toString(16)

function cellsBy(columns: ResponseColumns, judged: Judged, inside: Int8Array): FoundGroup[] {
  const { keys, values } = dense(columns.cells, inside, judged)
  const counts = new Int32Array(values.length)
  for (let i = 0; i < keys.length; i++) if (keys[i] !== -1 && (judged.state[i] === stateNo.attended || judged.state[i] === stateNo.late)) counts[keys[i]!]!++
  // 0 stands for no location, which is no hexagon.
  const cells = values.flatMap((value, place) => (value === 0 ? [] : [{ cell: cellText(value), count: counts[place]!, place }]))
  const places = new Map(cells.map(({ cell, place }) => [cell, place]))
  const merged = mergeUp(cells, responseMap)
  const groupOf = new Int32Array(values.length).fill(-1)
  merged.forEach(({ cells: members }, g) => members.forEach((cell) => { groupOf[places.get(cell)!] = g }))
  return complianceBy(judged, keys.map((key) => (key === -1 ? -1 : groupOf[key]!)), merged.length)
    .map((group, g) => ({ key: g, ...group, cell: { id: merged[g]!.id, res: merged[g]!.res, cells: merged[g]!.cells, enough: merged[g]!.enough, centre: centreOf(merged[g]!.id) } }))
}

function stretchesBy({ columns, roads }: ComplianceTask, judged: Judged, inside: Int8Array): FoundGroup[] {
  if (!roads) return []
  const { stretches, of } = stretchesOf(roads, stretchKm)
  const keys = Int32Array.from(inside, (one, i) => (one === -1 || columns.roads[i] === 0 ? -1 : of(columns.roads[i]!, columns.spots[i]!)))
  return complianceBy(judged, keys, stretches.length).map((group, g) => ({ key: g, ...group, stretch: stretches[g]! })).filter(({ parts, bad }) => parts.pooled.total > 0 || bad.some((n) => n > 0))
}

/** What the classes and roads rest on, and how quickly calls were answered. */
function countsOf({ flags, answeredS, rows }: ResponseColumns, { state }: Judged, inside: Int8Array, { grade }: JudgeOptions) {
  const classes = [0, 0, 0, 0]
  const answered = { known: 0, inTime: 0 }
  let [changed, outside, byPosition] = [0, 0, 0]
  for (let i = 0; i < rows; i++) {
    if (inside[i] === -1 || (flags[i]! & 3) !== grade) continue
    const bits = flags[i]!
    if (bits & 1024) { outside++; continue }
    if (state[i] === 0) continue
    const [own, new_, old, newest] = [(bits >> 2) & 3, (bits >> 4) & 3, (bits >> 6) & 3, (bits >> 8) & 3]
    classes[own ? 0 : newest === 0 ? 3 : new_ ? 1 : 2]!++
    if (new_ && old && new_ !== old) changed++
    if (bits & 2048) byPosition++
    if (answeredS[i]! >= 0) {
      answered.known++
      if (answeredS[i]! <= responseStandard.answerS) answered.inTime++
    }
  }
  return { classes, changed, answered, outside, byPosition }
}
