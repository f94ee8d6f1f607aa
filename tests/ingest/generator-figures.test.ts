/** Counts the generated records the plain way and compares with the update as printed, digit by digit. */
import { beforeAll, describe, expect, it } from 'vitest'
import {
  casualties, collisions, incidents, responses,
  type CasualtyRecord, type CollisionRecord, type IncidentRecord, type ResponseRecord,
} from '../../fixtures/generator/index.js'

/** Measure, last year, this year, difference, change since August; then which way is worse. As printed. */
const counted: [string, number, number, number, string, 'up' | 'down'][] = [
  ['all crime', 99_588, 100_050, 0.5, 'worsened 0.6', 'up'],
  ['victim-based crime', 89_538, 90_049, 0.6, 'worsened 0.6', 'up'],
  ['repeat victims', 8_395, 8_823, 5.1, 'worsened 1.1', 'up'],
  ['repeat business victims', 2_991, 2_819, -5.8, 'worsened 1.2', 'up'],
  ['anti-social behaviour', 57_228, 53_018, -7.4, 'worsened 1', 'up'],
  ['KSI casualties', 662, 679, 2.6, 'worsened 0.9', 'up'],
  ['fatal', 43, 30, -30.2, 'worsened 3.1', 'up'],
  ['serious', 619, 649, 4.8, 'worsened 0.7', 'up'],
  ['KSI collisions', 587, 604, 2.9, 'worsened 2.2', 'up'],
  ['KSI powered two-wheelers', 145, 173, 19.3, 'worsened 18.7', 'up'],
  ['KSI young car drivers', 112, 113, 0.9, 'improved 4', 'up'],
  ['KSI pedestrians', 107, 122, 14, 'improved 5.4', 'up'],
  ['KSI cyclists', 86, 86, 0, 'worsened 8.9', 'up'],
  ['KSI children', 82, 67, -18.3, 'worsened 1.5', 'up'],
  ['KSI drink-drive', 32, 12, -62.5, 'improved 9.2', 'up'],
  ['domestic incidents', 27_961, 27_693, -1, 'improved 0.9', 'up'],
  ['repeat domestic incidents', 13_711, 13_303, -3, 'improved 0.1', 'up'],
  ['domestic offences', 9_161, 10_469, 14.3, 'worsened 1.2', 'up'],
]
/** Numerator and denominator, last year and this year in percent, difference in points, change, decimals. */
const rated: [string, string, number, number, number, string, number][] = [
  ['solved', 'all crime', 28.79, 27.94, -0.85, 'worsened 0.35', 2],
  ['domestic solved', 'domestic offences', 43.7, 42.6, -1.1, 'improved 0.3', 1],
  ['attended in time', 'emergencies with valid stamps', 90.1, 87.4, -2.7, 'worsened 1', 1],
  ['answered in ten seconds', 'emergencies', 94.8, 86.9, -7.9, 'worsened 1.1', 1],
]

const months = Array.from({ length: 25 }, (_, i) => new Date(Date.UTC(2012, 8 + i, 1)).toISOString().slice(0, 7))
const monthly = new Map<string, number[]>()
const total = (name: string, from: string, to: string) =>
  monthly.get(name)!.filter((_, i) => months[i]! >= from && months[i]! <= to).reduce((a, b) => a + b, 0)
const round = (value: number, decimals: number) => Math.round(value * 10 ** decimals) / 10 ** decimals + 0

function count(name: string, month: string): void {
  if (!monthly.has(name)) monthly.set(name, months.map(() => 0))
  monthly.get(name)![months.indexOf(month)]!++
}

function countIncident(row: IncidentRecord): void {
  const month = row.occurred_from.slice(0, 7)
  if (row.category === 'anti-social-behaviour') return count('anti-social behaviour', month)
  if (row.category === 'domestic-incident') return count('domestic incidents', month)
  count('all crime', month)
  if (!['drugs', 'possession-of-weapons', 'public-order', 'other-crime'].includes(row.category)) count('victim-based crime', month)
  if (row.solved === '1') count('solved', month)
  if (row.domestic === '1') count('domestic offences', month)
  if (row.domestic === '1' && row.solved === '1') count('domestic solved', month)
  if (row.subcategory === 'dwelling') count('dwelling burglary', month)
  if (row.category === 'robbery' || row.category === 'vehicle-crime') count(row.category, month)
  if (row.rural_flag === '1') count('rural crime', month)
}

/** Every row looks back over all earlier rows of the same key; nothing is carried along. */
function countRepeats(name: string, rows: readonly IncidentRecord[], key: (row: IncidentRecord) => string): void {
  const sorted = [...rows].sort((a, b) => (a.occurred_from + a.incident_id < b.occurred_from + b.incident_id ? -1 : 1))
  for (const group of groupBy(sorted, key).values()) {
    group.forEach((row, i) => {
      const at = Date.parse(`${row.occurred_from}Z`)
      const earlier = group.slice(0, i).some((other) => at - Date.parse(`${other.occurred_from}Z`) <= 365 * 86_400_000)
      if (earlier) count(name, row.occurred_from.slice(0, 7))
    })
  }
}

function groupBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group) group.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}

function countCasualty(row: CasualtyRecord, collision: CollisionRecord): void {
  if (row.casualty_severity === '3') return
  const month = collision.date.split('/').reverse().join('-').slice(0, 7)
  const [age, type] = [Number(row.age_of_casualty), row.casualty_type]
  count('KSI casualties', month)
  count(row.casualty_severity === '1' ? 'fatal' : 'serious', month)
  if (['2', '3', '4', '5', '23', '97'].includes(type)) count('KSI powered two-wheelers', month)
  if (type === '0') count('KSI pedestrians', month)
  if (type === '1') count('KSI cyclists', month)
  if (type === '9' && row.casualty_class === '1' && age >= 17 && age <= 25) count('KSI young car drivers', month)
  if (age <= 17) count('KSI children', month)
  if (collision.drink_drive === '1') count('KSI drink-drive', month)
}

function countResponse(row: ResponseRecord): void {
  if (row.grade !== 'emergency') return
  const month = row.call_at.slice(0, 7)
  count('emergencies', month)
  if (Number(row.call_answered_s) <= 10) count('answered in ten seconds', month)
  const minutes = row.arrived_at === '' ? NaN : (Date.parse(`${row.arrived_at}Z`) - Date.parse(`${row.call_at}Z`)) / 60_000
  if (!(minutes > 0 && minutes <= 1440)) return count('bad stamps', month)
  count('emergencies with valid stamps', month)
  if (Number(row.call_answered_s) <= 10) count('answered, valid stamps alone', month)
  if (minutes <= (row.ruc === 'urban' ? 15 : 20)) count('attended in time', month)
}

beforeAll(() => {
  const rows = [...incidents()].flat()
  rows.forEach(countIncident)
  const based = rows.filter((row) => row.victim_kind !== '')
  countRepeats('repeat victims', based.filter((row) => row.victim_kind === 'person'), (row) => row.victim_id)
  countRepeats('repeat business victims', based.filter((row) => row.victim_kind === 'business'), (row) => row.victim_id)
  countRepeats('repeat domestic incidents', rows.filter((row) => row.category === 'domestic-incident'), (row) => row.repeat_location_id)
  const byIndex = new Map([...collisions()].flat().map((row) => [row.collision_index, row]))
  for (const row of [...casualties()].flat()) countCasualty(row, byIndex.get(row.collision_index)!)
  for (const row of byIndex.values()) if (row.collision_severity !== '3') count('KSI collisions', row.date.split('/').reverse().join('-').slice(0, 7))
  for (const batch of responses()) batch.forEach(countResponse)
}, 120_000)

describe('the generated records give the update of September 2014 back', () => {
  it.each(counted)('%s: counts, difference and change since August', (name, last, current, difference, change, worse) => {
    expect([total(name, '2012-10', '2013-09'), total(name, '2013-10', '2014-09')]).toEqual([last, current])
    const now = round(100 * (current / last - 1), 1)
    expect(now).toBe(difference)
    const august = round(100 * (total(name, '2013-09', '2014-08') / total(name, '2012-09', '2013-08') - 1), 1)
    expect(words(round(now - august, 1), worse)).toBe(change)
  })

  it.each(rated)('%s of %s: rates, difference and change since August', (part, whole, last, current, difference, change, decimals) => {
    const rate = (from: string, to: string) => (100 * total(part, from, to)) / total(whole, from, to)
    const [before, now] = [rate('2012-10', '2013-09'), rate('2013-10', '2014-09')]
    expect([round(before, decimals), round(now, decimals)]).toEqual([last, current])
    expect(round(now - before, decimals)).toBe(difference)
    const august = rate('2013-09', '2014-08') - rate('2012-09', '2013-08')
    expect(words(round(round(now - before, decimals) - round(august, decimals), decimals), 'down')).toBe(change)
  })

  it.each([['dwelling burglary', -11], ['robbery', -17.1], ['vehicle-crime', -9.6], ['rural crime', -3.4]])('%s changes by %d %%', (name, percent) => {
    expect(round(100 * (total(name, '2013-10', '2014-09') / total(name, '2012-10', '2013-09') - 1), 1)).toBe(percent)
  })

  it('reports about 0.4 % of emergencies with a missing or impossible stamp, and they do not move the answering rate', () => {
    const share = total('bad stamps', '2012-10', '2014-09') / total('emergencies', '2012-10', '2014-09')
    expect(share).toBeGreaterThan(0.003)
    expect(share).toBeLessThan(0.005)
    for (const [from, to, rate] of [['2012-10', '2013-09', 94.8], ['2013-10', '2014-09', 86.9]] as const) {
      expect(round((100 * total('answered, valid stamps alone', from, to)) / total('emergencies with valid stamps', from, to), 1)).toBe(rate)
    }
  })
})

function words(change: number, worse: 'up' | 'down'): string {
  return `${change > 0 === (worse === 'up') ? 'worsened' : 'improved'} ${Math.abs(change)}`
}
