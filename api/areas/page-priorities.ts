/** What was asked for in an area and what was done, as its page shows it. */
import { html, type Markup } from '../html.ts'
import type { PublishedPriority } from './priority-schema.ts'
import { askedTitle, doneTitle, evidenceWords, OUTCOME_TITLE, statusTitle } from '../priority-vocabulary.ts'

const day = (text: string) => new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${text.slice(0, 10)}T12:00:00Z`))

/** `entries`: those of the area itself first. */
export function prioritiesSection(name: string, district: string | null, entries: readonly PublishedPriority[]): Markup {
  const asked = entries.filter(({ kind }) => kind === 'priority')
  const done = entries.filter(({ kind }) => kind !== 'priority')
  return html`<section id="priorities" aria-labelledby="priorities-title"><h2 id="priorities-title">What was asked for, and what was done</h2>${entries.length === 0 ? html`<p>${`No local priorities of ${name}${district ? ` or ${district}` : ''} have been published here.`}</p>` : null}<div class="groups">${group('Priorities of the Community Safety Partnership', asked, name)}${group('You said, we did', done, name)}</div></section>`
}

const group = (title: string, entries: readonly PublishedPriority[], name: string): Markup | null => (entries.length === 0 ? null : html`<div><h3>${title}</h3><div class="entries">${entries.map((one) => entry(one, name))}</div></div>`)

function entry({ kind, title, areaName, asked, willDo, begins, ends, status, outcome, evidence, changed, synthetic }: PublishedPriority, name: string): Markup {
  return html`<article><h4>${title}</h4><p class="note">${statusTitle(status)}${areaName === name ? '' : ` · for ${areaName}`} · ${ends ? `${day(begins)} to ${day(ends)}` : `from ${day(begins)}`} · last changed ${day(changed)}${synthetic ? ' · synthetic, for demonstration' : ''}</p><dl><div><dt>${askedTitle(kind)}</dt><dd>${asked}</dd></div><div><dt>${doneTitle(kind)}</dt><dd>${willDo}</dd></div>${outcome ? html`<div><dt>${OUTCOME_TITLE}</dt><dd>${outcome}</dd></div>` : null}</dl>${evidence ? html`<p><a href="${evidence}">${evidenceWords(evidence)}</a></p>` : null}</article>`
}
