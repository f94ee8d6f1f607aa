/** Who is reading: what the server last said of the session, and what waits while it has ended. The one place that knows. */
import type { AccessName } from '../../api/vocabulary.ts'
import type { Session } from './answers.ts'

/** What decides which answers a reader gets. */
const readerOf = ({ name, role, may }: Session): string => [name, role, ...may].join(' ')

export class Account {
  /** null until the server has said who this is. */
  now = $state.raw<Session | null>(null)
  /** The password is asked for over the page: because the session is over, or because the reader wants to be ahead of it. */
  asking = $state<'ended' | 'ahead' | null>(null)
  /** When the server last answered somebody signed in, in milliseconds. */
  heardAt = $state(Date.now())
  /** Grows when somebody else reads: what the one before was shown must leave the screen. */
  turn = $state(0)
  /** Read out to who cannot see it. */
  said = $state('')
  private waiting: (() => void)[] = []

  get signedIn(): boolean {
    return this.now?.signedIn ?? false
  }

  get marking(): string | null {
    return this.signedIn ? (this.now!.marking || null) : null
  }

  may(name: AccessName): boolean {
    return this.now?.may.includes(name) ?? false
  }

  /** What the server says when it is merely asked: a session that is gone is asked for again, over the page. */
  heard(session: Session): void {
    if (this.signedIn && !session.signedIn) this.asking = 'ended'
    else this.take(session)
  }

  /** What follows from signing in or out. Whatever waited for it is asked again. */
  take(session: Session): void {
    const before = this.now
    if (before && readerOf(before) !== readerOf(session)) this.turn++
    this.now = session
    this.heardAt = Date.now()
    this.asking = null
    for (const goOn of this.waiting.splice(0)) goOn()
  }

  /** The session has ended under a request. @returns when the reader has signed in again, or chosen to go on without. */
  renewed(): Promise<void> {
    this.asking = 'ended'
    return new Promise((goOn) => this.waiting.push(goOn))
  }
}

export const account = new Account()
