/** The shape of a page of words, kept apart from its markup so that a test can tell how hard the words are to read. */
import type { Page } from '../view-url.ts'

export interface Section {
  /** Name in the address, after the #. */
  id: string
  title: string
  text: readonly string[]
  list?: readonly string[]
  points?: readonly (readonly [name: string, text: string])[]
  /** Who it comes from; for those who look it up. */
  source?: string
  /** After the list. */
  after?: readonly string[]
  links?: readonly (readonly [Page, string])[]
  /** Pages elsewhere. */
  outside?: readonly (readonly [address: string, title: string])[]
}

export interface Statement { title: string; lead: string; sections: readonly Section[] }

/** All of it as a reader hears it, a line a heading, paragraph or item. */
export const textOf = ({ title, lead, sections }: Statement): string =>
  [title, lead, ...sections.flatMap((section) => [section.title, ...section.text, ...section.list ?? [], ...(section.points ?? []).map(([name, text]) => `${name}: ${text}`), ...section.after ?? []])].join('\n')

/** Who is meant by "we". */
export const whoRuns = (organisation: string | null): string => organisation ?? 'whoever runs this service'
export const atStart = (text: string): string => text[0]!.toUpperCase() + text.slice(1)

/** Where to write; honest where nobody has said. */
export const howToWrite = (organisation: string | null, email: string | null): string =>
  email ? `Write to ${whoRuns(organisation)} at ${email}.` : `Write to ${whoRuns(organisation)}. They have not yet put their address on this page. The website that led you here should name them.`
