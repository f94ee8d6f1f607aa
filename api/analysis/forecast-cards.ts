/**
 * The windows of a rolling hold-out pooled into cards: the choice, the plain one-year count and perfect foresight side by side.
 *
 * What it tells: indices with intervals, and the difference between the choice and the plain count with an interval from the same redraws.
 * What it does not tell: the same of each method; their pooled cards are without interval, because the best of many is known only afterwards.
 * Formula: as accuracy.ts and window-bootstrap.ts. Input: windows and the position of an area among those asked about. Output: cards.
 * Undefined: no window or fewer than 20 events: nulls. Cost: 2,000 redraws of some dozens of windows. Source and checks: as those two.
 */
import { accuracyCard, type AccuracyCard } from './accuracy.ts'
import type { AtArea, Window } from './forecast-windows.ts'
import type { Random } from './random.ts'
import { windowInterval, type Interval } from './window-bootstrap.ts'

export interface CardWithInterval extends AccuracyCard { hitRateInterval: Interval | null; paiInterval: Interval | null; peiInterval: Interval | null; rriInterval: Interval | null }

export interface Comparison {
  chosen: CardWithInterval
  plain: CardWithInterval
  oracle: AccuracyCard
  /** Hit rate and PAI of the choice less those of the plain count. */
  difference: { hitRate: number | null; hitRateInterval: Interval | null; pai: number | null; paiInterval: Interval | null }
}

export interface MethodRecord { id: string; title: string; card: AccuracyCard }

interface Redraws { random: Random; block?: number }

export function compare(windows: readonly Window[], area: number, redraws: Redraws): Comparison {
  const events = windows.map((window) => window.events)
  const chosen = withInterval(windows, area, ({ choice }) => choice.method, redraws)
  const plain = withInterval(windows, area, () => 0, redraws)
  const gains = windows.map(({ at }) => at[area]!.held[at[area]!.choice.method]!.hits - at[area]!.held[0]!.hits)
  const interval = chosen.pai === null ? null : intervalOf(gains, events, redraws)
  return {
    chosen, plain,
    oracle: accuracyCard(windows.map(({ at, events: all }) => {
      const { most, held } = at[area]!
      return { hits: most, most, events: all, predicted: most, chance: held[0]!.chance, tieShare: 0 }
    })),
    difference: {
      hitRate: chosen.hitRate === null ? null : chosen.hitRate - plain.hitRate!, hitRateInterval: interval,
      pai: chosen.pai === null ? null : chosen.pai - plain.pai!, paiInterval: perChance(interval, chosen.chance)
    }
  }
}

type Method = (at: AtArea) => number

const cardOf = (windows: readonly Window[], area: number, method: Method): AccuracyCard =>
  accuracyCard(windows.map(({ at, events }) => ({ ...at[area]!.held[method(at[area]!)]!, events, most: at[area]!.most })))

function withInterval(windows: readonly Window[], area: number, method: Method, redraws: Redraws): CardWithInterval {
  const card = cardOf(windows, area, method)
  const held = windows.map(({ at }) => at[area]!.held[method(at[area]!)]!)
  const hits = held.map((one) => one.hits)
  const ratio = (of: number[], to: number[], defined: number | null) => (defined === null ? null : intervalOf(of, to, redraws))
  const interval = ratio(hits, windows.map(({ events }) => events), card.pai)
  return {
    ...card, hitRateInterval: interval, paiInterval: perChance(interval, card.chance),
    peiInterval: ratio(hits, windows.map(({ at }) => at[area]!.most), card.pei), rriInterval: ratio(held.map(({ predicted }) => predicted), hits, card.rri)
  }
}

const intervalOf = (hits: number[], events: number[], { random, block }: Redraws): Interval | null => windowInterval(hits, events, random, block === undefined ? {} : { block })

const perChance = (interval: Interval | null, chance: number): Interval | null => (interval ? [interval[0] / chance, interval[1] / chance] : null)

export const poolMethods = (known: readonly { id: string; title: string }[], windows: readonly Window[], area: number): MethodRecord[] =>
  known.map(({ id, title }, j) => ({ id, title, card: cardOf(windows, area, () => j) }))
