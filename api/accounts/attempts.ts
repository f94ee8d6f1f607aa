/**
 * How often somebody may try: so many failures for an account name and for an address in a quarter of an hour, counted in the database,
 * so that it holds for all processes together. An attempt is noted before the password is looked at, or a hundred at once would all pass.
 */
import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { Database, Queryable } from '../db/database.ts'
import { addAttempts, forgiveAttempts, lockAttempts, purgeAttempts, waitForAttempt } from './queries.ts'

const SPAN_S = 15 * 60
export const MOST_OF_NAME = 10
export const MOST_OF_ADDRESS = 30

/** An attempt that was let through; `waitS` above 0: it was not, and nothing was noted, or knocking would keep the door shut for ever. */
export interface Attempt {
  waitS: number
  /** After a success. The failures of the address with other names stay. */
  forgive(inside: Queryable): Promise<unknown>
}

export async function takeAttempt(db: Database, name: string, address: string): Promise<Attempt> {
  const keys = [keyOf('name', name), keyOf('address', networkOf(address))] as const
  return db.transaction(async (inside) => {
    await lockAttempts(inside, [...keys])
    await purgeAttempts(inside, SPAN_S)
    const waitS = await waitForAttempt(inside, [...keys], [MOST_OF_NAME, MOST_OF_ADDRESS], SPAN_S)
    const noted = waitS > 0 ? [] : await addAttempts(inside, [...keys])
    return { waitS, forgive: (later: Queryable) => forgiveAttempts(later, keys[0], noted.map(({ attemptId }) => attemptId)) }
  })
}

const keyOf = (kind: string, text: string) => `${kind}:${createHash('sha256').update(text).digest('base64url')}`

/** Who counts as one: an IPv4 address, or the /64 that one customer has of IPv6. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!isIPv6(plain)) return plain
  const [left, right] = plain.split('::').map((part) => part.split(':').filter(Boolean)) as [string[], string[] | undefined]
  const groups = right ? [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right] : left
  return groups.slice(0, 4).map((group) => parseInt(group, 16).toString(16)).join(':')
}
