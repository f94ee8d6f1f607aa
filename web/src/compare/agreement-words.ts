/** How far two layers agree, in words and in a small table. */
import { count } from '../ui/numbers.ts'
import { cutAt, foremostOf, inOrder, overlapOf, type Cut, type Overlap } from './agreement.ts'
import { named, type Side } from './side.ts'

export interface Agreement {
  headline: string
  detail: string[]
  /** At other shares of the area. */
  rows: { share: number; foremost: string; both: string; byChance: string }[]
  /** The foremost at the share asked for. */
  cuts: [left: Cut, right: Cut] | null
}

/** Whole numbers of a hundred: "5%". */
export const shareWords = (share: number): string => `${Math.round(share * 100)}%`

/** `n`: hexagons of the study area. */
export function agreementOf(left: Side, right: Side, n: number, share: number, shares: readonly number[]): Agreement {
  const [first, second] = [inOrder(left), inOrder(right)]
  const empty = [[left, first], [right, second]].find(([, order]) => (order as unknown[]).length === 0)?.[0] as Side | undefined
  if (empty) return { headline: `Nothing is foremost by ${named(empty)}, so there is no order to compare`, detail: [], rows: [], cuts: null }
  const at = (one: number) => {
    const [a, b] = [cutAt(first, foremostOf(one, n)), cutAt(second, foremostOf(one, n))]
    return { share: one, a, b, overlap: overlapOf(a, b), byChance: (a.size * b.size) / n }
  }
  const { a, b, overlap, byChance } = at(share)
  return {
    headline: headlineOf(left, right, { a, b, overlap, share }),
    detail: [chanceWords(byChance), ...shortOf(left, a, share, n), ...shortOf(right, b, share, n), ...tiesOf([[left, a], [right, b]], overlap)],
    rows: shares.map(at).map((row) => ({
      share: row.share, foremost: row.a.size === row.b.size ? count(row.a.size) : `${count(row.a.size)} and ${count(row.b.size)}`,
      both: range(row.overlap), byChance: about(row.byChance),
    })),
    cuts: [a, b],
  }
}

const range = ({ least, most }: Overlap): string => (least === most ? count(least) : `${count(least)} to ${count(most)}`)
const about = (n: number): string => (n < 0.05 ? 'under 0.1' : n < 10 ? n.toFixed(1) : count(n))

function headlineOf(left: Side, right: Side, { a, b, overlap, share }: { a: Cut; b: Cut; overlap: Overlap; share: number }): string {
  const whole = `Of the ${a.size === 1 ? 'foremost hexagon' : `${count(a.size)} foremost hexagons`} (${shareWords(share)}) by ${named(left)}`
  const found = overlap.most === 0 ? 'none is' : `${range(overlap)} ${overlap.most === 1 ? 'is' : 'are'}`
  return `${whole}, ${found} among the ${b.size === 1 ? 'one' : count(b.size)} foremost by ${named(right)}`
}

const chanceWords = (byChance: number): string => `Two orders that had nothing to do with each other would share ${about(byChance)}.`

/** Where fewer have anything than the share would hold. */
function shortOf(side: Side, { size }: Cut, share: number, n: number): string[] {
  const wanted = foremostOf(share, n)
  return size < wanted ? [`Only ${count(size)} ${size === 1 ? 'hexagon has' : 'hexagons have'} a place by ${named(side)}; ${shareWords(share)} of the area would be ${count(wanted)}.`] : []
}

function tiesOf(sides: [Side, Cut][], { least, most, mean }: Overlap): string[] {
  const said = sides.filter(([, { tied }]) => tied.size > 0)
    .map(([side, { tied, places }]) => `${count(tied.size)} hexagons are equal by ${named(side)} at the edge, for ${places === 1 ? 'the last place' : `the last ${count(places)} places`}.`)
  if (said.length === 0) return []
  return [(least === most ? said : [...said, `Depending on which of them are taken, the two share ${range({ least, most, mean })}; on average ${mean.toFixed(1)}.`]).join(' ')]
}
