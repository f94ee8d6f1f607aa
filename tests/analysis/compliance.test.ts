import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { complianceBy, complianceOf, judge, merged, NOT_STAMPED, stateNo, states, statusOf, type Compliance, type JudgeOptions, type ResponseColumns } from '../../api/analysis/compliance.ts'
import { missedMinutes, waitSplits } from '../../api/analysis/lateness.ts'

const usual: JudgeOptions = { start: 'call', stop: 'arrived', classFrom: 'own', grade: 0, limitS: { urban: 900, rural: 1200 } }
interface Row { dispatch?: number; arrival?: number; answered?: number; own?: 0 | 1 | 2; new_?: 0 | 1 | 2; old?: 0 | 1 | 2; newest?: 0 | 1 | 2; grade?: number; outside?: boolean }
function columnsOf(rows: readonly Row[]): ResponseColumns {
  const ints = (of: (row: Row) => number) => Int32Array.from(rows, of)
  const shorts = (of: (row: Row) => number) => Int16Array.from(rows, of)
  return {
    rows: rows.length, months: shorts(() => 0), hours: shorts(() => 0), roads: shorts(() => 0), districts: ints(() => 0), cells: ints(() => 0), spots: ints(() => 0), hexagons: [''],
    dispatchS: ints(({ dispatch = NOT_STAMPED }) => dispatch), arrivalS: ints(({ arrival = NOT_STAMPED }) => arrival), answeredS: shorts(({ answered = -1 }) => answered),
    flags: shorts(({ grade = 0, own = 0, new_ = 0, old = 0, newest = 0, outside = false }) => grade | (own << 2) | (new_ << 4) | (old << 6) | (newest << 8) | (Number(outside) << 10))
  }
}
const statesOf = (rows: readonly Row[], options: Partial<JudgeOptions> = {}) => [...judge(columnsOf(rows), { ...usual, ...options }).state].map((state) => states[state])

describe('an emergency', () => {
  it('is in time at the limit of its class and late a second after it', () => {
    expect(statesOf([{ arrival: 900, own: 1 }, { arrival: 901, own: 1 }, { arrival: 1200, own: 2 }, { arrival: 1201, own: 2 }])).toEqual(['attended', 'late', 'attended', 'late'])
  })
  it('cannot be judged without a stamp, before or with the call, after more than a day, out of order, or without a class', () => {
    expect(statesOf([{ own: 1 }, { arrival: -60, own: 1 }, { arrival: 0, own: 1 }, { arrival: 86_401, own: 1 }, { arrival: 86_400, own: 1 }, { arrival: 500, dispatch: -1, own: 1 }, { arrival: 500, dispatch: 501, own: 1 }, { arrival: 500 }]))
      .toEqual(['missing', 'negative', 'zero', 'over-a-day', 'late', 'out-of-order', 'out-of-order', 'class-unknown'])
  })
  it('of another grade or outside the study area is not counted', () => expect(statesOf([{ arrival: 60, own: 1, grade: 1 }, { arrival: 60, own: 1, outside: true }])).toEqual(['out', 'out']))
  it('takes the file\'s class before that of the place, and the asked classification alone where one is asked for', () => {
    const row: Row = { arrival: 1000, own: 2, new_: 1, old: 2, newest: 1 }
    expect([statesOf([row]), statesOf([row], { classFrom: 'ruc21' }), statesOf([row], { classFrom: 'ruc11' }), statesOf([{ ...row, own: 0 }])].flat()).toEqual(['attended', 'late', 'attended', 'late'])
    expect(statesOf([{ arrival: 1000, own: 2, old: 2, newest: 2 }], { classFrom: 'ruc21' })).toEqual(['class-unknown'])
  })
  it('has the clock of the question: from the answer, from the dispatch, to the dispatch', () => {
    const row: Row = { arrival: 960, dispatch: 100, answered: 70, own: 1 }
    expect([statesOf([row]), statesOf([row], { start: 'answered' }), statesOf([row], { start: 'dispatched' }), statesOf([row], { stop: 'dispatched' }), statesOf([{ ...row, dispatch: NOT_STAMPED }], { start: 'dispatched' })].flat())
      .toEqual(['late', 'attended', 'attended', 'attended', 'missing'])
  })
})

describe('the share', () => {
  it.each([[90, 100, 0.8256, 0.9448, 'not-distinguishable'], [817, 1000, 0.7918, 0.8397, 'below'], [9, 10, 0.5958, 0.9821, 'not-distinguishable'], [0, 5, 0, 0.4345, 'below'], [950, 1000, 0.9347, 0.9619, 'meets']] as const)('%i of %i', (attended, total, lower, upper, status) => {
    const found = complianceOf(attended, total, 0)
    expect([found.lower!.toFixed(4), found.upper!.toFixed(4), found.status]).toEqual([lower.toFixed(4), upper.toFixed(4), status])
  })
  it('of nothing is none', () => expect(complianceOf(0, 0, 0)).toMatchObject({ share: null, lower: null, upper: null, status: null, worst: null, best: null, medianS: { value: null }, p90S: { value: null } }))
  it('of nothing that can be judged is none, and its bounds are everything', () => expect(complianceOf(0, 0, 4)).toMatchObject({ share: null, status: null, worst: 0, best: 1 }))
  it('meets the standard with its lower end at 90 % exactly', () => expect([statusOf(0.9, 0.95), statusOf(0.8, 0.9), statusOf(0.8, 0.8999)]).toEqual(['meets', 'not-distinguishable', 'below']))
})

const anyRow = fc.record({
  arrival: fc.oneof(fc.integer({ min: -100, max: 3_000 }), fc.constant(NOT_STAMPED), fc.constant(90_000)), dispatch: fc.oneof(fc.integer({ min: -5, max: 600 }), fc.constant(NOT_STAMPED)),
  own: fc.constantFrom(0 as const, 1 as const, 2 as const), newest: fc.constantFrom(0 as const, 1 as const, 2 as const), grade: fc.constantFrom(0, 0, 0, 1), outside: fc.constantFrom(false, false, true)
})
const rowsAndKeys = fc.array(fc.tuple(anyRow, fc.integer({ min: -1, max: 3 })), { maxLength: 80 })
const numbers = ({ attended, total, unjudged }: Compliance) => [attended, total, unjudged]

describe('laws', () => {
  it('bounds bracket the share, parts add up to the pooled one, and groups to the whole', () => {
    fc.assert(fc.property(rowsAndKeys, (all) => {
      const judged = judge(columnsOf(all.map(([row]) => row)), usual)
      const groups = complianceBy(judged, Int32Array.from(all, ([, key]) => key), 4)
      for (const { parts: { urban, rural, pooled }, bad } of groups) {
        for (const part of [urban, rural, pooled]) {
          if (part.share !== null) expect(part.worst! <= part.share && part.share <= part.best!).toBe(true)
          if (part.medianS.value !== null) expect(part.medianS.value).toBeLessThanOrEqual(part.p90S.value!)
        }
        expect(urban.attended + rural.attended).toBe(pooled.attended)
        expect(urban.total + rural.total).toBe(pooled.total)
        expect(bad.reduce((a, b) => a + b, 0)).toBe(pooled.unjudged)
      }
      const whole = complianceBy(judged, Int32Array.from(all, ([, key]) => (key === -1 ? -1 : 0)), 1)[0]!
      expect([0, 1, 2].map((i) => groups.reduce((sum, { parts }) => sum + numbers(parts.pooled)[i]!, 0))).toEqual(numbers(whole.parts.pooled))
    }))
  })
  it('the order of rows does not matter', () => {
    fc.assert(fc.property(rowsAndKeys, fc.integer(), (all, seed) => {
      const turned = all.map((one, i) => ({ one, at: Math.imul(i + 1, seed | 1) })).sort((a, b) => a.at - b.at).map(({ one }) => one)
      const of = (rows: typeof all) => complianceBy(judge(columnsOf(rows.map(([row]) => row)), usual), Int32Array.from(rows, ([, key]) => key), 4)
      expect(of(turned)).toEqual(of(all))
    }))
  })
  it('two sorted lists read as one', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 9 })), fc.array(fc.integer({ min: 0, max: 9 })), (a, b) => {
      const [x, y] = [Int32Array.from(a).sort(), Int32Array.from(b).sort()]
      const { n, at } = merged(x, y)
      expect(Array.from({ length: n }, (_, i) => at(i))).toEqual([...a, ...b].sort((p, q) => p - q))
    }))
  })
})

describe('lateness', () => {
  const columns = columnsOf([{ arrival: 600, dispatch: 60, own: 1 }, { arrival: 700, dispatch: 100, own: 1 }, { arrival: 1500, dispatch: 660, own: 1 }, { arrival: 1800, dispatch: 90, own: 2 }, { arrival: 950, own: 1 }, { own: 1 }])
  const judged = judge(columns, usual)
  it('counts the minutes beyond the limit by place, most first', () => {
    const places = missedMinutes(judged, [0, 0, 1, 2, 1, 1], 3, usual.limitS)
    expect(places.map(({ key, total, late, missedMinutes: minutes }) => [key, total, late, Number(minutes.toFixed(4))])).toEqual([[1, 2, 2, 10.8333], [2, 1, 1, 10], [0, 2, 0, 0]])
    expect(places.reduce((sum, { shareOfMissed }) => sum + shareOfMissed, 0)).toBeCloseTo(1, 12)
    expect(places.reduce((sum, { expectedLate }) => sum + expectedLate, 0)).toBeCloseTo(3, 12)
  })
  it('tells a late dispatch from a long drive', () => {
    // Usual in time: dispatched after 60 s, driven for 540 s. The late one of the town: 600 s more until dispatch, 300 s more on the road.
    const { inTime, late, dispatchShare } = waitSplits(columns, judged, [0, 1, 2, 4])
    expect([inTime, late]).toEqual([{ count: 2, dispatchS: 60, driveS: 540 }, { count: 2, dispatchS: 660, driveS: 840 }])
    expect(dispatchShare).toBeCloseTo(600 / 900, 12)
  })
  it('says nothing where nobody was late', () => expect(waitSplits(columns, judged, [0, 1])).toMatchObject({ late: { count: 0, dispatchS: null }, dispatchShare: null }))
  it('knows every state by its number', () => expect(states.map((state) => stateNo[state])).toEqual(states.map((_, i) => i)))
})
