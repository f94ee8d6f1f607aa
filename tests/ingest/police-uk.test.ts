/** Street-level files: every dress they have come in, and what becomes of each row. */
import { beforeAll, describe, expect, it } from 'vitest'
import { testApp } from '../support/app.ts'
import { northmarsh, southmarsh } from '../support/county.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { accounts, cells, load, loadCounty, sourceOf } from '../support/ingest.ts'
import { asb, csv, nowhere, row, snakeHeader, type Dress } from '../support/street.ts'

const test = testDatabase()
const app = testApp(test)
const files = testFolder()
beforeAll(() => loadCounty(test.db, files))

let month = 0
/** Each test uses a month of its own, so that it sees only its own rows. */
const newMonth = () => `20${String(10 + Math.floor(month / 12)).padStart(2, '0')}-${String((month++ % 12) + 1).padStart(2, '0')}`
const loadRows = (name: string, rows: Parameters<typeof csv>[0], dress?: Dress) => load(test.db, 'police-uk', files.write(name, csv(rows, dress)))
const asked = (theme: string, at: string, more = '') => cells(app, `theme=${theme}&from=${at}&to=${at}${more}`)

describe('a street-level file', () => {
  const dresses: [string, Dress & { gz?: boolean }][] = [
    ['the published header and LF', {}],
    ['the published header and CRLF', { lineEnd: '\r\n' }],
    ['the snake_case header and CRLF', { header: snakeHeader, lineEnd: '\r\n' }],
    ['a byte order mark', { mark: true }],
    ['no line end after the last row', { lastLineEnds: false }],
    ['gzip around it', { gz: true }]
  ]
  it.each(dresses)('is read with %s', async (_name, dress) => {
    const at = newMonth()
    const summary = await loadRows(`${at}-testshire-street.csv${dress.gz ? '.gz' : ''}`, [row({ month: at }), asb({ month: at }), row({ month: at, type: 'Drugs' })], dress)
    expect(summary).toMatchObject({ source: 'police-uk', read: 3, loaded: 3, rejected: 0, reasons: {}, unchanged: false })
    expect((await asked('crime', at)).total).toBe(2)
  })

  it('is read whatever the order of its columns', async () => {
    const at = newMonth()
    const names = ['Crime type', 'Month', 'LSOA name', 'LSOA code', 'Location', 'Latitude', 'Longitude', 'Falls within', 'Reported by', 'Last outcome category', 'Crime ID']
    const body = ['Burglary', at, 'Northmarsh 001A', 'E01099101', 'On or near Mill Lane', '51.75', '0.45', 'Testshire Police', 'Testshire Police', '', 'x']
    await load(test.db, 'police-uk', files.write(`${at}-testshire-street.csv`, `${names.join(',')}\n${body.join(',')}\n`))
    expect((await asked('burglary', at, `&area=${northmarsh}`)).total).toBe(1)
  })

  it('keeps quoted fields with commas and quotes, and double spaces, as they are', async () => {
    const at = newMonth()
    await loadRows(`${at}-testshire-street.csv`, [row({ month: at, location: 'On or near The "Old" Mill, High  Street' })])
    const spots = await test.db.rows<{ label: string }>(`select label from spots where label like '%Old%'`)
    expect(spots).toEqual([{ label: 'On or near The "Old" Mill, High  Street' }])
  })

  it('keeps every one of several identical ASB rows: each is an incident', async () => {
    const at = newMonth()
    await loadRows(`${at}-testshire-street.csv`, [asb({ month: at }), asb({ month: at }), asb({ month: at }), row({ month: at })])
    expect((await asked('anti-social-behaviour', at)).total).toBe(3)
  })

  it('keeps a Crime ID that is there twice, once with a position and once without', async () => {
    const at = newMonth()
    await loadRows(`${at}-testshire-street.csv`, [row({ month: at, id: 'twice' }), row({ month: at, id: 'twice', ...nowhere, outcome: 'Offender given a caution' })])
    expect(await asked('burglary', at)).toMatchObject({ total: 1, noLocation: 1, outside: 0, recorded: 2 })
  })

  it('counts rows without coordinates as having no location, and rows beyond the border as outside', async () => {
    const at = newMonth()
    const rows = [row({ month: at }), row({ month: at, ...nowhere }), row({ month: at, lng: '0.65', lat: '51.65', lsoaCode: '', lsoaName: '' }), row({ month: at, lng: '-1.5', lat: '53.7', lsoaCode: 'E01010000', lsoaName: 'Calderdale 001A' })]
    await loadRows(`${at}-testshire-street.csv`, rows)
    expect(await asked('crime', at)).toMatchObject({ total: 1, noLocation: 1, outside: 2, recorded: 4 })
  })

  it('places rows by the LSOA they name, of 2011 and of 2021', async () => {
    const at = newMonth()
    const rows = [
      row({ month: at, lsoaCode: 'E01098101', lsoaName: 'Northmarsh 001A' }), row({ month: at }),
      row({ month: at, lng: '0.55', lat: '51.65', lsoaCode: 'E01098103', lsoaName: 'Southmarsh 001A' }),
      // Generalised outlines: the point lies just over the line, and the row's own word for it counts.
      row({ month: at, lng: '0.45', lat: '51.7001', lsoaCode: 'E01099103', lsoaName: 'Southmarsh 001A' })
    ]
    await loadRows(`${at}-testshire-street.csv`, rows)
    expect((await asked('crime', at, `&area=${northmarsh}`)).total).toBe(2)
    expect((await asked('crime', at, `&area=${southmarsh}`)).total).toBe(2)
    expect((await asked('crime', at)).total).toBe(4)
  })

  it('takes the rural class of the LSOA, also where only its 2011 forerunner has one', async () => {
    const at = newMonth()
    await loadRows(`${at}-testshire-street.csv`, [row({ month: at }), row({ month: at, lsoaCode: 'E01098102', lng: '0.55' }), row({ month: at, lng: '0.45', lat: '51.65', lsoaCode: 'E01099103', lsoaName: 'Southmarsh 001A' })])
    expect((await asked('rural-crime', at)).total).toBe(2)
  })

  it('understands the category names of older files', async () => {
    const at = newMonth()
    await loadRows(`${at}-testshire-street.csv`, [row({ month: at, type: 'Violent crime' }), row({ month: at, type: 'Public disorder and weapons' }), row({ month: at, type: 'Criminal damage & arson' })])
    expect((await asked('violent-crime', at)).total).toBe(1)
    expect((await asked('public-order', at)).total).toBe(1)
    expect((await asked('criminal-damage-arson', at)).total).toBe(1)
  })

  it('may hold several forces', async () => {
    const at = newMonth()
    const other = { reportedBy: 'Otherfolk Constabulary', fallsWithin: 'Otherfolk Constabulary' }
    const summary = await loadRows(`${at}-both-street.csv`, [row({ month: at }), row({ month: at, ...other }), asb({ month: at, ...other })])
    expect(summary.loaded).toBe(3)
    expect((await sourceOf(app, 'police-uk')).forces).toEqual(['Otherfolk Constabulary', 'Testshire Police'])
  })

  it('without a month in its name may hold several months', async () => {
    const [first, second] = [newMonth(), newMonth()]
    await loadRows('two-months.csv', [row({ month: first }), row({ month: second }), row({ month: second })])
    expect((await asked('crime', first)).total).toBe(1)
    expect((await asked('crime', second)).total).toBe(2)
  })

  it('loses single bad rows by reason and keeps the others', async () => {
    const at = newMonth()
    const good = Array.from({ length: 60 }, (_, i) => row({ month: at, id: `g${i}` }))
    const bad = [row({ month: at, type: 'Witchcraft' }), row({ month: at, lng: 'NaN' }), row({ month: at, lng: '51.75', lat: '0.45' }), row({ month: '2010-13' }), row({ month: at, lat: '' }), row({ month: at, lng: '-70.1', lat: '40.2' })]
    const summary = await loadRows(`${at}-testshire-street.csv`, [...good, ...bad])
    expect(summary).toMatchObject({
      read: 66, loaded: 60, rejected: 6,
      reasons: { 'category-unknown': 1, 'coordinates-unreadable': 2, 'coordinates-swapped': 1, 'month-unreadable': 1, 'coordinates-abroad': 1 }
    })
  })

  it('leaves no row unaccounted for: everything read was loaded or rejected, everything loaded is on the map or counted beside it', async () => {
    const { read, loaded, rejected, mapped } = await accounts(app, 'police-uk')
    expect(read).toBe(loaded + rejected)
    expect(mapped).toBe(loaded)
    const [crime, disorder] = [await cells(app, 'theme=crime&from=2010-01&to=2015-12'), await cells(app, 'theme=anti-social-behaviour&from=2010-01&to=2015-12')]
    expect(crime.recorded! + disorder.recorded!).toBe(loaded)
  })
})
