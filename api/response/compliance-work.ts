/** Compliance by any split, as a thread works it out: columns in, groups out. */
import { centreOf, type Position } from '../analysis/h3-grid.ts'
import { complianceBy, judge, stateNo, type Group, type Judged, type JudgeOptions, type ResponseColumns } from '../analysis/compliance.ts'
import { mergeUp } from '../analysis/merge-up.ts'
import { Kept } from '../kept.ts'
import { grades, responseMap, responseStandard, type ResponseSplit } from '../response-vocabulary.ts'
import { hexagonRows } from './hexagon-rows.ts'
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
export interface Found { whole: Group; before: Group | null; groups: FoundGroup[]; classes: number[]; changed: number; answered: { known: number; inTime: number }; outside: number; byPosition: number; /** JSON of the rows where hexagons were asked for, in place of groups. */ hexagons?: string }

const GRADES = Object.keys(grades).length
interface Common { judged: Judged; inside: Int32Array; found: Omit<Found, 'groups' | 'hexagons'> }
/** What every split of one question has in common: the last few questions, so that another split is a pass and no more. */
const kept = new Kept<Common>(3)

export async function compliance(task: ComplianceTask): Promise<Found> {
  const { judged, inside, found } = await kept.of(task.key, async () => common(task))
  const groups = groupsBy(task, judged, inside, task.by)
  return task.by === 'cell' ? { ...found, groups: [], hexagons: hexagonRows(groups) } : { ...found, groups }
}

function common(task: ComplianceTask): Common {
  const { columns, clock } = task
  const inside = chosenRows(columns, task)
  const judged = judge(columns, clock)
  const before = task.before && complianceBy(judged, chosenRows(columns, { ...task, ...task.before }), 1)[0]!
  return { judged, inside, found: { whole: complianceBy(judged, inside, 1)[0]!, before, ...countsOf(columns, judged, inside, clock) } }
}

/** 0 for rows of the months and the area, -1 for all others. */
export function chosenRows({ rows, months, districts, spots }: ResponseColumns, { fromMonth, toMonth, area }: Chosen): Int32Array {
  const chosen = new Int32Array(rows)
  const held = area && 'spots' in area ? new Set(area.spots) : null
  for (let i = 0; i < rows; i++) {
    const month = months[i]!
    if (month < fromMonth || month > toMonth || (area && !(held ? held.has(spots[i]!) : districts[i] === (area as { district: number }).district))) chosen[i] = -1
  }
  return chosen
}

function groupsBy(task: ComplianceTask, judged: Judged, inside: Int32Array, by: ResponseSplit): FoundGroup[] {
  const { columns } = task
  if (by === 'grade') return gradesBy(task, inside)
  if (by === 'cell') return cellsBy(columns, judged, inside)
  if (by === 'stretch') return stretchesBy(task, judged, inside)
  const numbers = { month: columns.months, district: columns.districts, ruc: judged.klass, hour: columns.hours, road: columns.roads }[by]
  const { keys, values } = dense(numbers, inside, judged)
  return complianceBy(judged, keys, values.length).map((group, g) => ({ key: values[g]!, ...group })).sort((a, b) => a.key - b.key)
}

/** Numbers as places in the list of those that occur among what is counted. */
function dense(numbers: ArrayLike<number>, inside: Int32Array, { state }: Judged): { keys: Int32Array; values: number[] } {
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

function cellsBy(columns: ResponseColumns, judged: Judged, inside: Int32Array): FoundGroup[] {
  const { hexagons } = columns
  const counts = new Int32Array(hexagons.length)
  for (let i = 0; i < columns.rows; i++) if (inside[i] === 0 && (judged.state[i] === stateNo.attended || judged.state[i] === stateNo.late)) counts[columns.cells[i]!]!++
  const numbers = new Map(hexagons.map((cell, number) => [cell, number]))
  // The first is no hexagon.
  const merged = mergeUp(hexagons.flatMap((cell, number) => (number > 0 ? [{ cell, count: counts[number]! }] : [])), responseMap)
  const groupOf = new Int32Array(hexagons.length).fill(-1)
  merged.forEach(({ cells: members }, g) => members.forEach((cell) => { groupOf[numbers.get(cell)!] = g }))
  const keys = new Int32Array(columns.rows).fill(-1)
  for (let i = 0; i < keys.length; i++) if (inside[i] === 0) keys[i] = groupOf[columns.cells[i]!]!
  return complianceBy(judged, keys, merged.length)
    .map((group, g) => ({ key: g, ...group, cell: { id: merged[g]!.id, res: merged[g]!.res, cells: merged[g]!.cells, enough: merged[g]!.enough, centre: centreOf(merged[g]!.id) } }))
}

/** All grades judged at once, whichever the question is about. */
function gradesBy({ columns, clock }: ComplianceTask, inside: Int32Array): FoundGroup[] {
  const keys = new Int32Array(inside.length).fill(-1)
  for (let i = 0; i < keys.length; i++) {
    const grade = columns.flags[i]! & 3
    if (inside[i] === 0 && grade < GRADES) keys[i] = grade
  }
  return complianceBy(judge(columns, { ...clock, grade: null }), keys, GRADES).map((group, grade) => ({ key: grade, ...group }))
}

function stretchesBy({ columns, roads }: ComplianceTask, judged: Judged, inside: Int32Array): FoundGroup[] {
  if (!roads) return []
  const { stretches, of } = stretchesOf(roads)
  const keys = new Int32Array(columns.rows).fill(-1)
  for (let i = 0; i < keys.length; i++) if (inside[i] === 0 && columns.roads[i] !== 0) keys[i] = of(columns.roads[i]!, columns.spots[i]!)
  return complianceBy(judged, keys, stretches.length).map((group, g) => ({ key: g, ...group, stretch: stretches[g]! })).filter(({ parts, bad }) => parts.pooled.total > 0 || bad.some((n) => n > 0))
}

/** What the classes and roads rest on, and how quickly calls were answered. */
function countsOf({ flags, answeredS, rows }: ResponseColumns, { state }: Judged, inside: Int32Array, { grade }: JudgeOptions) {
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
