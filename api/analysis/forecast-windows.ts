/**
 * The windows of a rolling hold-out as they are filled one after the other: what every method held, and the choice made before each.
 *
 * What it tells: for each area that may be flagged, hits of every method, of the blend and of perfect foresight, and which method would have been
 * chosen for that area. What it does not tell: windows not held.
 * Formula. Each area asked about is judged at half, once and twice its size (forecast-rule.ts), and has a choice and a blend of its own: what
 * suits one hundredth of the area need not suit one thousandth. Choice and blend of a window come from the windows before it alone.
 * Input: a forecast by every method, and the events that followed. Output: a record for each window; hits for the next choice.
 * Undefined: fewer than FEWEST_WINDOWS before: the plain count. Cost: a ranking for each method, and one more for each different blend.
 * Source: Tashman 2000, doi 10.1016/S0169-2070(00)00065-0 (rolling origin); nested choice, Varma and Simon 2006, doi 10.1186/1471-2105-7-91.
 * Checked as the forecasts that use it: by hand, and by changing later windows, which changes no earlier one.
 */
import { heldAt, mostAt, type Budget, type GridArea, type Held } from './accuracy.ts'
import { totalOf } from './forecast.ts'
import { bestOf, chooseMethod, FEWEST_WINDOWS, type Choice, type WindowHits } from './forecast-rule.ts'

/** Methods in a blend. */
export const BLENDED = 5

/** One area in one window. */
export interface AtArea {
  /** By method, the blend last. */
  held: Held[]
  most: number
  /** Made from earlier windows alone. */
  choice: Choice
}

export interface Window {
  /** The month or day that was forecast. */
  period: string
  /** Months or days held that it was forecast from. */
  trainedOn: number
  events: number
  /** By area, in the order they were asked. */
  at: AtArea[]
}

export class Windows {
  readonly all: Window[] = []
  /** By area, then by window: what the next choice is made from. */
  readonly hits: WindowHits[][]
  private readonly judged: Budget[][]

  constructor(areas: readonly Budget[], private readonly grid: GridArea, n: number) {
    this.judged = areas.map((area) => around(area, grid, n))
    this.hits = areas.map(() => [])
  }

  add(period: string, trainedOn: number, forecasts: readonly Float64Array[], events: ArrayLike<number>): void {
    const budgets = this.judged.flat()
    const single = forecasts.map((forecast) => heldAt(forecast, events, budgets, this.grid))
    const most = mostAt(events, budgets, this.grid)
    const blends = new Map<string, Held[]>()
    const blended = (of: readonly number[]): Held[] => {
      const key = [...of].sort((a, b) => a - b).join(' ')
      const known = blends.get(key) ?? heldAt(blend(forecasts, of), events, budgets, this.grid)
      blends.set(key, known)
      return known
    }
    const at = this.judged.map((three, a): AtArea => {
      const all = [...single, blended(this.blendOf(a))].map((held) => held.slice(a * three.length, (a + 1) * three.length))
      const choice = chooseMethod(this.hits[a]!)
      this.hits[a]!.push(all.map((held) => held.map(({ hits }) => hits)))
      return { held: all.map((held) => held[1]!), most: most[a * three.length + 1]!, choice }
    })
    this.all.push({ period, trainedOn, events: totalOf(events), at })
  }

  /** The choice for the window after the last. */
  choiceFor(area: number): Choice {
    return chooseMethod(this.hits[area]!)
  }

  /** The methods that the blend for an area is made of; the plain count alone as long as there is nothing to judge by. */
  blendOf(area: number): number[] {
    const hits = this.hits[area]!
    return hits.length < FEWEST_WINDOWS ? [0] : bestOf(hits.map((window) => window.slice(0, -1)), BLENDED)
  }

  /** What the choice for an area expects of these forecasts. */
  chosenOf(area: number, forecasts: readonly Float64Array[]): Float64Array {
    return forecasts[this.choiceFor(area).method] ?? blend(forecasts, this.blendOf(area))
  }
}

/** Half, once and twice an area, but not beyond all of it. */
function around(area: Budget, { areas, totalArea }: GridArea, n: number): Budget[] {
  const whole = totalArea !== undefined ? Math.min(1, (areas ? totalOf(areas) : n) / totalArea) : 1
  const times = (by: number): Budget => ('cells' in area ? { cells: Math.min(n, area.cells * by) } : { share: Math.min(whole, area.share * by) })
  return [times(0.5), area, times(2)]
}

function blend(forecasts: readonly Float64Array[], of: readonly number[]): Float64Array {
  const mean = new Float64Array(forecasts[0]!.length)
  for (const j of of) for (let i = 0; i < mean.length; i++) mean[i]! += forecasts[j]![i]! / of.length
  return mean
}
