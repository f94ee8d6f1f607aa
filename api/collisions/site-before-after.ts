/** Before and after at one site: which months, compared with what, and what keeps it from being told. */
import type { FastifyRequest } from 'fastify'
import { noted, restsOn, type Questions } from '../questions.ts'
import type { WorkerPool } from '../worker-pool.ts'
import type { CollisionGround } from './opening.ts'
import { monthBefore } from './opening.ts'
import type { SiteEffectFindings, SiteEffectTask } from './site-effect.ts'
import { listReferences, placeSite } from './site-queries.ts'
import type { Site, SiteEffectAnswer, SiteSummary } from './site-schema.ts'
import { comparedText, effectCaveats, effectMethod, effectText } from './site-text.ts'
import { groundOf } from './sites.ts'

export interface EffectOptions { questions: Questions; collisions: WorkerPool; ground: CollisionGround; versions: { restricted: { current(): Promise<{ version: string }> } } }

const THEME = 'ksi-collisions'
const MOST_MONTHS = 36
const FEWEST_MONTHS = 12

interface Span { from: string; to: string; months: number }
/** Whole months about the one of building, as far as they are loaded; `why`: what keeps it from being told, or weakens it. */
export interface Spans { before: Span | null; after: Span | null; told: boolean; why: string | null }

/** `held`: the loaded months about that of building. */
export function spansOf(builtOn: string | null, held: readonly string[]): Spans {
  if (builtOn === null) return { before: null, after: null, told: false, why: 'Nothing has been built or begun here yet, so there is no before and after.' }
  const built = builtOn.slice(0, 7)
  const span = (from: string, to: string): Span | null => {
    const months = held.filter((month) => month >= from && month <= to)
    return months.length === 0 ? null : { from: months[0]!, to: months.at(-1)!, months: months.length }
  }
  const [before, after] = [span(monthBefore(built, MOST_MONTHS), monthBefore(built, 1)), span(monthBefore(built, -1), monthBefore(built, -MOST_MONTHS))]
  const few = (one: Span | null, which: string) => (one === null ? `No month ${which} ${built} is loaded.` : `Only ${one.months} ${one.months === 1 ? 'month' : 'months'} ${which} ${built} ${one.months === 1 ? 'is' : 'are'} loaded`)
  if (before === null || before.months < FEWEST_MONTHS) return { before, after, told: false, why: before === null ? few(before, 'before') : `${few(before, 'before')}: fewer than ${FEWEST_MONTHS} do not tell what was usual.` }
  if (after === null) return { before, after, told: false, why: few(after, 'after') }
  return { before, after, told: true, why: after.months < FEWEST_MONTHS ? `${few(after, 'after')}: it is too early for more than a first look.` : null }
}

/** `registered`: every site of the register. */
export async function beforeAndAfter({ questions, collisions: pool, ground, versions }: EffectOptions, { reader }: FastifyRequest, site: Site, registered: readonly SiteSummary[]): Promise<SiteEffectAnswer> {
  const { version } = await versions.restricted.current()
  const built = site.builtOn?.slice(0, 7)
  const around = built === undefined ? null : await restsOn(reader.db, { theme: THEME, from: monthBefore(built, MOST_MONTHS), to: monthBefore(built, -MOST_MONTHS) })
  const { before, after, told, why } = spansOf(site.builtOn, around?.held ?? [])
  const head = { site: site.id, builtOn: site.builtOn, before, after, method: effectMethod, caveats: effectCaveats, dataVersion: version, source: around?.source ?? '', synthetic: around?.synthetic ?? false }
  if (!told) return { ...head, comparedWith: null, collisions: null, ksi: null, note: why }
  const [from, to] = [before!.from, after!.to]
  const { collisions, beside, missing } = await ground.of(reader, version, await questions.understand(reader, { theme: THEME, from, to }))
  const { districtId, district } = await placeSite(reader.db, groundOf(site).geometry)
  const found = await pool.run<SiteEffectFindings | null>('siteEffect', {
    collisions, district: districtId === null ? null : await listReferences(reader.db, from, to, districtId), site: { ...groundOf(site), road: site.road }, treated: registered.filter(({ builtOn }) => builtOn !== null && builtOn.slice(0, 7) <= to).map(groundOf), built: built!
  } satisfies SiteEffectTask)
  const { source, synthetic } = beside
  if (!found) return { ...head, source, synthetic, comparedWith: null, collisions: null, ksi: null, note: noted(why, 'No located collision is loaded for these months.') }
  const months = { before: before!.months, after: after!.months }
  return {
    ...head, source, synthetic, comparedWith: comparedText(found, district),
    collisions: { ...found.collisions, text: effectText(found.collisions, 'injury collision', months) }, ksi: { ...found.ksi, text: effectText(found.ksi, 'KSI collision', months) }, note: noted(why, missing)
  }
}
