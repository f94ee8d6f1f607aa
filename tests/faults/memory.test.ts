/** However large or hostile a file is, the importer's memory is bounded, and what cannot be read is refused in words. */
import { gzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { once, testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { peakMegabytes, runCommand, runProgram } from '../support/processes.ts'
import { csv, publishedHeader } from '../support/street.ts'

const MOST_MEGABYTES = 300
const test = testDatabase()
const files = testFolder()

once.each([
  ['a line of 1 GB', /line 2: a line is longer than 1 MB/],
  ['a header of 1 GB', /line 1: a line is longer than 1 MB/],
  ['a quoted field of 1 GB', /made.csv, line \d+: /],
  ['many empty lines', /1 rows read/],
  ['a million rows', /1000000 rows read/]
])('%s is met in bounded memory', async (what, outcome) => {
  // A heap that could not hold the rows: an importer that keeps them dies here, whatever the machine's memory is.
  const { stdout, stderr, code } = await runProgram('tests/support/measured-import.ts', [what], { ...test.env, NODE_OPTIONS: '--max-old-space-size=128' }).ended
  expect(stderr).toBe('')
  expect(code).toBe(0)
  const { result, megabytes } = JSON.parse(stdout) as { result: string; megabytes: number }
  expect(result).toMatch(outcome)
  expect(megabytes).toBeLessThan(MOST_MEGABYTES)
}, 120_000)

once.each([['a gzip bomb', 'bomb.csv.gz'], ['a zip bomb', 'bomb.zip']])('%s ends the command with exit code 1 in bounded memory', async (_name, name) => {
  const bomb = Buffer.concat([Buffer.from(csv([])), Buffer.alloc(300 * 1024 * 1024, `${publishedHeader}\n`)])
  const path = name.endsWith('.zip') ? await files.zip(name, { '2025-01-testshire-street.csv': bomb }) : files.write(name, gzipSync(bomb))
  const { child, ended } = runCommand(['ingest', 'police-uk', path], test.env)
  const most = await peakMegabytes(child.pid!, ended)
  const { code, stdout, stderr } = await ended
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(/bomb/)
  expect(most).toBeGreaterThan(50)
  expect(most).toBeLessThan(MOST_MEGABYTES)
}, 120_000)
