/** Indicators that rest on surveys or systems of the force, and where the force stands among those most like it: one row for an indicator and the twelve months to a month. */
import { measures, type Measure } from '../performance-vocabulary.ts'
import { sql } from '../db/sql.ts'
import type { RejectionReason } from '../source-vocabulary.ts'
import { texts } from './arrays.ts'
import type { SourceFile } from './files.ts'
import type { FileTally, Import } from './import.ts'
import { eachRow, type Publish } from './reference.ts'
import { openTable } from './table.ts'

const optional = ['base', 'position', 'group_size', 'note'] as const
const WHOLE = /^\d{1,9}$/

export async function readIndicators(source: SourceFile, file: FileTally, load: Import): Promise<Publish> {
  const table = await openTable(source, ['indicator', 'month', 'value'])
  const at = (name: string) => table.column(name)
  const rows = new Map<string, string[]>()
  await eachRow(table, file, load, (fields) => {
    const text = (name: string) => (at(name) === -1 ? '' : fields[at(name)]!.trim())
    const [indicator, month, value] = [text('indicator'), text('month'), text('value')]
    const measure = measures.find(({ id }) => id === indicator)
    if (!measure) return 'indicator-unknown'
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return 'month-unreadable'
    const fault = valueFault(measure, value, text('base')) ?? positionFault(text('position'), text('group_size'))
    if (fault) return fault
    if (value === '' && text('position') === '') return 'value-unreadable'
    if (rows.has(`${indicator} ${month}`)) return 'reference-repeated'
    rows.set(`${indicator} ${month}`, [indicator, `${month}-01`, value, ...optional.map(text)])
    return undefined
  })
  const column = (place: number, empty: string | null = null) => texts([...rows.values()].map((fields) => fields[place] || empty))
  return async (inside) => { await inside.run(sql('ingest/add_indicators'), [column(0), column(1), column(2), column(3), column(4), column(5), column(6, ''), load.importId]) }
}

/** A row that is counted from records takes no value from a file: two figures for one thing would contradict each other. */
function valueFault({ needs, kind }: Measure, value: string, base: string): RejectionReason | undefined {
  if (base !== '' && !WHOLE.test(base)) return 'value-unreadable'
  if (value === '') return undefined
  if (needs !== 'indicators') return 'value-from-records'
  const number = Number(value)
  if (!/^\d+(\.\d+)?$/.test(value) || !Number.isFinite(number)) return 'value-unreadable'
  return kind === 'survey' && number > 100 ? 'percentage-impossible' : undefined
}

function positionFault(position: string, size: string): RejectionReason | undefined {
  if (position === '' && size === '') return undefined
  return WHOLE.test(position) && WHOLE.test(size) && Number(position) >= 1 && Number(position) <= Number(size) ? undefined : 'position-impossible'
}
