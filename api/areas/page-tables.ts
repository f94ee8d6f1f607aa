/** Tables of a neighbourhood page: kinds of record with their two years, and areas most like this one. Every mark in them is said in words as well. */
import { html, Markup, type Content } from '../html.ts'
import { monthSpans } from '../month-words.ts'
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

/** Of a profile that has kinds. */
export function kindsTable({ kinds, area, span }: Profile): Markup {
  const { told, compared } = span!
  const homes = kinds.some(({ rateOf }) => rateOf === 'households')
  const force = kinds.some(({ forceRate }) => forceRate !== null) ? area.force ?? 'The force' : null
  const heads: [string, string, string | null][] = [['Kind', '', null], ['Recorded', 'n', null], ['Beside the year before', '', compared.length > 0 && compared.length < told.length ? monthSpans(compared) : null], ['Month by month', 'trend', null], ['For every 1,000 people', 'n', homes ? 'burglary: homes' : null], ...(force ? [[force, 'n', 'for every 1,000'] as [string, string, string]] : [])]
  const head = heads.map(([text, kind, small]) => html`<th role="columnheader" scope="col" class="${kind}">${text}${small ? html`<small>${small}</small>` : null}</th>`)
  // Roles are written out, because on a narrow screen rows stand below each other and no longer look like a table.
  return html`<table class="kinds" role="table"><caption class="unseen">What was recorded, by kind</caption><thead role="rowgroup"><tr role="row">${head}</tr></thead><tbody role="rowgroup">${inOrder(kinds).map((row) => kindLine(row, force))}</tbody></table>`
}

function kindLine(row: KindRow, force: string | null): Markup {
  const cell = (kind: string, label: string, content: Content) => html`<td role="cell" class="${kind}" data-label="${label}">${content}</td>`
  return html`<tr role="row"${row.theme === 'crime' ? new Markup(' class="all"') : null}><th role="rowheader" scope="row">${row.title}${across.includes(row.theme) ? html`<small>counted above as well</small>` : null}</th>${cell('n', 'Recorded', numberText(row.count ?? 0))}${cell('', 'Beside the year before', changeCell(row))}${cell('trend', '', trend(row.months))}${cell('n', row.rateOf === 'households' ? 'For every 1,000 homes' : 'For every 1,000 people', rateCell(row.rate))}${force ? cell('n', `In ${force}`, besideForce(row)) : null}</tr>`
}

const standingWords = { higher: 'more here', lower: 'less here', level: 'much the same' }
const besideForce = ({ forceRate, standing }: KindRow): Content => (forceRate === null ? '' : html`${forceRate.toFixed(1)}<small>${standing ? standingWords[standing] : ''}</small>`)

/** The word says what the numbers say, and nothing where they are too few. */
export function changeCell(row: KindRow): Content {
  if (row.lastYear === null || row.compared === null) return html`<small>not compared</small>`
  if (row.lastYear === 0 && row.compared === 0) return html`<small>none in either year</small>`
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
  return html`<div class="wide" role="region" tabindex="0" aria-label="Rates of similar areas"><table class="similar"><caption class="unseen">Rates of areas most like ${area.name}, with 95 % intervals</caption><thead><tr><th scope="col">Area</th>${similar.themes.map((theme) => { const row = kinds.find((one) => one.theme === theme)!; return html`<th scope="col">${row.title}<small>for every 1,000 ${row.rateOf === 'households' ? 'homes' : 'people'}</small></th>` })}</tr></thead><tbody>${rows.map(({ code, name, own, rates }) => html`<tr${own ? new Markup(' class="all"') : null}><th scope="row">${own ? name : html`<a href="/neighbourhood/${code}">${name}</a>`}</th>${similar.themes.map((theme, i) => html`<td>${whisker(rates.find((one) => one.theme === theme)?.rate ?? null, most[i]!)}</td>`)}</tr>`)}</tbody></table></div>`
}

const [BAR, THICK] = [90, 14]
export function whisker(rate: Rate | null, most: number): Content {
  if (!rate || !(most > 0)) return html`<small>not known</small>`
  const x = (value: number) => ((value / most) * BAR).toFixed(1)
  return html`${rate.rate.toFixed(1)} <svg class="whisker" viewBox="0 0 ${BAR} ${THICK}" width="${BAR}" height="${THICK}" aria-hidden="true"><path class="base" d="M0.5 0V${THICK}"/><path d="M${x(rate.lower)} ${THICK / 2}H${x(rate.upper)}"/><circle cx="${x(rate.rate)}" cy="${THICK / 2}" r="3.2"/></svg><small>${rate.lower.toFixed(1)} to ${rate.upper.toFixed(1)}</small>`
}
