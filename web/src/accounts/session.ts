/** Signing in and out, as the pages do it. */
import { tick } from 'svelte'
import { account } from '../account.svelte.ts'
import { deleteSession, fetchSession, postSession, putPassword } from '../api.ts'
import type { Session } from '../answers.ts'
import { parseAddress } from '../view-url.ts'
import { view } from '../view.svelte.ts'

/** Asks who this is; asking counts as being there, so it puts off the idle end. */
export async function lookUp(): Promise<void> {
  account.heard(await fetchSession())
}

export async function signIn(name: string, password: string): Promise<Session> {
  const session = await postSession({ name, password })
  account.take(session)
  account.said = `Signed in as ${session.name}.`
  return session
}

export async function signOut(everywhere: boolean): Promise<void> {
  await deleteSession(everywhere)
  await goOnWithout()
}

/** The session is over: read on as anybody may. */
export async function goOnWithout(): Promise<void> {
  account.take(await fetchSession())
  account.said = 'You are signed out.'
}

export async function changePassword(current: string, next: string): Promise<void> {
  account.take(await putPassword({ current, next }))
  account.said = 'Your password is changed.'
}

/** Back to where the reader came from; going back from there does not lead to the form again. */
export async function goOn(): Promise<void> {
  view.go(parseAddress(view.now.next ?? '/'), 'replacement')
  await tick()
  document.getElementById('content')?.focus({ preventScroll: true })
  window.scrollTo(0, 0)
}
