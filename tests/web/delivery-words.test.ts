/** The board, an upload and an evaluation in words and lines. */
import { describe, expect, it } from 'vitest'
import type { BoardUnit } from '../../api/patrols/delivery-schema.ts'
import { boardWords, leftOutWords } from '../../web/src/patrols/board-words.ts'
import { barsOf, linesOf, ratioWords } from '../../web/src/patrols/evaluation-picture.ts'

const unit: BoardUnit = { name: 'Foot 1', state: 'under-way', place: null, since: null, minutes: null, next: { place: 'a', name: 'Station', at: '20:30', lateMin: 0 }, done: 1, missed: 0, planned: 3, heard: null, note: null }

describe('the board', () => {
  it('says where, next and how late', () => {
    expect(boardWords({ ...unit, state: 'at-place', place: 'High Street', since: '20:05', minutes: 12 })).toBe('at High Street since 20:05 (12 min); next Station at 20:30')
    expect(boardWords({ ...unit, next: { ...unit.next!, lateMin: 7 } })).toBe('under way; next Station at 20:30, 7 min late')
    expect([boardWords({ ...unit, state: 'before' }), boardWords({ ...unit, state: 'done', next: null })]).toEqual(['has not begun; next Station at 20:30', 'no visit left'])
  })
})

it('an upload says everything that was read', () => {
  expect(leftOutWords({ read: 40, matched: 30, leftOut: { 'outside-shift': 3, 'not-at-a-place': 7 }, stored: 1, visits: [{ unit: 'a', place: 'b', arrivedAt: '', leftAt: null }] })).toBe('Read 40 positions: 30 at a place, 3 outside the shift, 7 between places. 1 visit found, 1 new.')
})

describe('an evaluation', () => {
  it('has lines on one scale from nought, and none without events', () => {
    expect(linesOf({ months: ['2025-01', '2025-02'], treated: [10, 5], comparison: [0, 10] })).toEqual({ treated: '0.0,10.0 640.0,70.0', comparison: '0.0,130.0 640.0,10.0', most: 10 })
    expect(linesOf({ months: ['2025-01', '2025-02'], treated: [0, 0], comparison: [0, 0] })).toBeNull()
  })
  it('claims nothing of a line that may be level', () => {
    expect(ratioWords({ ratio: 0.8, lower: 0.5, upper: 1.2 })).toBe('A line through the places cannot be told from a level one (0.80 for each further hour, 95 % interval 0.50 to 1.20).')
    expect(ratioWords({ ratio: 0.8, lower: 0.7, upper: 0.9 })).toMatch(/^Places with more minutes had fewer events/)
    expect(ratioWords({ ratio: 1.4, lower: 1.1, upper: 1.9 })).toMatch(/had more events/)
  })
  it('leaves out bins without a place', () => {
    const bin = { fromMin: 0, toMin: 1, places: 2, events: 3, baseline: 2, ratio: 1.5, lower: 0.3, upper: 4.4 }
    expect(barsOf([bin, { ...bin, fromMin: 16, toMin: 61 }, { ...bin, places: 0 }, { ...bin, fromMin: 241, toMin: null }]).map(({ label, words }) => [label, words])).toEqual([['none', '1.50 (0.30 to 4.40)'], ['16 to 60', '1.50 (0.30 to 4.40)'], ['241 and more', '1.50 (0.30 to 4.40)']])
  })
})
