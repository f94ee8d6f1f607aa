/** Protocol Buffers, as far as OpenStreetMap's files use them: numbers of variable length, and fields by their number. */

/** Reads one message, field by field, within its own bytes. */
export class Wire {
  /** Number of the field that `next` has found. */
  field = 0
  private kind = 0

  constructor(readonly bytes: Uint8Array, private at = 0, private readonly end = bytes.length) {}

  /** Goes to the next field; false at the end. */
  next(): boolean {
    if (this.at >= this.end) return false
    const key = this.uint()
    this.field = Math.floor(key / 8)
    this.kind = key % 8
    return true
  }

  /** Where the next byte is read. */
  get position(): number { return this.at }

  get atEnd(): boolean { return this.at >= this.end }

  /** Exact below 2^53; negative numbers, which are written as 2^64 less, are not, and nobody here asks for one. @throws RangeError beyond the message. */
  uint(): number {
    const { bytes } = this
    let byte = this.byte()
    if (byte < 128) return byte
    let value = byte - 128
    for (let scale = 128; scale < 2 ** 70; scale *= 128) {
      if (this.at >= this.end) break
      byte = bytes[this.at++]!
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
    throw new RangeError('a number does not end')
  }

  /** A number whose sign is its last bit. */
  sint(): number {
    const value = this.uint()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  /** The bytes of a text, a message or packed numbers. */
  part(): Uint8Array {
    const [from, to] = this.span()
    return this.bytes.subarray(from, to)
  }

  message(): Wire {
    const [from, to] = this.span()
    return new Wire(this.bytes, from, to)
  }

  text(): string { return new TextDecoder().decode(this.part()) }

  skip(): void {
    if (this.kind === 0) this.uint()
    else if (this.kind === 1) this.at += 8
    else if (this.kind === 2) this.span()
    else if (this.kind === 5) this.at += 4
    else throw new RangeError(`a field of kind ${this.kind}`)
  }

  private byte(): number {
    if (this.at >= this.end) throw new RangeError('a message ends too early')
    return this.bytes[this.at++]!
  }

  private span(): [number, number] {
    const length = this.uint()
    const from = this.at
    if (from + length > this.end) throw new RangeError('a message is longer than what holds it')
    this.at = from + length
    return [from, this.at]
  }
}
