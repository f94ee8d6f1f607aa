/** When a session ends, when the reader is told, and how long somebody has to wait. */
import type { Session } from '../answers.ts'

/** A reader hears of the end this long before it: enough to sign in again without haste. */
export const WARN_MS = 120_000

export interface End {
  at: number
  /** idle: any question to the server puts it off; absolute: only signing in again does. */
  by: 'absolute' | 'idle'
}

/** @param heardAt when the server last answered, in milliseconds. */
export function endOf({ signedIn, expiresAt, idleSeconds }: Session, heardAt: number): End | null {
  if (!signedIn || expiresAt === null) return null
  const absolute: End = { at: Date.parse(expiresAt), by: 'absolute' }
  const idle: End | null = idleSeconds === null ? null : { at: heardAt + idleSeconds * 1000, by: 'idle' }
  return idle && idle.at < absolute.at ? idle : absolute
}

export type Phase = 'calm' | 'soon' | 'over'
export const phaseOf = (end: End | null, now: number): Phase => (end === null || now < end.at - WARN_MS ? 'calm' : now < end.at ? 'soon' : 'over')

/** "20 seconds", "1 minute", "2 hours": rounded up, so that nobody comes back too early. */
export function waitText(seconds: number): string {
  const [size, word] = seconds < 60 ? [1, 'second'] : seconds < 3600 ? [60, 'minute'] : [3600, 'hour']
  const n = Math.max(1, Math.ceil(seconds / size))
  if (n === 60 && size < 3600) return size === 1 ? '1 minute' : '1 hour'
  return `${n} ${word}${n === 1 ? '' : 's'}`
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
/** "14:32", in the reader's own time. */
export const clockTime = (at: number): string => clock.format(at)
