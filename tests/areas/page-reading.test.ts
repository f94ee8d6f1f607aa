/** The words of neighbourhood pages are for residents: their reading grade is six (age eleven) or little above, measured on pages as they are written. */
import { describe, expect, it } from 'vitest'
import { neighbourhoodPage } from '../../api/areas/page.ts'
import { adviceFor, reporting } from '../../api/areas/page-advice.ts'
import { kindRow, spanOf } from '../../api/areas/profile-kinds.ts'
import type { KindRow, Profile } from '../../api/areas/profile-schema.ts'
import { notShownWords, profileSentences } from '../../api/areas/profile-words.ts'
import { monthBack, yearTo } from '../../api/analysis/year-on-year.ts'
import { readableText, readingGrade } from '../support/reading-age.ts'

const months = [...yearTo(monthBack('2025-09', 12)), ...yearTo('2025-09')]
const span = spanOf(months)!
const rowOf = (theme: string, title: string, unit: string, n: number): KindRow =>
  kindRow({ span, held: new Set(months), facts: { households: 70_000, residents: 180_000 }, force: { households: 700_000, residents: 1_800_000 } }, { theme, title, unit, own: new Map(months.map((month, i) => [month, n + (i % 5)])), force: new Map(months.map((month) => [month, 10 * n])) })
const kinds = [rowOf('crime', 'All crime', 'offences', 900), rowOf('anti-social-behaviour', 'Anti-social behaviour', 'incidents', 200), rowOf('burglary', 'Burglary', 'offences', 60), rowOf('vehicle-crime', 'Vehicle crime', 'offences', 50), rowOf('bicycle-theft', 'Bicycle theft', 'offences', 30), rowOf('rural-crime', 'Rural crime', 'offences', 20), rowOf('night-time-economy', 'Night-time economy', 'incidents', 20), rowOf('shoplifting', 'Shoplifting', 'offences', 90)]
const area = { code: 'E07000070', type: 'ward', typeTitle: 'Ward', name: 'Great Baddow', district: { code: 'E07000070', name: 'Chelmsford' }, force: 'Essex' }
const road = { killed: 1, seriouslyInjured: 9, pedestrians: 2, cyclists: 1, motorcyclists: 3, children: 0 }
const profile: Profile = {
  query: { code: area.code }, dataVersion: 'x', area, span, sentences: profileSentences(area.name, span, kinds), kinds, facts: { households: 70_000, residents: 180_000, areaKm2: 30, ruralShare: 0.2, decile: 7, censusYear: 2021, classYear: 2011, decileYear: 2019 },
  similar: { areas: [{ code: 'E1', name: 'Moulsham', distance: 0.4, rates: [] }], themes: [], method: '', note: null }, roads: { from: '2024-10', to: '2025-09', text: 'In the twelve months to September 2025, one person was killed and 9 people seriously injured on the roads of Great Baddow.', thisYear: road, lastYear: road, threeYears: road },
  response: { text: 'In the twelve months to September 2025, police reached 87.4 % of emergencies in Chelmsford in time.', district: 'Chelmsford', from: '2024-10', to: '2025-09', pooled: null, urban: null, rural: null }, notShown: notShownWords(area, true), method: '', source: 'None', synthetic: false, loaded: null
}

describe('the words of a neighbourhood page', () => {
  it('are easy at eleven: advice, how to report, and what is not shown', () => {
    const every = (theme: string) => adviceFor({ ...profile, kinds: kinds.filter((kind) => kind.theme === theme) }).filter(({ id }) => id !== 'roads')
    const advice = [...new Set(kinds.flatMap(({ theme }) => every(theme)).concat(adviceFor({ ...profile, kinds: [] })).flatMap(({ title, steps }) => [title, ...steps]))]
    expect(advice.length).toBeGreaterThan(20)
    for (const text of [advice.join('\n'), reporting.map(({ what, how }) => `${what}\n${how}`).join('\n'), notShownWords(area, true).join('\n')]) expect([text.slice(0, 40), Math.round(readingGrade(text))]).toEqual([text.slice(0, 40), expect.toSatisfy((grade: number) => grade <= 7)])
  })

  it('are as a whole no harder than grade eight, names and numbers among them', () => {
    const page = neighbourhoodPage({ profile, map: null, entries: null, within: null })
    const prose = [...page.matchAll(/<(p|li|dd|dt|h2|h3)(?: [^>]*)?>([\s\S]*?)<\/\1>/g)].filter(([, , text]) => !/class="(facts|source)"/.test(text!)).map(([, , text]) => readableText(text!)).filter((text) => text !== '').join('\n')
    expect(prose).toContain('Great Baddow')
    expect(readingGrade(prose)).toBeLessThanOrEqual(8)
  })
})
