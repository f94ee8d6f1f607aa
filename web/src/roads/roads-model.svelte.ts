/** What the page of road safety knows: the answers to the view's question, each asked for when its tab is looked at, and what is pointed at. */
import type { SiteKind } from '../../../api/road-vocabulary.ts'
import type { Bbox, LngLat } from '../answers.ts'
import { fetchBasemap, fetchDistricts, fetchThemes } from '../api.ts'
import type { CollisionPicture } from '../map/collision-layer.ts'
import type { Ground } from '../map/overlay.ts'
import type { PatrolPlace } from '../patrol-places.ts'
import { Remote } from '../remote.svelte.ts'
import { monthsBetween } from '../ui/months.ts'
import type { Camera } from '../view-url.ts'
import { view } from '../view.svelte.ts'
import { fetchChange, fetchClusters, fetchDistrictRates, fetchHours, fetchPoints, fetchStrips, fetchSummary, type ChangeAnswer, type ClustersAnswer, type DistrictsAnswer, type HoursAnswer, type PointsAnswer, type StripsAnswer, type StripWindow, type SummaryAnswer } from './asks.ts'
import { clustersQuestion, monthsQuestion, patternsQuestion, pointsQuestion, stripsQuestion, summaryQuestion } from './road-questions.ts'
import type { RoadsView } from './roads-view.ts'
import { SiteDrawing } from './site-drawing.svelte.ts'
import type { SitePicture } from './site-layer.ts'
import { SiteStore } from './site-store.svelte.ts'
import { severityOf, worstOf } from './words.ts'
import { boxOfRoad, inWindow, lineBetween } from './window-places.ts'

/** A collision needs a street to be seen in; a cluster the streets around it. */
const CLUSTER_ZOOM = 14
const WINDOW_ZOOM = 13
const COUNTY: Bbox = [0.0, 51.45, 1.3, 52.1]

export class RoadsModel {
  readonly ground = new Remote<Ground>()
  readonly months = new Remote<string[]>()
  readonly clusters = new Remote<ClustersAnswer>()
  readonly strips = new Remote<StripsAnswer>()
  readonly hours = new Remote<HoursAnswer>()
  readonly change = new Remote<ChangeAnswer>()
  readonly rates = new Remote<DistrictsAnswer>()
  readonly summary = new Remote<SummaryAnswer>()
  readonly points = new Remote<PointsAnswer>()
  readonly register = new SiteStore()
  readonly drawing = new SiteDrawing()
  /** Sites of one kind alone; null: of both. */
  siteKind = $state<SiteKind | null>(null)
  /** Where the map looks, for who draws by keyboard. */
  middle = $state.raw<LngLat | null>(null)
  /** The cluster that is pointed at, in the list or on the map. */
  pointed = $state<string | null>(null)
  target = $state.raw<{ centre: LngLat; zoom: number } | null>(null)
  stretch = $state.raw<StripWindow | null>(null)
  /** Places for a patrol plan. They stay when the question becomes another: each says what it rests on. */
  ticked = $state.raw<PatrolPlace[]>([])
  private box = $state.raw<Bbox | null>(null)

  readonly districts = $derived.by(() => (this.ground.value?.districts ?? []).filter(({ inStudy }) => inStudy).toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB')))
  readonly list = $derived.by(() => this.clusters.value?.clusters ?? [])
  readonly chosen = $derived.by(() => this.list.find(({ id }) => id === view.now.roads.cluster) ?? null)
  readonly lit = $derived([this.pointed, this.chosen?.id ?? null].filter((id) => id !== null))
  /** A road that is laid out straight fills the map. */
  private readonly roadBox = $derived.by(() => (view.now.roads.tab === 'roads' && view.now.roads.road ? boxOfRoad(this.ground.value?.basemap.roads ?? null, view.now.roads.road) : null))
  /** As text: the map is fitted anew only where the box is another, and not with every step. */
  private readonly fitted = $derived.by(() => JSON.stringify(this.roadBox ?? this.ground.value?.districts.find(({ code }) => code === view.now.area)?.bbox ?? boxOf(this.districts.map(({ bbox }) => bbox)) ?? COUNTY))
  readonly fit = $derived(JSON.parse(this.fitted) as Bbox)
  /** Clusters within the stretch of road that is looked at. */
  readonly within = $derived.by(() => (this.stretch ? this.list.filter(({ position }) => inWindow(position as LngLat, this.stretch!)) : []))
  readonly picture = $derived.by((): CollisionPicture => ({
    clusters: this.list.map((cluster) => ({ id: cluster.id, rank: cluster.rank, position: cluster.position as LngLat, collisions: cluster.collisions, worst: worstOf(cluster) })),
    points: (this.box ? this.points.value?.points ?? [] : []).map(({ lng, lat, severity }) => ({ position: [lng, lat], severity: severityOf(severity) })),
    stretch: this.stretch ? lineBetween(this.stretch, this.ground.value?.basemap.roads ?? null, this.stretchRoad) : [],
  }))
  readonly sites = $derived.by(() => (this.register.sites.value ?? []).filter(({ kind }) => this.siteKind === null || kind === this.siteKind))
  readonly sitePicture = $derived.by((): SitePicture => ({ sites: this.sites.filter(({ id }) => id !== this.drawing.of?.id), chosen: this.register.open?.id ?? null, drawn: this.drawing.now }))
  private stretchRoad = ''

  constructor() {
    void this.ground.ask(async (signal) => {
      const [basemap, { areas }] = await Promise.all([fetchBasemap(signal), fetchDistricts(signal)])
      return { basemap, districts: areas }
    })
    void this.months.ask(async (signal) => {
      const theme = (await fetchThemes(signal)).themes.find(({ id }) => id === 'ksi-collisions')
      return theme?.firstMonth && theme.lastMonth ? monthsBetween(theme.firstMonth, theme.lastMonth) : []
    })
  }

  /** Asks what the tab shows, where the question is another than the one that was answered. Clusters are the subject of every tab. */
  follow(): void {
    const { now } = view
    this.askOnce(this.clusters, clustersQuestion(now), fetchClusters)
    if (now.roads.tab === 'roads') this.askOnce(this.strips, stripsQuestion(now), fetchStrips)
    if (now.roads.tab === 'when') this.askOnce(this.hours, patternsQuestion(now), fetchHours)
    if (now.roads.tab === 'change') this.askOnce(this.change, patternsQuestion(now), fetchChange)
    if (now.roads.tab === 'districts') this.askOnce(this.rates, monthsQuestion(now), fetchDistrictRates)
    if (now.roads.tab === 'summary') this.askOnce(this.summary, summaryQuestion(now), fetchSummary)
  }

  /** Single collisions of what is on the screen, once the map is near enough. */
  followPoints(): void {
    if (this.box) this.askOnce(this.points, pointsQuestion(view.now, this.box), fetchPoints)
  }

  readonly busy = $derived.by(() => [this.ground, this.clusters, this.strips, this.hours, this.change, this.rates, this.summary].some(({ busy }) => busy))

  private readonly answered = new Map<unknown, string>()
  private askOnce<T>(remote: Remote<T>, question: string, fetch: (question: string, signal: AbortSignal) => Promise<T>): void {
    if (this.answered.get(remote) === question) return
    this.answered.set(remote, question)
    void remote.ask((signal) => fetch(question, signal))
  }

  set(roads: Partial<RoadsView>, change: 'step' | 'adjustment' = 'step'): void {
    view.go({ roads: { ...view.now.roads, ...roads } }, change)
  }

  choose(id: string | null, fly = true): void {
    this.set({ cluster: id === view.now.roads.cluster ? null : id })
    if (fly && this.chosen) this.target = { centre: this.chosen.position as LngLat, zoom: CLUSTER_ZOOM }
  }

  look(ref: string, stretch: StripWindow): void {
    this.stretchRoad = ref
    this.stretch = stretch
    this.target = { centre: stretch.middle as LngLat, zoom: WINDOW_ZOOM }
  }

  /** Opens a site beside the board, and takes the map there. */
  async openSite(id: string): Promise<void> {
    if (view.now.roads.tab !== 'sites') this.set({ tab: 'sites' })
    await this.register.show(id)
    const site = this.register.open
    if (site?.id === id) this.target = { centre: site.position as LngLat, zoom: WINDOW_ZOOM }
  }

  tick(place: PatrolPlace): void {
    const others = this.ticked.filter(({ id }) => id !== place.id)
    this.ticked = others.length === this.ticked.length ? [...others, place] : others
  }

  moved(camera: Camera, box: Bbox | null, keep: boolean): void {
    this.box = box
    this.middle = [camera.lng, camera.lat]
    view.go({ map: keep ? camera : view.now.map }, 'adjustment')
  }

  nameOf(code: string | null): string {
    return code === null ? this.ground.value?.basemap.study ?? 'the whole area' : this.districts.find((area) => area.code === code)?.name ?? code
  }
}

function boxOf(boxes: readonly Bbox[]): Bbox | null {
  if (boxes.length === 0) return null
  const of = (i: 0 | 1 | 2 | 3) => boxes.map((box) => box[i])
  return [Math.min(...of(0)), Math.min(...of(1)), Math.max(...of(2)), Math.max(...of(3))]
}

