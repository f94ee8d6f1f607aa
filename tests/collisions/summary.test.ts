/** The KSI table over HTTP: the printed table of September 2014 to the digit, by area, with gaps said, and nothing told that the data do not hold. */
import { beforeAll, describe, expect, it } from 'vitest'
import { loadDemonstrationAreas } from '../../api/ingest/demo.ts'
import type { SummaryAnswer, SummaryRow } from '../../api/collisions/schema.ts'
import { casualties, casualtyColumns, collisionColumns, collisions } from '../../fixtures/generator/index.ts'
import { testApp, versionSettles } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { load, loadCounty, quiet } from '../support/ingest.ts'

/** As printed: id, last year, this year, percent, points since August (above 0: worsened). */
const printed: readonly [string, number, number, number, number][] = [
  ['ksi-casualties', 662, 679, 2.6, 0.9], ['fatal', 43, 30, -30.2, 3.1], ['serious', 619, 649, 4.8, 0.7], ['ksi-collisions', 587, 604, 2.9, 2.2], ['powered-two-wheelers', 145, 173, 19.3, 18.7],
  ['young-car-drivers', 112, 113, 0.9, -4.0], ['pedestrians', 107, 122, 14.0, -5.4], ['cyclists', 86, 86, 0.0, 8.9], ['children', 82, 67, -18.3, 1.5], ['drink-drive', 32, 12, -62.5, -9.2]
]
const csvOf = (columns: readonly string[], batches: Iterable<object[]>) =>
  [columns.join(','), ...[...batches].flat().map((row) => columns.map((column) => (row as Record<string, string>)[column] ?? '').join(','))].join('\n')
const rowOf = ({ rows }: SummaryAnswer, id: string): SummaryRow => rows.find((row) => row.id === id)!

describe('the KSI table of the demonstration county', () => {
  const test = testDatabase()
  const app = testApp(test)
  const folder = testFolder()
  const ask = (query: string) => app.json<SummaryAnswer>(`/api/collisions/summary${query}`)

  beforeAll(async () => {
    await loadDemonstrationAreas(test.db, quiet)
    const summary = await load(test.db, 'stats19', folder.write('collisions.csv', csvOf(collisionColumns, collisions())), folder.write('casualties.csv', csvOf(casualtyColumns, casualties())))
    expect(summary).toMatchObject({ rejected: 0 })
    expect(summary.remarks['severity-disagrees'] ?? summary.remarks['casualty-count-disagrees'] ?? summary.remarks['code-unknown']).toBeUndefined()
  }, 180_000)

  it.each(printed)('%s of September 2014: %i and then %i', async (id, lastYear, thisYear, percent, points) => {
    const answer = await ask('?month=2014-09')
    const text = points === 0 ? 'unchanged' : `${points > 0 ? 'worsened' : 'improved'} ${Math.abs(points).toFixed(1)}`
    expect(rowOf(answer, id)).toMatchObject({
      lastYear, thisYear, difference: thisYear - lastYear, percent, percentText: `${percent > 0 ? '+' : ''}${percent.toFixed(1)} %`, changeSincePreviousMonth: { points, text }, note: null, unit: id === 'ksi-collisions' ? 'collisions' : 'casualties'
    })
  })

  it('is of the last month where none is named, with its spans, and says that nothing is missing', async () => {
    const answer = await ask('')
    expect(answer).toMatchObject({ query: { month: '2014-09', area: null }, thisYear: { from: '2013-10', to: '2014-09' }, lastYear: { from: '2012-10', to: '2013-09' }, previousMonth: '2014-08', monthsMissing: [], note: null, synthetic: false })
    expect(answer.rows.map(({ id }) => id)).toEqual(['ksi-casualties', 'fatal', 'serious', 'ksi-collisions', 'all-collisions', 'powered-two-wheelers', 'young-car-drivers', 'pedestrians', 'cyclists', 'children', 'older-people', 'drink-drive'])
  })

  it('counts older people and all collisions as the rows do', async () => {
    const answer = await ask('?month=2014-09')
    const monthOf = new Map([...collisions()].flat().map(({ collision_index, date }) => [collision_index, `${date.slice(6)}-${date.slice(3, 5)}`]))
    const inYear = (index: string) => monthOf.get(index)! >= '2013-10'
    const people = [...casualties()].flat().filter(({ collision_index, age_of_casualty: age, casualty_severity: severity }) => inYear(collision_index) && Number(age) >= 70 && severity !== '3')
    expect(rowOf(answer, 'older-people').thisYear).toBe(people.length)
    expect(people.length).toBeGreaterThan(20)
    expect(rowOf(answer, 'all-collisions').thisYear).toBe([...monthOf.keys()].filter(inYear).length)
  })

  it('adds up over the districts, and gives no percentage on a small base', async () => {
    const whole = await ask('?month=2014-09')
    const { areas } = await app.json<{ areas: { code: string; inStudy: boolean }[] }>('/api/areas?type=district')
    const parts = await Promise.all(areas.filter(({ inStudy }) => inStudy).map(({ code }) => ask(`?month=2014-09&area=${code}`)))
    expect(parts.length).toBe(14)
    for (const [id] of printed) expect(parts.reduce((sum, part) => sum + rowOf(part, id).thisYear!, 0), id).toBe(rowOf(whole, id).thisYear)
    const small = parts.flatMap(({ rows }) => rows).filter(({ lastYear }) => lastYear !== null && lastYear > 0 && lastYear < 20)
    expect(small.length).toBeGreaterThan(20)
    for (const row of small) expect(row).toMatchObject({ percent: null, percentText: 'base under 20', changeSincePreviousMonth: null })
    for (const row of parts.flatMap(({ rows }) => rows).filter(({ lastYear }) => lastYear === 0)) expect(row).toMatchObject({ percent: null, percentText: 'n/a' })
    expect(parts[0]!.areaName).toBeTruthy()
  })

  it('says which months are not loaded and compares nothing with them', async () => {
    const early = await ask('?month=2014-08')
    expect(early.monthsMissing).toEqual([])
    // The table one month earlier would need August 2012, which is not held.
    expect(rowOf(early, 'ksi-casualties')).toMatchObject({ changeSincePreviousMonth: null, lastYear: expect.any(Number) as number })
    const later = await ask('?month=2014-10')
    expect(later.monthsMissing).toEqual(['2014-10'])
    expect(later.note).toMatch(/Not loaded: October 2014/)
    expect(rowOf(later, 'ksi-casualties')).toMatchObject({ thisYear: null, lastYear: expect.any(Number) as number, difference: null, percent: null, percentText: 'not comparable' })
    expect((await ask('?month=2001-01')).note).toBe('No collisions are loaded for these months.')
  })

  it('comes as a table too, and refuses what it does not know', async () => {
    const { body, headers } = await app.get('/api/collisions/summary?month=2014-09', { accept: 'text/csv' })
    expect(headers['content-type']).toMatch(/^text\/csv/)
    expect(body.split('\r\n')[1]).toMatch(/^ksi-casualties,All killed or seriously injured,casualties,662,679,17,2.6,'\+2.6 %,0.9,worsened 0.9,,2014-09,/)
    for (const [query, code] of [['?month=2014-13', 400], ['?area=E07999999', 404], ['?year=2014', 400]] as const) expect((await app.get(`/api/collisions/summary${query}`)).statusCode, query).toBe(code)
  })
})

describe('the KSI table of other data', () => {
  const test = testDatabase()
  const app = testApp(test)
  const folder = testFolder()
  const head = 'collision_index,longitude,latitude,police_force,collision_severity,date,time'
  const people = 'collision_index,casualty_reference,casualty_class,sex_of_casualty,age_of_casualty,casualty_severity,casualty_type,casualty_adjusted_serious'
  const months = Array.from({ length: 24 }, (_, i) => `${2020 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`)
  const events = months.flatMap((month, m) => Array.from({ length: 3 }, (_, i) => ({ id: `${month}-${i}`, month, m, i })))

  beforeAll(async () => {
    await loadCounty(test.db, folder)
    await load(test.db, 'stats19',
      folder.write('c.csv', [head, ...events.map(({ id, month, i }) => `${id},${i === 2 ? 'NULL,NULL' : '0.45,51.75'},42,2,01/${month.slice(5)}/${month.slice(0, 4)},10:00`)].join('\n')),
      folder.write('k.csv', [people, ...events.map(({ id, m, i }) => `${id},1,1,${i === 0 ? 9 : 1},${i === 1 ? -1 : 20},2,9,${m % 2 === 0 ? '0.9' : '0.5'}`)].join('\n')))
    // Another county's, in the same months: not of this one.
    await load(test.db, 'stats19', folder.write('far.csv', [head, ...events.map(({ id, month }) => `far${id},-2.2,53.5,6,1,01/${month.slice(5)}/${month.slice(0, 4)},10:00`)].join('\n')))
    await versionSettles()
  })
  const ask = (query: string) => app.json<SummaryAnswer>(`/api/collisions/summary${query}`)

  it('is of the study area, and counts what has no place for the whole force alone', async () => {
    const [whole, north] = [await ask('?month=2021-12'), await ask('?month=2021-12&area=E07099001')]
    expect([rowOf(whole, 'ksi-collisions'), rowOf(north, 'ksi-collisions')].map(({ lastYear, thisYear }) => [lastYear, thisYear])).toEqual([[36, 36], [24, 24]])
    expect(whole.note).toBe('Of 72 KSI casualties in both years, not known: age of 24, sex of 24, place of 24.')
    expect(rowOf(whole, 'fatal')).toMatchObject({ lastYear: 0, thisYear: 0, percentText: 'n/a' })
  })

  it('has adjusted severity as a row of its own, added to nothing', async () => {
    const answer = await ask('?month=2021-12')
    expect(rowOf(answer, 'adjusted-serious')).toMatchObject({ lastYear: 25.2, thisYear: 25.2, difference: 0, percent: 0, title: 'Seriously injured, as adjusted by the publisher', note: expect.stringContaining('never to be added') as string })
    expect([rowOf(answer, 'serious').thisYear, rowOf(answer, 'ksi-casualties').thisYear]).toEqual([36, 36])
  })

  it('tells nothing of a group that the data do not hold, and of how many it is not known', async () => {
    const answer = await ask('?month=2021-12')
    expect(rowOf(answer, 'drink-drive')).toMatchObject({ lastYear: null, thisYear: null, percent: null, note: 'The data do not tell: drink-driving.' })
    expect(rowOf(answer, 'young-car-drivers')).toMatchObject({ thisYear: 24, note: 'Not known (age) of 24 of 72 KSI casualties in both years: these are not counted here.' })
    expect(rowOf(answer, 'cyclists')).toMatchObject({ thisYear: 0, note: null })
  })
})
