/** What each theme can show with the data at hand: months, finest honest resolution, source. Pure. */
import { sourceNotes, type SourceId } from '../source-vocabulary.ts'
import { finestOfDated, finestOfMonthly, finestOfProtected, resolutions, snapped, themes, type Theme } from '../vocabulary.ts'
import type { ThemeMonth } from './queries.ts'
import type { ThemesAnswer } from './schema.ts'

export type HeldTheme = ThemesAnswer['themes'][number] & { dated: Set<string>; protected: Set<string> }

export function describeThemes(rows: readonly ThemeMonth[]): HeldTheme[] {
  return themes.map((theme) => describe(theme, rows.filter((row) => row.theme === theme.id)))
}

function describe(theme: Theme, rows: readonly ThemeMonth[]): HeldTheme {
  const { id, title, unit } = theme
  const dated = rows.filter((row) => row.dated)
  return {
    id, title, unit, caveat: caveatOf(theme, rows),
    source: sourceLine(rows),
    firstMonth: rows[0]?.month ?? null,
    lastMonth: rows.at(-1)?.month ?? null,
    months: rows.map(({ month, total, synthetic }) => ({ month, total, synthetic })),
    // What every held month can bear; a span of exact months alone may be asked for more finely.
    resolutions: resolutions.filter((res) => res <= finestOf(rows)),
    synthetic: rows.some(({ synthetic }) => synthetic),
    dated: new Set(dated.map(({ month }) => month)),
    protected: new Set(rows.filter((row) => row.protected).map(({ month }) => month))
  }
}

/** What must be known before a conclusion is drawn from some months: positions are approximate where police.uk published them. */
export const caveatOf = ({ caveat, feed }: Theme, months: readonly { sources: readonly string[] }[]): string =>
  (feed === 'incidents' && months.some(({ sources }) => sources.includes('police-uk')) ? `${caveat} ${snapped}` : caveat)

/** Where the numbers of some months come from, for beside them; real and made-up months are told apart. */
export function sourceLine(months: readonly { sources: readonly string[]; synthetic: boolean }[]): string {
  const real = months.filter(({ synthetic }) => !synthetic).flatMap(({ sources }) => sources)
  const lines = [...new Set(real)].sort().map((source) => {
    const { title, publisher, licence } = sourceNotes[source as SourceId]
    return `${title}. ${publisher}. ${licence}.`
  })
  if (months.some(({ synthetic }) => synthetic)) lines.push(`${real.length > 0 ? 'In part ' : ''}Synthetic demonstration data.`.replace('part S', 'part s'))
  return lines.join(' ')
}

/** The finest resolution that every held month of the span can bear. */
export function finestFor(theme: HeldTheme, from: string, to: string): number {
  const held = theme.months.filter(({ month }) => month >= from && month <= to)
  if (held.length === 0) return Math.max(...theme.resolutions)
  return finestOf(held.map(({ month }) => ({ dated: theme.dated.has(month), protected: theme.protected.has(month) })))
}

function finestOf(months: readonly { dated: boolean; protected: boolean }[]): number {
  if (months.some((month) => month.protected)) return finestOfProtected
  return months.length > 0 && months.every(({ dated }) => dated) ? finestOfDated : finestOfMonthly
}

/** Whether any month of the span is one that this reader sees rounded. */
export const isProtected = (theme: HeldTheme, from: string, to: string): boolean => [...theme.protected].some((month) => month >= from && month <= to)

/** Every month from `from` to `to`, both included. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = []
  let [year, month] = from.split('-').map(Number) as [number, number]
  for (let text = from; text <= to; text = `${year}-${String(month).padStart(2, '0')}`) {
    months.push(text)
    if (++month > 12) { month = 1; year++ }
  }
  return months
}
