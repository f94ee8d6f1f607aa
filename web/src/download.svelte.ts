/** What a reader takes along: a file, asked for and saved under a name, or a link; and what is said of it. */
import { account } from './account.svelte.ts'
import { markedName } from './accounts/marking.ts'
import { ApiError } from './api.ts'

/** A file's name with the protective marking of who takes it away. */
export const markedFile = (name: string): string => markedName(account.marking, name)

/** The browser needs the file for as long as it saves it. */
const SAVED_WITHIN_MS = 60_000

export class Download {
  /** What it is for, kept in the audit trail. */
  purpose = $state('')
  said = $state('')
  busy = $state(false)

  /** Puts an address where it can be pasted from. */
  async copy(link: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(link)
      this.said = 'Link copied.'
    } catch {
      // Without https there is no clipboard: the link can still be copied by hand.
      this.said = link
    }
  }

  async save(make: () => Promise<Blob>, name: string): Promise<void> {
    this.busy = true
    this.said = ''
    try {
      const anchor = document.createElement('a')
      anchor.href = URL.createObjectURL(await make())
      anchor.download = name
      anchor.click()
      setTimeout(() => URL.revokeObjectURL(anchor.href), SAVED_WITHIN_MS)
    } catch (cause) {
      this.said = `Nothing was saved. ${cause instanceof ApiError ? cause.message : 'The file could not be made.'} Try again.`
    }
    this.busy = false
  }
}
