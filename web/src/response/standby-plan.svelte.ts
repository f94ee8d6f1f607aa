/** A standby plan in hand: what is asked, the points that stand, what they come to, and one kept beside it. It lives in this page alone: points go into no address. */
import type { HourClass, StandbyCandidates, StandbyModel, StandbySpread } from '../../../api/response-vocabulary.ts'
import { standbyScenarios } from '../../../api/response-vocabulary.ts'
import { Remote } from '../remote.svelte.ts'
import { view } from '../view.svelte.ts'
import { fetchBases, fetchStandby, type BasesAnswer, type StandbyAnswer, type StandbyBody, type StandbyPoint } from './asks.ts'

export interface StandbyAsked {
  sites: number
  model: StandbyModel
  only: 'both' | 'urban' | 'rural'
  spread: StandbySpread
  candidates: StandbyCandidates
  hours: HourClass | null
  speeds: 'observed' | 'model'
  /** What is to be reached; null: emergencies. */
  theme: string | null
  /** Names of bases that stand; null: all. */
  bases: readonly string[] | null
}
const first: StandbyAsked = { sites: 2, model: 'maximal-cover', only: 'both', spread: 'anywhere', candidates: 'settlements', hours: null, speeds: 'observed', theme: null, bases: null }
/** A point that is dragged is asked for when it rests. */
const REST_MS = 120
export const CURVE_SITES = 10

export class StandbyPlan {
  asked = $state.raw<StandbyAsked>(first)
  /** Points put here by a search or by hand, beside the bases. */
  points = $state.raw<readonly StandbyPoint[]>([])
  readonly bases = new Remote<BasesAnswer>()
  readonly answer = new Remote<StandbyAnswer>()
  /** The last search, for what only a search knows: proof, comparison with the usual choice, curve, week. */
  found = $state.raw<StandbyAnswer | null>(null)
  kept = $state.raw<{ answer: StandbyAnswer; names: string[] } | null>(null)
  /** What is being done, in words; null: nothing. */
  doing = $state<string | null>(null)
  private timer: ReturnType<typeof setTimeout> | undefined

  readonly scenario = $derived.by(() => standbyScenarios.find(({ asked }) => asked.sites === this.asked.sites && asked.only === this.asked.only && asked.spread === this.asked.spread && sameBases(asked.bases, this.asked.bases))?.id ?? null)
  /** Whether the points on the map are those of the last search. */
  readonly asFound = $derived.by(() => this.found !== null && JSON.stringify(newOf(this.found)) === JSON.stringify(this.points))

  begin(): void {
    void this.bases.ask((signal) => fetchBases(signal))
    this.evaluate(0)
  }

  set(patch: Partial<StandbyAsked>): void {
    const next = { ...this.asked, ...patch }
    // One on each side is a question of two points.
    this.asked = next.spread === 'west-and-east' && (next.sites !== 2 || next.model !== 'maximal-cover') ? { ...next, spread: 'anywhere' } : next
    this.evaluate()
  }

  take(id: (typeof standbyScenarios)[number]['id']): void {
    const { sites, bases, only, spread, candidates } = standbyScenarios.find((one) => one.id === id)!.asked
    this.asked = { ...first, sites, only, spread, candidates, bases: bases === 'all' ? null : bases }
    this.points = []
    this.search()
  }

  /** The best at once, then the proof, the curve and the week. */
  search(): void {
    clearTimeout(this.timer)
    this.found = null
    this.doing = 'Looking for points'
    void this.answer.ask(async (signal) => {
      const quick = await fetchStandby({ ...this.body([]), sites: this.asked.sites, quick: true }, signal)
      this.show(quick)
      this.doing = 'The best found so far is shown. Proving that none is better, and looking at each part of the week'
      const found = await fetchStandby({ ...this.body([]), sites: this.asked.sites, curve: CURVE_SITES, week: true }, signal)
      this.show(found)
      return found
    }).finally(() => { if (!this.answer.busy) this.doing = null })
  }

  private show(found: StandbyAnswer): void {
    this.answer.value = found
    this.found = found
    this.points = newOf(found)
  }

  move(i: number, position: [number, number]): void {
    this.points = this.points.map((point, k) => (k === i ? { name: point.name.endsWith(' (moved)') ? point.name : `${point.name} (moved)`, position } : point))
    this.evaluate()
  }
  add(position: [number, number]): void {
    this.points = [...this.points, { name: `Point ${this.points.length + 1}`, position }]
    this.evaluate()
  }
  remove(i: number): void {
    this.points = this.points.filter((_, k) => k !== i)
    this.evaluate()
  }

  /** What the points as they stand come to. */
  evaluate(afterMs = REST_MS): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      this.doing = null
      void this.answer.ask((signal) => fetchStandby(this.body(this.points), signal))
    }, afterMs)
  }

  keep(): void {
    const { value } = this.answer
    if (value) this.kept = { answer: value, names: this.points.map(({ name }) => name) }
  }

  private body(points: readonly StandbyPoint[]): StandbyBody {
    const { bases, hours, model, only, spread, candidates, speeds, theme } = this.asked
    const { from, to, area } = view.now
    return { model, only, spread: points.length > 0 ? 'anywhere' : this.asked.sites === 2 ? spread : 'anywhere', candidates, speeds, points: [...points], bases: bases === null ? 'all' : [...bases], ...(hours ? { hours } : {}), ...(theme ? { theme } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}), ...(area ? { area } : {}) }
  }
}

export const newOf = ({ points }: StandbyAnswer): StandbyPoint[] => points.filter(({ kept }) => !kept).map(({ name, position }) => ({ name, position: position as [number, number] }))
const sameBases = (asked: 'all' | readonly string[], own: readonly string[] | null): boolean => (asked === 'all' ? own === null : JSON.stringify(own) === JSON.stringify(asked))
