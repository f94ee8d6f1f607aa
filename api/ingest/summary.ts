/** What became of every row of an import, as the command tells it. */
import type { SourceId } from '../source-vocabulary.ts'
import type { FileTally, Import } from './import.ts'

export interface Summary {
  importId: number | null
  source: SourceId
  read: number
  loaded: number
  rejected: number
  reasons: Record<string, number>
  /** Rows that are loaded although something about them is odd. */
  remarks: Record<string, number>
  unchanged: boolean
  seconds: number
  /** Files read now, and files left out because their bytes are live already. */
  files: { read: number; unchanged: number }
}

export const nothingNew = (source: SourceId, unchanged: number) =>
  ({ importId: null, source, read: 0, loaded: 0, rejected: 0, reasons: {}, remarks: {}, unchanged: true, files: { read: 0, unchanged } })

export function summaryOf(load: Import): Omit<Summary, 'seconds' | 'files'> {
  const sum = (of: (file: FileTally) => number) => load.files.reduce((total, file) => total + of(file), 0)
  const reasons: Record<string, number> = {}
  const remarks: Record<string, number> = {}
  for (const { rejections, remarks: odd } of load.files) {
    for (const [reason, { rows }] of rejections) reasons[reason] = (reasons[reason] ?? 0) + rows
    for (const [remark, { rows }] of odd) remarks[remark] = (remarks[remark] ?? 0) + rows
  }
  const read = sum((file) => file.read)
  const loaded = sum((file) => file.loaded)
  return { importId: load.importId, source: load.source, read, loaded, rejected: read - loaded, reasons, remarks, unchanged: false }
}
