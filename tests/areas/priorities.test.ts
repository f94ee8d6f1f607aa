/** Local priorities over HTTP with real sign-ins: written, submitted, published, returned, withdrawn; what is refused, and what the trail keeps. */
import { beforeAll, describe, expect, it } from 'vitest'
import { AreaPrioritiesAnswer, Priority, PrioritiesAnswer, PriorityWithHistory } from '../../api/areas/priority-schema.ts'
import { northmarsh, southmarsh } from '../support/county.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { loadCounty } from '../support/ingest.ts'
import { burglary, partnershipOf, PRIORITIES as PATH } from '../support/priorities.ts'
import { expectSchema } from '../support/schema.ts'
import { errorOf } from '../support/sites.ts'

const test = testDatabase()
const folder = testFolder()
const { as, add, change, move, published, read, seen, submitted } = partnershipOf(test)
beforeAll(() => loadCounty(test.db, folder))
const titles = async (area?: string) => (await seen(area)).map(({ title }) => title)

describe('an entry', () => {
  it('is written as a draft, submitted, and read by everybody once an administrator has published it', async () => {
    const created = await as('nora').post(PATH, { ...burglary, title: 'The whole way' })
    expect([created.statusCode, created.headers.etag, created.headers['cache-control']]).toEqual([201, '"1"', 'private, no-store'])
    const draft = created.json<Priority>()
    expectSchema(Priority, draft)
    expect(draft).toMatchObject({ ...burglary, title: 'The whole way', areaName: expect.any(String), district: northmarsh, state: 'draft', version: 1, publishedVersion: null, evidence: null, ends: null, outcome: null, reason: null, createdBy: 'nora' })
    expect(await titles()).not.toContain('The whole way')
    const asked = (await move(draft, 'submit', 'nora')).json<Priority>()
    expect([asked.state, asked.version]).toEqual(['submitted', 2])
    expect(await titles()).not.toContain('The whole way')
    const approved = await move(asked, 'publish', 'adam')
    expect([approved.statusCode, approved.headers.etag, approved.json<Priority>().state, approved.json<Priority>().publishedVersion]).toEqual([200, '"3"', 'published', 3])
    const answer = await as(null).get(`/api/areas/${northmarsh}/priorities`)
    expectSchema(AreaPrioritiesAnswer, answer.json())
    const shown = answer.json<{ priorities: { id: string }[] }>().priorities.find(({ id }) => id === draft.id)
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(new Date())
    expect(shown).toEqual({ id: draft.id, area: northmarsh, areaName: draft.areaName, kind: 'priority', title: 'The whole way', asked: burglary.asked, evidence: null, willDo: burglary.willDo, begins: '2026-11-02', ends: null, status: 'planned', outcome: null, synthetic: false, published: today, changed: expect.any(String) })
    for (const name of ['nora', 'adam']) expect(answer.body).not.toContain(name)
    const history = await read(draft.id)
    expectSchema(PriorityWithHistory, history)
    expect(history.history.map(({ version, act, by }) => [version, act, by])).toEqual([[3, 'published', 'adam'], [2, 'submitted', 'nora'], [1, 'added', 'nora']])
    expect(history.published).toEqual(shown)
  })

  it('is returned with a reason, changed, and submitted again; the reason is never public', async () => {
    const entry = await submitted({ title: 'Sent back' })
    expect(errorOf(await move(entry, 'return', 'adam', {})).parameter).toBe('reason')
    expect(errorOf(await move(entry, 'return', 'adam', { reason: ' \n ' })).parameter).toBe('reason')
    const back = (await move(entry, 'return', 'adam', { reason: 'Leave out the house number.' })).json<Priority>()
    expect(back).toMatchObject({ state: 'returned', reason: 'Leave out the house number.', version: 3 })
    expect((await move(back, 'publish', 'adam')).statusCode).toBe(409)
    const changed = (await change(back, { asked: 'Without a number.' })).json<Priority>()
    expect(changed).toMatchObject({ state: 'draft', reason: null, version: 4 })
    const done = (await move((await move(changed, 'submit', 'nora')).json<Priority>(), 'publish', 'adam')).json<Priority>()
    expect(done.state).toBe('published')
    const { history } = await read(entry.id, 'adam')
    expect(history.map(({ act, by, reason }) => [act, by, reason])).toEqual([['published', 'adam', null], ['submitted', 'nora', null], ['changed', 'nora', null], ['returned', 'adam', 'Leave out the house number.'], ['submitted', 'nora', null], ['added', 'nora', null]])
    expect(history[2]!.changes).toEqual([{ field: 'asked', from: burglary.asked, to: 'Without a number.' }])
    expect(JSON.stringify(await seen())).not.toContain('house number')
  })

  it('keeps its published text public while it is changed, until the new text is approved', async () => {
    const entry = await published({ title: 'First text' })
    const edited = (await change(entry, { title: 'Second text', status: 'done', outcome: 'Three were caught.' })).json<Priority>()
    expect(edited).toMatchObject({ state: 'draft', publishedVersion: 3, version: 4 })
    expect(await titles()).toContain('First text')
    const again = (await move(edited, 'submit', 'nora')).json<Priority>()
    expect(await titles()).toContain('First text')
    expect((await read(entry.id)).published!.title).toBe('First text')
    const since = (await seen()).find(({ id }) => id === entry.id)!
    expect((await move(again, 'return', 'adam', { reason: 'Who?' })).json<Priority>().publishedVersion).toBe(3)
    expect(await titles()).toContain('First text')
    const mended = (await change({ id: entry.id, version: 6 }, { outcome: 'Fewer were recorded.' })).json<Priority>()
    await move((await move(mended, 'submit', 'nora')).json<Priority>(), 'publish', 'adam')
    expect(await titles()).not.toContain('First text')
    const now = (await seen()).find(({ id }) => id === entry.id)!
    expect(now).toMatchObject({ title: 'Second text', status: 'done', outcome: 'Fewer were recorded.', published: since.published })
    expect(now.changed > since.changed).toBe(true)
  })

  it('goes from the public at once when its team or an administrator withdraws it, and its history stays', async () => {
    for (const who of ['ned', 'adam'] as const) {
      const entry = await published({ title: `Withdrawn by ${who}` })
      expect(await titles()).toContain(entry.title)
      const gone = (await move(entry, 'withdraw', who)).json<Priority>()
      expect(gone).toMatchObject({ state: 'withdrawn', publishedVersion: null, changedBy: who })
      expect(await titles()).not.toContain(entry.title)
      const { history, published: left } = await read(entry.id)
      expect([history[0]!.act, history[0]!.by, history.length, left]).toEqual(['withdrawn', who, 4, null])
      expect(errorOf(await move(gone, 'withdraw', who)).code).toBe('wrong-state')
      expect((await change(gone, { title: 'Begun again' })).json<Priority>()).toMatchObject({ state: 'draft', publishedVersion: null })
    }
  })

  it('takes no step that its state does not allow', async () => {
    const draft = await add()
    expect((await move(draft, 'publish', 'adam')).statusCode).toBe(409)
    expect((await move(draft, 'return', 'adam', { reason: 'No' })).statusCode).toBe(409)
    const waiting = (await move(draft, 'submit', 'nora')).json<Priority>()
    expect((await move(waiting, 'submit', 'nora')).statusCode).toBe(409)
    const live = (await move(waiting, 'publish', 'adam')).json<Priority>()
    for (const [name, who] of [['submit', 'nora'], ['publish', 'adam']] as const) expect(errorOf(await move(live, name, who)).code).toBe('wrong-state')
  })
})

describe('two people at once', () => {
  it('change, submit, publish, return and withdraw only what they have read', async () => {
    const entry = await submitted()
    const stale = { id: entry.id, version: entry.version - 1 }
    const tries = [change(stale, { title: 'Mine' }, 'ned'), move(stale, 'submit', 'ned'), move(stale, 'publish', 'adam'), move(stale, 'return', 'adam', { reason: 'No' }), move(stale, 'withdraw', 'adam')]
    for (const refused of await Promise.all(tries)) expect([refused.statusCode, refused.headers.etag, errorOf(refused).message]).toEqual([412, '"2"', expect.stringContaining('changed by nora')])
    const unsaid = [as('nora').patch(`${PATH}/${entry.id}`, { title: 'x' }), ...['publish', 'withdraw'].map((name) => as('adam').post(`${PATH}/${entry.id}/${name}`, undefined))]
    for (const refused of await Promise.all(unsaid)) expect([refused.statusCode, errorOf(refused).code]).toEqual([428, 'version-missing'])
    const both = await Promise.all([change(entry, { title: 'One' }, 'nora'), change(entry, { title: 'Other' }, 'ned')])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412])
    expect((await read(entry.id)).history.length).toBe(3)
  })
})

describe('whose it is', () => {
  it('is decided by the district: another team neither sees nor touches an entry, and writes for no area of it', async () => {
    const entry = await add({ area: 'E01099101', title: 'Small area' })
    expect([entry.area, entry.areaName, entry.district]).toEqual(['E01099101', 'Northmarsh 001A', northmarsh])
    const list = async (who: 'nora' | 'ned' | 'sue' | 'adam') => (await as(who).get(PATH)).json<{ priorities: { id: string }[] }>()
    for (const who of ['nora', 'ned', 'adam'] as const) expect((await list(who)).priorities.map(({ id }) => id), who).toContain(entry.id)
    expectSchema(PrioritiesAnswer, await list('nora'))
    expect(JSON.stringify(await list('nora'))).not.toContain(burglary.asked)
    expect((await list('sue')).priorities).toEqual([])
    const tries = [as('sue').get(`${PATH}/${entry.id}`), change(entry, { title: 'Taken' }, 'sue'), move(entry, 'submit', 'sue'), move(entry, 'withdraw', 'sue')]
    for (const refused of await Promise.all(tries)) expect([refused.statusCode, errorOf(refused).code]).toEqual([404, 'unknown-priority'])
    for (const area of [southmarsh, 'E01099103']) expect((await as('nora').post(PATH, { ...burglary, area })).statusCode).toBe(403)
    expect(errorOf(await change(entry, { area: 'E01099104' }))).toMatchObject({ code: 'bad-parameter', parameter: 'area' })
    expect((await change(entry, { area: 'E01099102' })).json<Priority>().areaName).toBe('Northmarsh 001B')
    expect(errorOf(await as('nora').post(PATH, { ...burglary, area: 'E23099001' })).parameter).toBe('area')
    expect(errorOf(await as('nora').post(PATH, { ...burglary, area: 'E01098101' })).parameter).toBe('area')
    expect(errorOf(await as('nora').post(PATH, { ...burglary, area: 'E00000000' }))).toMatchObject({ code: 'unknown-area', parameter: 'area' })
  })

  it('leaves approval to administrators, and writing to planners', async () => {
    const entry = await submitted()
    for (const name of ['publish', 'return']) expect((await move(entry, name, 'nora', { reason: 'x' })).statusCode).toBe(403)
    expect((await as('adam').post(PATH, burglary)).statusCode).toBe(403)
    expect((await change(entry, { title: 'By the admin' }, 'adam')).statusCode).toBe(403)
    for (const path of [PATH, `${PATH}/${entry.id}`]) expect([(await as('ann').get(path)).statusCode, (await as(null).get(path)).statusCode]).toEqual([403, 401])
  })
})

it('the audit trail has every act, with who and what; what was refused leaves none', async () => {
  const since = (await test.db.rows<{ seq: string }>('select coalesce(max(seq), 0)::text as seq from audit_entries'))[0]!.seq
  const entry = await submitted()
  const back = (await move(entry, 'return', 'adam', { reason: 'Secret reason' })).json<Priority>()
  const again = (await move((await change(back, { title: 'Again' })).json<Priority>(), 'submit', 'nora')).json<Priority>()
  const live = (await move(again, 'publish', 'adam')).json<Priority>()
  await move(live, 'publish', 'adam')
  await read(entry.id, 'adam')
  await as('nora').get(PATH)
  await move(live, 'withdraw', 'adam')
  const trail = await test.db.rows<{ act: string; who: string; subject: string | null; detail: string }>('select act, account_name as who, subject, detail::text from audit_entries where seq > $1 order by seq', [since])
  expect(trail.map(({ act, who }) => [act, who])).toEqual([['priority-add', 'nora'], ['priority-submit', 'nora'], ['priority-return', 'adam'], ['priority-change', 'nora'], ['priority-submit', 'nora'], ['priority-publish', 'adam'], ['read-priority', 'adam'], ['read-priorities', 'nora'], ['priority-withdraw', 'adam']])
  expect(trail.filter(({ act }) => act !== 'read-priorities').every(({ subject }) => subject === entry.id)).toBe(true)
  expect(JSON.stringify(trail)).not.toContain('Secret')
})
