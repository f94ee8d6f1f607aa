/** Whole computations that more than one answer rests on: each made once for its question, the latest few at hand. */

export class Kept<T> {
  private readonly kept = new Map<string, Promise<T>>()

  /** `most`: as many as people look at in turn; each may be megabytes. */
  constructor(private readonly most: number) {}

  /** One that failed is made anew when it is asked for again. */
  of(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.kept.get(key)
    if (known) {
      // The one used last goes last.
      this.kept.delete(key)
      this.kept.set(key, known)
      return known
    }
    const making = make()
    this.kept.set(key, making)
    making.catch(() => this.kept.delete(key))
    if (this.kept.size > this.most) this.kept.delete(this.kept.keys().next().value!)
    return making
  }
}
