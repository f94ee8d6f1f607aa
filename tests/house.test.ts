/** The house is as its plan says; and each rule is shown a breach, because a rule that cannot fail guards nothing. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { errorCodes } from '../api/errors.ts'
import { rejectionReasons } from '../api/source-vocabulary.ts'
import { importBreach, importsOf, type SourceText } from './support/house-imports.ts'
import { rules, unused } from './support/house-rules.ts'

const notOurs = new Set(['node_modules', '.git', '.data', '.scratch', 'dist', 'coverage'])
function* walk(folder: string): Generator<string> {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name)
    if (notOurs.has(name) || name.endsWith('.log')) continue
    if (statSync(path).isDirectory()) yield* walk(path)
    else yield path.replaceAll('\\', '/')
  }
}
const readable = /\.(ts|mts|mjs|js|svelte|sql|css|json|md|html)$/
const files: SourceText[] = [...walk('.')].map((path) => ({ path, text: readable.test(path) ? readFileSync(path, 'utf8') : '' }))
const one = (path: string, text = ''): SourceText[] => [{ path, text }]

describe('the house', () => {
  it.each(Object.entries(rules))('%s', (_name, rule) => expect(rule(files)).toEqual([]))
  it('uses every error code', () => expect(unused(Object.keys(errorCodes), files, 'api/errors.ts')).toEqual([]))
  it('uses every reason for leaving a row out', () => expect(unused(Object.keys(rejectionReasons), files, 'api/source-vocabulary.ts')).toEqual([]))
  it('was read: it has files on every floor', () => {
    for (const floor of ['api/', 'web/src/', 'sql/', 'fixtures/', 'tests/']) expect(files.filter(({ path }) => path.startsWith(floor)).length).toBeGreaterThan(5)
  })
})

/** For each rule a breach that it must find and, beside it, what it must let pass. */
const cases: Record<string, { breach: SourceText[]; sound: SourceText[] }> = {
  'files import only what their floor and room may': { breach: one('api/cells/queries.ts', `import { areaRoutes } from '../areas/routes.ts'`), sound: one('api/cells/queries.ts', `import { sql } from '../db/sql.ts'`) },
  'there is no other folder or file at the root': { breach: one('scripts/deploy.sh'), sound: one('README.md') },
  'no file is a drawer for what has no room': { breach: one('api/cells/utils.ts'), sound: one('api/cells/series.ts') },
  'files are named as their kind is': { breach: one('api/cells/cellAnswer.ts'), sound: [...one('web/src/view.svelte.ts'), ...one('web/src/App.svelte'), ...one('sql/cells/count_by_cell.sql')] },
  'only the settings read the environment': { breach: one('api/app.ts', 'const port = process.env.PORT'), sound: one('api/config.ts', 'process.env.PORT') },
  'analysis is pure: no clock and no chance of its own': { breach: one('api/analysis/kde.ts', 'const seed = Math.random()'), sound: one('api/analysis/kde.ts', '/** Never Math.random. */ const seed = random()') },
  'routes hold no SQL': { breach: one('api/cells/routes.ts', 'db.rows(`select n from counts where a = 1`)'), sound: one('api/cells/routes.ts', 'countByCell(db, query)') },
  'every statement says what it answers and what its parameters are': { breach: [...one('sql/cells/a.sql', 'select 1'), ...one('sql/cells/b.sql', '-- Counts. $1 theme.\nselect $1, $2')], sound: one('sql/cells/c.sql', '-- Counts. $1 theme, $2 month.\nselect $1, $2') },
  'every SQL file is one statement': { breach: one('sql/cells/a.sql', '-- x\ndelete from a; delete from b'), sound: one('sql/cells/a.sql', `-- x; y\nselect ';' as a;`) },
  'migrations are numbered without a gap': { breach: [...one('sql/migrations/0001_a.sql'), ...one('sql/migrations/0003_b.sql')], sound: [...one('sql/migrations/0001_a.sql'), ...one('sql/migrations/0002_b.sql')] },
  'every statement is used': { breach: one('sql/cells/forgotten.sql'), sound: [...one('sql/cells/used.sql'), ...one('api/cells/queries.ts', `sql('cells/used')`)] },
  'latitude first is spoken in one file of each floor': { breach: one('web/src/map/overlay.ts', 'cellToLatLng(cell)'), sound: one('api/analysis/h3-grid.ts', 'cellToLatLng(cell)') },
  'colours are named in the tokens': { breach: [...one('web/src/App.svelte', 'p { color: #fff; }'), ...one('web/src/map/x.ts', `const a = '#12ab34'`), ...one('web/src/a.css', 'a { color: red }'), ...one('web/src/b.css', 'a { color: rgb(1 2 3) }')], sound: [...one('web/src/App.svelte', '{#each a as b}<a href="#fee">{b}</a>{/each} p { color: var(--ink) }'), ...one('web/src/ui/tokens.css', '--ink: #123456')] },
  'files stay small': { breach: one('api/cells/long.ts', 'a\n'.repeat(201)), sound: one('api/cells/short.ts', 'a\n'.repeat(200)) }
}

describe('each rule', () => {
  it('has its case', () => expect(Object.keys(cases)).toEqual(Object.keys(rules)))
  it.each(Object.entries(cases))('finds its breach and nothing else: %s', (name, { breach, sound }) => {
    for (const file of name.startsWith('migrations') ? [] : breach) expect(rules[name]!([file]), file.path).toHaveLength(1)
    expect(rules[name]!(breach).length).toBeGreaterThan(0)
    expect(rules[name]!(sound)).toEqual([])
  })
  it('finds a code that nobody uses', () => {
    const list = one('api/errors.ts', `export const errorCodes = {\n  'never': 400,\n  'used': 400\n} as const\nnew ApiError('used')`)
    expect(unused(['never', 'used'], list, 'api/errors.ts')).toEqual(['never'])
  })
})

/** From, what it imports, whether it may. */
const pairs: [string, string, boolean][] = [
  ['api/vocabulary.ts', `import { a } from './schema.ts'`, false],
  ['api/analysis/kde.ts', `import { b } from './h3-grid.ts'`, true],
  ['api/analysis/kde.ts', `import { readFileSync } from 'node:fs'`, false],
  ['api/analysis/kde.ts', `import pg from 'pg'`, false],
  ['api/analysis/kde.ts', `import { x } from '../cells/queries.ts'`, false],
  ['api/cells/schema.ts', `import { Type } from 'typebox'`, true],
  ['api/cells/schema.ts', `import { sql } from '../db/sql.ts'`, false],
  ['api/cells/queries.ts', `import type { CellsQuery } from './schema.ts'`, true],
  ['api/cells/queries.ts', `import fastify from 'fastify'`, false],
  ['api/cells/routes.ts', `import { findArea } from '../areas/queries.ts'`, true],
  ['api/cells/routes.ts', `import { areaRoutes } from '../areas/routes.ts'`, false],
  ['api/cells/routes.ts', `import { sql } from '../db/sql.ts'`, false],
  ['api/ingest/load.ts', `import { json } from '../cells/answer.ts'`, false],
  ['api/ingest/load.ts', `import { cellOf } from '../analysis/h3-grid.ts'`, true],
  ['api/ingest/load.ts', `import { giStar } from '../analysis/gi-star.ts'`, false],
  ['api/ingest/load.ts', `import { county } from '../../fixtures/county/index.ts'`, false],
  ['api/ingest/demo.ts', `import { county } from '../../fixtures/county/index.ts'`, true],
  ['api/cells/answer.ts', `import { x } from '../../tests/support/app.ts'`, false],
  ['web/src/cells/range.ts', `import type { CellsAnswer } from '../../../api/cells/schema.ts'`, true],
  ['web/src/cells/range.ts', `import { CellsAnswer } from '../../../api/cells/schema.ts'`, false],
  ['web/src/cells/range.ts', `import { themes } from '../../../api/vocabulary.ts'`, true],
  ['web/src/cells/range.ts', `import { x } from '../sources/list.ts'`, false],
  ['web/src/cells/Range.svelte', `<script lang="ts">\n  import { x } from '../../../api/errors.ts'\n</script>`, false],
  ['web/src/ui/numbers.ts', `import { themes } from '../../../api/vocabulary.ts'`, false],
  ['web/src/ui/numbers.ts', `import { x } from '../map/colours.ts'`, false],
  ['web/src/ui/numbers.ts', `export { y } from './months.ts'`, true],
  ['web/src/view.svelte.ts', `const page = await import('../../api/app.ts')`, false]
]

describe('an import', () => {
  it.each(pairs)('of %s: %s may be there: %s', (path, text, may) => {
    const [imported] = importsOf({ path, text })
    expect(imported).toBeDefined()
    expect(importBreach(path, imported!) === undefined).toBe(may)
  })
})
