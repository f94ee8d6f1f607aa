/** What statistics run over: every cell of an area, with and without counts, the same for every theme and span. */
import type { FoundArea } from '../areas/queries.ts'
import type { Reader, Tier } from '../access.ts'
import { listStudyCells, listStudyOutlines } from './queries.ts'

/** As a worker takes it: texts, because these are copied to its thread in a moment. */
export interface StudyArea {
  key: string
  res: number
  /** GeoJSON geometries. */
  outlines: string
  /** Cells in which anything was ever counted, joined by commas: one may have its centre outside the outlines, which are simplified. */
  filled: string
}

/** As many as people look at in turn; each is a few hundred kilobytes. */
const MOST_KEPT = 24

export class StudyAreas {
  private readonly kept = new Map<string, Promise<StudyArea>>()

  of({ tier, db }: Reader, version: string, area: FoundArea | null, res: number): Promise<StudyArea> {
    const key = [tier satisfies Tier, version, area?.area_id ?? '', res].join(' ')
    const known = this.kept.get(key)
    if (known) return known
    const areaId = area?.area_id ?? null
    const asking = Promise.all([listStudyOutlines(db, areaId), listStudyCells(db, res, areaId)])
      .then(([outlines, filled]) => ({ key, res, outlines: JSON.stringify(outlines.map(({ geometry }) => geometry)), filled }))
    asking.catch(() => this.kept.delete(key))
    this.kept.set(key, asking)
    if (this.kept.size > MOST_KEPT) this.kept.delete(this.kept.keys().next().value!)
    return asking
  }
}
