/** What is wrong with a form, in words, and the field it is about. */
import { ApiError } from '../api.ts'
import { waitText } from './times.ts'

export interface Fault {
  /** The id of the field. */
  field: string
  text: string
}

/** Length is what makes a password hard to guess; no kind of letter is asked for. */
export const SHORTEST_PASSWORD = 12

export function faultsOfSignIn(name: string, password: string): Fault[] {
  return [
    ...(name.trim() === '' ? [{ field: 'name', text: 'Enter your name.' }] : []),
    ...(password === '' ? [{ field: 'password', text: 'Enter your password.' }] : []),
  ]
}

export function faultsOfChange(current: string, next: string): Fault[] {
  const length = [...next].length
  return [
    ...(current === '' ? [{ field: 'current', text: 'Enter the password you have now.' }] : []),
    ...(length < SHORTEST_PASSWORD ? [{ field: 'next', text: `The new password has ${length === 1 ? '1 character' : `${length} characters`}; it needs ${SHORTEST_PASSWORD} or more.` }] : []),
    ...(length >= SHORTEST_PASSWORD && next === current ? [{ field: 'next', text: 'The new password is the one you have now. Choose another.' }] : []),
  ]
}

/** Never says whether it was the name or the password. */
export function faultOfRefusal(cause: unknown, field: string): Fault {
  if (!(cause instanceof ApiError)) return { field, text: 'The answer could not be read. Try again.' }
  if (cause.code === 'sign-in-refused') return { field, text: 'The name or the password is not right. Check both and try again.' }
  if (cause.code === 'too-many-requests' && cause.retryAfterS !== null) {
    return { field, text: `There were too many attempts. Try again in ${waitText(cause.retryAfterS)}; what you typed is kept.` }
  }
  return { field: cause.parameter ?? field, text: cause.message }
}
