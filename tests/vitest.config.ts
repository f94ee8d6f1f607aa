/**
 * Three kinds of test. `pure` needs nothing; `database` runs on the engine named by TEST_ENGINE, and is told by what a file imports,
 * so that nobody keeps a list; `browser` drives the system's Chromium against the built pages.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = readdirSync(`${root}tests`, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts')).sort()
const imports = (name: string, what: RegExp) => what.test(readFileSync(`${root}tests/${name}`, 'utf8'))
const browser = files.filter((name) => imports(name, /from '(playwright-core|[^']*support\/browser\.ts)'/))
const database = files.filter((name) => !browser.includes(name) && imports(name, /from '[^']*support\/(database|loaded)\.ts'/))
const pure = files.filter((name) => !browser.includes(name) && !database.includes(name))
const paths = (names: string[]) => names.map((name) => `tests/${name}`)

export default defineConfig({
  root,
  plugins: [svelte({ configFile: `${root}web/svelte.config.js` })],
  test: {
    pool: 'forks',
    // Files run one after the other and share what they import: to load it for each took a quarter of the time.
    isolate: false,
    // The engines are native or WebAssembly: nothing of them goes through a bundler.
    server: { deps: { external: [/node_modules/] } },
    projects: [
      { extends: true, test: { name: 'pure', include: paths(pure), maxWorkers: 1, testTimeout: 60_000, sequence: { groupOrder: 0 } } },
      {
        extends: true,
        test: {
          name: 'database', include: paths(database), globalSetup: 'tests/support/engine-setup.ts',
          // `npm test` runs two steps side by side; one embedded database serves one file at a time anyway.
          maxWorkers: 1, testTimeout: 60_000, hookTimeout: 180_000, sequence: { groupOrder: 1 }
        }
      },
      // On busy cores a page needs seconds for what takes a moment elsewhere.
      { extends: true, test: { name: 'browser', include: paths(browser), expect: { poll: { timeout: 10_000 } }, maxWorkers: 1, testTimeout: 60_000, hookTimeout: 180_000, sequence: { groupOrder: 2 } } }
    ]
  }
})
