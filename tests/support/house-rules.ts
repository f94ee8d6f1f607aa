/** The house's other rules, each a function from the project's files to the places that break it. */
import { importBreach, importsOf, type SourceText } from './house-imports.ts'

type Rule = (files: readonly SourceText[]) => string[]

const under = (files: readonly SourceText[], pattern: RegExp) => files.filter(({ path }) => pattern.test(path))
const found = (files: readonly SourceText[], pattern: RegExp, what: string) => files.flatMap(({ path, text }) => {
  const hit = pattern.exec(text)
  return hit ? [`${path}: ${what} (${hit[0].trim().slice(0, 40)})`] : []
})
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, ' ')
const withoutSqlComments = (text: string) => text.replace(/--.*$/gm, '')

const rootFolders = /^(api|web|sql|fixtures|tests|\.ci|docs)\//
const rootFiles = ['README.md', 'DECISIONS.md', 'CHANGELOG.md', 'LICENSE', '.env.example', 'docker-compose.yml', 'Dockerfile', '.dockerignore', 'package.json', 'package-lock.json', 'tsconfig.json', '.gitignore', '.gitattributes', '.editorconfig', '.nvmrc', '.npmrc']
const latitudeFirst = /\b(latLngToCell|cellToLatLng|cellToBoundary|cellsToMultiPolygon|polygonToCells|vertexToLatLng|greatCircleDistance|cellsToDirectedEdge)\b/
/** A hexadecimal, functional or named colour. Addresses within the page, Svelte's own #blocks and "nothing at all" are none. */
const colour = /(?<![\w{/&])#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\(|(?:color|background|fill|stroke|border)(?:-[a-z]+)*:\s*(?:white|black|red|green|blue|gr[ae]y|orange|yellow|purple)\b/
const withoutAnchors = (text: string) => text.replace(/(href=|url\()["']?#[\w-]+|rgba\(0, 0, 0, 0\)/g, '')
const sqlText = /\b(select\s[^'`]*\sfrom\s|insert\s+into\s|delete\s+from\s|update\s+\w+\s+set\s)|\bsql\(/i

export const rules: Record<string, Rule> = {
  'files import only what their floor and room may': (files) => under(files, /^(api|web\/src)\/.*\.(ts|svelte|mjs)$/).flatMap((file) => importsOf(file).flatMap((one) => importBreach(file.path, one) ?? [])),

  'there is no other folder or file at the root': (files) => files.map(({ path }) => path).filter((path) => !rootFolders.test(path) && !rootFiles.includes(path)),

  'no file is a drawer for what has no room': (files) => files.map(({ path }) => path).filter((path) => /(^|\/)[^/]*\b(utils?|helpers?|common|managers?|services?|misc)\b[^/]*(\/|$)/i.test(path)),

  'files are named as their kind is': (files) => files.map(({ path }) => path).filter((path) => {
    const name = path.split('/').pop()!
    if (/\.svelte$/.test(name)) return !/^[A-Z][A-Za-z0-9]*\.svelte$/.test(name)
    if (/\.sql$/.test(name)) return !/^[a-z0-9]+(_[a-z0-9]+)*\.sql$/.test(name)
    return /\.ts$/.test(name) && !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.ts$/.test(name)
  }),

  'only the settings read the environment': (files) => found(under(files, /^(api|web\/src)\//).filter(({ path }) => !['api/config.ts', 'api/start.mjs'].includes(path)).map(({ path, text }) => ({ path, text: withoutComments(text) })), /process\.env|import\.meta\.env(?!\.(DEV|PROD|BASE_URL))/, 'reads the environment'),

  'analysis is pure: no clock and no chance of its own': (files) => found(under(files, /^api\/analysis\//).map(({ path, text }) => ({ path, text: withoutComments(text) })), /Date\.now|Math\.random|new Date\(\)|performance\.now/, 'is not pure'),

  'routes hold no SQL': (files) => found(under(files, /^api\/.*\/routes\.ts$/), sqlText, 'holds SQL'),

  'every statement says what it answers and what its parameters are': (files) => under(files, /^sql\/(?!migrations\/).*\.sql$/).flatMap(({ path, text }) => {
    const header = /^(--.*\n)+/.exec(text)?.[0] ?? ''
    const parameters = new Set([...withoutSqlComments(text).matchAll(/\$(\d+)/g)].map(([, number]) => number!))
    const missing = [...parameters].filter((number) => !new RegExp(`\\$${number}(?!\\d)|Arrays|one array a column`).test(header))
    return header ? missing.map((number) => `${path}: the header does not tell what $${number} is`) : [`${path}: begins without a comment`]
  }),

  'every SQL file is one statement': (files) => under(files, /^sql\/(?!migrations\/).*\.sql$/).flatMap(({ path, text }) => (/;\s*\S/.test(withoutSqlComments(text).replace(/'[^']*'/g, '')) ? [`${path}: more than one statement`] : [])),

  'migrations are numbered without a gap': (files) => {
    const numbers = under(files, /^sql\/migrations\//).map(({ path }) => path).sort().map((path) => Number(/\/(\d{4})_/.exec(path)?.[1]))
    return numbers.every((number, i) => number === i + 1) ? [] : [`sql/migrations: ${numbers.join(', ')}`]
  },

  'every statement is used': (files) => {
    const code = under(files, /^(api|tests)\/.*\.ts$/).map(({ text }) => text).join('\n')
    return under(files, /^sql\/(?!migrations\/).*\.sql$/).map(({ path }) => path).filter((path) => !code.includes(`'${path.slice(4, -4)}'`))
  },

  'latitude first is spoken in one file of each floor': (files) => found(under(files, /^(api|web\/src)\/.*\.(ts|svelte)$/).filter(({ path }) => !['api/analysis/h3-grid.ts', 'web/src/map/cell-shapes.ts'].includes(path)), latitudeFirst, 'speaks latitude first'),

  'colours are named in the tokens': (files) => found(under(files, /^web\/src\/.*\.(css|svelte|ts)$/).filter(({ path }) => path !== 'web/src/ui/tokens.css').map(({ path, text }) => ({ path, text: withoutAnchors(withoutComments(text)) })), colour, 'writes a colour'),

  'files stay small': (files) => under(files, /\.(ts|mjs|js|svelte|sql|css)$/).filter(({ path }) => !isTable.test(path)).flatMap(({ path, text }) => {
    const lines = text.trimEnd().split('\n').length
    const most = path.startsWith('api/analysis/') ? 300 : 200
    return lines > most ? [`${path}: ${lines} lines, at most ${most}`] : []
  })
}

/** Authored tables: a place, a line. Cutting them up would help nobody. */
const isTable = /^fixtures\/county\//

/** Codes of a closed list that nothing in the code ever uses. */
export const unused = (codes: readonly string[], files: readonly SourceText[], declaredIn: string): string[] => {
  const code = under(files, /^api\/.*\.ts$/).map(({ path, text }) => (path === declaredIn ? text.replace(/export const (errorCodes|rejectionReasons) = \{[\s\S]*?\} as const/, '') : text)).join('\n')
  return codes.filter((name) => !code.includes(`'${name}'`))
}
