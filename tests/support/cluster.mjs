/** A throwaway PostGIS server for tests: made with checksums in a temporary folder, on a free port, gone afterwards. */
import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const debianFolder = '/usr/lib/postgresql'
const READY_WITHIN_MS = 30_000

/** The folder of `initdb` and `postgres` of the newest installed PostgreSQL that has PostGIS; undefined when there is none. */
export function findPostgis() {
  const folders = existsSync(debianFolder)
    ? readdirSync(debianFolder).sort((a, b) => Number(b) - Number(a)).map((version) => [join(debianFolder, version, 'bin'), `/usr/share/postgresql/${version}`])
    : []
  const onPath = output('pg_config', ['--bindir'])
  if (onPath) folders.push([onPath, output('pg_config', ['--sharedir']) ?? ''])
  return folders.find(([bin, share]) => existsSync(join(bin, 'initdb')) && existsSync(join(share, 'extension', 'postgis.control')))?.[0]
}

/** Starts a server with the programs in `bin`, `changes` to its settings. Answers its address, and `stop`, which also removes its folder. */
export async function startCluster(bin, changes = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'beatwise-postgis-'))
  const owner = unprivileged()
  if (owner) chownSync(folder, owner.uid, owner.gid)
  const data = join(folder, 'data')
  execFileSync(join(bin, 'initdb'), ['-D', data, '-k', '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale', 'C.UTF-8', '--no-sync'], { ...owner, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  const port = await freePort()
  // Nothing here must survive a power cut, so the tests need not wait for the disk.
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '2GB', max_connections: '200', ...changes }
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...owner, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  let log = ''
  server.stderr.on('data', (text) => { log = (log + text).slice(-4000) })
  const end = () => { if (server.exitCode === null && server.signalCode === null) server.kill('SIGQUIT') }
  process.once('exit', end)
  const stop = async () => {
    process.removeListener('exit', end)
    if (server.exitCode === null && server.signalCode === null) {
      const gone = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGQUIT')
      await gone
    }
    rmSync(folder, { recursive: true, force: true })
  }
  const deadline = Date.now() + READY_WITHIN_MS
  while (!log.includes('database system is ready to accept connections')) {
    if (server.exitCode !== null || Date.now() > deadline) {
      await stop()
      throw new Error(`The PostgreSQL server did not start: ${log}`)
    }
    await new Promise((wake) => setTimeout(wake, 50))
  }
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, version: output(join(bin, 'postgres'), ['--version']), stop }
}

/** PostgreSQL refuses to run as root: as whom it runs instead, when this process is root. */
function unprivileged() {
  if (process.getuid?.() !== 0) return undefined
  const id = (kind, name) => Number(output('id', [kind, name]))
  const name = output('id', ['-u', 'postgres']) ? 'postgres' : 'nobody'
  return { uid: id('-u', name), gid: id('-g', name) }
}

function output(program, args) {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    // The program is not there: the caller looks elsewhere.
    return undefined
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}
