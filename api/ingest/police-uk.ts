/**
 * police.uk street-level files. Both header styles (published and snake_case) and line endings; a row without coordinates is kept
 * and counted as "no location"; identical ASB rows are separate incidents, so the row's line is its key; a repeated Crime ID is
 * kept, because the publisher's files repeat it with different outcomes.
 */
import type { RejectionReason } from '../source-vocabulary.ts'
import { categories, type CategorySlug } from '../vocabulary.ts'
import type { SourceFile } from './files.ts'
import type { FileTally, Import } from './import.ts'
import type { IncidentRow, IncidentStage } from './incidents.ts'
import type { KnownLsoas } from './lsoas.ts'
import { RefusedFileError } from './refusal.ts'
import { coordinateFault, type SpotInput } from './spots.ts'
import { openTable, type Row, type Table } from './table.ts'

/** Names that older police.uk files print for a category of today. */
const olderCategoryNames: Record<string, CategorySlug> = {
  'Violent crime': 'violent-crime',
  'Public disorder and weapons': 'public-order',
  'Criminal damage & arson': 'criminal-damage-arson'
}
const slugs = new Map<string, CategorySlug>([...categories.map(({ name, slug }) => [name, slug] as const), ...Object.entries(olderCategoryNames)])
const needed = ['crime_id', 'month', 'reported_by', 'falls_within', 'longitude', 'latitude', 'location', 'lsoa_code', 'lsoa_name', 'crime_type', 'last_outcome_category']
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

/** Files of the published archives that hold street-level crime; outcomes and stop-and-search files are another matter. */
export const isPoliceFile = (name: string) => /\.csv$/i.test(name) && !/-(outcomes|stop-and-search)\.csv$/i.test(name)

/** Stages one file. @throws RefusedFileError when a row's month is not the one in the file's name. */
export async function stagePoliceFile(source: SourceFile, file: FileTally, load: Import, stage: IncidentStage, lsoas: KnownLsoas): Promise<void> {
  const table = await openTable(source, needed)
  const read = reader(table, lsoas)
  const named = /(?:^|\/)(\d{4}-\d{2})-[^/]*$/.exec(source.name)?.[1]
  for await (const rows of table.rows) {
    const sound: IncidentRow[] = []
    for (const row of rows) {
      file.read++
      const result = read(row)
      if (typeof result === 'string') load.reject(file, result, row.line, row.fields.join(','))
      else sound.push(result)
    }
    const stray = named ? sound.find(({ month }) => month !== named) : undefined
    if (stray) throw new RefusedFileError(source.name, stray.line, `the row's month is ${stray.month}, but the file's name says ${named}`)
    await stage.add(file, sound)
  }
  await stage.endFile(file)
}

function reader(table: Table, lsoas: KnownLsoas): (row: Row) => IncidentRow | RejectionReason {
  const [ref, month, reportedBy, fallsWithin, lng, lat, location, lsoaCode, lsoaName, type, outcome] = needed.map((name) => table.column(name)) as [number, number, number, number, number, number, number, number, number, number, number]
  return ({ line, fields }) => {
    if (fields.length !== table.width) return 'wrong-number-of-fields'
    if (!MONTH.test(fields[month]!)) return 'month-unreadable'
    const category = slugs.get(fields[type]!.trim())
    if (!category) return 'category-unknown'
    const force = fields[fallsWithin]!.trim() || fields[reportedBy]!.trim()
    if (!force) return 'force-missing'
    const spot = spotOf(fields[lng]!, fields[lat]!, fields[lsoaCode]!, fields[lsoaName]!, fields[location]!)
    if (typeof spot === 'string') return spot
    if (spot && lsoas.isFar(spot)) return 'coordinates-far-from-lsoa'
    return {
      line, force, month: fields[month]!, ref: fields[ref]!, category, subcategory: '', domestic: false, ruralFlag: false, spot, night: -1,
      outcome: fields[outcome]!.trim(), from: null, to: null, solved: null, victimId: null, victimKind: null, repeatLocationId: null
    }
  }
}

/** The spot of a row; null when it has no coordinates at all. */
function spotOf(lngText: string, latText: string, lsoaCode: string, lsoaName: string, label: string): SpotInput | null | RejectionReason {
  if (lngText.trim() === '' && latText.trim() === '') return null
  if (lngText.trim() === '' || latText.trim() === '') return 'coordinates-unreadable'
  const lng = Number(lngText)
  const lat = Number(latText)
  return coordinateFault(lng, lat) ?? { lng, lat, lsoaCode: lsoaCode.trim(), lsoaPlace: lsoaName.trim().replace(/\s+\d{3}[A-Z]$/, ''), label }
}
