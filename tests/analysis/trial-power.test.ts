/** What could be seen, checked by drawing thousands of trials. */
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../api/analysis/random.ts'
import { leastFall, leastFallWords, leastWddWords } from '../../api/analysis/trial-power.ts'
import { poisson } from '../support/poisson.ts'

/** Share of simulated trials in which the score test of 5 % finds a difference. */
function powerOf(m1: number, m0: number, fall: number, name: string): number {
  const random = seededRandom(name)
  const share = m1 / (m1 + m0)
  let found = 0
  for (let trial = 0; trial < 4000; trial++) {
    const [x1, x0] = [poisson(m1 * (1 - fall), random), poisson(m0, random)]
    if (Math.abs(x1 - share * (x1 + x0)) > 1.959964 * Math.sqrt((x1 + x0) * share * (1 - share))) found++
  }
  return found / 4000
}

describe('the smallest fall', () => {
  it.each([[12, 18], [40, 60], [100, 100], [30, 200], [400, 600]])('with %i and %i expected is found four times in five', (m1, m0) => {
    expect(Math.abs(powerOf(m1, m0, leastFall(m1, m0)!, `power ${m1}`) - 0.8)).toBeLessThan(0.06)
    expect(powerOf(m1, m0, 0, `size ${m1}`)).toBeLessThan(0.065)
  })
  it('is smaller the more is expected, larger for more power and for crime in runs', () => {
    expect(leastFall(400, 600)!).toBeLessThan(leastFall(40, 60)!)
    expect(leastFall(40, 60, { power: 0.9 })!).toBeGreaterThan(leastFall(40, 60)!)
    expect(leastFall(40, 60, { dispersion: 1.5 })!).toBeGreaterThan(leastFall(40, 60)!)
  })
  it('cannot be had from a handful', () => expect([leastFall(4, 6), leastFall(0, 6), leastFall(6, 0)]).toEqual([null, null, null]))
  it('refuses what is no amount', () => {
    expect(() => leastFall(-1, 3)).toThrow('expected')
    expect(() => leastFall(1, 3, { dispersion: 0.5 })).toThrow('dispersion')
  })
})

describe('in words', () => {
  it('says what is expected and what could not be told', () => {
    expect(leastFallWords(12, 18, 'offences')).toBe('About 12 offences are expected on treated place-days and 18 on the others if nothing changes; a fall of less than 83 % could not be told from chance (found four times in five by a test of 5 %).')
    expect(leastFallWords(4, 6, 'offences')).toMatch(/^About 4\.0 offences .*: too few to tell any fall from chance, even if none were left\./)
  })
  it('of a plan: 15 of 20 would have to be prevented, as Wheeler and Ratcliffe have it', () => {
    expect(leastWddWords(20, 'offences')).toBe('About 20 offences are expected at the places of the plan in as long a time; fewer than 15 prevented (74 %) could not be told from chance.')
    expect(leastWddWords(8, 'offences')).toMatch(/too few/)
  })
})
