/** What the tests need from outside the project: a PostGIS server, a browser. Finds them, or installs them where it may. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { findPostgis } from './cluster.mjs'

const POSTGIS_PACKAGE = 'postgresql-15-postgis-3'

/** The programs of a PostgreSQL with PostGIS, installed if need be; else the reason why there are none. */
export async function installPostgis(run) {
  const found = findPostgis()
  if (found) return { bin: found }
  const failed = await aptInstall(run, POSTGIS_PACKAGE)
  const bin = findPostgis()
  return bin ? { bin } : { reason: `no PostgreSQL with PostGIS is installed, TEST_DATABASE_URL is not set, and ${failed ?? `${POSTGIS_PACKAGE} brought none`}` }
}

/** The system's Chromium, installed if need be; else the reason why there is none. */
export async function findChromium(run) {
  const look = () => ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(onPath).find(Boolean)
  if (look()) return { path: look() }
  const failed = await aptInstall(run, 'chromium')
  return look() ? { path: look() } : { reason: `no Chromium is installed, and ${failed ?? 'the package chromium brought none'}` }
}

/** @returns undefined when the package is installed, else why it is not. */
async function aptInstall(run, name) {
  if (!onPath('apt-get')) return 'there is no apt-get to install it with'
  if (process.getuid?.() !== 0) return `installing ${name} needs root`
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update'], quiet)
  const { code, output } = await run('apt-get', ['install', '-y', name], quiet)
  return code === 0 ? undefined : `apt-get could not install ${name}: ${output.trim().split('\n').pop()}`
}

function onPath(name) {
  return (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)).find((path) => {
    try {
      accessSync(path, constants.X_OK)
      return true
    } catch {
      // Not in this folder; the next one may have it.
      return false
    }
  })
}
