/** The server's file of a layer with columns of the reading after its own: what the page adds stands beside what was exported. */
import type { Reading } from './reading.ts'

export function joinedFile(file: string, { cells, columns }: Pick<Reading, 'cells' | 'columns'>, keys: readonly string[]): string {
  const rowOf = new Map(cells.map((cell, row) => [cell, row]))
  const added = keys.map((key) => columns.find((column) => column.key === key)!)
  const [head = '', ...lines] = file.trimEnd().split('\r\n')
  const told = (line: string) => {
    const row = rowOf.get(line.slice(0, line.indexOf(',')))
    return added.map(({ value }) => (row === undefined ? '' : (value(row) ?? '')))
  }
  return [[head, ...keys].join(','), ...lines.map((line) => [line, ...told(line)].join(',')), ''].join('\r\n')
}
