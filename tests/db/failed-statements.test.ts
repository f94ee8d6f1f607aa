/** A statement that fails leaves its connection in order: the next statement gets its own answer, on both engines. */
import { describe, expect, it } from 'vitest'
import { guarded } from '../../api/db/protocol-guard.ts'
import { testDatabase } from '../support/database.ts'

const lost: string[] = []
const test = testDatabase({ onError: ({ message }) => { lost.push(message) } })

describe('a failing statement', () => {
  const inside = (text: string, value: unknown) => () => test.db.transaction((tx) => tx.rows(text, [value]))
  it.each([
    ['while it runs', inside('select 1 / $1::int as a', 0)], ['while it is read', inside('select nothing from nowhere where a = $1', 0)], ['by its values', inside('select $1::int as a', 'x')],
    ['outside a transaction', () => test.db.rows('select 1 / $1::int as a', [0])]
  ])('%s, again and again among others, disturbs none of them', async (_when, fail) => {
    for (let i = 0; i < 20; i++) {
      const [failed, other, again] = await Promise.allSettled([fail(), test.db.rows('select $1::int as a', [i]), fail()])
      expect([failed.status, again.status]).toEqual(['rejected', 'rejected'])
      expect(other).toMatchObject({ value: [{ a: i }] })
      expect(await test.db.transaction((tx) => tx.rows('select $1::int as a', [i + 100]))).toEqual([{ a: i + 100 }])
    }
    expect(lost).toEqual([])
  })
})

describe('the guard of the embedded engine', () => {
  const ready = [90, 0, 0, 0, 5, 73]
  const error = [69, 0, 0, 0, 5, 0]
  /** What the client hears when the engine gives `answer` to a message of this type. */
  async function heard(type: string, ...answer: number[][]): Promise<number[]> {
    const bytes: number[] = []
    await guarded(async (_message, emit) => answer.forEach((part) => emit(Uint8Array.from(part))), () => 0)(Uint8Array.of(type.charCodeAt(0), 0, 0, 0, 4), (part) => bytes.push(...part))
    return bytes
  }
  it.each(['P', 'B', 'D', 'E', 'C', 'H'])('says after a %s that failed what failed, and not that it is ready', async (type) => {
    expect(await heard(type, [...error, ...ready])).toEqual(error)
    expect(await heard(type, error, ready)).toEqual(error)
    expect(await heard(type, error)).toEqual(error)
  })
  it.each(['S', 'Q', 'c'])('says after a %s that it is ready', async (type) => expect(await heard(type, error, ready)).toEqual([...error, ...ready]))
})
