/** The table of OWASP ASVS 5.0.0 is whole, and every test and file that it points to is there. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

interface Row { id: string; gist: string; level: string; met: string }

const root = fileURLToPath(new URL('../../', import.meta.url))
const table = readFileSync(fileURLToPath(new URL('asvs.md', import.meta.url)), 'utf8')
/** How many requirements of level 1 and of level 2 each of the seventeen chapters has. */
const chapters = [[8, 19], [4, 7], [8, 11], [2, 8], [4, 5], [13, 22], [6, 12], [4, 3], [4, 3], [5, 24], [3, 11], [3, 6], [1, 12], [2, 7], [3, 10], [0, 16], [0, 7]]

const rows: Row[] = table.split('\n').filter((line) => /^\| \d/.test(line)).map((line) => {
  const [id, gist, level, met, ...more] = line.split('|').slice(1, -1).map((cell) => cell.trim())
  return { id: id!, gist: gist ?? '', level: level ?? '', met: [met ?? '', ...more].join('|') }
})

/** What is wrong with a row's last column; undefined when nothing is. */
function faultOf(met: string): string | undefined {
  const [, path, name] = /^test: (\S+\.test\.ts) "([^"]{5,})"$/.exec(met) ?? []
  if (path) return !existsSync(root + path) ? `there is no ${path}` : readFileSync(root + path, 'utf8').includes(name!) ? undefined : `${path} has no "${name}"`
  const [, file] = /^by design: ([^\s;]+); .{15,}$/.exec(met) ?? []
  if (file) return existsSync(root + file) ? undefined : `there is no ${file}`
  return /^(not applicable|open): .{5,}$/.test(met) ? undefined : 'says nothing of how it is met'
}

it('the table holds every requirement of levels 1 and 2 once, chapter by chapter', () => {
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  const count = (chapter: number, level: string) => rows.filter((row) => row.id.startsWith(`${chapter}.`) && row.level === level).length
  expect(chapters.map((_, i) => [count(i + 1, '1'), count(i + 1, '2')])).toEqual(chapters)
  expect(rows.filter(({ id, gist }) => !/^\d+\.\d+\.\d+$/.test(id) || gist.length < 5)).toEqual([])
})

it('every test and every file that the table names is there', () => {
  expect(rows.flatMap(({ id, met }) => { const fault = faultOf(met); return fault ? [`${id}: ${fault}`] : [] })).toEqual([])
})

it.each([
  ['test: tests/no-such.test.ts "anything at all"', /there is no/], [`test: tests/security/asvs.test.ts "${['not', 'a', 'name'].join(' ')}"`, /has no/],
  ['by design: api/no-such.ts; a reason long enough', /there is no/], ['by design: api/app.ts', /says nothing/], ['', /says nothing/], ['open: ', /says nothing/]
])('a false entry is found: %s', (met, fault) => expect(faultOf(met)).toMatch(fault))
