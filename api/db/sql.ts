/** Loads a statement of `sql/` by name, once. */
import { readFileSync } from 'node:fs'

const folder = new URL('../../sql/', import.meta.url)
const loaded = new Map<string, string>()

/** The text of `sql/<name>.sql`, for example `sql('cells/count_by_cell')`. */
export function sql(name: string): string {
  let text = loaded.get(name)
  if (text === undefined) {
    text = readFileSync(new URL(`${name}.sql`, folder), 'utf8')
    loaded.set(name, text)
  }
  return text
}
