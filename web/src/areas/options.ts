/** What the search offers: the whole force and its districts before anything is typed, the server's finds after. */
import type { Area, Found } from '../answers.ts'

export interface Option {
  key: string
  label: string
  detail: string
  /** null: the whole force. */
  found: Found | null
}

const KINDS: Record<string, string> = { force: 'Police force area', district: 'District', ward: 'Ward', neighbourhood: 'Neighbourhood', place: 'Place', msoa21: 'Middle area', lsoa21: 'Small area' }

export function optionsOf(whole: string, text: string, districts: readonly Area[], found: readonly Found[]): Option[] {
  const all: Option = { key: 'whole', label: whole, detail: 'The whole force', found: null }
  if (text === '') return [all, ...districts.map(ofDistrict).toSorted((a, b) => a.label.localeCompare(b.label, 'en-GB'))]
  const results = found.map((result, i) => ({
    key: `${result.code ?? 'place'}-${i}`, label: result.name, detail: detailOf(result), found: result,
  }))
  return whole.toLowerCase().startsWith(text.toLowerCase()) ? [all, ...results] : results
}

/** What it is, and where, unless its name says so already. */
function detailOf({ kind, name, detail }: Found): string {
  return [KINDS[kind], detail !== null && name.startsWith(detail) ? null : detail].filter(Boolean).join(', ')
}

function ofDistrict({ code, name, centre, bbox }: Area): Option {
  return { key: code, label: name, detail: 'District', found: { kind: 'district', code, name, detail: '', centre, bbox } }
}
