/** A test database with the invented county and six months of incidents in it, and the application on it. */
import { beforeAll } from 'vitest'
import { testApp, type TestApp } from './app.ts'
import { testDatabase, type TestDatabase } from './database.ts'
import { testFolder } from './files.ts'
import { load, loadCounty } from './ingest.ts'
import { seeded } from './random.ts'
import { csv, monthOf } from './street.ts'

export const loadedMonths = ['2024-10', '2024-11', '2024-12', '2025-01', '2025-03', '2025-04']
export const rowsAMonth = 400
/** Between the loaded ones: a gap, as published files have them. */
export const missingMonth = '2025-02'

export function loadedApp(): { test: TestDatabase; app: TestApp } {
  const test = testDatabase()
  const app = testApp(test)
  const files = testFolder()
  beforeAll(async () => {
    await loadCounty(test.db, files)
    const folder = files.folder('months')
    const random = seeded(7)
    for (const month of loadedMonths) folder.write(`${month}-testshire-street.csv`, csv(monthOf(month, rowsAMonth, random)))
    await load(test.db, 'police-uk', folder.path)
  })
  return { test, app }
}
