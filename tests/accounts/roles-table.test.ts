/** The README's table of roles is the code's. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { access, mayRole, roles, roleTitles, type AccessName } from '../../api/vocabulary.ts'

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const expected = [
  row(['', ...roles.map((role) => `\`${role}\``)]),
  row(['---', ...roles.map(() => '---')]),
  row(['', ...roles.map((role) => roleTitles[role])]),
  ...(Object.keys(access) as AccessName[]).map((name) => row([access[name].title, ...roles.map((role) => (mayRole(role, name) ? 'yes' : ''))]))
]

it('the README says of every role what the code says', () => {
  const section = /## Accounts and roles\n([\s\S]*?)\n## /.exec(readFileSync('README.md', 'utf8'))![1]!
  expect(section.split('\n').filter((line) => line.startsWith('|'))).toEqual(expected)
})
