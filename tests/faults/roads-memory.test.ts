/** A file of roads as large as a county's is imported in bounded memory: a small real one, many times over. */
import { createWriteStream, statSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { expect } from 'vitest'
import { once, testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { enlarged } from '../support/osm-file.ts'
import { peakMegabytes, runCommand } from '../support/processes.ts'
import { sampleRoads } from '../support/roads.ts'
import { holds, named } from '../support/shared-data.ts'

const MOST_MEGABYTES = 350
const COPIES = 48
const test = testDatabase()
const files = testFolder()

once(named('a file of 45 MB is imported in bounded memory', 'osm-sample'), async ({ skip }) => {
  if (!holds('osm-sample')) skip()
  const path = `${files.path}/county.osm.pbf`
  await pipeline(Readable.from(enlarged(sampleRoads, COPIES)), createWriteStream(path))
  expect(statSync(path).size).toBeGreaterThan(44e6)
  // A heap that could not hold the roads as objects: an importer that keeps them so dies here, whatever the machine's memory is.
  const { child, ended } = runCommand(['ingest', 'roads', path, '--json'], { ...test.env, NODE_OPTIONS: '--max-old-space-size=128' })
  const most = await peakMegabytes(child.pid!, ended)
  const { code, stdout } = await ended
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ read: COPIES * 16_664, loaded: COPIES * 16_192 })
  expect(most).toBeGreaterThan(50)
  expect(most).toBeLessThan(MOST_MEGABYTES)
  expect(await test.db.rows('select nodes, edges from road_graphs where live')).toEqual([{ nodes: COPIES * 26_760, edges: COPIES * 34_803 }])
}, 180_000)
