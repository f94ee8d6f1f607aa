/**
 * Passwords: argon2id at OWASP's least cost, long rather than complicated. Whoever has no password here is checked against a decoy,
 * so that a refusal takes as long as any other.
 */
import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { MOST_PASSWORD } from './schema.ts'

/** OWASP's password storage cheat sheet: argon2id (2), 19 MiB, two passes, one lane; about 20 ms. */
export const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
/** Of a password that nobody knows, at the same cost as all others. */
export const decoy = '$argon2id$v=19$m=19456,t=2,p=1$ZfVFN28gD7V+qojflZ18hw$uv3mFC9KFOwLJXqaUs8kFQU2l19dcRGa8x16JRF4Pcg'

const LEAST_LENGTH = 12
/** What common passwords are made of, once their capitals, digits and signs are taken off. */
const commonest = new Set([
  'password', 'passwort', 'passphrase', 'letmein', 'welcome', 'qwerty', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qazwsx', 'qazwsxedc', 'abcdef', 'abcdefgh', 'iloveyou', 'iloveyouforever', 'sunshine', 'princess', 'football', 'baseball', 'superman', 'batman', 'dragon', 'monkey', 'trustno', 'changeme', 'changemenow', 'secret', 'secretpassword', 'admin',
  'administrator', 'adminadmin', 'adminpassword', 'defaultpassword', 'newpassword', 'mypassword', 'passwordpassword', 'thisismypassword', 'correcthorsebatterystaple', 'police', 'policeman', 'policestation', 'essexpolice', 'beatwise'
])
/** Rows of keys and of the alphabet, there and back. */
const rows = ['01234567890123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm', '1q2w3e4r5t6y7u8i9o0p'].flatMap((row) => [row, [...row].reverse().join('')])
/** Digits and signs that stand for letters. */
const disguises: Record<string, string> = { '@': 'a', '4': 'a', '3': 'e', '1': 'i', '!': 'i', '0': 'o', $: 's', '5': 's', '7': 't' }

const normalised = (text: string): string => text.normalize('NFKC')

export const hashPassword = (password: string): Promise<string> => hash(normalised(password), cost)

/** Whether the password belongs to the hash. Without a hash it does not, and finding out takes as long. */
export async function isPassword(password: string, hashed: string | null): Promise<boolean> {
  const fits = await verify(hashed ?? decoy, normalised(password))
  return fits && hashed !== null
}

/** What speaks against a new password, in words; undefined when nothing does. Length counts, the kinds of characters do not. */
export function passwordFault(password: string, name: string): string | undefined {
  const text = normalised(password)
  const length = [...text].length
  if (length < LEAST_LENGTH) return `The password must have at least ${LEAST_LENGTH} characters; a few words that do not belong together are good.`
  if (length > MOST_PASSWORD) return `The password may have at most ${MOST_PASSWORD} characters.`
  if (text.toLowerCase().includes(name)) return 'The password must not contain the name of the account.'
  if (isCommon(text)) return 'The password is one of the commonest, or repeats a few characters: others guess it first.'
  return undefined
}

function isCommon(text: string): boolean {
  const lower = text.toLowerCase()
  if (/^(.{1,4}?)\1+.{0,3}$/su.test(lower) || rows.some((row) => row.includes(lower))) return true
  const bare = (word: string) => word.replace(/[^\p{L}]/gu, '')
  const undisguised = lower.replace(/[^\p{L}]+$/u, '').replace(/[@431!0$57]/g, (sign) => disguises[sign]!)
  return commonest.has(bare(lower)) || commonest.has(bare(undisguised))
}

/** Without characters that look alike. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password for somebody else to be told: four groups of four, 79 bits of chance. */
export const oneTimePassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')).join('-')
