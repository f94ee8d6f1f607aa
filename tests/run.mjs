/**
 * `npm test`: installs what is missing, runs every test, and ends with one line `N passed, N failed, N skipped`.
 * Plain JavaScript, because it runs before anything is installed. A word after `npm test --` picks steps by name.
 */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isInstalled } from '../api/start.mjs'
import { startCluster } from './support/cluster.mjs'
import { findChromium, installPostgis } from './support/needs.mjs'

const sum = { passed: 0, failed: 0, skipped: 0 }
const STOP_WITHIN_MS = 10_000
/** So many files are named after each step, that what makes it slow is seen as it grows. */
const SLOWEST = 5
/** Each program leads a group of its own, so that it can be ended with all that it started. */
const group = process.platform === 'win32' ? { shell: true } : { detached: true }
const leftOut = []
/** Running programs, and the promise of each one's end. */
const children = new Map()
const temporary = mkdtempSync(join(tmpdir(), 'beatwise-run-'))
// A server that a test starts runs as somebody else and must get through to its own folder in here.
chmodSync(temporary, 0o711)
let cluster
const picked = process.argv.slice(2)
/** Of the demonstration sign-ins, for this run alone. */
const demoPassword = randomBytes(18).toString('base64url')

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void stop(130))
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }))

async function main() {
  if (!isInstalled()) await step('install', () => checker('npm', ['ci', '--no-audit', '--no-fund']))
  // Two at a time, the longest first, so that neither core waits long for the other.
  const steps = [
    ['browser', browser],
    ['embedded database', () => vitest('database', { TEST_ENGINE: 'embedded' })],
    ['PostGIS server', server],
    ['units', () => vitest('pure')],
    ['lint', () => checker('npx', ['eslint', '-c', 'tests/eslint.config.js', 'api', 'fixtures', 'tests', 'web'])],
    ['types of the web', () => checker('npx', ['svelte-check', '--workspace', 'web', '--tsconfig', './tsconfig.json', '--fail-on-warnings'])],
    ['types', () => checker('npx', ['tsc', '--noEmit'])],
    ['checks can fail', mustFail]
  ]
  await Promise.all([lane(steps), lane(steps)])
  for (const reason of leftOut) say(`left out: ${reason}`)
  await stop(sum.failed > 0 ? 1 : 0)
}

/** Takes what is next until nothing is left. */
async function lane(steps) {
  for (let next = steps.shift(); next; next = steps.shift()) await step(...next)
}

/** Runs one step, prints its line, and counts what it answers. */
async function step(name, work) {
  if (picked.length > 0 && !picked.some((word) => name.includes(word))) return
  const begun = Date.now()
  const result = await work().catch((cause) => ({ passed: 0, failed: 1, skipped: 0, output: String(cause.stack ?? cause) }))
  for (const kind of Object.keys(sum)) sum[kind] += result[kind]
  if (result.failed > 0) process.stdout.write(`${result.output}\n`)
  leftOut.push(...(result.leftOut ?? []))
  const figures = result.figures ?? `${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped`
  say(`${result.failed > 0 ? 'FAILED' : 'ok'.padEnd(6)} ${name.padEnd(22)} ${figures.padEnd(40)} ${((Date.now() - begun) / 1000).toFixed(1).padStart(7)} s`)
  if (result.slowest?.length) say(`         slowest: ${result.slowest.join(', ')}`)
}

/** A program that says by its exit code whether it is content: one test. */
async function checker(program, args) {
  const { code, output } = await run(program, args)
  return { passed: Number(code === 0), failed: Number(code !== 0), skipped: 0, output, figures: code === 0 ? 'passed' : `exit code ${code}` }
}

/** The checkers meet files with known faults and must find each: a check that cannot fail proves nothing. */
async function mustFail() {
  const folder = 'tests/support/must-fail'
  const faults = [
    ['tsc', ['tsc', '--noEmit', '-p', folder], 'TS2322'],
    ['svelte-check', ['svelte-check', '--workspace', folder, '--tsconfig', './tsconfig.json', '--output', 'machine'], 'Breach.svelte'],
    ['eslint', ['eslint', '-c', 'tests/eslint.config.js', '--no-ignore', `${folder}/breach.ts`], 'no-unused-vars']
  ]
  const missed = []
  for (const [name, args, sign] of faults) {
    const { code, output } = await run('npx', args)
    if (code === 0 || !output.includes(sign)) missed.push(`${name} did not find its fault "${sign}" (exit code ${code}): ${output}`)
  }
  return { passed: faults.length - missed.length, failed: missed.length, skipped: 0, output: missed.join('\n') }
}

async function vitest(project, env = {}) {
  const report = join(temporary, `${project}-${env.TEST_ENGINE ?? ''}.json`)
  const { code, output } = await run('npx', ['vitest', 'run', '-c', 'tests/vitest.config.ts', '--project', project, '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], env)
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0, output }
  const told = JSON.parse(readFileSync(report, 'utf8'))
  const { numPassedTests: passed, numFailedTests, numPendingTests, numTodoTests, testResults } = told
  const skippedNames = testResults.flatMap(({ assertionResults }) => assertionResults.filter(({ status }) => status === 'skipped' || status === 'pending').map(({ fullName }) => fullName))
  // A file that cannot be loaded has no failed test; an error outside any test has none either. Both count.
  const brokenFiles = testResults.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed')).length
  const failed = numFailedTests + brokenFiles || Number(code !== 0)
  return { passed, failed, skipped: numPendingTests + numTodoTests, output, leftOut: skippedNames.map((name) => `${env.TEST_ENGINE ?? project}: ${name}`), slowest: slowestFiles(told) }
}

/** The files that took longest. They run in turn, so a file's seconds are those since the end of the one before: imports and hooks, too. */
function slowestFiles({ startTime, testResults }) {
  const inTurn = testResults.filter((file) => file.assertionResults.length > 0 && file.endTime).sort((one, other) => one.endTime - other.endTime)
  const timed = inTurn.map(({ name, endTime }, i) => ({ name: name.replaceAll('\\', '/').replace(/^.*\/tests\//, ''), seconds: (endTime - (inTurn[i - 1]?.endTime ?? startTime)) / 1000 }))
  return timed.sort((one, other) => other.seconds - one.seconds).slice(0, SLOWEST).map(({ name, seconds }) => `${name} ${seconds.toFixed(0)} s`)
}

async function server() {
  const given = process.env.TEST_DATABASE_URL
  if (!given) {
    const { bin, reason } = await installPostgis(run)
    if (!bin) return { passed: 0, failed: 0, skipped: 1, leftOut: [`every test on a PostGIS server: ${reason}`] }
    cluster = await startCluster(bin)
  }
  const result = await vitest('database', { TEST_ENGINE: 'server', TEST_DATABASE_URL: given ?? cluster.url })
  await cluster?.stop()
  cluster = undefined
  return result
}

async function browser() {
  const { path, reason } = await findChromium(run)
  if (!path) return { passed: 0, failed: 0, skipped: 1, leftOut: [`every test in a browser: ${reason}`] }
  if (existsSync('web/vite.config.ts')) {
    const built = await checker('node', ['--input-type=module', '-e', `(await import('./api/start.mjs')).buildWeb()`])
    if (built.failed) return built
  }
  const { address, stop: stopServer } = await startBeatwise()
  return vitest('browser', { TEST_CHROMIUM: path, BEATWISE_URL: address, TEST_DEMO_PASSWORD: demoPassword }).finally(stopServer)
}

/** The product as anyone starts it, with the demonstration county, on a free port and a folder of its own. */
async function startBeatwise() {
  const child = spawn('node', ['api/start.mjs'], { env: { ...process.env, PORT: '0', DATABASE_URL: '', DATA_DIR: join(temporary, 'data'), DEMO_PASSWORD: demoPassword }, stdio: ['ignore', 'pipe', 'pipe'], ...group })
  const ended = new Promise((resolve) => child.once('close', resolve))
  children.set(child, ended)
  let said = ''
  const address = await new Promise((resolve, reject) => {
    const listen = (text) => {
      said += text
      const found = /(http:\/\/127\.0\.0\.1:\d+)/.exec(said)
      if (found) resolve(found[1])
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    ended.then(() => reject(new Error(`Beatwise did not start: ${said}`)))
  })
  return { address, async stop() { signalGroup(child, 'SIGTERM'); await ended; children.delete(child) } }
}

function run(program, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env: { ...process.env, TMPDIR: temporary, NO_COLOR: '1', ...env }, stdio: ['ignore', 'pipe', 'pipe'], ...group })
    children.set(child, new Promise((ended) => child.once('close', ended)))
    let output = ''
    child.stdout.on('data', (text) => { output += text })
    child.stderr.on('data', (text) => { output += text })
    child.on('error', (cause) => { output += cause.message; resolve({ code: 127, output }) })
    child.on('close', (code, signal) => { children.delete(child); resolve({ code: code ?? `by ${signal}`, output }) })
  })
}

let stopping = false
async function stop(code) {
  if (stopping) return
  stopping = true
  for (const child of children.keys()) signalGroup(child, 'SIGTERM')
  await Promise.race([Promise.all(children.values()), new Promise((late) => setTimeout(late, STOP_WITHIN_MS))])
  for (const child of children.keys()) signalGroup(child, 'SIGKILL')
  await cluster?.stop()
  if (code === 130) process.exit(130)
  say(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
  process.exitCode = code
}

/** To a program and all that it started: npx passes no signal on. */
function signalGroup(child, signal) {
  if (process.platform === 'win32') return child.kill(signal)
  try {
    process.kill(-child.pid, signal)
  } catch (cause) {
    // All of them are gone already.
    if (cause.code !== 'ESRCH') throw cause
  }
}

const say = (text) => process.stdout.write(`${text}\n`)

await main()
