/** A neighbourhood page: what was recorded, beside what, what was asked for and done, and what to do. One page of HTML without a script, which prints on two sheets. */
import { html, Markup, type Content } from '../html.ts'
import { monthSpans, monthText } from '../month-words.ts'
import { adviceFor, reporting } from './page-advice.ts'
import { pageFrame, searchForm } from './page-frame.ts'
import { kindsTable, similarTable } from './page-tables.ts'
import type { Profile } from './profile-schema.ts'
import { numberText } from './profile-words.ts'

export interface Within { title: string; areas: readonly { code: string; name: string }[] }
export interface PageParts { profile: Profile; map: Markup | null; /** What was asked for and done, already as page. */ entries: Content; within: Within | null }

const section = (id: string, title: string, ...content: Content[]) => html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${content}</section>`

export function neighbourhoodPage({ profile, map, entries, within }: PageParts): string {
  const { area, kinds, sentences: [first, ...others] } = profile
  const body = html`<div class="head"><div><p class="kind">${area.typeTitle}${area.district ? html` in <a href="/neighbourhood/${area.district.code}">${area.district.name}</a>` : null}${area.force && area.type !== 'force' ? `, ${area.force}` : null}</p><h1>${area.name}</h1>${profile.synthetic ? html`<p class="synthetic">Synthetic demonstration data: none of this happened.</p>` : null}<p class="lead">${first!}</p>${others.length > 0 ? html`<ul class="findings">${others.map((one) => html`<li>${one}</li>`)}</ul>` : null}${factsLine(profile)}<p class="actions"><a href="${mapAddress(profile)}">Open the map</a> <a href="/neighbourhood/${area.code}/compare">Compare with another place</a> <a href="/neighbourhood/${area.code}/feed.atom">Follow changes (feed)</a></p></div>${map}</div>
${kinds.length > 0 ? section('recorded', 'What was recorded', html`<p>${`Records of ${monthSpans(profile.span!.told)}.`}</p>`, kindsTable(profile), html`<p class="note">${monthsNote(profile)} ${profile.method}</p>`) : null}
${entries}
${similarSection(profile)}
${section('roads', 'On the roads', roadsWords(profile))}
${section('emergencies', 'When somebody calls 999', html`<p>${profile.response.text}</p>`, shares(profile))}
${adviceSection(profile)}
${section('report', 'How to report something', html`<dl class="report">${reporting.map(({ what, how, address }) => html`<div><dt>${what}</dt><dd>${how}${address ? html` <a href="${address}" rel="noopener">${new URL(address).hostname.replace(/^www\./, '')}</a>` : null}</dd></div>`)}</dl>`)}
${section('not-shown', 'What is not shown, and why', html`<ul>${profile.notShown.map((one) => html`<li>${one}</li>`)}</ul>`)}
${within && within.areas.length > 0 ? section('within', within.title, html`<details><summary>${`${within.areas.length} places`}</summary><ul class="places">${within.areas.map(({ code, name }) => html`<li><a href="/neighbourhood/${code}">${name}</a></li>`)}</ul></details>`) : null}
<p class="source">${sourceLine(profile)} These numbers as a file: <a href="/api/areas/${area.code}/profile?form=csv">CSV</a>, <a href="/api/areas/${area.code}/profile">JSON</a>.</p><div class="again">${searchForm()}</div>`
  return pageFrame({ title: area.name, description: first!, body, canonical: `/neighbourhood/${area.code}`, feed: { address: `/neighbourhood/${area.code}/feed.atom`, title: `What changed in ${area.name}` } })
}

function factsLine({ facts: { residents, households, areaKm2, ruralShare, decile, censusYear, classYear, decileYear } }: Profile): Markup | null {
  const counted = [residents === null ? null : `${numberText(residents)} people`, households === null ? null : `${numberText(households)} homes`].filter((one) => one !== null)
  const parts = [
    counted.length > 0 ? `${counted.join(' and ')} (Census ${censusYear})` : null, areaKm2 === null ? null : `${areaKm2 < 10 ? areaKm2.toFixed(1) : numberText(Math.round(areaKm2))} km²`,
    ruralShare === null ? null : `${ruralShare === 1 ? 'all of it rural' : ruralShare === 0 ? 'urban' : `${(100 * ruralShare).toFixed(0)} % of homes in rural areas`} (classes of ${classYear})`,
    decile === null ? null : `deprivation decile ${decile.toFixed(decile % 1 === 0 ? 0 : 1)} (indices of ${decileYear}; 1 is the most deprived tenth of the nation)`
  ].filter((one) => one !== null)
  return parts.length === 0 ? null : html`<p class="facts">${parts.join(' · ')}</p>`
}

/** Where nothing is told of the area, the map of its district. */
function mapAddress({ area, span, kinds }: Profile): string {
  const asked = new URLSearchParams({ theme: kinds[0]?.theme ?? 'crime', ...(span ? { from: span.told[0]!, to: span.told.at(-1)! } : {}), area: span ? area.code : area.district?.code ?? area.code })
  return `/?${asked}`
}

const monthsNote = ({ span, kinds }: Profile): string =>
  `Lines: month by month to ${monthText(span!.to)}, from nought; the stroke in the middle is where the last year begins.${span!.told.length < 12 ? ' Months that are not loaded are gaps.' : ''}${kinds.every(({ rate }) => rate === null) ? ' No rates are told: how many people and homes there are is not loaded.' : ''}`

function similarSection(profile: Profile): Markup | null {
  const { similar, kinds, area } = profile
  if (kinds.length === 0 || area.type === 'force') return null
  return section('similar', 'Beside the places most like it', similar.note ? html`<p>${similar.note}</p>` : html`<p>Rates of ${monthSpans(profile.span!.told)}. A dot is the rate, the line through it how far it may lie from that by chance. Where two lines overlap, the places may not differ. This is not a league table: more recorded can also mean that more is reported.</p>${similarTable(profile)}<p class="note">${similar.method}</p>`)
}

function roadsWords({ roads, area }: Profile): Content {
  const { thisYear, threeYears } = roads
  const of = ({ pedestrians, cyclists, motorcyclists, children }: NonNullable<typeof thisYear>) => ([[pedestrians, 'on foot'], [cyclists, 'on a bicycle'], [motorcyclists, 'on a motorcycle'], [children, 'under 16']] as const).filter(([n]) => n > 0).map(([n, how]) => `${numberText(n)} ${how}`)
  const groups = thisYear ? of(thisYear) : []
  return html`<p>${roads.text}${groups.length > 0 ? ` Of them ${new Intl.ListFormat('en-GB').format(groups)}.` : null}${threeYears ? ` In three years to ${monthText(roads.to!)}: ${numberText(threeYears.killed)} killed, ${numberText(threeYears.seriouslyInjured)} seriously injured.` : null}${roads.to ? html` <a href="/roads?area=${area.code}">Where it happened</a>` : null}</p>`
}

function shares({ response: { pooled, urban, rural, district } }: Profile): Content {
  const rows = ([['In towns', urban, '15 minutes'], ['In the country', rural, '20 minutes'], ['Both', pooled, '']] as const).filter(([, share]) => share !== null && share.share !== null)
  if (rows.length < 2) return null
  return html`<table><caption class="unseen">Emergencies reached in time, ${district}</caption><thead><tr><th scope="col">${district}</th><th scope="col" class="n">Reached in time</th><th scope="col" class="n">Of emergencies</th></tr></thead><tbody>${rows.map(([title, share, limit]) => html`<tr><th scope="row">${title}${limit ? html`<small>within ${limit}</small>` : null}</th><td class="n">${(100 * share!.share!).toFixed(1)} %<small>${(100 * share!.lower!).toFixed(1)} to ${(100 * share!.upper!).toFixed(1)}</small></td><td class="n">${numberText(share!.of)}</td></tr>`)}</tbody></table>`
}

function adviceSection(profile: Profile): Markup | null {
  const advice = adviceFor(profile)
  if (advice.length === 0) return null
  return section('advice', 'What you can do', html`<div class="advice">${advice.map(({ title, why, steps, link }) => html`<article><h3>${title}</h3><p class="note">${why}</p><ul>${steps.map((step) => html`<li>${step}</li>`)}</ul><p><a href="${link.address}" rel="noopener">${link.title}</a></p></article>`)}</div>`)
}

const sourceLine = ({ source, loaded }: Profile) => `Source: ${source}${source.endsWith('.') ? '' : '.'}${loaded ? ` Loaded ${new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' }).format(new Date(loaded))}.` : ''}`
