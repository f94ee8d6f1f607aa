// The one door for every command: brings a fresh clone to where the command can run, then runs it. Plain JavaScript with nothing
// but Node, because nothing else may be installed yet.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const commands = { serve: 'api/server.ts', ingest: 'api/ingest/run.ts', demo: 'api/run-demo.ts', users: 'api/accounts/run-users.ts', audit: 'api/accounts/run-audit.ts', bench: 'tests/bench/run.ts' }
const oldestNode = [20, 19]

/** True when every package of the lockfile is installed in the locked version; packages for other machines may be absent. */
export function isInstalled() {
  const installedList = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(installedList)) return false
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const installed = JSON.parse(readFileSync(installedList, 'utf8')).packages
  return Object.entries(wanted).every(([path, { version, optional }]) => path === '' || installed[path]?.version === version || (optional && !installed[path]))
}

/** Installs what is missing, with npm's own progress. */
export function install() {
  if (isInstalled()) return
  say('Installing packages (once, about half a minute)')
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel', 'error'])
}

/** Builds the web pages unless they are built from exactly these sources. */
export function buildWeb() {
  const stamp = join(root, 'web/dist/.built-from')
  const now = fingerprint(['web/src', 'web/index.html', 'web/vite.config.ts', 'web/public', 'api/vocabulary.ts', 'package-lock.json'])
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return
  say('Building the web pages')
  run(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--config', join(root, 'web/vite.config.ts'), '--logLevel', 'warn'])
  writeFileSync(stamp, now)
}

function fingerprint(paths) {
  const hash = createHash('sha256')
  const add = (path) => {
    const full = join(root, path)
    if (!existsSync(full)) return
    if (readdirSafe(full)) for (const name of readdirSafe(full).sort()) add(join(path, name))
    else hash.update(path).update(readFileSync(full))
  }
  paths.forEach(add)
  return hash.digest('hex')
}

function readdirSafe(path) {
  try {
    return readdirSync(path)
  } catch (cause) {
    if (cause.code === 'ENOTDIR') return undefined
    throw cause
  }
}

function say(text) {
  process.stderr.write(`${text}\n`)
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' && command === 'npm' })
  if (error || status !== 0) {
    say(`${command} ${args[0]} failed${error ? `: ${error.message}` : ''}`)
    process.exit(1)
  }
}

/** Starts a TypeScript program and ends as it ends; signals go through. */
function start(program, args, nodeOptions = []) {
  const child = spawn(process.execPath, [...nodeOptions, '--import', 'tsx', join(root, program), ...args], { cwd: root, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
  return child
}

function main() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    say(`Beatwise needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}`)
    process.exit(1)
  }
  const [command = 'serve', ...args] = process.argv.slice(2)
  install()
  if (command === 'dev') {
    const vite = spawn(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), '--config', join(root, 'web/vite.config.ts')], { cwd: root, stdio: 'inherit' })
    start(commands.serve, args, ['--watch-path=api', '--watch-path=sql']).on('exit', () => vite.kill())
    return
  }
  if (!(command in commands)) {
    say(`There is no command "${command}"; there are ${Object.keys(commands).join(', ')} and dev`)
    process.exit(1)
  }
  if (command === 'serve' || command === 'bench') buildWeb()
  // Rows stream through the importer, so a small heap is enough and keeps it under 300 MB; boundaries are read whole.
  const heap = command === 'ingest' && args[0] !== 'areas' ? ['--max-old-space-size=128', '--max-semi-space-size=8'] : []
  start(commands[command], args, heap)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main()
