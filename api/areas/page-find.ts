/** Find a place: the search's answers as links, and every district to begin with. */
import { html, type Markup } from '../html.ts'
import { pageFrame, searchForm } from './page-frame.ts'
import { areaKinds } from './profile-words.ts'
import type { Area, HoldingArea, SearchResult } from './schema.ts'

type Found = SearchResult & { areas: readonly HoldingArea[] }
const kindOf = ({ kind, detail }: Found) => (kind === 'postcode' ? 'Postcode' : [areaKinds[kind] ?? 'Town or village', detail].filter((one) => one).join(' in '))
/** From the smallest; what lies within what goes by itself. */
const shown = ['neighbourhood', 'ward', 'lsoa21', 'district']

/** `q`: as it was typed, '' for nothing. `note`: that names are only nearly so, or why there are none. */
export function findPage(q: string, results: readonly Found[], note: string | null, areas: readonly Area[]): string {
  const districts = areas.filter(({ type, inStudy }) => type === 'district' && inStudy).sort((a, b) => (a.name < b.name ? -1 : 1))
  const forces = areas.filter(({ type, inStudy }) => type === 'force' && inStudy)
  const title = q ? `Places called “${q}”` : 'What happens where you live?'
  const body = html`<h1>${title}</h1>${q ? null : html`<p class="lead">Find a place to read what the police recorded there, whether it rose or fell, and what is being done about it.</p>`}${searchForm(q)}
${note ? html`<p class="problem" role="status">${note}</p>` : null}${results.length > 0 ? html`<ul class="found">${results.map(foundLine)}</ul>` : null}
${districts.length > 0 ? html`<section aria-labelledby="all-title"><h2 id="all-title">Districts</h2><ul class="places">${[...forces, ...districts].map(({ code, name, type }) => html`<li><a href="/neighbourhood/${code}">${name}</a>${type === 'force' ? html` <small>the whole force</small>` : null}</li>`)}</ul></section>` : html`<p>No districts are loaded.</p>`}`
  return pageFrame({ title: q ? title : 'Find a place', description: 'What the police recorded where you live, in words, with what was asked for and done.', body, canonical: '/neighbourhood' })
}

function foundLine(one: Found): Markup {
  if (one.code) return html`<li><a href="/neighbourhood/${one.code}">${one.name}</a> <small>${kindOf(one)}</small></li>`
  const holders = shown.flatMap((type) => one.areas.filter((area) => area.type === type))
  return html`<li>${one.name} <small>${kindOf(one)}</small>${holders.length > 0 ? html`: ${holders.map(({ code, name, type }, i) => html`${i > 0 ? ', ' : ''}<a href="/neighbourhood/${code}">${name}</a>${type === 'district' || type === 'force' ? html` <small>(district)</small>` : null}`)}` : html` <small>${one.kind === 'postcode' && one.areas.length === 0 && one.detail ? `(${one.detail}; type one whole)` : 'lies in no loaded area'}</small>`}</li>`
}
