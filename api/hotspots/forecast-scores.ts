/** What a forecast found, as an answer tells it: ranked risks, scores at each share, methods tried. For months and days alike. */
import type { Comparison, MethodRecord } from '../analysis/forecast-cards.ts'
import type { Score } from './forecast-schema.ts'

type Card = Comparison['chosen'] | Comparison['oracle']

export const digits = (value: number | null): number | null => (value === null || Number.isNaN(value) ? null : Number(value.toPrecision(6)))
const interval = (pair: readonly number[] | null | undefined) => (pair ? { low: digits(pair[0]!)!, high: digits(pair[1]!)! } : null)

/** Cells with any risk, highest first. */
export function risksTold(cells: readonly string[], expected: Float64Array): { cells: string[]; risk: number[] } {
  const ranked = cells.map((_, i) => i).filter((i) => expected[i]! > 0).sort((a, b) => expected[b]! - expected[a]! || a - b)
  return { cells: ranked.map((i) => cells[i]!), risk: ranked.map((i) => Number(expected[i]!.toPrecision(5))) }
}

/** At the share asked for first, then along the curve. */
export function scoresTold(share: number, { comparison, curve }: { comparison: Comparison; curve: readonly (Comparison & { share: number })[] }, n: number) {
  const all = [{ share, ...comparison }, ...curve.filter((one) => one.share !== share)]
  const scores = (of: 'chosen' | 'plain' | 'oracle') => all.map((one) => scoreOf(one[of], one.share, n))
  const { hitRate, hitRateInterval } = comparison.difference
  return {
    nested: scores('chosen'), plain: scores('plain'), best: scores('oracle'), chance: all.map((one) => ({ share: one.share, hitRate: one.share })),
    difference: hitRate !== null && hitRateInterval ? { hitRate, low: hitRateInterval[0], high: hitRateInterval[1] } : null
  }
}

export const methodsTold = (methods: readonly MethodRecord[]) => methods.map(({ id, title, card }) => ({ id, title, hitRate: digits(card.hitRate), pai: digits(card.pai) }))

function scoreOf(card: Card, share: number, n: number): Score {
  const withInterval = 'hitRateInterval' in card ? card : null
  return {
    share, cells: Math.round(share * n), hits: digits(card.hits) ?? 0, events: digits(card.events)!, hitRate: digits(card.hitRate), hitRateInterval: interval(withInterval?.hitRateInterval),
    pai: digits(card.pai), paiInterval: interval(withInterval?.paiInterval), pei: digits(card.pei), peiInterval: interval(withInterval?.peiInterval), rri: digits(card.rri), rriInterval: interval(withInterval?.rriInterval), tieShare: digits(card.tieShare) ?? 0
  }
}
