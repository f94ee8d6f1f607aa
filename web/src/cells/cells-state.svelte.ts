/** The series on the screen, and those looked at just before: going back to one asks nothing. */
import { cellsPath, fetchSeries } from '../api.ts'
import type { CellsQuery } from '../answers.ts'
import { Remote } from '../remote.svelte.ts'
import type { Series } from './series.ts'

/** About 2 MB each at the finest resolution. */
const KEPT = 8

export class CellsState {
  private wanted: string | null = null
  private kept = new Map<string, Series>()
  readonly remote = new Remote<Series>((series) => cellsPath(series.query) === this.wanted)

  want(query: CellsQuery): void {
    const key = cellsPath(query)
    if (key === this.wanted) return
    this.wanted = key
    const known = this.kept.get(key)
    if (known) return this.remote.settle(known)
    void this.remote.ask(async (signal) => this.keep(await fetchSeries(query, signal)))
  }

  private keep(series: Series): Series {
    // An import has happened: nothing older may stand beside the new numbers.
    if ([...this.kept.values()].some((old) => old.dataVersion !== series.dataVersion)) this.kept.clear()
    this.kept.set(cellsPath(series.query), series)
    const oldest = this.kept.keys().next().value
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest)
    return series
  }
}
