/** What a question about a theme means: months, resolution and area filled in or refused; and what stands beside every answer to it. */
import type { Reader, Tier } from './access.ts'
import { findArea, type FoundArea } from './areas/queries.ts'
import { refuseSmallArea } from './cells/protection.ts'
import { listThemeMonths, totalByMonth, type MonthTotals } from './cells/queries.ts'
import type { CellsQuery, UnderstoodQuery } from './cells/schema.ts'
import { caveatOf, describeThemes, finestFor, isProtected, monthsBetween, sourceLine, type HeldTheme } from './cells/themes.ts'
import type { Queryable } from './db/database.ts'
import { ApiError } from './errors.ts'
import { monthSpans } from './month-words.ts'
import { themes, type Theme } from './vocabulary.ts'

const DEFAULT_RESOLUTION = 8
const DEFAULT_MONTHS = 12
const LONGEST_SPAN_MONTHS = 600

/** A question with everything filled in. */
export interface Question {
  query: UnderstoodQuery
  theme: HeldTheme
  /** The same text for the same question. */
  key: string
  /** Whether this reader sees any of its months rounded. */
  rounded: boolean
}

export class Questions {
  private readonly held = new Map<Tier, { version: string; themes: Promise<HeldTheme[]> }>()

  constructor(private readonly versions: Record<Tier, { current(): Promise<{ version: string }> }>) {}

  /** Every theme with the months that this reader may see, at a version of the data. */
  themes({ tier, db }: Reader, version: string): Promise<HeldTheme[]> {
    const known = this.held.get(tier)
    if (known?.version === version) return known.themes
    const themes = listThemeMonths(db).then(describeThemes)
    this.held.set(tier, { version, themes })
    themes.catch(() => this.held.delete(tier))
    return themes
  }

  /** @throws ApiError naming the parameter that the data cannot answer. */
  async understand(reader: Reader, asked: Omit<CellsQuery, 'form'>): Promise<Question> {
    const themes = await this.themes(reader, (await this.versions[reader.tier].current()).version)
    const query = understand(asked, themes)
    const theme = themes.find(({ id }) => id === query.theme)!
    const { from, to, res, area } = query
    return { query, theme, key: [theme.id, from, to, res, area ?? ''].join(' '), rounded: isProtected(theme, from, to) }
  }
}

/** The area of a question; null for the whole force. @throws ApiError for a code that is not loaded, or too small for rounded months. */
export async function areaOf(db: Queryable, { query, rounded }: Pick<Question, 'query' | 'rounded'>): Promise<FoundArea | null> {
  if (query.area === null) return null
  const area = await findArea(db, query.area)
  if (!area) throw new ApiError('unknown-area', `No area with the code "${query.area}" is loaded.`, 'area')
  if (rounded) refuseSmallArea(area)
  return area
}

/**
 * Fills in defaults (the last twelve months held; where the theme has none, the last of any theme) and refuses what the data cannot
 * honestly answer. @throws ApiError naming the parameter.
 */
export function understand(query: Omit<CellsQuery, 'form'>, themesHeld: readonly HeldTheme[]): UnderstoodQuery {
  const held = themesHeld.find(({ id }) => id === query.theme)!
  const to = query.to ?? held.lastMonth ?? query.from ?? latestMonth(themesHeld)
  const from = query.from ?? monthsBefore(to, DEFAULT_MONTHS - 1, held.firstMonth ?? to)
  if (from > to) throw new ApiError('span-reversed', `The span ends (${to}) before it begins (${from}).`, 'from')
  if (monthsBetween(from, to).length > LONGEST_SPAN_MONTHS) throw new ApiError('bad-parameter', `The span is longer than ${LONGEST_SPAN_MONTHS} months.`, 'from')
  const finest = finestFor(held, from, to)
  const res = query.res ?? Math.min(DEFAULT_RESOLUTION, finest)
  if (res > finest) {
    throw new ApiError('resolution-too-fine', `Resolution ${res} is finer than these data can bear; the finest is ${finest}.`, 'res')
  }
  return { theme: query.theme, from, to, res, area: query.area ?? null }
}

/** With nothing loaded at all, any month will do: the answer says that it holds no data. */
const latestMonth = (themesHeld: readonly HeldTheme[]): string =>
  themesHeld.reduce((latest, { lastMonth }) => (lastMonth !== null && lastMonth > latest ? lastMonth : latest), '2000-01')

function monthsBefore(month: string, count: number, earliest: string): string {
  const all = monthsBetween(earliest < month ? earliest : month, month)
  return all[Math.max(0, all.length - 1 - count)]!
}

/** What stands beside every number of a theme. */
export const about = (theme: Theme, months: readonly MonthTotals[]) =>
  ({ unit: theme.unit, caveat: caveatOf(theme, months), synthetic: months.some(({ synthetic }) => synthetic), source: sourceLine(months) })

/** The same for an answer that holds no totals of its own: what it rests on, and in a note which of its months are not loaded. */
export async function restsOn(db: Queryable, { theme: id, from, to }: Pick<UnderstoodQuery, 'theme' | 'from' | 'to'>) {
  const theme = themes.find((one) => one.id === id)!
  const months = await totalByMonth(db, id, from, to, theme.feed)
  const elsewhere = allElsewhere(months)
  const held = elsewhere > 0 ? [] : months.map(({ month }) => month)
  const missing = monthsBetween(from, to).filter((month) => !held.includes(month))
  const note = elsewhere > 0 ? `The loaded files hold ${elsewhere.toLocaleString('en-GB')} ${theme.unit} of these months, all of them outside the area: they may not cover it.`
    : held.length === 0 ? 'No data are loaded for these months.' : missing.length > 0 ? `Not loaded, and left out: ${monthSpans(missing)}.` : null
  return { ...about(theme, months), protected: months.some((month) => month.protected), held, note }
}

/** How many there are, where every one of them lies outside the study area: files of another force, whose months say nothing of this one. */
function allElsewhere(months: readonly MonthTotals[]): number {
  const here = months.reduce((sum, { inside, noLocation, withheld }) => sum + inside + noLocation + withheld, 0)
  return here > 0 ? 0 : months.reduce((sum, { outside }) => sum + outside, 0)
}

/** Notes as one text. */
export const noted = (...notes: (string | null)[]): string | null => notes.filter((note) => note !== null).join(' ') || null
