/** Tables of a neighbourhood page: kinds of record with their two years, and areas most like this one. Every mark in them is said in words as well. */
import { html, Markup, type Content } from '../html.ts'
import type { KindRow, Profile, Rate } from './profile-schema.ts'
import { changeWords, numberText } from './profile-words.ts'

/** Themes that cut across the kinds: what they count is counted above as well. */
export const across = ['rural-crime', 'night-time-economy', 'violence-with-injury']
const directionWords = { rose: 'Rose', fell: 'Fell', level: 'About the same' }

/** All crime and anti-social behaviour first, then by how much was recorded. */
export function inOrder(kinds: readonly KindRow[]): KindRow[] {
  const place = ({ theme }: KindRow) => (theme === 'crime' ? 0 : theme === 'anti-social-behaviour' ? 1 : across.includes(theme) ? 3 : 2)
  return [...kinds].sort((a, b) => place(a) - place(b) || (b.count ?? 0) - (a.count ?? 0) || (a.title < b.title ? -1 : 1))
}

export function kindsTable({ kinds, area }: Profile): Markup {
  const homes = kinds.some(({ rateOf }) => rateOf === 'households')
  const beside = kinds.some(({ forceRate }) => forceRate !== null)
  return html`<table class="kinds"><caption class="unseen">What was recorded, by kind</caption><thead><tr><th scope="col">Kind</th><th scope="col" class="n">Recorded</th><th scope="col">Beside the year before</th><th scope="col" class="trend">Month by month</th><th scope="col" class="n">For every 1,000 people${homes ? html`<small>(burglary: homes)</small>` : null}</th>${beside ? html`<th scope="col" class="n">${area.force ?? 'The force'}</th>` : null}</tr></thead><tbody>${inOrder(kinds).map((row) => kindLine(row, beside))}</tbody></table>`
}

function kindLine(row: KindRow, beside: boolean): Markup {
  return html`<tr${row.theme === 'crime' ? new Markup(' class="all"') : null}><th scope="row">${row.title}${across.includes(row.theme) ? html`<small>counted above as well</small>` : null}</th><td class="n">${numberText(row.count ?? 0)}</td><td>${changeCell(row)}</td><td class="trend">${trend(row.months)}</td><td class="n">${rateCell(row.rate)}</td>${beside ? html`<td class="n">${row.forceRate === null ? '' : html`${row.forceRate.toFixed(1)}<small>${row.standing === 'higher' ? 'more here' : row.standing === 'lower' ? 'less here' : 'much the same'}</small>`}</td>` : null}</tr>`
}

/** The word says what the numbers say, and nothing where they are too few. */
export function changeCell(row: KindRow): Content {
  if (row.lastYear === null || row.compared === null) return html`<small>not compared</small>`
  if (row.direction === null) return html`${numberText(row.compared)} after ${numberText(row.lastYear)}<small>${row.lastYear === 0 ? 'none the year before' : 'too few to tell a rise or a fall'}</small>`
  return html`<b class="${row.direction}">${directionWords[row.direction]}</b> ${numberText(row.compared)} after ${numberText(row.lastYear)}<small>${changeWords(row).replace(', 95 % interval ', ' (')})</small>`
}

const rateCell = (rate: Rate | null): Content => (rate ? html`${rate.rate.toFixed(1)}<small>${rate.lower.toFixed(1)} to ${rate.upper.toFixed(1)}</small>` : '')

const [WIDTH, HEIGHT, PAD] = [120, 26, 2]
/** A line of twenty-four months from nought; gaps where a month is not told. What it shows is in the numbers beside it. */
export function trend(months: KindRow['months']): Markup | null {
  const held = months.flatMap((n) => n ?? [])
  if (held.length < 2) return null
  const most = Math.max(1, ...held)
  const x = (i: number) => (PAD + (i * (WIDTH - 2 * PAD)) / (months.length - 1)).toFixed(0)
  const y = (n: number) => (HEIGHT - PAD - (n / most) * (HEIGHT - 2 * PAD)).toFixed(1)
  const line = months.map((n, i) => (n === null ? '' : `${i === 0 || months[i - 1] === null ? 'M' : 'L'}${x(i)} ${y(n)}`)).join('')
  const alone = months.flatMap((n, i) => (n !== null && (months[i - 1] ?? null) === null && (months[i + 1] ?? null) === null ? [html`<circle cx="${x(i)}" cy="${y(n)}" r="1.5"/>`] : []))
  return html`<svg class="line" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" aria-hidden="true"><path class="half" d="M${WIDTH / 2} 0V${HEIGHT}"/><path d="${line}"/>${alone}</svg>`
}

/** Rates of this area and of those most like it, each with its interval drawn on one scale a column. */
export function similarTable({ similar, kinds, area }: Profile): Markup {
  const rows = [{ code: area.code, name: area.name, own: true, rates: similar.themes.map((theme) => ({ theme, rate: kinds.find((row) => row.theme === theme)?.rate ?? null })) }, ...similar.areas.map((one) => ({ ...one, own: false }))]
  const most = similar.themes.map((theme) => Math.max(0, ...rows.map(({ rates }) => rates.find((one) => one.theme === theme)?.rate?.upper ?? 0)))
  return html`<div class="wide"><table class="similar"><caption class="unseen">Rates of areas most like ${area.name}, with 95 % intervals</caption><thead><tr><th scope="col">Area</th>${similar.themes.map((theme) => { const row = kinds.find((one) => one.theme === theme)!; return html`<th scope="col">${row.title}<small>for every 1,000 ${row.rateOf === 'households' ? 'homes' : 'people'}</small></th>` })}</tr></thead><tbody>${rows.map(({ code, name, own, rates }) => html`<tr${own ? new Markup(' class="all"') : null}><th scope="row">${own ? name : html`<a href="/neighbourhood/${code}">${name}</a>`}</th>${similar.themes.map((theme, i) => html`<td>${whisker(rates.find((one) => one.theme === theme)?.rate ?? null, most[i]!)}</td>`)}</tr>`)}</tbody></table></div>`
}

const [BAR, THICK] = [90, 14]
export function whisker(rate: Rate | null, most: number): Content {
  if (!rate || !(most > 0)) return html`<small>not known</small>`
  const x = (value: number) => ((value / most) * BAR).toFixed(1)
  return html`${rate.rate.toFixed(1)} <svg class="whisker" viewBox="0 0 ${BAR} ${THICK}" width="${BAR}" height="${THICK}" aria-hidden="true"><path class="base" d="M0.5 0V${THICK}"/><path d="M${x(rate.lower)} ${THICK / 2}H${x(rate.upper)}"/><circle cx="${x(rate.rate)}" cy="${THICK / 2}" r="3.2"/></svg><small>${rate.lower.toFixed(1)} to ${rate.upper.toFixed(1)}</small>`
}
