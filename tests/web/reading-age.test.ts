/** The public statements are easy to read, and the measure of that is right. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { AboutAnswer } from '../../api/sources/catalogue-schema.ts'
import { accessibilityWords } from '../../web/src/help/accessibility-words.ts'
import { cookiesWords, keptInBrowsers } from '../../web/src/help/cookies-words.ts'
import { methodsWords } from '../../web/src/help/methods-words.ts'
import { privacyWords } from '../../web/src/help/privacy-words.ts'
import { textOf } from '../../web/src/help/statement.ts'
import { readableText, readingGrade } from '../support/reading-age.ts'

const MOST_GRADE = 9
const usual: AboutAnswer = { organisation: null, contactEmail: null, basemapHost: null, sessionIdleMinutes: 30, sessionHours: 12, limitsRequests: true, organisationSignIn: false, disclosureBase: 5, publicDelayMonths: 1 }
const other: AboutAnswer = { organisation: 'Essex Police', contactEmail: 'web@example.police.uk', basemapHost: 'tiles.example.org', sessionIdleMinutes: 15, sessionHours: 8, limitsRequests: false, organisationSignIn: true, disclosureBase: 10, publicDelayMonths: 3 }

describe('the reading grade', () => {
  it.each([
    // Letters and digits, words, sentences, counted by hand.
    ['The cat sat on the mat.', 17, 6, 1],
    ['The cat sat. The dog ran!', 18, 6, 2],
    ['Counts\nOne word more', 17, 4, 2],
    ['It rose by 2,500 (12%): that is a lot.', 24, 9, 2],
    ['Is it “so”? Yes, it is.', 13, 6, 2],
    ['Statistical disclosure control protects confidentiality.', 51, 5, 1]
  ])('of "%s" follows from its letters, words and sentences', (text, letters, words, sentences) => {
    expect(readingGrade(text)).toBeCloseTo(4.71 * (letters / words) + 0.5 * (words / sentences) - 21.43, 9)
  })

  it('rises with longer words and longer sentences, and is none without a word', () => {
    expect(readingGrade('We keep few cookies.')).toBeLessThan(readingGrade('The organisation retains a minimal quantity of cookies.'))
    expect(readingGrade('The cat sat. The dog ran.')).toBeLessThan(readingGrade('The cat sat and the dog ran.'))
    expect(readingGrade(' — … ')).toBeNaN()
  })

  it('reads of a page what a reader sees', () => {
    expect(readableText('<script>const a = 1</script>\n<h1>Help</h1>\n<p>Press <strong>Play</strong>.</p><style>p { margin: 0 }</style>')).toBe('Help\n\nPress Play.')
  })
})

describe('the public statements', () => {
  it.each([['accessibility', accessibilityWords], ['privacy', privacyWords], ['cookies', cookiesWords], ['methods', methodsWords]] as const)('on %s can be read at about eleven to fourteen', (_name, words) => {
    for (const about of [usual, other]) {
      const statement = words(about)
      expect(readingGrade(textOf(statement))).toBeLessThanOrEqual(MOST_GRADE)
      expect(new Set(statement.sections.map(({ id }) => id)).size).toBe(statement.sections.length)
    }
  })

  it('and the beginning of the help page too', () => {
    const beginning = readableText(readFileSync('web/src/help/HelpPage.svelte', 'utf8')).split('Hotspots, change and forecasts')[0]!
    expect(beginning).toMatch(/Reading the map/)
    expect(readingGrade(beginning)).toBeLessThanOrEqual(MOST_GRADE)
  })

  it('name who runs the service and where to write, or say plainly that nobody has told', () => {
    for (const words of [accessibilityWords, privacyWords]) {
      expect(textOf(words(other))).toMatch(/Essex Police at web@example.police.uk/)
      expect(textOf(words(usual))).toMatch(/whoever runs this service/i)
    }
    expect(textOf(privacyWords(other))).toMatch(/tiles\.example\.org/)
    expect(textOf(privacyWords(usual))).toMatch(/asks nobody else/)
    expect(textOf(privacyWords(other))).toMatch(/rounded to 10, and not until 3 months/)
  })

  it('list every cookie that is set and everything that is stored', () => {
    const kept = keptInBrowsers(other).map(({ name }) => name)
    const namesIn = (path: string, pattern: RegExp) => [...readFileSync(path, 'utf8').matchAll(pattern)].map(([, name]) => name!)
    const inCode = [...['api/accounts/session-cookie.ts', 'api/accounts/oidc-routes.ts'].flatMap((path) => namesIn(path, /const COOKIE = '([^']+)'/g)), ...['web/src/ui/scheme.svelte.ts', 'web/src/accounts/way-back.ts'].flatMap((path) => namesIn(path, /const KEY = '([^']+)'/g))]
    expect(kept.sort()).toEqual(inCode.sort())
    const using = (folder: string, pattern: RegExp) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ts|svelte)$/.test(name) && pattern.test(readFileSync(`${folder}/${name}`, 'utf8'))).sort()
    expect(using('web/src', /localStorage|sessionStorage|indexedDB|document\.cookie|caches\./)).toEqual(['accounts/way-back.ts', 'ui/scheme.svelte.ts'])
    expect(using('api', /\.setCookie\(/)).toEqual(['accounts/oidc-routes.ts', 'accounts/session-cookie.ts'])
  })
})
