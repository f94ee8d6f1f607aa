/** Words and numbers of neighbourhood pages agree: whatever the counts, a sentence, a table's cell and the data say the same. */
import { describe, expect, it } from 'vitest'
import { changeCell } from '../../api/areas/page-tables.ts'
import { differenceCell } from '../../api/areas/page-compare.ts'
import { classEnds } from '../../api/areas/page-map.ts'
import { adviceFor } from '../../api/areas/page-advice.ts'
import { kindRow, rateBase, spanOf } from '../../api/areas/profile-kinds.ts'
import type { KindRow, Profile } from '../../api/areas/profile-schema.ts'
import { profileSentences, sentenceOf } from '../../api/areas/profile-words.ts'
import { html } from '../../api/html.ts'
import { monthBack, yearTo } from '../../api/analysis/year-on-year.ts'
import { seeded } from '../support/random.ts'

const month = '2025-09'
const [now, before] = [yearTo(month), yearTo(monthBack(month, 12))]
const span = spanOf([...before, ...now])!
const textOf = (content: Parameters<typeof html>[1]) => html`${content}`.text.replace(/<[^>]+>/g, ' ')

/** A row whose months add up to `last` and then `this year`. */
function rowOf(last: number, thisYear: number, people = 50_000, force = { n: 20_000, people: 1_000_000 }): KindRow {
  const spread = (n: number, months: readonly string[]) => months.map((one, i) => [one, Math.floor(n / 12) + (i < n % 12 ? 1 : 0)] as const)
  const facts = { households: 20_000, residents: people }
  return kindRow({ span, held: new Set([...before, ...now]), facts, force: { households: 400_000, residents: force.people } },
    { theme: 'crime', title: 'All crime', unit: 'offences', own: new Map([...spread(last, before), ...spread(thisYear, now)]), force: new Map([...spread(force.n, before), ...spread(force.n, now)]) })
}

const random = seeded(11)
const pairs = [[0, 0], [0, 5], [0, 40], [1, 0], [19, 30], [20, 20], [20, 60], [500, 400], [400, 500], [9_000, 9_050], ...Array.from({ length: 300 }, () => [random.below(3) === 0 ? random.below(30) : random.below(5_000), random.below(3) === 0 ? random.below(30) : random.below(5_000)])] as [number, number][]

describe('words and numbers', () => {
  it.each(pairs)('agree for %i and then %i', (last, thisYear) => {
    const row = rowOf(last, thisYear)
    const [sentence, cell] = [sentenceOf(row, span), textOf(changeCell(row))]
    for (const text of [sentence, cell]) expect([/\brose\b/i.test(text.replace('a rise or', '')), /\bfell\b/i.test(text)]).toEqual([row.direction === 'rose', row.direction === 'fell'])
    if (row.direction === 'rose') expect(row.percent! > 0 && row.lower! > 0 && row.difference! > 0).toBe(true)
    if (row.direction === 'fell') expect(row.percent! < 0 && row.upper! < 0 && row.difference! < 0).toBe(true)
    if (row.direction === 'level') expect(row.lower! <= 0 && row.upper! >= 0).toBe(true)
    if (last < 20) expect([row.percent, row.direction]).toEqual([null, null])
    const named = /(\d[\d,]*) (more|fewer) than/.exec(sentence)
    expect(named ? Number(named[1]!.replaceAll(',', '')) * (named[2] === 'more' ? 1 : -1) : 0).toBe(thisYear - last)
    const percent = /([+−]?)(\d+\.\d) %/.exec(sentence)
    expect(percent ? Number(`${percent[1] === '−' ? '-' : ''}${percent[2]}`) + 0 : null).toBe(row.percent)
  })

  it('agree on what is more and less than in the force, and in another place', () => {
    for (const n of [700, 980, 1_000, 1_020, 1_300]) {
      const row = rowOf(n, n)
      if (row.standing === 'higher') expect(row.rate!.lower).toBeGreaterThan(row.forceRate!)
      if (row.standing === 'lower') expect(row.rate!.upper).toBeLessThan(row.forceRate!)
      if (row.standing === 'level') expect(row.rate!.lower <= row.forceRate! && row.rate!.upper >= row.forceRate!).toBe(true)
      const text = textOf(differenceCell(row, rowOf(1_000, 1_000), 'Here'))
      expect(/^ ?More/.test(text) ? n > 1_000 : /^ ?Less/.test(text) ? n < 1_000 : /may not differ/.test(text)).toBe(true)
    }
    expect([700, 1_000, 1_300].map((n) => rowOf(n, n).standing)).toEqual(['lower', 'level', 'higher'])
    expect(textOf(differenceCell(rowOf(3, 3), rowOf(1_000, 1_000), 'Here'))).toContain('too few to tell')
  })

  it('say what is not loaded, and one as one', () => {
    const gaps = spanOf(['2024-09', '2025-08', '2025-09'])!
    expect(gaps).toMatchObject({ told: ['2025-08', '2025-09'], compared: ['2025-09'] })
    const row = { ...rowOf(30, 1), count: 1 }
    expect(profileSentences('Here', span, [row])[0]).toBe('In the twelve months to September 2025, 1 offence was recorded in Here.')
    expect(profileSentences('Here', gaps, [row])[1]).toContain('These are 2 of the twelve months to September 2025')
    expect(profileSentences('Here', spanOf(['2025-09'])!, [row]).slice(0, 2)).toEqual(['In September 2025, 1 offence was recorded in Here.', 'These are 1 of the twelve months to September 2025; the others are not loaded. The same months of the year before are not loaded, so nothing is compared.'])
    expect(spanOf([])).toBeNull()
  })
})

describe('parts of a page', () => {
  it('take homes for burglary and people for the rest, whichever is known', () => {
    expect(['burglary', 'crime'].map((theme) => rateBase(theme, { households: 10, residents: 20 }))).toEqual(['households', 'residents'])
    expect(['burglary', 'crime'].map((theme) => rateBase(theme, { households: null, residents: 20 }))).toEqual(['residents', 'residents'])
    expect(['burglary', 'crime'].map((theme) => rateBase(theme, { households: 10, residents: null }))).toEqual(['households', 'households'])
    expect(rateBase('crime', { households: 0, residents: null })).toBeNull()
  })

  it('divide hexagons into round classes that leave the last one open', () => {
    for (const counts of [[1], [1, 1, 1], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], Array.from({ length: 400 }, (_, i) => i + 1)]) {
      const ends = classEnds(counts)
      expect([...ends].sort((a, b) => a - b)).toEqual(ends)
      expect(ends.every((end) => end < Math.max(...counts))).toBe(true)
    }
    expect(classEnds([])).toEqual([])
  })

  it('give advice that fits what is recorded, what is high for the force first, and none of what hardly happens', () => {
    const profile = (...rows: [string, number, KindRow['standing']][]) => ({ span, kinds: rows.map(([theme, count, standing]) => ({ theme, count, standing })), facts: { ruralShare: 0.8 }, roads: { to: '2025-09', threeYears: { killed: 1, seriouslyInjured: 2 } } }) as unknown as Profile
    expect(adviceFor(profile(['burglary', 12, 'higher'], ['vehicle-crime', 90, 'level'], ['bicycle-theft', 9, 'higher'], ['rural-crime', 20, 'lower'])).map(({ id }) => id)).toEqual(['rural', 'burglary', 'vehicles', 'roads'])
    expect(adviceFor(profile(['burglary', 12, 'higher'])).map(({ why }) => why)).toEqual(['12 burglaries recorded here, October 2024 to September 2025', '3 people killed or seriously injured in three years to September 2025'])
    expect(adviceFor({ ...profile(), roads: { to: '2025-09', threeYears: null, thisYear: { killed: 1, seriouslyInjured: 0 } } } as unknown as Profile).map(({ why }) => why)).toEqual(['1 person killed or seriously injured in twelve months to September 2025'])
    expect(adviceFor({ ...profile(), roads: { to: '2025-09', threeYears: { killed: 0, seriouslyInjured: 0 } } } as unknown as Profile)).toEqual([])
  })
})
