/** A long list of numbers that grows without being copied: typed arrays of one size, one after the other. */
type Numbers = Int32Array | Uint32Array | Uint8Array | Float64Array

const BITS = 18
const SIZE = 1 << BITS
const MASK = SIZE - 1

export class Pages<T extends Numbers> {
  private pages: (T | undefined)[] = []
  length = 0

  constructor(private readonly make: (size: number) => T) {}

  push(value: number): void {
    const at = this.length++
    if (at >>> BITS === this.pages.length) this.pages.push(this.make(SIZE))
    this.pages[at >>> BITS]![at & MASK] = value
  }

  at(index: number): number { return this.pages[index >>> BITS]![index & MASK]! }

  /** Forgets what stands behind. */
  cut(length: number): void { this.length = length }

  /** Lets go of the pages before a number that is not asked for again. */
  release(before: number): void { for (let i = (before >>> BITS) - 1; i >= 0 && this.pages[i]; i--) this.pages[i] = undefined }

  /** Hands over page by page and lets each go. */
  *drain(): Generator<T> {
    let left = this.length
    this.length = 0
    for (let i = 0; left > 0; i++) {
      const page = this.pages[i]!
      this.pages[i] = undefined
      yield page.subarray(0, Math.min(SIZE, left)) as T
      left -= SIZE
    }
    this.pages = []
  }

  /** The pages as they are, the last one as far as it is filled. */
  *parts(): Generator<T> {
    for (let i = 0; i * SIZE < this.length; i++) yield this.pages[i]!.subarray(0, Math.min(SIZE, this.length - i * SIZE)) as T
  }
}

export const int32s = () => new Pages((size) => new Int32Array(size))
export const uint32s = () => new Pages((size) => new Uint32Array(size))
export const uint8s = () => new Pages((size) => new Uint8Array(size))
export const float64s = () => new Pages((size) => new Float64Array(size))
