/** Lint rules: mistakes first, then the house's style. Run from the project's root. */
import svelte from 'eslint-plugin-svelte'
import { fileURLToPath } from 'node:url'
import ts from 'typescript-eslint'

const style = {
  semi: ['error', 'never', { beforeStatementContinuationChars: 'never' }],
  quotes: ['error', 'single', { avoidEscape: true, allowTemplateLiterals: true }],
  'no-var': 'error',
  'prefer-const': ['error', { destructuring: 'all' }],
  eqeqeq: ['error', 'smart'],
  'no-unused-vars': 'off',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' }],
  'no-empty': ['error', { allowEmptyCatch: false }]
}

/** Promises that nobody waits for: the commonest way to lose an error. Needs types, so only where the type check reads too. */
const promises = {
  files: ['api/**/*.ts', 'tests/**/*.ts', 'fixtures/**/*.ts'],
  languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: fileURLToPath(new URL('..', import.meta.url)) } },
  rules: {
    '@typescript-eslint/no-floating-promises': 'error',
    '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false, attributes: false } }],
    '@typescript-eslint/await-thenable': 'error'
  }
}

export default ts.config(
  { ignores: ['**/node_modules/**', 'web/dist/**', 'tests/support/must-fail/**', '**/.data/**'] },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    rules: {
      ...style,
      // A plain Map is a cache on purpose; and a text in braces keeps a space that the formatter would eat.
      'svelte/prefer-svelte-reactivity': 'off',
      'svelte/no-useless-mustaches': 'off'
    }
  },
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser } }, rules: { 'prefer-const': 'off', 'svelte/prefer-const': 'error' } },
  promises
)
