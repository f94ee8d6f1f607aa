/** Reads STATS19 fields by their rules: codes or labels to codes, -1 to not known, and keeps beside the row what no column takes. */
import { codeLists, notKnownCodes, type CodeList } from '../collision-vocabulary.ts'
import { RefusedFileError } from './refusal.ts'
import { leftOut, readElsewhere, type ColumnRule, type Holds } from './stats19-columns.ts'
import type { Table } from './table.ts'

/** Other words for a code: of older editions, and of the joined form. */
const otherWords: Partial<Record<CodeList, Record<string, string>>> = {
  officer_attended: { 'No - accident was reported using a self completion form (self rep only)': '3' },
  light_conditions: { Dark: '7' },
  manoeuvre: {
    'Waiting to go - held up': '3', 'Over taking moving vehicle on its offside': '13', 'Overtaking stationary vehicle on its offside': '14', 'Overtaking on nearside (passengers side nearest kerb)': '15'
  },
  lane: {
    'On main c\'way - not in restricted lane': '0', 'Tram/Light rail track': '1', 'Bus lane or Busway': '2', 'On lay-by or hard shoulder': '6'
  },
  leaving_carriageway: { 'Offside on to centrl res + rebounded': '5' },
  journey_purpose: { 'Commuting to/from work': '2', 'Not known or not requested': '6' },
  casualty_type: {
    Car: '9', 'Pedal cycle': '1', 'Powered 2 wheeler': '97', 'Goods vehicle': '98', 'Taxi or private hire': '8', 'Other vehicle': '90', 'Bus or coach': '11', Tram: '18'
  }
}
const nothingKnown = ['Data missing or out of range', 'unknown (self reported)', 'Unknown (self rep only)', 'Unknown vehicle type (self rep only)', 'Undefined', 'NA']

const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, '')

/** Code by code and by label, for every list; null: not known. Of two codes with one label the older is meant: labels stand in files of before 2015. */
const meanings = Object.fromEntries(Object.entries(codeLists).map(([list, labels]) => {
  const found = new Map<string, string | null>(nothingKnown.map((label) => [plain(label), null]))
  for (const code of notKnownCodes[list as CodeList] ?? []) found.set(code, null)
  for (const [code, label] of Object.entries(labels)) {
    found.set(code, code)
    if (!found.has(plain(label))) found.set(plain(label), code)
  }
  for (const [label, code] of Object.entries(otherWords[list as CodeList] ?? {})) found.set(plain(label), code)
  if (list === 'sex') found.set('notknown', null)
  return [list, found]
})) as Record<CodeList, Map<string, string | null>>

/** The code that a code or label means; null: not known; undefined: the list has no such thing. */
export const codeOf = (list: CodeList, text: string): string | null | undefined => meanings[list].get(plain(text))

const WHOLE = /^-?\d{1,9}$/
const flags: Record<string, string> = { 0: 'false', 1: 'true', no: 'false', yes: 'true', false: 'false', true: 'true' }

function read(holds: Holds, text: string): string | null | undefined {
  if (holds === 'text') return text
  if (holds === 'number') return WHOLE.test(text) ? text : undefined
  if (holds === 'decimal') return Number.isFinite(Number(text)) ? text : undefined
  if (holds === 'flag') return flags[text.toLowerCase()]
  return codeOf(holds, text)
}

/** A field as text; null where the column is missing, the field empty, NULL or -1. */
export type ReadText = (fields: readonly string[], name: string) => string | null

const known = (text: string | undefined): string | null => {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' || trimmed === '-1' || trimmed.toUpperCase() === 'NULL' ? null : trimmed
}

/**
 * Reads fields by column name. A column that stands in the header under its older and its newer name is the one that is filled.
 * @throws RefusedFileError (from `check`) for a row that fills both, and differently.
 */
export function textReader(table: Table, fileName: string): { text: ReadText; check: (fields: readonly string[], line: number) => void } {
  const places = new Map<string, number[]>()
  table.columns.forEach((name, at) => places.set(name, [...(places.get(name) ?? []), at]))
  const doubles = [...places].filter(([, at]) => at.length > 1)
  const text: ReadText = (fields, name) => {
    for (const at of places.get(name) ?? []) {
      const found = known(fields[at])
      if (found !== null) return found
    }
    return null
  }
  const check = (fields: readonly string[], line: number) => {
    for (const [name, at] of doubles) {
      const filled = new Set(at.map((place) => known(fields[place])).filter((one) => one !== null))
      if (filled.size > 1) throw new RefusedFileError(fileName, line, `the header names "${name}" under an older and a newer name, and the two differ: ${[...filled].join(' and ')}`)
    }
  }
  return { text, check }
}

export interface Values { values: (string | null)[]; other: Record<string, string>; unknown: boolean }

/**
 * Reads the columns of a table by its rules. `other` takes, by published name, what no column takes: columns without a rule, words that no list knows
 * (`unknown` is then set) and an older column that says something else than the newer. `skip` names what is read elsewhere.
 */
export function valuesReader(table: Table, text: ReadText, rules: readonly ColumnRule[], skip: (name: string) => boolean = () => false): (fields: readonly string[]) => Values {
  const ruled = new Set(rules.flatMap(({ names }) => names))
  const unruled = [...new Set(table.columns)].filter((name) => !ruled.has(name) && !readElsewhere.has(name) && !leftOut.has(name) && !skip(name))
  const held = rules.map((one) => ({ ...one, names: one.names.filter((name) => table.column(name) !== -1) }))
  return (fields) => {
    const result: Values = { values: [], other: {}, unknown: false }
    for (const one of held) result.values.push(valueOf(one, fields, text, result))
    for (const name of unruled) {
      const left = text(fields, name)
      if (left !== null) result.other[name] = left
    }
    return result
  }
}

function valueOf({ holds, names, notKnown }: ColumnRule, fields: readonly string[], text: ReadText, result: Values): string | null {
  let value: string | null = null
  for (const name of names) {
    const found = text(fields, name)
    if (found === null || notKnown?.includes(found)) continue
    const meant = read(holds, found)
    if (meant === undefined) result.unknown = true
    if (meant === undefined || (meant !== null && value !== null && meant !== value)) result.other[name] = found
    else value ??= meant
  }
  return value
}

/** What lies beside a row, as JSON; null where nothing does. */
export const besideRow = (other: Record<string, string>): string | null => {
  for (const _ in other) return JSON.stringify(other)
  return null
}
