/** Whatever comes first, boundaries or incidents, the same files end in the same answers. */
import { afterEach, expect, it } from 'vitest'
import { reset, testDatabase } from '../support/database.ts'
import { appOn, publicTierOf } from '../support/app.ts'
import { boundaryFiles, lsoaChanges, ruralClasses } from '../support/county.ts'
import { testFolder } from '../support/files.ts'
import { cells, load } from '../support/ingest.ts'
import { seeded } from '../support/random.ts'
import { csv, monthOf } from '../support/street.ts'

const test = testDatabase()
const files = testFolder()
afterEach(() => reset(test.db))

const boundaries = Object.entries(boundaryFiles).map(([name, text]) => files.write(`boundaries/${name}`, text))
const steps = {
  areas: () => load(test.db, 'areas', ...boundaries),
  classes: () => load(test.db, 'ruc', files.write('classes.csv', ruralClasses)),
  changes: () => load(test.db, 'ruc', files.write('changes.csv', lsoaChanges)),
  january: () => load(test.db, 'police-uk', files.write('2025-01-testshire-street.csv', csv(monthOf('2025-01', 200, seeded(1))))),
  february: () => load(test.db, 'police-uk', files.write('2025-02-testshire-street.csv', csv(monthOf('2025-02', 200, seeded(2)))))
}
type Step = keyof typeof steps
const orders: Step[][] = [
  ['areas', 'classes', 'changes', 'january', 'february'], ['february', 'january', 'areas', 'changes', 'classes'],
  ['january', 'areas', 'changes', 'february', 'classes'], ['classes', 'february', 'january', 'changes', 'areas']
]
let first: unknown

it.each(orders.map((order) => [order.join(', '), order] as const))('loaded as %s', async (_name, order) => {
  for (const step of order) await steps[step]()
  const publicDb = await publicTierOf(test)
  const app = await appOn(test.db, { publicDb })
  const answers = []
  for (const theme of ['crime', 'rural-crime', 'anti-social-behaviour']) for (const area of ['', '&area=E07099001', '&area=E01099103', '&area=E01098103']) answers.push({ ...await cells(app, `theme=${theme}&res=9${area}`), dataVersion: '' })
  await app.server.close()
  await publicDb.close()
  first ??= answers
  expect(answers).toEqual(first)
  expect(answers[0]).toMatchObject({ query: { from: '2025-01', to: '2025-02' } })
})
