/** The published police.uk months of Essex as counts by month and hexagon, read for tests of the forecast alone. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { latLngToCell } from 'h3-js'
import { filesOf } from './shared-data.ts'

export interface EssexMonths { months: string[]; cells: string[]; counts: Map<string, Float64Array[]> }

/** Counts of each category, and of `all-crime`, on the hexagons where anything was ever recorded. ASB is no crime and is its own. */
export function essexMonths(res: number): EssexMonths {
  const files = filesOf('police-uk-essex')
  const months = files.map((file) => /(\d{4}-\d{2})-essex/.exec(file)![1]!)
  const places = new Map<string, number>()
  const rows = files.map((file) => readMonth(file, res, places))
  const counts = new Map<string, Float64Array[]>()
  const add = (theme: string, month: number, place: number) => {
    if (!counts.has(theme)) counts.set(theme, months.map(() => new Float64Array(places.size)))
    counts.get(theme)![month]![place]! += 1
  }
  rows.forEach((month, m) => month.forEach(({ category, place }) => {
    add(category, m, place)
    if (category !== 'Anti-social behaviour') add('all-crime', m, place)
  }))
  return { months, cells: [...places.keys()], counts }
}

function readMonth(file: string, res: number, places: Map<string, number>): { category: string; place: number }[] {
  const [head, ...rows] = parse(gunzipSync(readFileSync(file)), { bom: true, relax_column_count: true }) as string[][]
  // Months of one source spell their headings in lower case, with an underscore.
  const headings = head!.map((heading) => heading.toLowerCase().replace(' ', '_'))
  const [lng, lat, category] = ['longitude', 'latitude', 'crime_type'].map((name) => headings.indexOf(name))
  return rows.filter((row) => row[lng!] && row[lat!]).map((row) => {
    const cell = latLngToCell(Number(row[lat!]), Number(row[lng!]), res)
    if (!places.has(cell)) places.set(cell, places.size)
    return { category: row[category!]!, place: places.get(cell)! }
  })
}
