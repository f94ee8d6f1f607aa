/** The answer to where to stand: what is asked for understood, the thread asked, and what the points come to in sentences. */
import type { Reader } from '../access.ts'
import type { Position } from '../analysis/h3-grid.ts'
import { ApiError } from '../errors.ts'
import { hourClasses, responseStandard, type HourClass } from '../response-vocabulary.ts'
import type { Questions } from '../questions.ts'
import { themes } from '../vocabulary.ts'
import type { WorkerPool } from '../worker-pool.ts'
import type { Travel } from '../patrols/travel.ts'
import { stoppable } from './location-work.ts'
import { clockOf, judging, type Opened, type ResponseGround } from './opening.ts'
import { pointKey } from './reach-work.ts'
import { candidatesOf, loadedBases, namedBases, sitesAt, themeCounts, type StandbyGround, type StandbyGrounds } from './standby-ground.ts'
import type { StandbyAnswer, StandbyBody } from './standby-schema.ts'
import { gapText, standbyText, travelText } from './standby-text.ts'
import type { Site, StandbyFound, StandbyTask } from './standby-work.ts'

export interface StandbyParts { questions: Questions; ground: ResponseGround; grounds: StandbyGrounds; searches: WorkerPool; travel: Pick<Travel, 'rowsByServer'> }

const limitS = { urban: responseStandard.urbanS, rural: responseStandard.ruralS }

/** @throws ApiError naming the part of the question that cannot be answered. */
export async function standbyAnswer({ questions, ground, grounds, searches, travel }: StandbyParts, reader: Reader, dataVersion: string, asked: StandbyBody, signal?: AbortSignal): Promise<StandbyAnswer> {
  const { model = 'maximal-cover', spread = 'anywhere', only = 'both', hours = null, speeds = 'observed', theme = null, sites = 0 } = asked
  if (spread === 'west-and-east' && (model !== 'maximal-cover' || sites !== 2)) throw new ApiError('bad-parameter', 'One point in the west and one in the east: two sites, for maximal cover.', 'spread')
  const opened = await ground.open(reader, dataVersion, asked)
  const area = await grounds.of(reader, dataVersion, opened.area?.area_id ?? null, asked.travel ?? 'best')
  const bases = await loadedBases(reader)
  const standing = [...namedBases(bases, asked.bases), ...(asked.points ?? [])]
  const { kind, points, left } = sites === 0 && model !== 'set-cover' ? { kind: asked.candidates ?? 'settlements', points: [], left: 0 } : await candidates(reader, asked, area, standing)
  const [fixed, free, own, counts] = await Promise.all([sitesAt(reader, standing, area), sitesAt(reader, points, area), sitesAt(reader, bases, area), theme === null ? null : demandOf(questions, reader, opened, theme)])
  const { columns } = opened.packed
  const told = asked.travel === 'distance' ? { rows: null, note: null } : await toldByServer(travel, [...fixed, ...free, ...own], area)
  const task: StandbyTask = {
    ...area, ...opened.chosen, ...(told.rows ? { told: told.rows, key: `${area.key} server` } : {}), columns, clock: judging(clockOf({})), counts, hours, fixed, candidates: free, bases: own, sites, model, spread, only, limitS, speeds,
    quick: asked.quick ?? false, curve: asked.curve ?? 0, week: asked.week ?? false
  }
  const found = await stoppable<StandbyFound>(searches, 'standby', task, signal)
  const unit = theme === null ? 'emergencies' : themes.find(({ id }) => id === theme)!.unit
  const notes = [
    opened.beside.note, found.choice.note, told.note, bases.length === 0 ? 'No police bases are loaded (places), so drives cannot be compared with the model.' : null,
    kind !== (asked.candidates ?? 'settlements') ? 'No town or village of the map lies here, so hexagons are the candidates.' : null, left > 0 ? `${left} further candidates are left out.` : null,
    found.left > 0 ? `${found.left.toLocaleString('en-GB')} emergencies without a place or class are not demand.` : null,
    found.unreachable.demand > 0 && points.length + standing.length > 0 ? `${Math.round(found.unreachable.demand).toLocaleString('en-GB')} ${unit} in ${found.unreachable.cells} hexagons are reached in time by ${points.length > 0 ? 'none of the places at which a point could stand' : 'none of these points'}.` : null
  ]
  return {
    query: { ...opened.query, sites: model === 'set-cover' ? found.chosen.length : sites, model, candidates: kind, spread, only, hours, theme, speeds }, dataVersion,
    ...answered(task, found, area), text: standbyText(found, { model, unit, only, hours: theme === null ? hours : null, standing: standing.length }), travel: travelText(told.rows ? 'osrm' : area.roads, asked.travel === 'distance', found.drives, hours, speeds), travelModel: told.rows ? 'osrm' : area.roads ? 'roads' : 'distance', unit,
    limits: { urbanS: limitS.urban, ruralS: limitS.rural }, source: opened.beside.source, caveat: opened.beside.caveat, synthetic: opened.beside.synthetic, note: notes.filter((note) => note !== null).join(' ') || null
  }
}

/** Rows by a routing server, for all points or for none: times of two kinds are not compared. */
async function toldByServer(travel: StandbyParts['travel'], sites: readonly Site[], { centres }: StandbyGround): Promise<{ rows: Map<string, Float32Array> | null; note: string | null }> {
  const points = [...new Map(sites.map(({ position }) => [pointKey(position), position])).entries()]
  const targets = Array.from({ length: centres.length / 2 }, (_, i): Position => [centres[2 * i]!, centres[2 * i + 1]!])
  const { rows, note } = await travel.rowsByServer(points.map(([, position]) => position), targets)
  return { rows: rows && new Map(points.map(([key], i) => [key, rows[i]!])), note }
}

async function candidates(reader: Reader, asked: StandbyBody, area: StandbyGround, standing: Parameters<typeof candidatesOf>[3]) {
  const kind = asked.candidates ?? 'settlements'
  const found = await candidatesOf(reader, kind, area, standing)
  if (found.points.length > 0 || kind !== 'settlements') return { kind, ...found }
  return { kind: 'cells' as const, ...await candidatesOf(reader, 'cells', area, standing) }
}

async function demandOf(questions: Questions, reader: Reader, { query: { from, to }, area }: Opened, theme: string) {
  await questions.understand(reader, { theme, from, to })
  return themeCounts(reader, theme, from, to, area?.area_id ?? null)
}

function answered({ fixed }: StandbyTask, found: StandbyFound, { cells }: StandbyGround): Omit<StandbyAnswer, 'query' | 'dataVersion' | 'text' | 'travel' | 'travelModel' | 'unit' | 'limits' | 'source' | 'caveat' | 'synthetic' | 'note'> {
  const { chosen, loses, before, greedy, choice: { proved, gap, method }, unreachable, observed, reach, drives, curve, week, cover, backup, meanS, worstS, cutOff } = found
  const point = (kept: boolean, first: number) => ({ name, position }: Site, i: number) => ({ name, position, kept, loses: loses[first + i]! })
  return {
    points: [...fixed.map(point(true, 0)), ...chosen.map(point(false, fixed.length))], cover, backup, meanS, worstS, cutOff, before, greedy, proved, gap, method, unreachable,
    observed: observed && { urban: observed.urban, rural: observed.rural, pooled: observed.pooled, text: gapText(observed) },
    reach: { cells: [...cells], ...reach }, calibrations: (Object.keys(hourClasses) as HourClass[]).map((hours, i) => ({ hours, title: hourClasses[hours], ...drives[i]! })),
    curve, week: week.map((one) => ({ ...one, title: hourClasses[one.hours] }))
  }
}
