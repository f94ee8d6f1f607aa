/** The briefing of a plan as a page that prints on A4: one sheet a unit, with map, times, places, reasons, what to look for, and the way to the phone page. */
import { renderSVG } from 'uqr'
import { escaped } from '../html.ts'
import { monthText } from '../month-words.ts'
import { lookFor, themes } from '../vocabulary.ts'
import { sketchMap, type BasemapLayer } from './briefing-map.ts'
import type { PlannedUnit } from './content-schema.ts'
import type { Made } from './plan-files.ts'

export interface BriefingParts {
  marking: string
  basemap: readonly BasemapLayer[]
  /** Address of the phone page of a unit, by its name; empty where none was made. */
  phones: ReadonlyMap<string, string>
  district: string
  printedAt: string
}

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
/** 'Saturday 28 November 2026, 20:00'. The time is local and stays as written. */
export function inWords(local: string): string {
  const date = new Date(`${local}:00Z`)
  return `${days[date.getUTCDay()]} ${date.getUTCDate()} ${monthText(local)}, ${local.slice(11, 16)}`
}

const modeWords = { foot: 'on foot', cycle: 'by cycle', vehicle: 'by vehicle' } as const
const minutes = (seconds: number): string => `${Math.round(seconds / 60)} min`
const percent = (share: number | null): string => (share === null ? 'an unknown share' : `${(share * 100).toFixed(0)} %`)
const titleOf = (id: string): string => themes.find((theme) => theme.id === id)?.title ?? id
const objectiveOf = ({ request }: Made): string => (request?.objective ?? []).map(({ theme }) => titleOf(theme)).join(', ')

export function briefing(plan: Made, parts: BriefingParts): string {
  const sheets = plan.content.units.map((unit, i) => sheet(plan, unit, parts, i + 1))
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="robots" content="noindex"><title>${escaped(plan.name)} – briefing</title><link rel="stylesheet" href="/api/patrols/briefing.css"></head><body class="briefing"><main>${sheets.join('')}</main></body></html>`
}

function sheet(plan: Made, unit: PlannedUnit, parts: BriefingParts, number: number): string {
  const { content } = plan
  const order = new Map<string, string[]>()
  unit.visits.forEach(({ place }, i) => order.set(place, [...(order.get(place) ?? []), String(i + 1)]))
  const numberOf = new Map([...order].map(([place, numbers]) => [place, numbers.join(',')]))
  const mark = (at: string) => `<p class="marking ${at}">${escaped(parts.marking)}</p>`
  const facts = [
    ['Shift', `${inWords(plan.shiftFrom)} to ${plan.shiftTo.slice(11)}`], ['Against', objectiveOf(plan)], ['Unit', `${unit.name}, ${modeWords[unit.mode]}, from ${unit.base.name}`],
    ['Leaves and is back', `${unit.leaves} and ${unit.back}; ${unit.visits.length} visits, ${minutes(unit.visitS)} at places, ${minutes(unit.travelS)} on the way`], ['Status', `${plan.status}, version ${plan.version}`]
  ]
  return [
    '<section class="sheet">', mark('top'), `<header><h1>${escaped(plan.name)}</h1><p>${escaped(parts.district)}: sheet ${number} of ${content.units.length}</p></header>`,
    `<div class="head"><dl>${facts.map(([term, text]) => `<dt>${term}</dt><dd>${escaped(text!)}</dd>`).join('')}</dl>${phone(parts.phones.get(unit.name))}</div>`,
    sketchMap(unit, content.places, numberOf, parts.basemap).svg, timeline(plan, unit), lookForList(plan),
    plan.notes ? `<h2>Notes</h2><p class="notes">${escaped(plan.notes)}</p>` : '', rests(plan), `<footer><p>Printed ${escaped(parts.printedAt)} from version ${plan.version}. Destroy as its marking asks.</p></footer>`, mark('bottom'), '</section>'
  ].join('')
}

const phone = (address: string | undefined): string => (address === undefined ? ''
  : `<figure class="phone">${renderSVG(address, { border: 2 })}<figcaption>Scan to tick visits on a phone. Good for this unit and shift only.</figcaption></figure>`)

function timeline({ content }: Made, unit: PlannedUnit): string {
  const places = new Map(content.places.map((place) => [place.id, place]))
  const again = (place: string, i: number) => unit.visits.findIndex((one) => one.place === place) < i
  // The reason stands once, so that a sheet stays a sheet.
  const why = (place: string, i: number) => (again(place, i) ? '' : `<br><small>${escaped(places.get(place)!.reason)}</small>`)
  const visits = unit.visits.map((visit, i) => ({ startS: visit.startS, html: `<tr><td>${i + 1}</td><td>${visit.at} to ${visit.until}</td><td><strong>${escaped(places.get(visit.place)!.name)}</strong>${why(visit.place, i)}</td><td>${minutes(visit.travelS)}</td><td class="tick"></td></tr>` }))
  const breaks = unit.breaks.map((one) => ({ startS: one.startS, html: `<tr class="break"><td></td><td>${one.at} to ${one.until}</td><td>Break</td><td></td><td></td></tr>` }))
  const rows = [...visits, ...breaks].sort((a, b) => a.startS - b.startS).map(({ html }) => html)
  if (rows.length === 0) return '<p>No visit is planned for this unit.</p>'
  return `<table><caption>Visits in order</caption><thead><tr><th scope="col">No.</th><th scope="col">Time</th><th scope="col">Place, and why</th><th scope="col">Way there</th><th scope="col">Done</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function lookForList({ request }: Made): string {
  const lines = (request?.objective ?? []).map(({ theme }) => [titleOf(theme), lookFor[theme as keyof typeof lookFor] ?? lookFor.any] as const)
  return lines.length === 0 ? '' : `<h2>What to look for</h2><ul>${lines.map(([title, text]) => `<li><strong>${escaped(title)}:</strong> ${escaped(text)}</li>`).join('')}</ul>`
}

/** What the plan rests on, so that the sheet can be judged by itself. */
function rests({ content }: Made): string {
  const { effect, flat, accuracy, source, synthetic, travel, month, unit, dataVersion, seed } = content
  const text = [
    `All units together cover ${percent(effect.shareOfAll)} of the ${unit} expected in the area in this shift.`, accuracy, flat ? 'Hours are not known from these records: every hour of the shift counts alike.' : '', travel.text,
    `Forecast for ${month}. ${source} Data version ${dataVersion}, seed ${seed}.`, synthetic ? 'Synthetic demonstration data: no place here is a real hotspot.' : ''
  ].filter(Boolean)
  return `<h2>What this rests on</h2><p class="rests">${escaped(text.join(' '))}</p>`
}
