import { describe, expect, it } from 'vitest'
import { Kept } from '../../api/kept.ts'

describe('what is kept', () => {
  it('is made once for all that ask, together or later', async () => {
    const kept = new Kept<number>(2)
    let made = 0
    const make = async () => ++made
    expect(await Promise.all([kept.of('a', make), kept.of('a', make)])).toEqual([1, 1])
    expect([await kept.of('a', make), made]).toEqual([1, 1])
  })

  it('is the latest few: the one not asked for longest goes', async () => {
    const kept = new Kept<string>(2)
    const ask = (key: string) => kept.of(key, async () => `${key}${Math.random()}`)
    const [a, b] = [await ask('a'), await ask('b')]
    expect(await ask('a')).toBe(a)
    await ask('c')
    expect(await ask('a')).toBe(a)
    expect(await ask('b')).not.toBe(b)
  })

  it('is never a failure', async () => {
    const kept = new Kept<string>(2)
    await expect(kept.of('a', async () => { throw new Error('away') })).rejects.toThrow('away')
    expect(await kept.of('a', async () => 'there')).toBe('there')
  })
})
