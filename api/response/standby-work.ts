/** Where to stand, as a thread works it out: demand, times, the choice, and what it comes to. */
import { complianceBy, judge, TARGET, statusOf } from '../analysis/compliance.ts'
import type { Position } from '../analysis/h3-grid.ts'
import { coveredBy, evaluatePoints, grown, type PointsWorth } from '../analysis/location-greedy.ts'
import { coverLists, reaches, type LocationProblem } from '../analysis/location-problem.ts'
import { wilson } from '../analysis/wilson.ts'
import { Kept } from '../kept.ts'
import { hourClasses, type HourClass, type StandbyModel, type StandbySpread } from '../response-vocabulary.ts'
import { chosenRows } from './compliance-work.ts'
import { locate } from './location-work.ts'
import { drivesFrom, type ReachGround } from './reach-work.ts'
import { solved, type SiteChoice } from './site-choice.ts'
import { cellNumbers, demandOf, emergencyDemand, observedDrives, type Demand, type DemandTask, type Drives } from './standby-demand.ts'
import type { Cover, Covers } from './standby-schema.ts'

export interface Site { name: string; position: Position; rural: boolean }
export interface StandbyTask extends ReachGround, DemandTask {
  cells: readonly string[]
  /** Counts of a theme by hexagon; null: emergencies are the demand. */
  counts: readonly { cell: string; n: number }[] | null
  fixed: readonly Site[]
  candidates: readonly Site[]
  /** By which drives are calibrated. */
  bases: readonly Site[]
  sites: number
  model: StandbyModel
  spread: StandbySpread
  only: 'both' | 'urban' | 'rural'
  limitS: { urban: number; rural: number }
  speeds: 'observed' | 'model'
  quick: boolean
  curve: number
  week: boolean
  /** Not nought: nobody waits any more. */
  stop?: Int32Array
}

export interface Worth { cover: Covers; backup: number | null; meanS: number | null; worstS: number | null; cutOff: number }
export interface StandbyFound extends Worth {
  chosen: Site[]
  loses: number[]
  before: Worth | null
  greedy: { cover: Cover; points: string[] } | null
  choice: SiteChoice
  unreachable: { demand: number; cells: number }
  /** Emergencies without a place or class, which cannot be demand. */
  left: number
  observed: { model: Covers; urban: number | null; rural: number | null; pooled: number | null } | null
  reach: { seconds: (number | null)[]; within: number[]; demand: number[]; areaShare: number | null }
  drives: Drives[]
  curve: { sites: number; share: number | null; bound: number | null; proved: boolean }[]
  week: { hours: HourClass; points: string[]; cover: Covers; same: number }[]
}

const parts = Object.keys(hourClasses) as HourClass[]
/** Of each part of the week, and of a curve together. */
const WEEK_S = 4, CURVE_S = 10

export async function standby(task: StandbyTask): Promise<StandbyFound> {
  const numberOf = cellNumbers(task.cells, task.columns)
  const { drives, observed } = await kept.of(JSON.stringify([task.key, task.fromMonth, task.toMonth, task.speeds, task.bases]), () => backdrop(task, numberOf))
  const { demand, left } = await demandFor(task, task.hours, numberOf)
  const pace = paceOf(task, drives, task.hours)
  const all = [...task.fixed, ...task.candidates]
  const problem = problemOf(task, demand, all, pace)
  const choice = await solved(problem, task)
  const now = evaluate(problem, demand, choice.chosen)
  const standing = [...problem.fixed, ...choice.chosen]
  return {
    ...now, chosen: choice.chosen.map((j) => all[j]!), loses: standing.map((j) => onlyBy(problem, standing, j)), before: choice.chosen.length > 0 ? evaluate(problem, demand, []) : null,
    greedy: task.model === 'maximal-cover' && choice.chosen.length > 0 ? greedyOf(problem, choice.chosen.length, all) : null, choice, left,
    unreachable: unreachableOf(problem, demand), observed,
    reach: reachOf(task, demand, standing.map((j) => all[j]!), pace), drives,
    curve: task.curve === 0 ? [] : (await locate({ model: 'curve', problem, p: task.curve, timeLimitS: CURVE_S, stop: task.stop })).map(({ p, share, bound, total, proved }) => ({ sites: p, share, bound: total > 0 ? bound / total : null, proved })),
    week: task.week ? await weekOf(task, drives, all, choice.chosen, numberOf) : []
  }
}

interface Backdrop { drives: Drives[]; observed: StandbyFound['observed'] }
/** The same for every point that is moved: by months, area and the way times are made. */
const kept = new Kept<Backdrop>(8)

async function backdrop(task: StandbyTask, numberOf: (packed: number) => number): Promise<Backdrop> {
  const rows = task.bases.map(({ position, rural }) => drivesFrom(task, position, rural))
  const nearest = rows.length === 0 ? null : Float32Array.from(rows[0]!, (_, i) => rows.reduce((least, row) => Math.min(least, row[i]!), Infinity))
  const drives = observedDrives(task, numberOf, nearest)
  return { drives, observed: await observedOf(task, numberOf, drives) }
}

interface Pace { factor: number; dispatchS: number }
/** What a drive of the model takes in truth, and what goes before it. */
function paceOf({ speeds }: StandbyTask, drives: readonly Drives[], hours: HourClass | null): Pace {
  const own = drives[hours === null ? parts.length : parts.indexOf(hours)]!
  return { factor: speeds === 'observed' ? own.factor ?? drives[parts.length]!.factor ?? 1 : 1, dispatchS: own.dispatchS ?? 0 }
}

async function demandFor(task: StandbyTask, hours: HourClass | null, numberOf: (packed: number) => number): Promise<{ demand: Demand; left: number }> {
  const { demand, left } = task.counts ? { demand: themeDemand(task), left: 0 } : await emergenciesOf(task, hours, numberOf)
  if (task.only === 'both') return { demand, left }
  const wanted = task.only === 'urban' ? 0 : 1
  const rows = [...demand.classes.keys()].filter((i) => demand.classes[i] === wanted)
  return { demand: { cells: Int32Array.from(rows, (i) => demand.cells[i]!), classes: Uint8Array.from(rows, () => wanted), weights: Float64Array.from(rows, (i) => demand.weights[i]!) }, left }
}

/** The same for every point that is moved: by months, area and part of the week. */
const demands = new Kept<ReturnType<typeof emergencyDemand>>(24)
const emergenciesOf = (task: StandbyTask, hours: HourClass | null, numberOf: (packed: number) => number) =>
  demands.of(JSON.stringify([task.key, task.fromMonth, task.toMonth, hours]), async () => emergencyDemand({ ...task, hours }, numberOf))

/** A hexagon of which nothing is known counts as a town, where the limit is the stricter one. */
function themeDemand({ counts, cells, classes }: StandbyTask): Demand {
  const places = new Map(cells.map((cell, i) => [cell, i]))
  return demandOf(new Map(counts!.flatMap(({ cell, n }) => { const at = places.get(cell); return at === undefined || n === 0 ? [] : [[2 * at + Number(classes[at] === 2), n] as const] })))
}

function problemOf(task: StandbyTask, { cells, classes, weights }: Demand, sites: readonly Site[], { factor, dispatchS }: Pace): LocationProblem {
  const times = new Float32Array(cells.length * sites.length)
  sites.forEach(({ position, rural }, j) => {
    const row = drivesFrom(task, position, rural)
    for (let i = 0; i < cells.length; i++) times[i * sites.length + j] = dispatchS + row[cells[i]!]! * factor
  })
  return { weights, limitsS: Float64Array.from(classes, (rural) => (rural ? task.limitS.rural : task.limitS.urban)), times, candidates: sites.length, fixed: task.fixed.map((_, j) => j) }
}

function coverOf(covered: number, total: number): Cover {
  const [whole, of] = [Math.min(Math.round(covered), Math.round(total)), Math.round(total)]
  const { share, lower, upper } = wilson(whole, of)
  return { covered: whole, total: of, share, lower, upper, status: statusOf(lower, upper, TARGET) }
}

function evaluate(problem: LocationProblem, { classes }: Demand, points: readonly number[]): Worth {
  const worth: PointsWorth = evaluatePoints(problem, points, { classOf: classes })
  const [urban, rural] = [0, 1].map((klass) => worth.byClass[klass] ?? { covered: 0, total: 0 })
  return {
    cover: { urban: coverOf(urban!.covered, urban!.total), rural: coverOf(rural!.covered, rural!.total), pooled: coverOf(worth.covered, worth.total) },
    backup: worth.total > 0 ? worth.backup / worth.total : null, meanS: worth.meanS, worstS: worth.worstS, cutOff: worth.cutOff
  }
}

/** Demand that this point reaches in time and none of the others. */
function onlyBy(problem: LocationProblem, standing: readonly number[], point: number): number {
  return problem.weights.reduce((sum, weight, i) => sum + (reaches(problem, i, point) && standing.every((j) => j === point || !reaches(problem, i, j)) ? weight : 0), 0)
}

function greedyOf(problem: LocationProblem, p: number, sites: readonly Site[]): NonNullable<StandbyFound['greedy']> {
  const lists = coverLists(problem)
  const places = grown(lists, [], p)
  return { cover: coverOf(coveredBy(lists, places), lists.total), points: places.map((place) => sites[lists.candidates[place]!]!.name) }
}

function unreachableOf(problem: LocationProblem, { cells }: Demand): StandbyFound['unreachable'] {
  const { unreachable } = coverLists(problem)
  return { demand: unreachable.weight, cells: new Set(unreachable.demands.map((i) => cells[i]!)).size }
}

/** What the model says of the bases for the emergencies of these months, beside what was observed. */
async function observedOf(task: StandbyTask, numberOf: (packed: number) => number, drives: readonly Drives[]): Promise<StandbyFound['observed']> {
  if (task.bases.length === 0) return null
  const { demand } = await emergenciesOf(task, null, numberOf)
  if (demand.weights.length === 0) return null
  const problem = { ...problemOf(task, demand, task.bases, paceOf(task, drives, null)), fixed: task.bases.map((_, j) => j) }
  const { parts: { urban, rural, pooled } } = complianceBy(judge(task.columns, task.clock), chosenRows(task.columns, task), 1)[0]!
  return { model: evaluate(problem, demand, []).cover, urban: urban.share, rural: rural.share, pooled: pooled.share }
}

function reachOf(task: StandbyTask, demand: Demand, standing: readonly Site[], { factor, dispatchS }: Pace): StandbyFound['reach'] {
  const seconds = new Float64Array(task.cells.length).fill(Infinity)
  const within = new Array<number>(task.cells.length).fill(0)
  for (const { position, rural } of standing) {
    const row = drivesFrom(task, position, rural)
    for (let i = 0; i < seconds.length; i++) {
      const s = dispatchS + row[i]! * factor
      if (s < seconds[i]!) seconds[i] = s
      if (s <= (task.classes[i] === 2 ? task.limitS.rural : task.limitS.urban)) within[i]!++
    }
  }
  const weights = new Array<number>(task.cells.length).fill(0)
  demand.cells.forEach((cell, i) => { weights[cell]! += demand.weights[i]! })
  return { seconds: Array.from(seconds, (s) => (s < Infinity ? Math.round(s) : null)), within, demand: weights, areaShare: within.length > 0 ? within.filter((n) => n > 0).length / within.length : null }
}

/** The same question for each part of the week, with its own demand and its own roads. */
async function weekOf(task: StandbyTask, drives: readonly Drives[], sites: readonly Site[], chosen: readonly number[], numberOf: (packed: number) => number): Promise<StandbyFound['week']> {
  const found: StandbyFound['week'] = []
  for (const hours of parts) {
    const { demand } = await demandFor(task, hours, numberOf)
    const problem = problemOf(task, demand, sites, paceOf(task, drives, hours))
    const own = await solved(problem, { ...task, quick: task.quick, timeLimitS: WEEK_S })
    found.push({ hours, points: own.chosen.map((j) => sites[j]!.name), cover: evaluate(problem, demand, own.chosen).cover, same: own.chosen.filter((j) => chosen.includes(j)).length })
  }
  return found
}
