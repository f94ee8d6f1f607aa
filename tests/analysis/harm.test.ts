/** Weights as published, and how the lists behave: defaults, editions, what has no value. */
import { describe, expect, it } from 'vitest'
import { harmCaveat, harmEdition, harmWeights } from '../../api/analysis/harm.ts'
import { harmEditionList } from '../../api/analysis/harm-editions.ts'
import { categorySlugs } from '../../api/vocabulary.ts'
import { behaviours, offences } from '../../fixtures/generator/offences.ts'

const all = { policeGenerated: true }
/** As the statement joins them: the subcategory's own weight, else that of the whole category. */
function weightOf(edition: string, category: string, subcategory: string | null, options = {}): number | null {
  const rows = harmWeights(edition, options).filter((row) => row.category === category)
  return rows.find((row) => row.subcategory !== null && row.subcategory === subcategory)?.weight ?? rows.find((row) => row.subcategory === null)!.weight
}

describe('the Cambridge Crime Harm Index of 2026', () => {
  it.each([
    ['violent-crime', 191.9], ['robbery', 365], ['possession-of-weapons', 273.75], ['burglary', 245.91], ['criminal-damage-arson', 15.97], ['other-crime', 10], ['public-order', 7.5],
    ['vehicle-crime', 5], ['drugs', 3.72], ['shoplifting', 1], ['other-theft', 2], ['theft-from-the-person', 2], ['bicycle-theft', 2], ['anti-social-behaviour', 0]
  ])('gives %s of police.uk %f days', (category, days) => expect(weightOf('cchi-2026', category, null, all)).toBe(days))
  it.each([
    ['violent-crime', 'homicide', 5475], ['violent-crime', 'with-injury', 365], ['violent-crime', 'without-injury', 10], ['violent-crime', 'harassment', 10], ['violent-crime', 'rape', 2555],
    ['violent-crime', 'other-sexual', 182.25], ['violent-crime', 'death-or-serious-injury-by-driving', 365], ['burglary', 'dwelling', 273.5], ['burglary', 'non-dwelling', 183.5],
    ['robbery', 'personal', 365], ['criminal-damage-arson', 'arson', 185], ['criminal-damage-arson', 'damage', 2], ['drugs', 'possession', 3], ['drugs', 'trafficking', 5],
    ['other-crime', 'hare-coursing', 10], ['vehicle-crime', 'theft-of', 5]
  ])('gives %s, %s, of a force %f days', (category, subcategory, days) => expect(weightOf('cchi-2026', category, subcategory, all)).toBe(days))
})

describe('the Crime Severity Score of 2016', () => {
  it.each([
    ['burglary', 'dwelling', 438], ['burglary', 'non-dwelling', 117], ['robbery', 'business', 746], ['vehicle-crime', 'theft-of', 124], ['vehicle-crime', 'theft-from', 34],
    ['theft-from-the-person', null, 86], ['other-theft', 'fuel', 33], ['shoplifting', null, 13], ['bicycle-theft', null, 10], ['violent-crime', 'homicide', 7979],
    ['violent-crime', 'with-injury', 184], ['violent-crime', 'harassment', 40], ['drugs', 'possession', 3], ['violent-crime', 'without-injury', null], ['public-order', null, null]
  ])('gives %s, %s, %s days', (category, subcategory, days) => expect(weightOf('css-2016', category, subcategory, all)).toBe(days))
  it('marks the middle of a range, and holds the range', () => {
    const rape = harmWeights('css-2016').find(({ subcategory }) => subcategory === 'rape')
    expect(rape).toMatchObject({ weight: 3220, range: [2535, 3905], approximate: true })
    expect(rape!.note).toContain('2535 to 3905')
  })
  it('derives burglary, damage and arson from the mix that the other index shows', () => {
    const mix = (whole: number, more: number, less: number) => (whole - less) / (more - less)
    const homes = mix(245.91, 273.5, 183.5)
    const arson = mix(15.97, 185, 2)
    expect(weightOf('css-2016', 'burglary', null)).toBeCloseTo(438 * homes + 117 * (1 - homes), 1)
    expect(weightOf('css-2016', 'criminal-damage-arson', null)).toBeCloseTo(511 * arson + 13 * (1 - arson), 1)
  })
})

describe('every edition', () => {
  const editions = harmEditionList.map(({ id }) => id)
  it.each(editions)('%s has one row for each category and each subcategory it names', (edition) => {
    const rows = harmWeights(edition, all)
    const keys = rows.map(({ category, subcategory }) => `${category}/${subcategory}`)
    expect(new Set(keys).size).toBe(keys.length)
    for (const slug of categorySlugs) expect(keys).toContain(`${slug}/null`)
    for (const { category } of rows) expect([...categorySlugs, 'domestic-incident']).toContain(category)
  })
  it.each(editions)('%s has no weight below nought, names a reason in each row, and marks what is a range', (edition) => {
    for (const { weight, range, approximate, note } of harmWeights(edition, all)) {
      expect(weight === null || weight >= 0).toBe(true)
      expect(note).toMatch(/\.$/)
      if (range) expect(approximate && weight !== null && weight >= range[0] && weight <= range[1]).toBe(true)
    }
  })
  it.each(editions)('%s leaves out what police find themselves, unless asked, and says so', (edition) => {
    const zero = harmWeights(edition).filter(({ category }) => category === 'drugs' || category === 'possession-of-weapons')
    expect(zero.length).toBeGreaterThan(1)
    for (const { weight, note } of zero) expect([weight, note]).toEqual([0, expect.stringContaining('Left out') as string])
    expect(weightOf(edition, 'drugs', null, all)).toBeGreaterThan(0)
    expect(harmCaveat(edition)).toContain('are left out')
    expect(harmCaveat(edition, all)).toContain('are counted')
  })
  it.each(editions)('%s says that anti-social behaviour has no value', (edition) => {
    const row = harmWeights(edition).find(({ category }) => category === 'anti-social-behaviour')
    expect(row).toMatchObject({ weight: 0, note: expect.stringContaining('has no value') as string })
    expect(harmCaveat(edition)).toContain('counts as nought')
  })
  it('the names of a force\'s subcategories are those of its records', () => {
    const recorded = new Set([...offences, ...behaviours].map(({ category, subcategory }) => `${category}/${subcategory}`))
    const finer = new Set(['violent-crime/rape', 'violent-crime/other-sexual', 'violent-crime/death-or-serious-injury-by-driving', 'burglary/aggravated'])
    for (const edition of editions) {
      for (const { category, subcategory } of harmWeights(edition)) if (subcategory) expect(recorded.has(`${category}/${subcategory}`) || finer.has(`${category}/${subcategory}`), subcategory).toBe(true)
    }
  })
})

describe('an edition', () => {
  it('is found by its id, and the latest by its index', () => {
    expect(harmEdition('css-2016').title).toBe('ONS Crime Severity Score 2016')
    expect(harmEdition('cchi').id).toBe('cchi-2026')
    expect(harmCaveat('cchi')).toMatch(/^Cambridge Crime Harm Index 2026 \(2026-02\), in days of starting-point sentence\./)
  })
  it('that is not there is refused', () => expect(() => harmWeights('cchi-1999')).toThrow(/edition is cchi-1999: there are cchi-2026, css-2016/))
})
