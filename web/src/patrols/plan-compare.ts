/** Two plans side by side: numbers, and which places are in one, the other, or both. */
import type { Plan } from '../../../api/patrols/schema.ts'
import { percent } from '../ui/numbers.ts'
import { amount } from './effect-words.ts'
import type { PlanContent } from './moves.ts'

export interface Made extends Pick<Plan, 'name' | 'version' | 'shiftFrom' | 'shiftTo' | 'status'> { content: PlanContent }
export const isMade = (plan: Plan | null): plan is Plan & Made => plan?.content != null

export interface CompareRow { title: string; a: string; b: string }

const shareOf = (share: number | null): string => (share === null ? 'not known' : percent(share))

export function compareRows(a: Made, b: Made): CompareRow[] {
  const row = (title: string, say: (plan: Made) => string): CompareRow => ({ title, a: say(a), b: say(b) })
  return [
    row('Share of expected demand covered', ({ content }) => shareOf(content.effect.shareOfAll)),
    row('Expected in the shift', ({ content }) => `${amount(content.effect.expected)} ${content.unit}`),
    row('Covered', ({ content }) => `${amount(content.effect.covered)} ${content.unit}`),
    row('Units', ({ content }) => String(content.units.length)),
    row('Visits', ({ content }) => String(content.effect.visits)),
    row('Places visited', ({ content }) => String(visited(content).size)),
    row('Minutes at places', ({ content }) => String(Math.round(content.effect.visitMinutes))),
    row('Share of time on travel', ({ content }) => shareOf(content.effect.travelShare)),
    row('Better possible by, at most', ({ content: { gap } }) => (gap === null ? 'not known' : percent(1 / (1 - gap) - 1))),
    row('Forecast month', ({ content }) => content.month),
    row('Seed', ({ content }) => String(content.seed)),
  ]
}

const visited = ({ units }: PlanContent): Map<string, string[]> => {
  const at = new Map<string, string[]>()
  for (const { name, visits } of units) for (const visit of visits) at.set(visit.place, [...(at.get(visit.place) ?? []), `${name} ${visit.at}`])
  return at
}

export interface ComparedPlace { id: string; name: string; a: string[]; b: string[] }

/** Visited in either; those that differ come first. */
export function comparedPlaces(a: Made, b: Made): ComparedPlace[] {
  const [inA, inB] = [visited(a.content), visited(b.content)]
  const names = new Map([...b.content.places, ...a.content.places].map(({ id, name }) => [id, name]))
  const places = [...new Set([...inA.keys(), ...inB.keys()])].map((id) => ({ id, name: names.get(id) ?? id, a: inA.get(id) ?? [], b: inB.get(id) ?? [] }))
  const differs = ({ a: one, b: other }: ComparedPlace) => Number((one.length === 0) !== (other.length === 0))
  return places.toSorted((x, y) => differs(y) - differs(x) || x.name.localeCompare(y.name, 'en-GB'))
}

export function sharedSentence(a: Made, b: Made): string {
  const places = comparedPlaces(a, b)
  const both = places.filter((place) => place.a.length > 0 && place.b.length > 0).length
  return places.length === 0 ? 'Neither plan visits a place.' : `${both} of ${places.length} ${places.length === 1 ? 'place is' : 'places are'} visited in both plans.`
}
