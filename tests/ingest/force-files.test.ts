/** A force's own incidents and attendance: exact positions and times, on the engine under test. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { CellsAnswer, ThemesAnswer } from '../../api/cells/schema.ts'
import { loadPaths } from '../../api/ingest/load.ts'
import { testApp } from '../support/app.ts'
import { addPerson, BrowserSession } from '../support/browser-session.ts'
import { northmarsh } from '../support/county.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { accounts, cells, load, loadCounty, quiet, sourceOf } from '../support/ingest.ts'

const header = 'incident_id,category,subcategory,occurred_from,occurred_to,lng,lat,rural_flag,domestic,solved'
const incidents = [
  header,
  'a1,burglary,dwelling,2014-05-03T10:00,2014-05-03T12:00,0.45,51.75,0,0,0',
  'a2,violent-crime,with-injury,02/05/2014 23:30,,0.4501,51.7501,0,0,1',
  'a3,violent-crime,with-injury,2014-05-06T14:00,,0.4501,51.7501,0,0,1',
  'a4,violent-crime,sexual,2014-05-03T23:00,,0.4501,51.7501,0,0,0',
  'a5,violent-crime,without-injury,2014-05-03T20:30,,0.45,51.75,0,1,0',
  'a6,domestic-incident,,2014-05-04T20:30,,0.45,51.75,0,1,0',
  'a7,other-theft,plant,2014-05-04T02:00,2014-05-04T22:00,0.55,51.65,1,0,0',
  'a8,anti-social-behaviour,nuisance,2014-05-09T21:00,,,,0,0,0',
  'a9,robbery,,2014-05-09T21:00,,0.65,51.65,0,0,0',
  // Each of these is counted with its reason.
  'b1,arson,,2014-05-09T21:00,,0.45,51.75,0,0,0',
  'b2,robbery,,31/02/2014 21:00,,0.45,51.75,0,0,0',
  'b3,robbery,,2014-05-09T21:00,2014-05-09T20:00,0.45,51.75,0,0,0',
  'b4,robbery,,2014-05-09T21:00,,51.75,0.45,0,0,0',
  ',robbery,,2014-05-09T21:00,,0.45,51.75,0,0,0',
  'a1,robbery,,2014-05-09T21:00,,0.45,51.75,0,0,0'
]
/** Enough sound rows that a handful of bad ones does not refuse the file. */
const plenty = Array.from({ length: 60 }, (_, i) => `p${i},shoplifting,,2014-06-${String((i % 28) + 1).padStart(2, '0')}T11:00,,0.45,51.75,0,0,0`)

describe('force-incidents', () => {
  const test = testDatabase()
  const app = testApp(test)
  const folder = testFolder()

  beforeAll(async () => {
    await loadCounty(test.db, folder)
    await load(test.db, 'places', folder.write('places.csv', 'place_id,kind,name,lng,lat\npub-1,licensed-premises,"Licensed premises 1, Northmarsh",0.4502,51.7502\n'))
    await loadPaths(test.db, 'force-incidents', [folder.write('incidents.csv', [...incidents, ...plenty].join('\n'))], quiet, { force: 'Testshire Police' })
  })

  it('counts every row that it does not load, by reason', async () => {
    const { reasons, forces } = await sourceOf(app, 'force-incidents')
    expect(Object.fromEntries(reasons.map(({ reason, count }) => [reason, count]))).toEqual({
      'category-unknown': 1, 'time-unreadable': 1, 'time-out-of-order': 1, 'coordinates-swapped': 1, 'reference-missing': 1, 'reference-repeated': 1
    })
    expect(forces).toEqual(['Testshire Police'])
    expect(await accounts(app, 'force-incidents')).toEqual({ read: 75, loaded: 69, rejected: 6, mapped: 69 })
  })

  it('never maps domestic abuse and sexual offences, and says how many are withheld', async () => {
    const answer = await cells(app, 'theme=violent-crime&from=2014-05&to=2014-05')
    expect(answer).toMatchObject({ total: 2, withheld: 2, recorded: 4 })
    const all = await cells(app, 'theme=crime&from=2014-05&to=2014-05')
    expect(all).toMatchObject({ total: 4, outside: 1, noLocation: 0, withheld: 2, recorded: 7 })
  })

  it('takes exact positions to resolution 10 for those signed in, and to 8 for the public', async () => {
    const finest = ({ themes }: ThemesAnswer) => Math.max(...themes.find(({ id }) => id === 'burglary')!.resolutions)
    await addPerson(test.db, 'ann', { role: 'analyst' })
    const ann = new BrowserSession(app.server)
    await ann.signIn('ann')
    expect(finest((await ann.send('GET', '/api/themes')).json())).toBe(10)
    expect((await ann.send('GET', '/api/cells?theme=burglary&from=2014-05&to=2014-05&res=10')).json<CellsAnswer>()).toMatchObject({ cells: [expect.any(String)], counts: [1], protection: null })
    expect(finest(await app.json('/api/themes'))).toBe(8)
    expect((await app.get('/api/cells?theme=burglary&from=2014-05&to=2014-05&res=9')).json()).toMatchObject({ error: { code: 'resolution-too-fine', parameter: 'res' } })
  })

  it('counts the night-time economy near premises on Friday and Saturday nights alone', async () => {
    expect(await cells(app, 'theme=night-time-economy&from=2014-05&to=2014-05')).toMatchObject({ total: 1 })
  })

  it('tells injury apart where the force does', async () => {
    expect(await cells(app, 'theme=violence-with-injury&from=2014-05&to=2014-05')).toMatchObject({ total: 2 })
  })

  it('counts as rural what lies in a rural class, and what the force flagged', async () => {
    const rural = await cells(app, `theme=rural-crime&from=2014-05&to=2014-05`)
    const north = await cells(app, `theme=rural-crime&from=2014-05&to=2014-05&area=${northmarsh}`)
    expect([rural.total, north.total]).toEqual([4, 3])
  })
})

describe('British National Grid', () => {
  const test = testDatabase()
  const app = testApp(test)
  const folder = testFolder()

  it('places eastings and northings within ten metres of where they are', async () => {
    // Ordnance Survey's own worked example: TG 51409 13177, the Caister water tower.
    const rows = ['incident_id,category,occurred_from,easting,northing', 'g1,burglary,2014-05-03,651409.903,313177.270']
    await load(test.db, 'force-incidents', folder.write('grid.csv', rows.join('\n')))
    const [spot] = await test.db.rows<{ lng: number; lat: number }>('select lng_e6 / 1e6 as lng, lat_e6 / 1e6 as lat from spots where spot_id > 0')
    const metres = Math.hypot((Number(spot!.lng) - 1.716073973) * 111_320 * Math.cos((52.658 * Math.PI) / 180), (Number(spot!.lat) - 52.658007833) * 111_320)
    expect(metres).toBeLessThan(10)
    expect((await cells(app, 'theme=burglary')).total).toBe(1)
  })
})

describe('force-responses', () => {
  const test = testDatabase()
  const app = testApp(test)
  const folder = testFolder()

  it('keeps impossible time stamps, reads local time across the clock change, and counts what it cannot read', async () => {
    const good = Array.from({ length: 40 }, (_, i) => `r${i},emergency,2014-03-29T10:00:00,2014-03-29T10:02:00,2014-03-29T10:12:00,0.45,51.75,4,A12,urban`)
    const rows = ['incident_id,grade,call_at,dispatched_at,arrived_at,lng,lat,call_answered_s,road,ruc', ...good,
      // Clocks go forward at 01:00: ten minutes pass between these.
      'c1,emergency,2014-03-30T00:55:00,,2014-03-30T02:05:00,0.45,51.75,4,,rural',
      'c2,emergency,2014-03-29T10:00:00,,2014-03-29T09:00:00,0.45,51.75,,,',
      'c3,emergency,2014-03-29T10:00:00,,,0.45,51.75,12,,',
      'c4,urgent,2014-03-29T10:00:00,,2014-03-29T10:09:00,0.45,51.75,4,,',
      'c5,emergency,soon,,2014-03-29T10:09:00,0.45,51.75,4,,']
    const summary = await load(test.db, 'force-responses', folder.write('responses.csv', rows.join('\n')))
    expect(summary).toMatchObject({ read: 45, loaded: 43, rejected: 2, reasons: { 'grade-unknown': 1, 'time-unreadable': 1 } })
    const [clock] = await test.db.rows<{ minutes: number }>(`select extract(epoch from arrived_at - call_at)::int / 60 as minutes from responses where incident_ref = 'c1'`)
    expect(clock!.minutes).toBe(10)
    expect((await test.db.rows(`select 1 from live_emergencies where not coalesce(stamped, false)`)).length).toBe(2)
    expect((await sourceOf(app, 'force-responses')).loaded).toBe(43)
  })
})
