/** Two areas side by side, each figure with how far it may lie from that by chance; no order of better and worse. */
import { rateRatioOf } from '../analysis/rates.ts'
import { html, type Content, type Markup } from '../html.ts'
import { monthSpans } from '../month-words.ts'
import { pageFrame } from './page-frame.ts'
import { changeCell, inOrder, similarTable, whisker } from './page-tables.ts'
import type { KindRow, Profile } from './profile-schema.ts'

/** What was asked for beside the area; null: nothing yet. `problem`: why it cannot be shown. */
export interface CompareParts { own: Profile; other: Profile | null; asked: string; problem: string | null; choices: readonly { code: string; name: string; detail: string | null }[] }

export function comparePage({ own, other, asked, problem, choices }: CompareParts): string {
  const title = other ? `${own.area.name} and ${other.area.name}` : `Compare ${own.area.name}`
  const body = html`<p class="kind"><a href="/neighbourhood/${own.area.code}">${own.area.name}</a></p><h1>${title}</h1>${own.synthetic || other?.synthetic ? html`<p class="synthetic">Synthetic demonstration data: none of this happened.</p>` : null}
${problem ? html`<p class="problem" role="status">${problem}</p>` : null}${choices.length > 0 ? html`<ul class="places">${choices.map(({ code, name, detail }) => html`<li><a href="/neighbourhood/${own.area.code}/compare?with=${code}">${name}</a>${detail ? html` <small>${detail}</small>` : null}</li>`)}</ul>` : null}
${other ? beside(own, other) : null}
<section aria-labelledby="with-title"><h2 id="with-title">${other ? 'Compare with another place' : 'Which place?'}</h2><form action="/neighbourhood/${own.area.code}/compare" method="get" role="search"><label for="with">Name or code of a place</label><div><input id="with" name="with" type="search" maxlength="60" required autocomplete="off" spellcheck="false" value="${asked}"/><button>Compare</button></div></form>
${own.similar.areas.length > 0 ? html`<p>Most like ${own.area.name}:</p><ul class="places">${own.similar.areas.map(({ code, name }) => html`<li><a href="/neighbourhood/${own.area.code}/compare?with=${code}">${name}</a></li>`)}</ul>` : null}</section>
${!other && own.similar.areas.length > 0 && own.kinds.length > 0 ? html`<section aria-labelledby="similar-title"><h2 id="similar-title">Beside the places most like it</h2>${similarTable(own)}<p class="note">${own.similar.method}</p></section>` : null}
<p class="source">${`Source: ${own.source}`}</p>`
  return pageFrame({ title, description: `What was recorded in ${title}, side by side, with intervals.`, body })
}

/** Rates are of the months that both are told of. */
function beside(own: Profile, other: Profile): Content {
  const [ownMonths, otherMonths] = [own.span?.told ?? [], other.span?.told ?? []]
  const same = ownMonths.join() === otherMonths.join()
  const pairs = inOrder(own.kinds).flatMap((row) => { const match = other.kinds.find(({ theme }) => theme === row.theme); return match ? [[row, match] as const] : [] })
  if (pairs.length === 0) return html`<p>There is nothing that is told of both places.</p>`
  return html`<p>${same ? `Both are of ${monthSpans(ownMonths)}.` : `The two are not of the same months: ${monthSpans(ownMonths)} for ${own.area.name}, ${monthSpans(otherMonths)} for ${other.area.name}. Rates of different months are not set against each other.`} A line through a dot is how far the rate may lie from it by chance. Two places are said to differ where chance alone would hardly make as much.</p><div class="wide" role="region" tabindex="0" aria-label="Both places"><table class="beside"><caption class="unseen">What was recorded in both places, with 95 % intervals</caption><thead><tr><th scope="col">Kind</th><th scope="col">${own.area.name}<small>for every 1,000</small></th><th scope="col">${other.area.name}<small>for every 1,000</small></th><th scope="col">Difference</th><th scope="col">${own.area.name}<small>beside its year before</small></th><th scope="col">${other.area.name}<small>beside its year before</small></th></tr></thead><tbody>${pairs.map(([a, b]) => line(a, b, same, own.area.name))}</tbody></table></div>`
}

function line(a: KindRow, b: KindRow, same: boolean, name: string): Markup {
  const most = Math.max(a.rate?.upper ?? 0, b.rate?.upper ?? 0)
  return html`<tr><th scope="row">${a.title}<small>${a.rateOf === 'households' ? 'of homes' : 'of people'}</small></th><td>${whisker(a.rate, most)}</td><td>${whisker(b.rate, most)}</td><td>${same ? differenceCell(a, b, name) : ''}</td><td>${changeCell(a)}</td><td>${changeCell(b)}</td></tr>`
}

/** Said where the interval of the ratio leaves one outside. */
export function differenceCell(a: KindRow, b: KindRow, name: string): Content {
  if (!a.rate || !b.rate || a.rateOf !== b.rateOf) return ''
  const ratio = rateRatioOf(a.count ?? 0, a.rate.rate, b.count ?? 0, b.rate.rate)
  if (!ratio) return html`<small>too few to tell</small>`
  const interval = `${ratio.lower.toFixed(2)} to ${ratio.upper.toFixed(2)}`
  if (ratio.lower <= 1 && ratio.upper >= 1) return html`<small>may not differ: ${ratio.ratio.toFixed(2)} times (${interval})</small>`
  return html`<b>${ratio.ratio > 1 ? 'More' : 'Less'}</b> in ${name}<small>${ratio.ratio.toFixed(2)} times (${interval})</small>`
}
