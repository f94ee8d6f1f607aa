/** The catalogue as a page shows it: groups, in each what a file is of, and what all of a group have in common said once. */
import type { Catalogue, Dataset } from '../answers.ts'
import { spanLabel } from '../ui/months.ts'

export interface FileLink { label: string; name: string; address: string; /** What it is saved as; null: it opens in the browser. */ savedAs: string | null }
export interface Row { subject: string; aspect: string; facts: string; about: string; links: FileLink[] }
export interface Group { title: string; common: string; /** Where a subject has several tables: which of them are of when. */ spans: string[]; folded: boolean; from: string[]; rows: Row[] }

const ENDINGS: Record<string, string> = { 'text/csv': 'csv', 'application/geo+json': 'geojson', 'application/json': 'json' }
/** More than these of one subject are told by a link each, to its table. */
const MOST_FULL = 2

export function groupsOf(catalogue: Catalogue): Group[] {
  const byGroup = Map.groupBy(catalogue['dcat:dataset'], (dataset) => dataset['dcat:keyword'][0]!)
  return [...byGroup].map(([title, datasets]) => groupOf(title, datasets))
}

function groupOf(title: string, datasets: Dataset[]): Group {
  const facts = datasets.map(factsOf)
  const common = facts[0]!.map((fact, i) => (facts.every((other) => other[i] === fact) ? fact : null))
  const bySubject = Map.groupBy(datasets, (dataset) => dataset['dcat:keyword'][1]!)
  const layered = [...bySubject.values()].some((own) => own.length > MOST_FULL)
  return {
    title, common: common.filter(Boolean).join(' · '), folded: layered, spans: layered ? spansOf(datasets) : [],
    from: [...new Set(datasets.flatMap((dataset) => dataset['dct:provenance'].map((statement) => statement['rdfs:label'])))],
    rows: [...bySubject].flatMap(([subject, own]) => (own.length > MOST_FULL ? [layersRow(subject, own, common)] : own.map((dataset) => rowOf(dataset, common))))
  }
}

/** "Hotspots, density: Oct 2013 to Sep 2014", where all subjects have the same months. */
function spansOf(datasets: Dataset[]): string[] {
  const byAspect = Map.groupBy(datasets, (dataset) => dataset['dcat:keyword'][2]!)
  const spans = [...byAspect].map(([aspect, own]) => [aspect, [...new Set(own.map((dataset) => factsOf(dataset)[0]))]] as const).filter(([, months]) => months.length === 1)
  return [...Map.groupBy(spans, ([, [months]]) => months!)].map(([months, own]) => atStart(`${own.map(([aspect]) => aspect).join(', ')}: ${months}`))
}
const atStart = (text: string): string => text[0]!.toUpperCase() + text.slice(1)

/** Months, unit, licence. */
const factsOf = (dataset: Dataset): [string, string, string] => {
  const period = dataset['dct:temporal']
  const months = period ? spanLabel(period['dcat:startDate']['@value'].slice(0, 7), period['dcat:endDate']['@value'].slice(0, 7)) : ''
  return [months, dataset['sdmx:unitMeasure'] ?? '', dataset['dct:rights']['rdfs:label'].replace(/\.$/, '')]
}
const unless = (common: readonly (string | null)[], dataset: Dataset) => factsOf(dataset).filter((fact, i) => fact && fact !== common[i]).join(' · ')

const rowOf = (dataset: Dataset, common: readonly (string | null)[]): Row => ({
  subject: dataset['dcat:keyword'][1]!, aspect: dataset['dcat:keyword'][2]!, facts: unless(common, dataset), about: dataset['dct:description'], links: linksOf(dataset)
})

function layersRow(subject: string, datasets: Dataset[], common: readonly (string | null)[]): Row {
  const links = datasets.flatMap((dataset) => linksOf(dataset).filter(({ label }) => label === 'CSV').map((link) => ({ ...link, label: atStart(dataset['dcat:keyword'][2]!) })))
  return { subject, aspect: '', facts: common[1] === null ? factsOf(datasets[0]!)[1] : '', about: '', links }
}

function linksOf(dataset: Dataset): FileLink[] {
  return dataset['dcat:distribution'].flatMap((file) => {
    const ending = ENDINGS[file['dcat:mediaType']['@id'].replace(/^.*\/media-types\//, '')]
    const label = file['dct:title']
    if (!ending) return []
    const url = new URL(file['dcat:downloadURL']['@id'])
    const part = label.includes('by month') ? '-by-month' : ''
    // By path alone: behind a proxy the server may not know by which scheme the reader came.
    return [{ label, name: dataset['dct:title'], address: url.pathname + url.search, savedAs: ending === 'json' ? null : `beatwise-${dataset['dct:identifier']}${part}.${ending}` }]
  })
}
