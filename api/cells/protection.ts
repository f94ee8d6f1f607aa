/** What of an answer is rounded so that nobody can be recognised, and what is exact beside it. */
import type { FoundArea } from '../areas/queries.ts'
import type { Queryable } from '../db/database.ts'
import { ApiError } from '../errors.ts'
import { findRules, totalProtected, type MonthTotals } from './queries.ts'
import type { Protection, UnderstoodQuery } from './schema.ts'

/** Areas whose exact totals are taken into account when counts are rounded. */
const wholeEnough = ['force', 'district']

/** @throws ApiError for an area whose numbers, beside those of others, could tell of single records. */
export function refuseSmallArea({ name, type }: FoundArea): void {
  if (!wholeEnough.includes(type)) throw new ApiError('area-too-small', `${name} is too small for numbers of these months. Ask for a district or the whole force.`, 'area')
}

export interface Protected { protection: Protection | null; /** By month: how much more there is in truth than the hexagons show. */ more: Map<string, number> }

/**
 * Describes the protection of an answer whose hexagons add up to `shown`; null where this reader sees every asked month as it is. Of an area
 * it also tells how far its hexagons are from the truth, which its totals are allowed to say.
 */
export async function protectionOf(db: Queryable, query: UnderstoodQuery, areaId: number | null, months: readonly MonthTotals[], shown: number): Promise<Protected> {
  if (!months.some((month) => month.protected)) return { protection: null, more: new Map() }
  const [{ base, delayMonths }, totals] = await Promise.all([findRules(db), areaId === null ? [] : totalProtected(db, query, areaId)])
  return {
    protection: { base, threshold: base, delayMonths, shown, note: noteOf(base, delayMonths) },
    more: new Map(totals.map((total) => [total.month, total.exact - total.shown]))
  }
}

function noteOf(base: number, delayMonths: number): string {
  const late = delayMonths === 1 ? 'a month' : `${delayMonths} months`
  return `Counts in hexagons are rounded to ${base}, up or down by chance, so that nobody can be recognised; totals are exact.${delayMonths > 0 ? ` Numbers are published ${late} late.` : ''}`
}
