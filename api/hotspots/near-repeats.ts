/** The Knox table of dated incidents. Runs on a thread. */
import { toMetres } from '../analysis/metres.ts'
import { communicated, nearRepeat, type KnoxTable } from '../analysis/near-repeat.ts'
import { seededRandom } from '../analysis/random.ts'

export interface KnoxTask { points: { lng: number; lat: number; day: number }[] }
export interface Knox { table: KnoxTable; communicated: string | null }

export function knox({ points }: KnoxTask): Knox {
  const { x, y } = toMetres(points.map(({ lng, lat }) => [lng, lat]))
  const table = nearRepeat({ x, y, day: Int32Array.from(points, ({ day }) => day) }, seededRandom('beatwise knox'))
  return { table, communicated: table.note ? null : sentence(table) }
}

function sentence(table: KnoxTable): string {
  const { samePlaceDays, range } = communicated(table)
  const same = samePlaceDays === null ? [] : [`at the same position for ${samePlaceDays} days`]
  const near = range === null ? [] : [`within ${range.withinM} m for ${range.withinDays} days (${range.observed} pairs where ${range.expected.toFixed(1)} are expected, ${range.ratio.toFixed(2)} times as many)`]
  const where = [...same, ...near]
  return where.length === 0 ? 'No near repeat: incidents do not follow one another more closely than chance would have it.' : `After an incident the risk is raised ${where.join(', and ')}.`
}
