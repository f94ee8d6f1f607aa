/**
 * Wilson's interval of a share: how far the true share may lie from the one observed.
 *
 * What it tells: the shares that the observed count does not contradict. What it does not tell: whether the cases were a fair sample.
 *
 * Formula. O of n cases have the property, q = 1 - O / n, z the normal deviate of the confidence (two-sided).
 *   lower, upper = (2 O + z^2 -/+ z sqrt(z^2 + 4 O q)) / (2 (n + z^2))
 * Input: whole counts. Output: shares from 0 to 1. Undefined for n = 0: nulls. Cost: none.
 * Source: Wilson 1927, doi 10.1080/01621459.1927.10502953; written as in OHID's Fingertips guidance. Checked against its worked figures.
 */

export interface ShareInterval { share: number | null; lower: number | null; upper: number | null }

export interface WilsonOptions {
  /** Deviate of the confidence. 1.959964: 95 %, what official statistics show. */
  z?: number
}

/** Share and interval. @throws RangeError unless 0 <= having <= of, both whole. */
export function wilson(having: number, of: number, { z = 1.959964 }: WilsonOptions = {}): ShareInterval {
  if (!Number.isInteger(of) || of < 0) throw new RangeError(`of must be a whole number, not ${of}`)
  if (!Number.isInteger(having) || having < 0 || having > of) throw new RangeError(`having must be a whole number from 0 to ${of}, not ${having}`)
  if (!(z > 0)) throw new RangeError(`z must be above nought, not ${z}`)
  if (of === 0) return { share: null, lower: null, upper: null }
  const centre = 2 * having + z * z
  const reach = z * Math.sqrt(z * z + 4 * having * (1 - having / of))
  const width = 2 * (of + z * z)
  // At none and at all the ends are exactly 0 and 1; rounding must not put them beyond.
  return { share: having / of, lower: having === 0 ? 0 : (centre - reach) / width, upper: having === of ? 1 : (centre + reach) / width }
}
