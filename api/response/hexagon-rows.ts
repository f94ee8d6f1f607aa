/** Rows of hexagons as text. They come by the thousand: to copy them from thread to thread as objects and write them out on the event loop takes longer than to count them. */
import { nothing, type Compliance } from '../analysis/compliance.ts'
import type { FoundGroup } from './compliance-work.ts'
import type { ComplianceRow } from './schema.ts'

/** Shares to a hundredth of a per cent: every digit of each is packed and sent. */
const UNIT = 10_000
/** To a metre. */
const degrees = (value: number) => Math.round(value * 100_000) / 100_000
const rounded = (share: number | null) => (share === null ? null : Math.round(share * UNIT) / UNIT)

/** JSON of `ComplianceRow[]`. Most hexagons are wholly urban or wholly rural: the other part is left out. */
export const hexagonRows = (groups: readonly FoundGroup[]): string => JSON.stringify(groups.map(rowOf))

function rowOf({ parts: { urban, rural, pooled }, bad, cell }: FoundGroup): ComplianceRow {
  const { id, res, cells, enough, centre } = cell!
  const unjudged = bad.reduce((sum, n) => sum + n, 0)
  return {
    id, title: cells.length === 1 ? 'One hexagon' : `${cells.length} hexagons together`, cells, res, enough, centre: [degrees(centre[0]), degrees(centre[1])],
    ...(urban === nothing ? {} : { urban: shortened(urban) }), ...(rural === nothing ? {} : { rural: shortened(rural) }), pooled: shortened(pooled), unjudgedShare: rounded(pooled.total + unjudged > 0 ? unjudged / (pooled.total + unjudged) : null)
  }
}

const shortened = (part: Compliance): Compliance =>
  ({ ...part, share: rounded(part.share), lower: rounded(part.lower), upper: rounded(part.upper), worst: rounded(part.worst), best: rounded(part.best) })
