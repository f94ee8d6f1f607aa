/** What is said of places and of what they rest on: names, reasons, accuracy. */
import type { Score } from '../hotspots/forecast-schema.ts'
import { monthText } from '../month-words.ts'
import type { FoundPlace } from './demand-work.ts'
import type { Landmark } from './demand-queries.ts'

export interface ThemeTold { theme: string; title: string; unit: string; /** Last of the twelve months counted, and the month that is forecast. */ last: string; month: string; source: string; synthetic: boolean }

const whole = (value: number): string => Math.round(value).toLocaleString('en-GB')
/** Two digits that count. */
export const few = (value: number): string => (value >= 10 ? whole(value) : value < 0.005 ? 'under 0.01' : String(Number(value.toPrecision(2))))
const percent = (share: number): string => String(Number((share * 100).toPrecision(share < 0.1 ? 2 : 3)))

const ordinals = ['most', 'second most', 'third most', 'fourth most', 'fifth most', 'sixth most', 'seventh most', 'eighth most', 'ninth most', 'tenth most']
function rankText(rank: number): string {
  const end = rank % 100 > 10 && rank % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][rank % 10] ?? 'th')
  return ordinals[rank - 1] ?? `${whole(rank)}${end} most`
}

/** '34 burglary offences'; collisions and people hurt are named by their own title. */
export function counted(n: number, { theme, title, unit }: Pick<ThemeTold, 'theme' | 'title' | 'unit'>): string {
  const lower = title[0]!.toLowerCase() + title.slice(1)
  const one = n === 1 ? unit.replace(/s$/, '') : unit
  if (unit === 'collisions' || unit === 'casualties') return n === 1 ? `1 of ${lower}` : `${whole(n)} ${lower}`
  return theme === 'crime' ? `${whole(n)} recorded ${one}` : `${whole(n)} ${lower} ${one}`
}

/** One sentence: records, period, source, rank, expectation. `themes` in the order of `told`. */
export function reasonOf({ told, must, cells }: Pick<FoundPlace, 'told' | 'must' | 'cells'>, themes: readonly ThemeTold[], { n, area, weights }: { n: number; area: string; weights: readonly number[] }): string {
  const order = told.map((_, t) => t).sort((a, b) => weights[b]! - weights[a]! || a - b)
  const [first, ...others] = order.map((t) => ({ ...told[t]!, about: themes[t]! })) as [FoundPlace['told'][number] & { about: ThemeTold }, ...(FoundPlace['told'][number] & { about: ThemeTold })[]]
  const { about } = first
  const from = about.synthetic ? 'synthetic demonstration data' : about.source.split('. ')[1] ?? about.source
  const rank = first.n > 0 ? `, ${cells.length > 1 ? 'its busiest hexagon with ' : ''}the ${rankText(first.rank)} of ${whole(n)} hexagons in ${area}` : ''
  const also = others.filter((one) => one.n > 0).map((one) => counted(one.n, one.about))
  const beside = also.length > 0 ? `, and ${also.join(', ')}` : ''
  return `${must ? 'To be visited by request: ' : ''}${counted(first.n, about)} in the 12 months to ${monthText(about.last)} (${from})${rank}${beside}; ${few(first.month)} expected in ${monthText(about.month)}, ${few(first.shift)} of them in this shift.`
}

/** Points that stand for many addresses have the same name everywhere. */
const generic = /^(supermarket|parking area|petrol station|shopping area|sports\/recreation area|park\/open space|nightclub|hospital|police station|further\/higher educational building|bus\/coach station|pedestrian subway|theatre\/concert hall|conference\/exhibition centre|prison|airport\/airfield|ferry terminal|motorway service area)$/i

const compass = ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west']

export function townText({ settlement, reaches, bearing, outM, ward }: Landmark): string | null {
  if (settlement === null || reaches === null) return ward
  if (reaches <= 0.35) return `central ${settlement}`
  const point = compass[Math.round((bearing ?? 0) / 45) % 8]!
  return reaches <= 1.3 ? `${point} ${settlement}` : `${few(outM! / 1000)} km ${point} of ${settlement}`
}

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1)

/** The publisher's label with most records, else the nearest road where roads are loaded, else what lies near, else the town and a compass word, else the cell; each once. */
export function namesOf(places: readonly { id: string; labels: readonly { label: string; n: number }[]; landmark: Landmark | undefined; road?: string | null }[]): string[] {
  const used = new Set<string>()
  return places.map(({ id, labels, landmark, road }) => {
    const town = landmark ? townText(landmark) : null
    const label = labels[0]?.label.replace(/^on or near /i, '').trim()
    const name = label && label !== 'No Location' ? (generic.test(label) && town ? `${label}, ${town}` : label) : road ? road : landmark?.place ? `Near ${landmark.place}` : town ? capital(town) : id
    let own = name
    for (let nth = 2; used.has(own); nth++) own = `${name} ${nth}`
    used.add(own)
    return own
  })
}

export interface Card { title: string; area: string; windows: number; nested: readonly Score[]; plain: readonly Score[] }

/** At the share of the area nearest to what the places take; null where it could not be tested. */
export function accuracyText({ title, area, windows, nested, plain }: Card, share: number): string | null {
  const away = (score: Score): number => Math.abs(Math.log(score.share / share))
  const best = nested.filter(({ hitRate }) => hitRate !== null).sort((a, b) => away(a) - away(b))[0]
  const other = plain.find((score) => score.share === best?.share)
  if (!best || !other || other.hitRate === null) return null
  const between = ({ hitRateInterval }: Score): string => (hitRateInterval ? ` (95 % interval ${percent(hitRateInterval.low)} to ${percent(hitRateInterval.high)} %)` : '')
  return `On ${windows} months not seen, the ${percent(best.share)} % of ${area} with the highest forecast held ${percent(best.hitRate!)} %${between(best)} of ${title.toLowerCase()}; the same area by the count of one year ${percent(other.hitRate)} %${between(other)}, by chance ${percent(best.share)} %.`
}
