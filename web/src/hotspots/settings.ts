/** How a layer is worked out, where the reader may choose: in the address and in the question; what stands at its default is in neither. */
import { bandwidthRules, corrections, densityBases, harmEditions, kernels, shiftIds, significanceTests, trendModes, type ShiftId } from '../../../api/vocabulary.ts'

/** The first of each is the default. Names and values are those of the API. */
export const choices = {
  ring: ['1', '2'], test: significanceTests, correction: corrections, weight: harmEditions, generated: ['false', 'true'], mode: trendModes,
  kernel: kernels, rule: bandwidthRules, relative: densityBases,
} as const
export type ChoiceName = keyof typeof choices
/** Of the harm: itself, or where it and the count disagree. */
export const shows = ['harm', 'disagreement'] as const

export type LayerSettings = { [Name in ChoiceName]: (typeof choices)[Name][number] } & {
  /** Bandwidth of the density, m; null: by the rule. */
  bandwidth: number | null
  show: (typeof shows)[number]
  /** Day that is forecast in place of a month, and the shift that begins on it. */
  day: string | null
  shift: ShiftId | null
}
export const BANDWIDTH = { least: 50, most: 20_000 } as const

const names = Object.keys(choices) as ChoiceName[]
const among = <T extends string>(all: readonly T[], text: string | null): T => all.find((one) => one === text) ?? all[0]!

export function parseSettings(query: URLSearchParams): LayerSettings {
  const chosen = Object.fromEntries(names.map((name) => [name, among<string>(choices[name], query.get(name))])) as Pick<LayerSettings, ChoiceName>
  const bandwidth = bandwidthOf(query.get('bandwidth') ?? '')
  // A width of one's own leaves nothing to a rule.
  const day = dayOf(query.get('day') ?? '')
  const shift = day === null ? null : shiftIds.find((one) => one === query.get('shift')) ?? null
  return { ...chosen, rule: bandwidth === null ? chosen.rule : choices.rule[0], bandwidth, show: among(shows, query.get('show')), day, shift }
}

export const defaultSettings = parseSettings(new URLSearchParams())

/** Whole metres within what is offered; null: not a width. */
export function bandwidthOf(text: string): number | null {
  const metres = /^\d{2,5}$/.test(text) ? Number(text) : NaN
  return metres >= BANDWIDTH.least && metres <= BANDWIDTH.most ? metres : null
}

/** `YYYY-MM-DD` of a day that there is; null: not a day. */
export function dayOf(text: string): string | null {
  const time = /^20\d\d-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : null
}

/** What is not at its default, as it is written. */
export function changed(settings: LayerSettings, which: readonly (keyof LayerSettings)[] = [...names, 'bandwidth', 'show', 'day', 'shift']): [name: string, value: string][] {
  return which.filter((name) => settings[name] !== defaultSettings[name]).map((name) => [name, String(settings[name])])
}

/** The settings that each layer has. */
export const SETTINGS_OF = {
  significance: ['ring', 'test', 'correction'],
  harm: ['weight', 'generated', 'ring', 'test', 'correction'],
  class: ['mode', 'ring'],
  change: ['correction'],
  density: ['kernel', 'rule', 'bandwidth', 'relative'],
  forecast: ['day', 'shift'],
} as const satisfies Record<string, readonly (keyof LayerSettings)[]>

export const isChoice = (name: string, value: unknown): boolean => name in choices && (choices[name as ChoiceName] as readonly string[]).includes(String(value))

/** What a layer's question says of them. Counts are the default of the question, so that harm always names its weights. */
export function asked(layer: keyof typeof SETTINGS_OF, settings: LayerSettings): [name: string, value: string][] {
  const said = changed(settings, SETTINGS_OF[layer])
  return layer === 'harm' && settings.weight === defaultSettings.weight ? [['weight', settings.weight], ...said] : said
}
