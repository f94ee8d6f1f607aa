/** Find a place: the search's answers as links, and every district to begin with. */
import { html } from '../html.ts'
import { pageFrame, searchForm } from './page-frame.ts'
import { areaKinds } from './profile-words.ts'
import type { Area, SearchResult } from './schema.ts'

const kindOf = ({ kind, detail }: SearchResult) => [areaKinds[kind] ?? 'Place', detail].filter((one) => one).join(' in ')

/** `q`: as it was typed, '' for nothing. */
export function findPage(q: string, results: readonly SearchResult[], areas: readonly Area[]): string {
  const districts = areas.filter(({ type, inStudy }) => type === 'district' && inStudy).sort((a, b) => (a.name < b.name ? -1 : 1))
  const forces = areas.filter(({ type, inStudy }) => type === 'force' && inStudy)
  const found = results.filter(({ code }) => code !== null)
  const title = q ? `Places called “${q}”` : 'What happens where you live?'
  const body = html`<h1>${title}</h1><p class="lead">${q ? null : 'Find a place to read what the police recorded there, whether it rose or fell, and what is being done about it.'}</p>${searchForm(q)}
${q === '' ? null : found.length > 0 ? html`<ul class="found">${found.map((one) => html`<li><a href="/neighbourhood/${one.code}">${one.name}</a> <small>${kindOf(one)}</small></li>`)}</ul>` : html`<p class="problem" role="status">${`No place called “${q}” is loaded. Try the name of a town, a district or a ward.`}</p>`}
${districts.length > 0 ? html`<section aria-labelledby="all-title"><h2 id="all-title">Districts</h2><ul class="places">${[...forces, ...districts].map(({ code, name, type }) => html`<li><a href="/neighbourhood/${code}">${name}</a>${type === 'force' ? html` <small>the whole force</small>` : null}</li>`)}</ul></section>` : html`<p>No districts are loaded.</p>`}`
  return pageFrame({ title: q ? title : 'Find a place', description: 'What the police recorded where you live, in words, with what was asked for and done.', body, canonical: '/neighbourhood' })
}
