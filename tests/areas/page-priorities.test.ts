/** What was asked for and done on the pages of areas and in their feeds: as it was published, of the area and its district, at once, and as text. */
import { beforeAll, describe, expect, it } from 'vitest'
import { northmarsh, southmarsh } from '../support/county.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { loadCounty } from '../support/ingest.ts'
import { partnershipOf } from '../support/priorities.ts'

const test = testDatabase()
const folder = testFolder()
const { as, change, move, published, submitted } = partnershipOf(test)
beforeAll(() => loadCounty(test.db, folder))
const page = async (code: string) => (await as(null).get(`/neighbourhood/${code}`)).body
const feed = async (code: string) => (await as(null).get(`/neighbourhood/${code}/feed.atom`)).body

describe('the page of an area', () => {
  it('says so where nothing has been published', async () => {
    expect(await page(southmarsh)).toContain('No local priorities of Southmarsh have been published here.')
    expect(await page('E01099103')).toContain('No local priorities of Southmarsh 001A or Southmarsh have been published here.')
  })

  it('shows what is published of it and of its district, with dates, state and outcome, and at once', async () => {
    await page(northmarsh)
    const done = await published({ title: 'Lights in the station car park', kind: 'you-said-we-did', asked: 'You said it was dark.', willDo: 'The council put up lights.', begins: '2026-01-05', ends: '2026-03-31', status: 'done', outcome: 'Twelve lights stand.', evidence: '/performance?month=2014-09' })
    await submitted({ title: 'Nobody has approved this' })
    for (const code of [northmarsh, 'E01099101']) {
      const text = await page(code)
      for (const said of ['Lights in the station car park', 'You said it was dark.', 'The council put up lights.', 'Twelve lights stand.', '5 January 2026 to 31 March 2026', 'Done', 'href="/performance?month=2014-09"']) expect(text).toContain(said)
      expect(text).not.toContain('Nobody has approved this')
    }
    expect(await page('E01099101')).toContain('for Northmarsh')
    expect(await page(southmarsh)).not.toContain('Lights in the station car park')
    expect(await feed(northmarsh)).toContain(`<id>urn:uuid:${done.id}</id><title>Lights in the station car park (done)</title>`)
  })

  it('keeps the text that was approved while another waits, and loses what is withdrawn', async () => {
    const entry = await published({ title: 'As it was approved' })
    const changed = (await change(entry, { title: 'As it may become' })).json<typeof entry>()
    expect(await page(northmarsh)).toContain('As it was approved')
    expect(await page(northmarsh)).not.toContain('As it may become')
    expect((await move(changed, 'withdraw', 'nora')).statusCode).toBe(200)
    expect(await page(northmarsh)).not.toContain('As it was approved')
    expect(await feed(northmarsh)).not.toContain('As it was approved')
  })

  it('writes a script as the text that it is', async () => {
    const script = '<script>alert("x")</script><img src=x onerror=alert(1)>'
    await published({ title: script, asked: script, willDo: script })
    for (const text of [await page(northmarsh), await feed(northmarsh)]) {
      expect(text).not.toMatch(/<script|<img/i)
      expect(text).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;')
    }
  })
})
