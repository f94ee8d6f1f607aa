/** What is kept in a browser: session-cookie.ts and oidc-routes.ts set the cookies, scheme.svelte.ts and way-back.ts what is stored beside them. */
import type { AboutAnswer } from '../answers.ts'
import type { Statement } from './statement.ts'

export interface Kept { name: string; kind: string; what: string; until: string }

/** Every name under which anything is kept; a test holds the list against the code. */
export const keptInBrowsers = ({ sessionIdleMinutes, sessionHours, organisationSignIn }: AboutAnswer): Kept[] => [
  { name: '__Host-beatwise', kind: 'Cookie', what: 'Keeps you signed in. Set only when you sign in.', until: `You sign out or close the browser. It opens nothing after ${sessionIdleMinutes} minutes without use, or after ${sessionHours} hours.` },
  ...(organisationSignIn ? [
    { name: '__Host-beatwise-oidc', kind: 'Cookie', what: 'Ties a sign-in at your employer to this browser. Set only when you sign in that way.', until: 'You are signed in, or ten minutes have gone by.' },
    { name: 'beatwise.next', kind: 'Stored in the tab', what: 'The page to come back to from your employer’s sign-in.', until: 'You come back, or close the tab.' }
  ] : []),
  { name: 'beatwise.scheme', kind: 'Stored in the browser', what: 'Light or dark colours. Stored only when you press the button for it.', until: 'You clear the data of this site.' }
]

export const cookiesWords = (_about: AboutAnswer): Statement => ({
  title: 'Cookies',
  lead: 'Cookies are small files that a website keeps in your browser. If you only read the maps, Beatwise sets none.',
  sections: [
    { id: 'kept', title: 'What we keep in your browser', text: ['All of these are needed for what you ask for, so we do not ask you to agree to them first. None of them is used to follow you, and no one else can read them.'] },
    { id: 'no-others', title: 'What we do not use', text: ['There are no cookies to count visits, none for adverts, and none from other companies. You can block all cookies and still use every public page. To sign in you need the first one.'], links: [['privacy', 'Privacy']] }
  ]
})
