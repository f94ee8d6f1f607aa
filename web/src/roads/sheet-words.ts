/** What stands on the sheet of a cluster, from codes as published. */
import { codeLists } from '../../../api/collision-vocabulary.ts'
import { spanLabel } from '../ui/months.ts'
import type { SheetAnswer, SheetCollision } from './asks.ts'
import type { Movement } from './sheet-shape.ts'
import { placeOf } from './words.ts'

type List = Record<number, string>
const NOT_KNOWN = 'not known'

/** The meaning of a code; a code that no list has is shown as it is. */
export const meaning = (list: List, code: string | null): string => (code === null ? NOT_KNOWN : list[Number(code)] ?? code)
const lists = codeLists as Record<string, List>
export const lightWords = (code: string | null): string => meaning(lists.light_conditions ?? {}, code)
export const weatherWords = (code: string | null): string => meaning(lists.weather_conditions ?? {}, code)
export const junctionWords = (code: string | null): string => meaning(lists.junction_detail ?? {}, code)
export const directionWords = (code: number): string => meaning(lists.direction ?? {}, String(code)).toLowerCase()

const KINDS: [one: string, several: string, codes: number[]][] = [
  ['pedal cycle', 'pedal cycles', [1]], ['motorcycle', 'motorcycles', [2, 3, 4, 5, 23, 97, 103, 104, 105, 106]], ['car', 'cars', [8, 9, 108, 109]], ['bus', 'buses', [10, 11, 110]], ['goods vehicle', 'goods vehicles', [19, 20, 21, 98, 113]],
]
const OTHER = ['other vehicle', 'other vehicles', []] as const
const kindOf = (code: string | null) => KINDS.find(([, , codes]) => codes.includes(Number(code))) ?? OTHER

/** "2 cars, 1 pedal cycle" */
export function vehicleWords(vehicles: SheetCollision['vehicles']): string {
  const kinds = vehicles.map(({ type }) => kindOf(type))
  const told = [...new Set(kinds)].map((kind) => ({ kind, n: kinds.filter((one) => one === kind).length }))
  return told.map(({ kind, n }) => `${n} ${n === 1 ? kind[0] : kind[1]}`).join(', ') || NOT_KNOWN
}

const HURT = { fatal: 'killed', serious: 'seriously', slight: 'slightly' } as const
/** "1 killed, 2 slightly": people. */
export function casualtyWords(casualties: SheetCollision['casualties']): string {
  const all = (Object.keys(HURT) as (keyof typeof HURT)[]).map((severity) => [casualties.filter((one) => one.severity === severity).length, HURT[severity]] as const)
  return all.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}`).join(', ') || NOT_KNOWN
}

export const movementWords = ({ from, to, vehicles }: Movement): string => `from ${directionWords(from)} to ${directionWords(to)}: ${vehicles}`

/** For the foot of every printed page: which cluster, source, period, rule, data version, and whether it is real. */
export const footWords = ({ cluster, of, query, rule, source, dataVersion, synthetic }: Pick<SheetAnswer, 'cluster' | 'of' | 'query' | 'rule' | 'source' | 'dataVersion' | 'synthetic'>): string =>
  `${synthetic ? 'SYNTHETIC demonstration data. ' : ''}${placeOf(cluster)}, cluster ${cluster.rank} of ${of}, ${spanLabel(query.from, query.to)}. ${rule} Source: ${source} Data version ${dataVersion}.`
