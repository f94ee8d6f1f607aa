/**
 * Which of a list of names a typed text means: it tells what is called so, begins so or holds it, and only where nothing does, what is spelt nearly so.
 * It knows nothing of sound ("Lee" is not near "Leigh") and nothing of what a place is like.
 *
 * How: names and text are made plain (no case, accents, apostrophes or hyphens; "saint" is "st") and compared without their spaces, so that
 * "southendonsea" is Southend-on-Sea. Fits, the best first: the whole name (or code); its beginning; the beginning of a word in it, or of several words in
 * order; anywhere inside. Where nothing fits, edits: the optimal string alignment distance (insertion, deletion, substitution and exchange of two
 * neighbours, each 1) from the text to the nearest beginning of the name, counted from any of its words; the whole name before some words of it, and
 * these before a part of a word, as it is typed, where one edit fewer is allowed.
 * Equal fits: larger things first, then by name and code.
 *
 * Input: names with their kind and order of size (0 the largest). Output: positions of the names, at most 12 and at most 4 of a kind. A text without
 * letters or digits fits nothing. Edits allowed: none below 4 letters, where everything is near something; 1 up to 6, 2 up to 10, 3 above: about one in
 * four, the share within which Damerau found most misspellings to lie (one error a word in 80 %).
 * Cost: one look at every name, and for edits a table of a dozen by a dozen for each of its words: some milliseconds for 3,000 names.
 * Sources: F. J. Damerau (1964), A technique for computer detection and correction of spelling errors, doi:10.1145/363958.363994; L. Boytsov (2011),
 * Indexing methods for approximate dictionary searching, doi:10.1145/1963190.1963191 (optimal string alignment).
 * Checked against: distances worked by hand, and a plain table of the definition over generated words (tests/analysis/name-search.test.ts).
 */
export interface Named {
  kind: string
  name: string
  code: string | null
  /** 0 the largest: of two that fit equally well the lower comes first. */
  order: number
}

export interface NameIndex<N extends Named> { names: readonly N[]; keys: Key[] }

interface Key {
  /** The plain name without spaces, from its beginning and from each word after it. */
  from: string[]
  /** Of each of these, after how many letters a word ends. */
  ends: number[][]
  words: string[]
  code: string | null
}

export interface FoundNames<N> {
  found: N[]
  /** Nothing fits: these are spelt nearly so. */
  close: boolean
}

const MOST = 12
const MOST_OF_A_KIND = 4
const written: Record<string, string> = { saint: 'st', gt: 'great', lt: 'little' }

/** Words of a text, plain: "St. Osyth" and "saint osyth" are both st, osyth. */
export function plainWords(text: string): string[] {
  const plain = text.normalize('NFD').replace(/[\p{M}'\u2019\u02bc`]/gu, '').toLowerCase().replaceAll('&', ' and ')
  return plain.split(/[^a-z0-9]+/).filter((word) => word !== '').map((word) => written[word] ?? word)
}

/** Prepares a list of names, once for as long as it stays the same. */
export function indexNames<N extends Named>(names: readonly N[]): NameIndex<N> {
  const keys = names.map(({ name, code }) => {
    const words = plainWords(name)
    const parts = words.map((_, i) => words.slice(i))
    const ends = parts.map((part) => part.map((_, i) => part.slice(0, i + 1).join('').length))
    return { from: parts.map((part) => part.join('')), ends, words, code: code?.toLowerCase() ?? null }
  })
  return { names, keys }
}

/** The names that `text` means, the best first. */
export function findNames<N extends Named>({ names, keys }: NameIndex<N>, text: string): FoundNames<N> {
  const words = plainWords(text)
  const asked = words.join('')
  if (asked === '') return { found: [], close: false }
  const fits = chosen(names, keys.map((key) => fitOf(key, words, asked)))
  if (fits.length > 0) return { found: fits, close: false }
  const near = chosen(names, nearness(keys, asked))
  return { found: near, close: near.length > 0 }
}

/** 0 the whole name or code, 1 its beginning, 2 that of a word or of words in order, 3 inside; infinite where it does not fit. */
function fitOf({ from, words, code }: Key, asked: readonly string[], text: string): number {
  const whole = from[0] ?? ''
  if (whole === text || code === text) return 0
  if (whole.startsWith(text) || code?.startsWith(text)) return 1
  if (from.some((part) => part.startsWith(text)) || (asked.length > 1 && inOrder(words, asked))) return 2
  return whole.includes(text) ? 3 : Infinity
}

/** Whether each asked word begins a later word of the name than the one before. */
function inOrder(words: readonly string[], asked: readonly string[]): boolean {
  let at = -1
  return asked.every((word) => (at = words.findIndex((one, i) => i > at && one.startsWith(word))) !== -1)
}

/** Edits allowed in a text of this many letters. */
export const editsAllowed = (letters: number): number => (letters < 4 ? 0 : letters <= 6 ? 1 : letters <= 10 ? 2 : 3)

/** How far a text is from each name: three times the edits, one more where they lead to some words of it and not to its end, two where to a part of a word; infinite beyond what is allowed. */
function nearness(keys: readonly Key[], text: string): number[] {
  const most = editsAllowed(text.length)
  return keys.map(({ from, ends }) => {
    let least = Infinity
    for (let i = 0; most > 0 && i < from.length; i++) least = Math.min(least, scoreOf(editsToBeginnings(text, from[i]!.slice(0, text.length + most)), from[i]!.length, ends[i]!, most))
    return least
  })
}

/** A part of a word is near too much: there one edit fewer is allowed. */
function scoreOf(edits: Uint8Array, whole: number, ends: readonly number[], most: number): number {
  const scores = Array.from(edits, (edit, length) => {
    const where = length === whole ? 0 : ends.includes(length) ? 1 : 2
    return edit > (where === 2 ? most - 1 : most) ? Infinity : 3 * edit + where
  })
  return Math.min(...scores)
}

/** Optimal string alignment from `text` to each beginning of `other`, by the length of that beginning: the last is the distance to all of it. */
export function editsToBeginnings(text: string, other: string): Uint8Array {
  let [aboveThat, above, row] = [0, 1, 2].map(() => new Uint8Array(other.length + 1)) as [Uint8Array, Uint8Array, Uint8Array]
  for (let j = 0; j <= other.length; j++) row[j] = j
  for (let i = 1; i <= text.length; i++) {
    [aboveThat, above, row] = [above, row, aboveThat]
    row[0] = i
    for (let j = 1; j <= other.length; j++) {
      let least = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (text[i - 1] === other[j - 1] ? 0 : 1))
      if (i > 1 && j > 1 && text[i - 1] === other[j - 2] && text[i - 2] === other[j - 1]) least = Math.min(least, aboveThat[j - 2]! + 1)
      row[j] = least
    }
  }
  return row
}

function chosen<N extends Named>(names: readonly N[], scores: readonly number[]): N[] {
  const order = names.map((_, i) => i).filter((i) => scores[i]! < Infinity).sort((a, b) => scores[a]! - scores[b]! || compare(names[a]!, names[b]!))
  const ofKind = new Map<string, number>()
  const found: N[] = []
  for (const i of order) {
    const { kind } = names[i]!
    const before = ofKind.get(kind) ?? 0
    if (before === MOST_OF_A_KIND) continue
    ofKind.set(kind, before + 1)
    if (found.push(names[i]!) === MOST) break
  }
  return found
}

function compare(a: Named, b: Named): number {
  if (a.order !== b.order) return a.order - b.order
  if (a.name !== b.name) return a.name < b.name ? -1 : 1
  return (a.code ?? '') < (b.code ?? '') ? -1 : 1
}
