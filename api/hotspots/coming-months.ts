/** Forecasts with their accuracy, kept: the forecast, its card and what is told of one hexagon come from one computation. */
import type { Reader } from '../access.ts'
import { monthName, monthNumber } from '../analysis/series-breaks.ts'
import { seriesByCell } from '../cells/queries.ts'
import { ApiError } from '../errors.ts'
import { areaOf, restsOn, type Question, type Questions } from '../questions.ts'
import type { WorkerPool } from '../worker-pool.ts'
import type { AccuracyQuery } from './forecast-schema.ts'
import type { Forecasts, ForecastTask } from './forecasts.ts'
import { Kept } from '../kept.ts'
import { packedSeries } from './packed.ts'
import type { StudyAreas } from './study-area.ts'

/** One hundredth of the area: about what a district's patrols can visit. */
export const DEFAULT_SHARE = 0.01
/** Those made ready for both tiers (refits.ts), and what readers ask for one after the other; older ones are in the cache of answers. */
const MOST_KEPT = 24

/** The months before the forecast one, and that month. */
export interface Coming { question: Question; month: string; held: string[] }
export interface Worked { beside: Awaited<ReturnType<typeof restsOn>>; found: Forecasts | null }

export class ComingMonths {
  private readonly kept = new Kept<Worked>(MOST_KEPT)

  constructor(private readonly parts: { questions: Questions; pool: WorkerPool; areas: StudyAreas }) {}

  /** The month after the last held where none is asked for. @throws ApiError where the month before it is not loaded. */
  async understand(reader: Reader, { month, share: _, ...asked }: AccuracyQuery): Promise<Coming> {
    const { questions } = this.parts
    const whole = await questions.understand(reader, asked)
    const held = whole.theme.months.map((one) => one.month)
    const wanted = month ?? (held.length > 0 ? monthName(monthNumber(held.at(-1)!) + 1) : whole.query.to)
    const before = held.filter((one) => one < wanted)
    if (held.length > 0 && before.at(-1) !== monthName(monthNumber(wanted) - 1)) throw new ApiError('bad-parameter', `The month before ${wanted} is not loaded, so ${wanted} cannot be forecast.`, 'month')
    const question = before.length === 0 ? whole : await questions.understand(reader, { ...asked, res: whole.query.res, from: before[0]!, to: before.at(-1)! })
    return { question, month: wanted, held: before }
  }

  work(reader: Reader, version: string, { question, held }: Pick<Coming, 'question' | 'held'>, share: number): Promise<Worked> {
    const { pool, areas } = this.parts
    return this.kept.of(`${version} ${reader.tier} ${question.key} ${share}`, async () => {
      const area = await areaOf(reader.db, question)
      const beside = await restsOn(reader.db, question.query)
      if (held.length === 0) return { beside, found: null }
      const [study, rows] = await Promise.all([areas.of(reader, version, area, question.query.res), seriesByCell(reader.db, question.query, area?.area_id ?? null)])
      const task: ForecastTask = { area: study, rows: packedSeries(rows), held, share }
      return { beside, found: await pool.run<Forecasts>('forecasts', task) }
    })
  }
}
