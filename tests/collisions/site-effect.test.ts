/** Before and after at sites: rules of the register, hand-made collisions, and sites picked by chance at which nothing was done. */
import { describe, expect, it } from 'vitest'
import { empiricalBayes } from '../../api/analysis/empirical-bayes.ts'
import { seededRandom } from '../../api/analysis/random.ts'
import { spansOf } from '../../api/collisions/site-before-after.ts'
import { anywhere, placeOf, siteEffect } from '../../api/collisions/site-effect.ts'
import { effectText } from '../../api/collisions/site-text.ts'
import { siteStatuses, type SiteStatus } from '../../api/road-vocabulary.ts'
import { poisson } from '../support/poisson.ts'

/** As the statement writes them: reference, position, month, severity; an A road in the country, away from junctions, unless told. */
interface Made { id: string; lng: number; lat: number; month: string; severity?: number; roadClass?: number; rural?: number }
const packed = (made: readonly Made[]) => made.map(({ id, lng, lat, month, severity = 3, roadClass = 3, rural = 1 }) => {
  const minute = (Date.parse(`${month}-15T12:00:00Z`) - Date.UTC(2000, 0, 1)) / 60_000
  return [id, lng, lat, minute, 1, severity, 0, 0, 1, roadClass, 12, 60, 2, 1, rural, 0, 0].join('\x1f')
}).join('\x1e')
const LAT = 1 / 111_250
const circle = (lng: number, lat: number, radiusM = 50) => ({ geometry: { type: 'Point' as const, coordinates: [lng, lat] }, radiusM })

describe('the months about a scheme', () => {
  const held = (from: number, to: number) => Array.from({ length: (to - from + 1) * 12 }, (_, i) => `${from + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`)
  it('are whole ones, at most thirty-six on either side, that of building in neither', () => {
    expect(spansOf('2016-05-17', held(2010, 2020))).toEqual({ before: { from: '2013-05', to: '2016-04', months: 36 }, after: { from: '2016-06', to: '2019-05', months: 36 }, told: true, why: null })
    expect(spansOf('2016-05-01', held(2015, 2016))).toMatchObject({ before: { months: 16 }, after: { months: 7 }, told: true, why: expect.stringMatching('Only 7 months after 2016-05 are loaded: it is too early') })
  })
  it('say why nothing can be told', () => {
    expect(spansOf(null, held(2015, 2016))).toMatchObject({ told: false, why: expect.stringMatching('Nothing has been built') })
    expect(spansOf('2015-09-01', held(2015, 2016))).toMatchObject({ told: false, why: expect.stringMatching('Only 8 months before 2015-09 are loaded: fewer than 12') })
    expect(spansOf('2015-01-01', held(2015, 2016))).toMatchObject({ told: false, why: 'No month before 2015-01 is loaded.' })
    expect(spansOf('2016-12-24', held(2015, 2016))).toMatchObject({ told: false, why: 'No month after 2016-12 is loaded.' })
  })
})

describe('a site', () => {
  it('is a circle, a strip about a line, or an area, and tells how far outside it a point lies', () => {
    const middle: [number, number] = [0.5, 51.7]
    const lng = (m: number) => 0.5 + m / 69_130
    const lat = (m: number) => 51.7 + m * LAT
    const point = placeOf(circle(0.5, 51.7), middle)
    expect([point.awayM(30, 40), point.awayM(30, 41) > 0, point.awayM(0, 250)]).toEqual([0, true, 200])
    const line = placeOf({ geometry: { type: 'LineString', coordinates: [[lng(0), lat(0)], [lng(1000), lat(0)]] }, radiusM: 50 }, middle)
    expect([line.awayM(500, 49), line.awayM(-49, 0)]).toEqual([0, 0])
    expect(line.awayM(500, -150)).toBeCloseTo(100, 0)
    expect(line.circles).toBeCloseTo(11, 1)
    const area = placeOf({ geometry: { type: 'Polygon', coordinates: [[[lng(0), lat(0)], [lng(400), lat(0)], [lng(400), lat(100)], [lng(200), lat(100)], [lng(200), lat(300)], [lng(0), lat(300)], [lng(0), lat(0)]]] }, radiusM: null }, middle)
    expect([area.awayM(100, 250), area.awayM(300, 50)]).toEqual([0, 0])
    expect(area.awayM(300, 200)).toBeCloseTo(100, 0)
    expect(area.circles * Math.PI * 50 ** 2).toBeCloseTo(200 * 300 + 200 * 100, -3)
  })

  it('with its whole count against places anywhere is what a cluster is with one less against places that had one', () => {
    for (const [mean, phi, count] of [[1.3, 0.4, 7], [0.2, 0.8, 3], [4, 0.05, 1]] as const) {
      const place = anywhere({ mean, phi })
      const [own, cluster] = [empiricalBayes(count, place.expected, place.phi), empiricalBayes(count - 1, mean, phi)]
      expect(own.mean).toBeCloseTo(cluster.mean, 10)
      expect([own.lower, own.upper]).toEqual([expect.closeTo(cluster.lower, 6), expect.closeTo(cluster.upper, 6)])
    }
    // A dispersion that leaves nothing to other places is taken lower; with none all places are alike.
    expect(anywhere({ mean: 2, phi: 1.4 })).toEqual({ expected: expect.closeTo(0.1, 9), phi: expect.closeTo(19, 6) })
    expect(anywhere({ mean: 2, phi: 0 })).toEqual({ expected: 2, phi: 0 })
    // Ten circles side by side are drawn as far as one is.
    const ten = anywhere({ mean: 1, phi: 0.5 }, 10)
    expect(empiricalBayes(30, ten.expected, ten.phi).mean).toBeCloseTo(10 * empiricalBayes(3, 0.5, 1).mean, 9)
  })

  it('is compared with like roads of its district, away from every site at which something was done', () => {
    const lone = (name: string, n: number, month: string, lat: number, rest: Partial<Made> = {}) => Array.from({ length: n }, (_, i): Made => ({ id: `${name}${i}`, lng: 0.1 + i * 0.01, lat, month, ...rest }))
    const made = [
      ...Array.from({ length: 6 }, (_, i): Made => ({ id: `x${i}`, lng: 0.5, lat: 51.7 + i * 5 * LAT, month: '2014-03', severity: i < 2 ? 2 : 3 })), { id: 'y', lng: 0.5, lat: 51.7, month: '2016-02' }, { id: 'z', lng: 0.5, lat: 51.7, month: '2015-05' },
      ...lone('before', 40, '2014-06', 51.6), ...lone('after', 30, '2016-06', 51.6), ...lone('b-road', 9, '2016-06', 51.62, { roadClass: 4 }), ...lone('town', 9, '2016-06', 51.64, { rural: 0 }), ...lone('elsewhere', 8, '2016-06', 51.66), ...lone('treated', 1, '2016-06', 51.68)
    ]
    const site = circle(0.5, 51.7)
    const task = { collisions: packed(made), district: made.map(({ id }) => id).filter((id) => !id.startsWith('elsewhere')), site: { ...site, road: 'A12' }, treated: [site, circle(0.1, 51.68 + 249 * LAT)], built: '2015-05' }
    const found = siteEffect(task)!
    expect(found).toMatchObject({ group: 'A roads', rural: true, collisions: { counts: { before: 6, after: 1 }, comparison: { before: 40, after: 30 }, kind: 'A roads in the country, away from junctions' }, ksi: { counts: { before: 2, after: 0 }, comparison: { before: 0, after: 0 }, expected: null, effect: null } })
    // Around each of six five more, around forty none.
    const mean = 30 / 46
    const squares = 6 * (5 - mean) ** 2 + 40 * mean ** 2
    expect(found.collisions.expected).toBeCloseTo(anywhere({ mean, phi: (squares - 46 * mean) / (46 * mean ** 2) }).expected, 9)
    expect(found.collisions.effect!.expectedAfter).toBeCloseTo(found.collisions.effect!.expectedBefore * (30 / 40) / (1 + 1 / 40), 9)
    expect(siteEffect({ ...task, treated: [site, circle(0.1, 51.68 + 252 * LAT)] })!.collisions.comparison.after).toBe(31)
    expect(siteEffect({ ...task, district: null })!.collisions.comparison.after).toBe(38)
    expect(siteEffect({ ...task, site: { ...task.site, road: 'B1008' } })!).toMatchObject({ group: 'B roads', collisions: { comparison: { before: 0, after: 9 }, effect: null } })
    expect(siteEffect({ ...task, collisions: '' })).toBeNull()
  })

  it('picked for its count and left alone is hardly ever called better; by the counts alone most would be', () => {
    const random = seededRandom('left alone')
    // Places along roads whose rates differ, three years before and three after; nothing is done anywhere.
    const places = Array.from({ length: 1500 }, (_, i) => ({ i, lng: 0.1 + (i % 50) * 0.01, lat: 51.5 + Math.floor(i / 50) * 0.01, rate: random.gamma(1.5) / 1.5 * 1.6 }))
    const made = places.flatMap(({ i, lng, lat, rate }) => ['2014-06', '2018-06'].flatMap((month) => Array.from({ length: poisson(rate, random) }, (_, k): Made => ({ id: `${i} ${month} ${k}`, lng, lat, month }))))
    const counts = new Map<string, number>()
    for (const { id } of made) counts.set(id.slice(0, id.lastIndexOf(' ')), (counts.get(id.slice(0, id.lastIndexOf(' '))) ?? 0) + 1)
    const count = (i: number, month: string) => counts.get(`${i} ${month}`) ?? 0
    const worst = places.map((place) => ({ ...place, before: count(place.i, '2014-06'), after: count(place.i, '2018-06') })).sort((a, b) => b.before - a.before).slice(0, 40)
    const collisions = packed(made)
    const found = worst.map(({ lng, lat }) => circle(lng, lat)).map((site) => siteEffect({ collisions, district: null, site: { ...site, road: null }, treated: [site], built: '2016-01' })!.collisions.effect!)
    const sum = (of: (i: number) => number) => worst.reduce((total, _, i) => total + of(i), 0)
    expect(worst.filter(({ before, after }) => after < before).length).toBeGreaterThanOrEqual(30)
    expect(sum((i) => worst[i]!.after) / sum((i) => worst[i]!.before)).toBeLessThan(0.75)
    expect(sum((i) => worst[i]!.after) / sum((i) => found[i]!.expectedAfter)).toBeGreaterThan(0.88)
    expect(found.filter(({ verdict }) => verdict !== 'not-distinguishable').length).toBeLessThanOrEqual(3)
  }, 30_000)
})

describe('the effect in words', () => {
  const told = { counts: { before: 9, after: 2 }, comparison: { before: 100, after: 90 }, expected: 1, kind: 'A roads' }
  const effect = { expectedBefore: 7, chance: 2, expectedAfter: 6.2, ratio: 0.3, lower: 0.1, upper: 0.9, verdict: 'fewer' as const }
  const months = { before: 36, after: 1 }
  it('claims a change only where the interval leaves 1 out, and never a cause', () => {
    expect(effectText({ ...told, effect }, 'KSI collision', months)).toBe('9 KSI collisions in 36 months before, 2 in 1 month after. Behind the count before lie about 7.0; with nothing done about 6.2 would be expected after. There are fewer than chance explains (ratio 0.30, 95 % interval 0.10 to 0.90).')
    expect(effectText({ ...told, effect: { ...effect, upper: 1.1, verdict: 'not-distinguishable' } }, 'KSI collision', months)).toMatch('The difference is no more than chance explains (ratio 0.30, 95 % interval 0.10 to 1.10)')
    expect(effectText({ ...told, effect: { ...effect, lower: null } }, 'KSI collision', months)).toMatch('95 % interval at most 0.90')
    expect(effectText({ ...told, effect: null }, 'KSI collision', months)).toMatch('without any in one of the periods')
    expect(effectText({ ...told, expected: null, effect: null }, 'KSI collision', months)).toMatch('Too few collisions')
  })
})

describe('states', () => {
  it('go one on or one back, close from anywhere and open again to any', () => {
    const order = siteStatuses.map(({ id }) => id).slice(0, -1)
    for (const { id, next } of siteStatuses) {
      const at = order.indexOf(id)
      const wanted: SiteStatus[] = id === 'closed' ? order : [...[order[at - 1], order[at + 1]].filter((one) => one !== undefined), 'closed']
      expect([...next].sort(), id).toEqual(wanted.sort())
    }
  })
})
