/** Seeded randomness, so that a failure can be had again. */
export interface Random {
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number
}

/** The mulberry32 generator. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return {
    below(limit) {
      state = (state + 0x6d2b79f5) >>> 0
      let t = Math.imul(state ^ (state >>> 15), 1 | state)
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
      return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * limit)
    }
  }
}
