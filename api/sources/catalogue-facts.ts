/** Reads what the catalogue tells: always as a visitor sees it, whoever asks. */
import type { Reader } from '../access.ts'
import { listAreas, nameStudyArea } from '../areas/queries.ts'
import { findRules, listThemeMonths } from '../cells/queries.ts'
import { listMonths as listPerformanceMonths } from '../performance/queries.ts'
import type { Questions } from '../questions.ts'
import { listResponseMonths } from '../response/queries.ts'
import type { SourceId } from '../source-vocabulary.ts'
import type { AreaType } from '../vocabulary.ts'
import { offersOf } from './all-offers.ts'
import type { CatalogueFacts } from './catalogue.ts'
import type { OfferSource } from './offers.ts'
import { listSources } from './queries.ts'

type Bbox = [number, number, number, number]

export async function catalogueFacts(visitor: Reader, questions: Questions, version: string): Promise<Pick<CatalogueFacts, 'offers' | 'study' | 'modified'>> {
  const { db } = visitor
  const [themes, rows, areas, response, performance, sources, rules, name] = await Promise.all([
    questions.themes(visitor, version), listThemeMonths(db), listAreas(db, null), listResponseMonths(db, null, null), listPerformanceMonths(db), listSources(db), findRules(db), nameStudyArea(db)
  ])
  const own = response.filter(({ code }) => code === null)
  const inStudy = areas.filter((area) => area.inStudy).map(({ bbox }) => bbox as Bbox)
  const offers = offersOf({
    themes, rules, sourcesOf: (theme) => distinct(rows.filter((row) => row.theme === theme).flatMap(({ sources, synthetic }) => sources.map((source) => ({ source: source as SourceId, synthetic })))),
    areas: areas.map(({ type, synthetic, code, inStudy: inside }) => ({ type: type as AreaType, synthetic, code, inStudy: inside })), response: { months: own.map(({ month }) => month), synthetic: own.some(({ synthetic }) => synthetic) },
    performance: { months: performance.map(({ month }) => month) }, sources: distinct(sources.map(({ source, synthetic }) => ({ source: source as SourceId, synthetic })))
  })
  return { offers, study: { name, bbox: inStudy.length > 0 ? around(inStudy) : null }, modified: sources.map(({ importedAt }) => importedAt).sort().at(-1) ?? null }
}

/** A month can hold real and made-up rows of several sources: each pair once. */
const distinct = (sources: readonly OfferSource[]): OfferSource[] => [...new Map(sources.map((one) => [JSON.stringify(one), one])).values()]

const around = (boxes: readonly Bbox[]): Bbox => boxes.reduce(([west, south, east, north], box) => [Math.min(west, box[0]), Math.min(south, box[1]), Math.max(east, box[2]), Math.max(north, box[3])])
