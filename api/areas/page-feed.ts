/** What changed in an area, as an Atom feed: each month that became known, and each entry of what was asked for and done. */
import { html } from '../html.ts'
import { monthBack } from '../analysis/year-on-year.ts'
import { monthText } from '../month-words.ts'
import { bothYearsOf } from './profile-kinds.ts'
import { statusTitle } from '../priority-vocabulary.ts'
import type { PublishedPriority } from './priority-schema.ts'
import type { FeedMonth } from './profile-queries.ts'
import type { KindRow, Profile } from './profile-schema.ts'
import { numberText } from './profile-words.ts'

export interface FeedEntry { id: string; title: string; /** ISO 8601 */ updated: string; address: string; summary: string }
export const feedType = 'application/atom+xml; charset=utf-8'
const MOST = 12
/** Nothing is known yet. */
const NEVER = '1970-01-01T00:00:00Z'

/** Newest first. `loaded`: when each month of incidents was published. */
export function monthEntries(profile: Profile, loaded: readonly FeedMonth[]): FeedEntry[] {
  const { area, span, kinds } = profile
  const [crime, asb] = ['crime', 'anti-social-behaviour'].map((id) => kinds.find(({ theme }) => theme === id))
  if (!span || (!crime && !asb)) return []
  const at = new Map(loaded.filter(({ feed }) => feed === 'incidents').map((one) => [one.month, one.loaded]))
  const months = bothYearsOf(span)
  const of = (row: KindRow | undefined, month: string) => row?.months[months.indexOf(month)] ?? null
  return [...span.told].reverse().slice(0, MOST).map((month) => {
    const told = ([[crime, 'offences'], [asb, 'incidents of anti-social behaviour']] as const).flatMap(([row, unit]) => {
      const [now, before] = [of(row, month), of(row, monthBack(month, 12))]
      return now === null ? [] : [`${numberText(now)} ${unit}${before === null ? '' : ` (${numberText(before)} in the same month of the year before)`}`]
    })
    return { id: `urn:beatwise:${area.code}:${month}`, title: `${monthText(month)}: figures for ${area.name}`, updated: at.get(month) ?? NEVER, address: `/neighbourhood/${area.code}`, summary: `${told.join(' and ')} were recorded in ${area.name}.${profile.synthetic ? ' Synthetic demonstration data.' : ''}` }
  })
}

/** Of what was asked for and done; each is there as it reads now. */
export const priorityEntries = (entries: readonly PublishedPriority[]): FeedEntry[] => entries.map(({ id, area, title, status, willDo, outcome, changed, synthetic }) => ({
  id: `urn:uuid:${id}`, title: `${title} (${statusTitle(status).toLowerCase()})`, updated: changed, address: `/neighbourhood/${area}`, summary: `${outcome ?? willDo}${synthetic ? ' Synthetic, for demonstration.' : ''}`
})).sort((a, b) => (a.updated < b.updated ? 1 : -1))

export function atomFeed({ area }: Profile, entries: readonly FeedEntry[]): string {
  const updated = entries.map((entry) => entry.updated).sort().at(-1) ?? NEVER
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><id>${`urn:beatwise:${area.code}`}</id><title>${`What changed in ${area.name}`}</title><updated>${updated}</updated><author><name>Beatwise</name></author><link rel="self" type="application/atom+xml" href="/neighbourhood/${area.code}/feed.atom"/><link rel="alternate" type="text/html" href="/neighbourhood/${area.code}"/>
${entries.map(({ id, title, updated: at, address, summary }) => html`<entry><id>${id}</id><title>${title}</title><updated>${at}</updated><link rel="alternate" type="text/html" href="${address}"/><summary>${summary}</summary></entry>
`)}</feed>
`.text
}
