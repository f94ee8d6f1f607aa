/** Names by what is typed: distances worked by hand and against the plain definition, fits in their order, what is never found. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editsAllowed, editsToBeginnings, findNames, indexNames, plainWords, type Named } from '../../api/analysis/name-search.ts'

const named = (kind: string, order: number, ...names: string[]): Named[] => names.map((name, i) => ({ kind, name, order, code: kind === 'place' ? null : `${kind === 'district' ? 'E07' : 'E01'}00000${i}` }))
const county = [
  ...named('force', 0, 'Essex'), ...named('district', 1, 'Chelmsford', 'Southend-on-Sea', 'Maldon', 'Harlow', 'Colchester'),
  ...named('place', 3, 'Chelmsford', 'South Woodham Ferrers', 'St Osyth', 'Burnham-on-Crouch', 'Bishop\u2019s Stortford', 'Great Dunmow', 'Harlow', 'Lee-over-Sands', 'Maldon'),
  ...named('lsoa21', 6, 'Chelmsford 001A', 'Chelmsford 001B', 'Chelmsford 001C', 'Chelmsford 001D', 'Chelmsford 001E', 'Southend-on-Sea 003A')
]
const index = indexNames(county)
const find = (text: string) => findNames(index, text)
const first = (text: string) => find(text).found[0]?.name
const names = (text: string) => find(text).found.map(({ name }) => name)

/** To all of a name, and to its nearest beginning. */
function edits(text: string, other: string) {
  const row = editsToBeginnings(text, other)
  return { whole: row[other.length]!, nearest: Math.min(...row) }
}

describe('edits', () => {
  it.each([
    ['harlw', 'harlow', 1, 1], ['chelmsfrod', 'chelmsford', 1, 1], ['maldn', 'maldon', 1, 1], ['kitten', 'sitting', 3, 2], ['', 'abc', 3, 0], ['abc', '', 3, 3],
    // The restricted distance: what was exchanged is not edited again, so "ca" to "abc" takes 3 and not 2.
    ['ca', 'abc', 3, 1], ['chelm', 'chelmsford', 5, 0], ['chlem', 'chelmsford', 6, 1], ['same', 'same', 0, 0]
  ])('%s to %s: %d, to its nearest beginning %d', (text, other, whole, nearest) => expect(edits(text, other)).toEqual({ whole, nearest }))

  /** The definition, written as it is told: slow, and with nothing shared with what is tested. */
  function plain(a: string, b: string): number {
    if (a === '' || b === '') return Math.max(a.length, b.length)
    const swapped = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)
    return Math.min(plain(a.slice(0, -1), b) + 1, plain(a, b.slice(0, -1)) + 1, plain(a.slice(0, -1), b.slice(0, -1)) + (a.at(-1) === b.at(-1) ? 0 : 1), swapped ? plain(a.slice(0, -2), b.slice(0, -2)) + 1 : Infinity)
  }
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 })
  it('are those of the definition, for any two words', () => {
    fc.assert(fc.property(word, word, (a, b) => {
      const { whole, nearest } = edits(a, b)
      expect(whole).toBe(plain(a, b))
      expect(nearest).toBe(Math.min(...Array.from({ length: b.length + 1 }, (_, n) => plain(a, b.slice(0, n)))))
      expect(edits(b, a).whole).toBe(whole)
    }))
  })
})

describe('a name', () => {
  it('is plain without case, accents, apostrophes and hyphens', () => {
    expect(plainWords('St. Osyth')).toEqual(['st', 'osyth'])
    expect(plainWords('SAINT osyth')).toEqual(['st', 'osyth'])
    expect(plainWords('Bishop\u2019s  Stortford')).toEqual(plainWords('bishops-stortford'))
    expect(plainWords('Ynys M\u00f4n & Gt. Dunmow')).toEqual(['ynys', 'mon', 'and', 'great', 'dunmow'])
    expect(plainWords('%%%')).toEqual([])
  })

  it.each([
    ['southend on sea', 'Southend-on-Sea'], ['southendonsea', 'Southend-on-Sea'], ['st. osyth', 'St Osyth'], ['saint osyth', 'St Osyth'], ['bishop\'s stortford', 'Bishop\u2019s Stortford'], ['bishops stort', 'Bishop\u2019s Stortford'],
    ['gt dunmow', 'Great Dunmow'], ['burnham crouch', 'Burnham-on-Crouch'], ['woodham', 'South Woodham Ferrers'], ['E07000002', 'Maldon'], ['e07000002', 'Maldon']
  ])('%s is %s, and no guess', (text, name) => expect([first(text), find(text).close]).toEqual([name, false]))

  it.each([
    ['Chelmsfrod', 'Chelmsford'], ['chelmsfrd', 'Chelmsford'], ['maldn', 'Maldon'], ['harlw', 'Harlow'], ['colchestre', 'Colchester'], ['sothend on sea', 'Southend-on-Sea'], ['st osith', 'St Osyth'], ['woodhan ferrers', 'South Woodham Ferrers']
  ])('%s is nearly %s, and says that it is a guess', (text, name) => expect([first(text), find(text).close]).toEqual([name, true]))

  it('comes whole before it begins so, before a word of it does, before it only holds it; and larger before smaller', () => {
    expect(find('chelmsford').found.map(({ kind }) => kind)).toEqual(['district', 'place', 'lsoa21', 'lsoa21', 'lsoa21', 'lsoa21'])
    expect(names('south')).toEqual(['Southend-on-Sea', 'South Woodham Ferrers', 'Southend-on-Sea 003A'])
    expect(names('ford')).toEqual(['Chelmsford', 'Bishop\u2019s Stortford', 'Chelmsford', 'Chelmsford 001A', 'Chelmsford 001B', 'Chelmsford 001C', 'Chelmsford 001D'])
    expect(names('sea')[0]).toBe('Southend-on-Sea')
  })

  it('is not guessed from a code that is wrong by a digit, from three letters, or from letters that are nothing like it', () => {
    for (const text of ['E07000009', 'zz', 'hrl', 'eastmarsh', 'zzzz', '', '  ', '%', '\u4e2d\u6587']) expect(names(text), text).toEqual([])
  })

  it('that is more often one kind is shown four times of it at most', () => {
    const many = indexNames(named('lsoa21', 6, ...Array.from({ length: 30 }, (_, i) => `Marsh ${i}`)).concat(['ward', 'neighbourhood', 'place'].flatMap((kind) => named(kind, 4, ...Array.from({ length: 9 }, (_, i) => `Marsh ${kind} ${i}`)))))
    const { found } = findNames(many, 'marsh')
    expect(found).toHaveLength(12)
    expect(found.filter(({ kind }) => kind === 'ward')).toHaveLength(4)
  })
})

describe('any name', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'abcdefghij'), minLength: 1, maxLength: 12 })
  const list = fc.uniqueArray(letters, { minLength: 1, maxLength: 12 }).map((all) => all.map((name, i): Named => ({ kind: `kind ${i}`, name, code: null, order: i % 3 })))

  it('is found first, or among those that plainly are it too, by itself and by any beginning of it', () => {
    fc.assert(fc.property(list, fc.nat(), fc.nat(), (all, which, cut) => {
      const { name } = all[which % all.length]!
      const found = findNames(indexNames(all), name)
      expect([found.found[0]!.name, found.close]).toEqual([name, false])
      expect(findNames(indexNames(all), name.slice(0, 1 + cut % name.length)).found.map((one) => one.name)).toContain(name)
    }))
  })

  it('is found with one letter left out, doubled, or exchanged with the next, where it has five or more', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'abcdefghij'), minLength: 5, maxLength: 12 }), fc.nat(), (name, at) => {
      const i = at % (name.length - 1)
      const wrong = [name.slice(0, i) + name.slice(i + 1), name.slice(0, i) + name[i] + name.slice(i), name.slice(0, i) + name[i + 1]! + name[i]! + name.slice(i + 2)]
      for (const text of wrong) expect(findNames(indexNames([{ kind: 'place', name, code: null, order: 1 }]), text).found).toHaveLength(1)
    }))
  })

  it('that is guessed is never further than the edits allowed, and only where nothing fits', () => {
    fc.assert(fc.property(list, letters, (all, text) => {
      const { found, close } = findNames(indexNames(all), text)
      const fits = all.some(({ name }) => name.includes(text))
      expect(close).toBe(!fits && found.length > 0)
      for (const { name } of close ? found : []) expect(edits(text, name).nearest).toBeLessThanOrEqual(editsAllowed(text.length))
    }))
  })
})

it('three thousand names are looked through, misspelt', () => {
  const towns = ['Basildon', 'Braintree', 'Brentwood', 'Castle Point', 'Chelmsford', 'Colchester', 'Epping Forest', 'Harlow', 'Maldon', 'Rochford', 'Tendring', 'Uttlesford', 'Thurrock', 'Southend-on-Sea']
  const all = indexNames(towns.flatMap((town) => named('lsoa21', 6, ...Array.from({ length: 215 }, (_, i) => `${town} ${String(i).padStart(3, '0')}A`))))
  for (const text of ['chelmsfrod', 'southend on see', 'epping forrest 001']) expect(findNames(all, text).close).toBe(true)
})
