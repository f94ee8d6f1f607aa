/** Words that claim nothing which the interval does not bear. */
import { describe, expect, it } from 'vitest'
import { wdd } from '../../api/analysis/evaluation.ts'
import { rateRatio } from '../../api/analysis/poisson-intervals.ts'
import { seededRandom } from '../../api/analysis/random.ts'
import type { TrialEffect } from '../../api/analysis/trial-effect.ts'
import { verdictOfTrial, verdictOfWdd } from '../../api/analysis/verdict.ts'

const unit = 'offences'
const pair = (before: number, after: number) => ({ before, after })
const CLAIM = /\bhad\b.*\b(fewer|more)\b|fell|rose|work|reduc|increas|prevent/
const trial = (x1: number, n1: number, x0: number, n0: number, p: number): TrialEffect => ({
  treated: { events: x1, placeDays: n1, rate: x1 / n1 }, control: { events: x0, placeDays: n0, rate: x0 / n0 }, carryOver: { events: 0, placeDays: 0 },
  ...(rateRatio(x1, n1, x0, n0) ?? { ratio: null, lower: null, upper: null }), interval: 'poisson', p, draws: 999, note: null
})

describe('the verdict on a plan', () => {
  it('is unclear for the published 20 to 10 beside 20 to 20', () => {
    expect(verdictOfWdd(wdd(pair(20, 10), pair(20, 20)), { unit })).toEqual({ state: 'unclear', text: 'The difference from the comparison places cannot be told from chance: between 24 fewer and 3.8 more (90 % interval) offences than they lead to expect.' })
  })
  it('is a claim, with its range and without a cause, where the interval leaves nought outside', () => {
    const { state, text } = verdictOfWdd(wdd(pair(207, 110), pair(308, 318)), { unit, regression: { observed: 207, expected: 180, fall: 27, share: 27 / 207 } })
    expect(state).toBe('fewer')
    expect(text).toBe('The places of the plan had 107 fewer offences than the comparison places lead to expect, between 158 fewer and 56 fewer (90 % interval). The places were not drawn by lot, so this may have other causes. Places chosen for high counts tend to have fewer afterwards by themselves: of their 207 offences before, about 180 would be expected again with no patrol at all, 27 (13 %) fewer.')
  })
  it('is nothing where nothing happened', () => expect(verdictOfWdd(wdd(pair(0, 0), pair(0, 0)), { unit }).state).toBe('nothing'))
  it('never claims when the interval includes nought, and always when it does not', () => {
    const random = seededRandom('verdict')
    const seen = new Set<string>()
    for (let k = 0; k < 3000; k++) {
      const found = wdd(pair(random.int(60), random.int(60)), pair(random.int(60), random.int(60)))
      const { state, text } = verdictOfWdd(found, { unit })
      const includes = found.lower <= 0 && found.upper >= 0
      expect([includes, CLAIM.test(text)], text).toEqual([includes, !includes])
      expect(state === 'fewer').toBe(found.upper < 0)
      seen.add(state)
    }
    expect([...seen].sort()).toEqual(['fewer', 'more', 'unclear'])
  })
})

describe('the verdict on a trial', () => {
  it('says how many, of how many days, by how much, and that lots were drawn', () => {
    expect(verdictOfTrial(trial(60, 720, 180, 1080, 0.001), { unit }).text).toBe('Days with patrols planned had 50 % fewer offences than days without: 60 offences on 720 place-days with patrols planned, 180 on 1080 without (95 % interval 63 % fewer to 33 % fewer, p = 0.001). Days were drawn by lot.')
  })
  it('needs both the interval and the p of the lots', () => {
    expect(verdictOfTrial(trial(60, 720, 180, 1080, 0.2), { unit }).state).toBe('unclear')
    expect(verdictOfTrial(trial(60, 720, 92, 1080, 0.01), { unit }).state).toBe('unclear')
    expect(verdictOfTrial(trial(180, 720, 90, 1080, 0.001), { unit }).state).toBe('more')
  })
  it('never claims when the interval includes none', () => {
    const random = seededRandom('trial verdict')
    for (let k = 0; k < 1000; k++) {
      const effect = trial(random.int(50), 720, random.int(80), 1080, random.chance(0.5) ? 0.01 : 0.5)
      const { text } = verdictOfTrial(effect, { unit })
      const includes = effect.p! > 0.05 || effect.lower === null || effect.ratio === null || (effect.lower <= 1 && (effect.upper === null || effect.upper >= 1))
      if (includes) expect(text).not.toMatch(CLAIM)
      else expect(text).toMatch(CLAIM)
    }
  })
  it('repeats why there is none', () => expect(verdictOfTrial({ ...trial(1, 5, 1, 5, 1), p: null, note: '2 events are too few to compare rates.' }, { unit })).toEqual({ state: 'nothing', text: '2 events are too few to compare rates.' }))
})
