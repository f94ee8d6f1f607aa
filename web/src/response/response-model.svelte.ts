/** What the page of emergency attendance knows: the answers to the view's question, each asked for when its tab is looked at, and what is looked at on the map. */
import type { Bbox, LngLat } from '../answers.ts'
import { fetchBasemap, fetchDistricts, fetchSources } from '../api.ts'
import { cellAt } from '../map/cell-shapes.ts'
import type { Ground } from '../map/overlay.ts'
import { nearestPlace } from '../map/places.ts'
import { responseMap } from '../../../api/response-vocabulary.ts'
import { Remote } from '../remote.svelte.ts'
import type { Camera } from '../view-url.ts'
import { view } from '../view.svelte.ts'
import { fetchCompliance, fetchHeadline, fetchLate, type ComplianceAnswer, type ComplianceRow, type HeadlineAnswer, type LateAnswer, type LatePlace } from './asks.ts'
import { classOf, TOO_FEW } from './compliance-classes.ts'
import type { CompliancePicture } from './response-layers.ts'
import { districtsQuestion, headlineQuestion, lateQuestion, splitQuestion, trendQuestion } from './response-questions.ts'
import { withClock, type ResponseView } from './response-view.ts'

const COUNTY: Bbox = [0.0, 51.45, 1.3, 52.1]

export class ResponseModel {
  readonly ground = new Remote<Ground>()
  readonly months = new Remote<string[]>()
  /** By month of the span: its whole is the answer of every tab. */
  readonly main = new Remote<ComplianceAnswer>()
  readonly trend = new Remote<ComplianceAnswer>()
  readonly headline = new Remote<HeadlineAnswer>()
  readonly cells = new Remote<ComplianceAnswer>()
  readonly stretches = new Remote<ComplianceAnswer>()
  readonly roads = new Remote<ComplianceAnswer>()
  readonly hours = new Remote<ComplianceAnswer>()
  readonly districtRows = new Remote<ComplianceAnswer>()
  readonly late = new Remote<LateAnswer>()
  /** What is pointed at, in a list or on the map. */
  pointed = $state<string | null>(null)
  target = $state.raw<{ bounds: Bbox } | null>(null)

  readonly districts = $derived.by(() => (this.ground.value?.districts ?? []).filter(({ inStudy }) => inStudy).toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB')))
  readonly groups = $derived.by(() => this.cells.value?.rows ?? [])
  readonly lines = $derived.by(() => this.stretches.value?.rows ?? [])
  private readonly groupOfCell = $derived.by(() => new Map(this.groups.flatMap((group) => (group.cells ?? []).map((cell) => [cell, group] as const))))
  private readonly byId = $derived.by(() => new Map([...this.groups, ...this.lines].map((row) => [row.id, row])))
  readonly chosen = $derived.by(() => this.rowOf(view.now.response.place))
  /** Of a list that is not on the map as such: parts of a district. */
  readonly chosenPlace = $derived.by((): LatePlace | null => this.late.value?.places.find(({ id }) => id === view.now.response.place) ?? null)
  readonly shown = $derived.by(() => this.rowOf(this.pointed) ?? this.chosen)
  readonly lit = $derived.by(() => [...new Set([this.pointed, view.now.response.place])].flatMap((id) => this.rowOf(id) ?? []))
  /** Hexagons are of the map tab alone: among roads they would hide what is spoken of. */
  readonly picture = $derived.by((): CompliancePicture => {
    const groups = view.now.response.tab === 'map' ? this.groups : []
    const flat = groups.flatMap((group) => (group.cells ?? []).map((cell) => [cell, classOf(group.pooled)] as const))
    return {
      cells: flat.map(([cell]) => cell), classes: Uint8Array.from(flat, ([, rank]) => rank), few: groups.filter(({ pooled }) => classOf(pooled) === TOO_FEW).map(({ cells = [] }) => cells),
      stretches: this.lines.map(({ id, line, pooled }) => ({ id, line: (line ?? []) as LngLat[], rank: classOf(pooled) })),
    }
  })
  private readonly areaBox = $derived.by(() => JSON.stringify(this.ground.value?.districts.find(({ code }) => code === view.now.area)?.bbox ?? boxOf(this.districts.map(({ bbox }) => bbox)) ?? COUNTY))
  readonly fit = $derived(JSON.parse(this.areaBox) as Bbox)
  readonly busy = $derived.by(() => [this.ground, this.main, this.trend, this.headline, this.cells, this.stretches, this.roads, this.hours, this.districtRows, this.late].some(({ busy }) => busy))

  constructor() {
    void this.ground.ask(async (signal) => {
      const [basemap, { areas }] = await Promise.all([fetchBasemap(signal), fetchDistricts(signal)])
      return { basemap, districts: areas }
    })
    void this.months.ask(async (signal) => (await fetchSources(signal)).sources.find(({ source }) => source === 'force-responses')?.months ?? [])
  }

  /** Asks what the tab shows, where the question is another than the one that was answered. */
  follow(): void {
    const { now } = view
    const { tab } = now.response
    this.askOnce(this.main, splitQuestion(now, 'month'), fetchCompliance)
    const last = now.to ?? this.main.value?.query.to ?? null
    if (tab === 'overview' && last !== null) {
      this.askOnce(this.trend, trendQuestion(now, last), fetchCompliance)
      this.askOnce(this.headline, headlineQuestion(last), fetchHeadline)
    }
    if (tab === 'map') this.askOnce(this.cells, splitQuestion(now, 'cell'), fetchCompliance)
    if (tab === 'map' || tab === 'places') this.askOnce(this.stretches, splitQuestion(now, 'stretch'), fetchCompliance)
    if (tab === 'places') {
      this.askOnce(this.late, lateQuestion(now), fetchLate)
      this.askOnce(this.roads, splitQuestion(now, 'road'), fetchCompliance)
    }
    if (tab === 'hours') this.askOnce(this.hours, splitQuestion(now, 'hour'), fetchCompliance)
    if (tab === 'districts' || tab === 'quality') this.askOnce(this.districtRows, districtsQuestion(now), fetchCompliance)
  }

  private readonly answered = new Map<unknown, string>()
  private askOnce<T>(remote: Remote<T>, question: string, fetch: (question: string, signal: AbortSignal) => Promise<T>): void {
    if (this.answered.get(remote) === question) return
    this.answered.set(remote, question)
    void remote.ask((signal) => fetch(question, signal))
  }

  set(patch: Partial<ResponseView>, change: 'step' | 'adjustment' = 'step'): void {
    view.go({ response: withClock({ ...view.now.response, ...patch }) }, change)
  }

  /** Choosing the chosen one lets go. `fly`: from a list, the map goes there. */
  choose(id: string | null, fly = true): void {
    this.set({ place: id === view.now.response.place ? null : id })
    const bounds = fly && view.now.response.place !== null ? this.boundsOf(view.now.response.place) : null
    if (bounds) this.target = { bounds }
  }

  idAt = (lng: number, lat: number): string | null => this.groupOfCell.get(cellAt(lng, lat, responseMap.res))?.id ?? null

  private rowOf(id: string | null): ComplianceRow | null {
    return (id === null ? null : this.byId.get(id)) ?? null
  }

  private boundsOf(id: string): Bbox | null {
    const row = this.rowOf(id)
    if (row?.line) return boxOf(row.line.map(([lng, lat]): Bbox => [lng!, lat!, lng!, lat!]))
    if (row?.centre) return boxOf([row.centre].map(([lng, lat]): Bbox => [lng! - 0.04, lat! - 0.025, lng! + 0.04, lat! + 0.025]))
    return this.districts.find(({ code }) => id.startsWith(`${code}-`))?.bbox ?? null
  }

  /** "Boreham, 1.4 km north-east": what a group of hexagons is called. */
  placeOf({ centre }: Pick<ComplianceRow, 'centre'>): { name: string; where: string } {
    const [lng, lat] = centre ?? []
    const ground = this.ground.value
    const found = ground && lng !== undefined && lat !== undefined ? nearestPlace(cellAt(lng, lat, responseMap.res), ground.basemap.settlements) : null
    return found ?? { name: 'Hexagon', where: '' }
  }

  titleOf(row: ComplianceRow): string {
    if (row.line) return row.title
    const { name, where } = this.placeOf(row)
    return where === '' || where === 'centre' ? name : `${name}, ${where}`
  }

  moved(camera: Camera, keep: boolean): void {
    if (keep) view.go({ map: camera }, 'adjustment')
  }

  nameOf(code: string | null): string {
    return code === null ? this.ground.value?.basemap.study ?? 'The whole area' : this.districts.find((area) => area.code === code)?.name ?? this.main.value?.areaName ?? code
  }
}

function boxOf(boxes: readonly Bbox[]): Bbox | null {
  if (boxes.length === 0) return null
  const of = (i: 0 | 1 | 2 | 3) => boxes.map((box) => box[i])
  return [Math.min(...of(0)), Math.min(...of(1)), Math.max(...of(2)), Math.max(...of(3))]
}
