/** Standby points in words and as a file. */
import { percent } from '../ui/numbers.ts'
import type { StandbyAnswer } from './asks.ts'
import { betweenWords, shareWords } from './words.ts'

type Cover = StandbyAnswer['cover']['pooled']

export const coverWords = (cover: Cover): string => (cover.share === null ? 'none to reach' : `${shareWords(cover)} (${betweenWords(cover)})`)
export const minutesOf = (seconds: number | null): string => (seconds === null ? 'not known' : `${(seconds / 60).toFixed(1)} min`)

/** What the last search knows of its answer. */
export function proofWords({ proved, gap, method, greedy, cover }: Pick<StandbyAnswer, 'proved' | 'gap' | 'method' | 'greedy' | 'cover'>): string {
  if (method === 'given') return ''
  const proof = proved ? 'Proved: no other choice of as many points reaches more.' : `Not proved: another choice could reach at most ${percent(gap)} more.`
  if (!greedy || greedy.cover.share === null || cover.pooled.share === null) return proof
  const less = cover.pooled.covered - greedy.cover.covered
  return `${proof} Choosing one point after another would ${less > 0 ? `reach ${percent(greedy.cover.share)}, ${less.toLocaleString('en-GB')} fewer` : 'do as well here'}.`
}

/** Two plans beside each other: which reaches more, and whether the intervals tell them apart. */
export function compareWords(kept: Pick<StandbyAnswer, 'cover' | 'unit'>, now: Pick<StandbyAnswer, 'cover' | 'unit'>): string {
  const [a, b] = [kept.cover.pooled, now.cover.pooled]
  if (a.share === null || b.share === null) return 'One of the two has no demand, so they cannot be compared.'
  if (a.total !== b.total) return 'The two are asked about different demand, so their shares do not compare.'
  const more = b.covered - a.covered
  if (more === 0) return `Both reach ${percent(a.share)} of the ${now.unit}.`
  return `The plan now reaches ${Math.abs(more).toLocaleString('en-GB')} ${more > 0 ? 'more' : 'fewer'} ${now.unit} than the one kept: ${percent(b.share)} beside ${percent(a.share)}.`
}

const field = (value: string | number | null): string => (value === null ? '' : typeof value === 'number' ? String(value) : `"${(/^[=+\-@]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`)

/** The plan as a table: a line for each point, then what they come to. */
export function standbyCsv({ points, cover, query: { from, to, only, hours }, text, travel, source, unit, synthetic }: StandbyAnswer): string {
  const tail = [from, to, only, hours ?? 'all', travel, source, synthetic ? 'synthetic' : 'recorded']
  const head = ['point', 'lng', 'lat', 'stood_already', `${unit}_only_it_reaches`, 'from', 'to', 'demand', 'hours', 'travel', 'source', 'data']
  const rows = points.map(({ name, position, kept, loses }) => [name, Number(position[0]!.toFixed(5)), Number(position[1]!.toFixed(5)), kept ? 'yes' : 'no', Math.round(loses), ...tail])
  const sums = (['urban', 'rural', 'pooled'] as const).map((part) => [`cover ${part}: ${coverWords(cover[part])}`, null, null, null, cover[part].covered, ...tail])
  return [head, ...rows, ...sums, [text, ...Array<null>(head.length - 1).fill(null)]].map((row) => row.map(field).join(',')).join('\r\n')
}
