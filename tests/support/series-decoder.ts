/** Reads the binary series by its description in DECISIONS.md; written apart from the encoder, so that each checks the other. */
import { Value } from 'typebox/value'
import { SeriesHeader } from '../../api/cells/schema.ts'

export interface DecodedSeries { header: SeriesHeader; keys: number[]; counts: { month: number; n: number }[][] }

export function decodeSeries(bytes: Buffer): DecodedSeries {
  if (bytes.subarray(0, 4).toString('latin1') !== 'BWS1') throw new Error('The series does not begin with BWS1')
  const length = bytes.readUInt32LE(4)
  const header: unknown = JSON.parse(bytes.subarray(8, 8 + length).toString('utf8'))
  if (!Value.Check(SeriesHeader, header)) throw new Error(`The header is not what its schema says: ${JSON.stringify([...Value.Errors(SeriesHeader, header)].slice(0, 3))}`)
  let at = 8 + length
  const next = () => {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++]
      if (byte === undefined) throw new Error('The series ends too early')
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
  }
  let key = 0
  const keys = Array.from({ length: header.cells }, () => (key += next()))
  const counts = keys.map(() => {
    let month = -1
    return Array.from({ length: next() }, () => ({ month: (month += next() + 1), n: next() }))
  })
  if (at !== bytes.length) throw new Error(`${bytes.length - at} bytes are left over`)
  return { header, keys, counts }
}
