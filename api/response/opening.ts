/** How questions about emergency attendance open: months, area and clock understood, responses at hand for the next question, what stands beside the answer. */
import type { Reader } from '../access.ts'
import { monthName, monthNumber } from '../analysis/series-breaks.ts'
import type { JudgeOptions } from '../analysis/compliance.ts'
import { findArea, type FoundArea } from '../areas/queries.ts'
import { listRoadLines, listSettlements } from '../collisions/cluster-queries.ts'
import { ApiError } from '../errors.ts'
import { Kept } from '../kept.ts'
import { monthSpans } from '../month-words.ts'
import { classSources, clockStarts, clockStops, grades, responseStandard, type ClassSource, type ClockStart, type ClockStop, type Grade } from '../response-vocabulary.ts'
import { sourceNotes, syntheticNote, type SourceId } from '../source-vocabulary.ts'
import type { Chosen } from './compliance-work.ts'
import { unpack, type PackedResponses } from './packed-responses.ts'
import { listAreaSpots, listPacks, listSpotPositions } from './queries.ts'
import type { StretchTask } from './stretch-work.ts'

export interface ClockAsked { start?: ClockStart; stop?: ClockStop; class?: ClassSource; grade?: Grade }
export interface SpanAsked { from?: string; to?: string; area?: string }
export interface Clock { start: ClockStart; stop: ClockStop; class: ClassSource; grade: Grade; text: string }

/** Rows of every loaded month: some tens of megabytes for a force, once for each version of the data. */
const FIRST = '0001-01', LAST = '9999-12'
const DEFAULT_MONTHS = 12

/** @throws ApiError for a clock that starts when it stops. */
export function clockOf({ start = 'call', stop = 'arrived', class: classFrom = 'own', grade = 'emergency' }: ClockAsked): Clock {
  if (start === stop) throw new ApiError('bad-parameter', 'The clock starts and stops with the dispatch: choose another start or stop.', 'stop')
  const standard = `${responseStandard.urbanS / 60} minutes in urban places and ${responseStandard.ruralS / 60} in rural ones, for ${responseStandard.share * 100} % of emergencies`
  const text = `The clock runs from ${clockStarts[start]} to ${clockStops[stop]}. Urban or rural by ${classSources[classFrom]}. Standard: ${standard}.${grade === 'emergency' ? '' : ` These are incidents graded ${grades[grade].toLowerCase()}, for which it is not made.`}`
  return { start, stop, class: classFrom, grade, text }
}

export const judging = ({ start, stop, class: classFrom, grade }: Clock): JudgeOptions =>
  ({ start, stop, classFrom, grade: Object.keys(grades).indexOf(grade), limitS: { urban: responseStandard.urbanS, rural: responseStandard.ruralS } })

export interface Opened { packed: PackedResponses; query: { from: string; to: string; area: string | null }; area: FoundArea | null; chosen: Chosen; beside: Beside; /** The same months a year before; null where one of both years is not loaded. */ before: { from: string; to: string; fromMonth: number; toMonth: number } | null }
export interface Beside { source: string; caveat: string; synthetic: boolean; monthsHeld: number; monthsAsked: number; note: string | null }

export class ResponseGround {
  private readonly packs = new Kept<PackedResponses>(1)
  private readonly roads = new Kept<StretchTask>(1)

  private packed({ tier, db }: Reader, version: string): Promise<PackedResponses> {
    return this.packs.of(`${version} ${tier}`, async () => {
      const packed = unpack(await listPacks(db, FIRST, LAST))
      // Asked for soon, and read while a thread works on this question; who needs it hears of a failure.
      void this.stretches({ tier, db }, version, packed)
      return packed
    })
  }

  /** What it takes to lay incidents on the main roads: their lines, and where the incidents on roads happened. */
  stretches(reader: Pick<Reader, 'tier' | 'db'>, version: string, { columns, roads: names }: PackedResponses): Promise<StretchTask> {
    const key = `${version} ${reader.tier}`
    return this.roads.of(key, async () => {
      const [lines, spots, settlements] = await Promise.all([listRoadLines(reader.db, null), listSpotPositions(reader.db, spotsOnRoads(columns)), listSettlements(reader.db)])
      return { key, names, lines, spots, settlements }
    })
  }

  /** @throws ApiError for a span that ends before it begins, or an area that is not loaded. */
  async open(reader: Reader, version: string, { from, to, area: code }: SpanAsked): Promise<Opened> {
    const packed = await this.packed(reader, version)
    const last = to ?? packed.months.at(-1) ?? from ?? '2000-01'
    const first = from ?? monthName(monthNumber(last) - DEFAULT_MONTHS + 1)
    if (first > last) throw new ApiError('span-reversed', `The span ends (${last}) before it begins (${first}).`, 'from')
    const area = code === undefined ? null : await knownArea(reader, code)
    const held = packed.months.filter((month) => month >= first && month <= last)
    const fromMonth = held.length > 0 ? packed.months.indexOf(held[0]!) : 0
    return {
      packed, area, before: yearBefore(packed.months, first, last), query: { from: first, to: last, area: area?.code ?? null }, beside: besideOf(packed, first, last),
      chosen: { fromMonth, toMonth: fromMonth + held.length - 1, area: area ? await areaRows(reader, area) : null }
    }
  }
}

function spotsOnRoads({ rows, roads, spots }: PackedResponses['columns']): number[] {
  const found = new Set<number>()
  for (let i = 0; i < rows; i++) if (roads[i] !== 0) found.add(spots[i]!)
  return [...found]
}

function yearBefore(months: readonly string[], from: string, to: string): Opened['before'] {
  const span = Array.from({ length: monthNumber(to) - monthNumber(from) + 1 }, (_, i) => monthNumber(from) + i)
  if (span.length > DEFAULT_MONTHS || span.some((month) => !months.includes(monthName(month)) || !months.includes(monthName(month - DEFAULT_MONTHS)))) return null
  const [first, last] = [monthName(span[0]! - DEFAULT_MONTHS), monthName(span.at(-1)! - DEFAULT_MONTHS)]
  return { from: first, to: last, fromMonth: months.indexOf(first), toMonth: months.indexOf(last) }
}

async function knownArea({ db }: Reader, code: string): Promise<FoundArea> {
  const area = await findArea(db, code)
  if (!area) throw new ApiError('unknown-area', `No area with the code "${code}" is loaded.`, 'area')
  return area
}

const areaRows = async ({ db }: Reader, { type, area_id }: FoundArea): Promise<Chosen['area']> =>
  type === 'district' ? { district: area_id } : { spots: Int32Array.from(await listAreaSpots(db, area_id)) }

/** What stands beside every figure of these months. */
export function besideOf({ sources }: Pick<PackedResponses, 'sources'>, from: string, to: string): Beside {
  const own = sources.filter(({ month }) => month >= from && month <= to)
  const asked = Array.from({ length: monthNumber(to) - monthNumber(from) + 1 }, (_, i) => monthName(monthNumber(from) + i))
  const held = new Set(own.map(({ month }) => month))
  const missing = asked.filter((month) => !held.has(month))
  const synthetic = own.some((one) => one.synthetic)
  const titles = [...new Set(own.map(({ source }) => `${sourceNotes[source as SourceId].title}, ${sourceNotes[source as SourceId].publisher}`))]
  return {
    source: synthetic ? syntheticNote : titles.join('; ') || 'None loaded', caveat: sourceNotes['force-responses'].caveats.join(' '), synthetic, monthsHeld: held.size, monthsAsked: asked.length,
    note: held.size === 0 ? 'No emergency attendance is loaded for these months: a file of the force is needed (force-responses).' : missing.length > 0 ? `Not loaded, and left out: ${monthSpans(missing)}.` : null
  }
}
