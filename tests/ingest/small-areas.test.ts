/** The demonstration county's small areas: a true partition of its districts, with totals to the digit, made up and yet plausible. */
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import { multiPolygon, polygon } from '@turf/helpers'
import { kinks } from '@turf/kinks'
import { describe, expect, it } from 'vitest'
import { county, type Position } from '../../fixtures/county/index.js'
import { cutRings } from '../../fixtures/generator/cut-polygon.js'
import { demonstrationOf } from '../../fixtures/generator/demonstration.js'
import { smallAreas, type SmallArea } from '../../fixtures/generator/index.js'
import { seeded } from '../support/random.ts'

const areas = smallAreas()
const of = (code: string) => areas.filter(({ district }) => district === code)
const total = (of: (area: SmallArea) => number, some = areas) => some.reduce((sum, one) => sum + of(one), 0)
/** Square degrees on a flat map, where parts of a straight line are as long as the line. */
const flat = (rings: Position[][][]) => rings.flat().reduce((sum, ring) => sum + ring.reduce((twice, [lng, lat], i) => twice + lng * ring[(i + 1) % ring.length]![1] - ring[(i + 1) % ring.length]![0] * lat, 0) / 2, 0)

describe('the outlines of the small areas', () => {
  it('have the area of their district together, and each piece some', () => {
    for (const { code, name, rings } of county.districts) {
      expect([name, total((one) => flat(one.rings), of(code)) / flat(rings)]).toEqual([name, expect.closeTo(1, 9)])
    }
    expect(Math.min(...areas.flatMap(({ rings }) => rings.map((ring) => flat([ring]))))).toBeGreaterThan(0)
  })

  it('hold any position of the county in one area of its district, and none outside it', () => {
    const random = seeded(7)
    const holding = <T extends { rings: Position[][][] }>(some: readonly T[], at: Position) => some.filter(({ rings }) => booleanPointInPolygon(at, multiPolygon(rings)))
    let inside = 0
    for (let i = 0; i < 400; i++) {
      const at: Position = [-0.02 + random.below(1e6) * 1.32e-6, 51.44 + random.below(1e6) * 0.66e-6]
      const districts = holding(county.districts, at)
      inside += districts.length
      expect(holding(areas, at).map(({ district }) => district)).toEqual(districts.map(({ code }) => code))
    }
    expect(inside).toBeGreaterThan(100)
  })

  it('are closed, turn counter-clockwise and never cross themselves', () => {
    for (const ring of areas.flatMap(({ rings }) => rings.flat())) {
      expect(ring.at(-1)).toEqual(ring[0])
      expect(flat([[ring]])).toBeGreaterThan(0)
      expect(kinks(polygon([ring])).features).toEqual([])
    }
  })

  it('are cut along a line that leaves and enters a bay into three pieces', () => {
    const bay: Position[] = [[0, 0], [4, 0], [4, 3], [3, 3], [3, 1], [1, 1], [1, 3], [0, 3], [0, 0]]
    const [low, high] = cutRings([bay], 1, 2)
    expect(low).toHaveLength(1)
    const corners = high.map((ring) => ring.slice(0, -1).map(String).sort()).sort((a, b) => (a[0]! < b[0]! ? -1 : 1))
    expect(corners).toEqual([['0,2', '0,3', '1,2', '1,3'], ['3,2', '3,3', '4,2', '4,3']])
    expect(cutRings([bay], 1, 5)).toEqual([[bay], []])
  })
})

describe('what is said of the small areas', () => {
  it('adds up to the residents and households of the census, district by district', () => {
    for (const { code, residents, households } of county.districts) {
      expect([code, total((one) => one.residents, of(code)), total((one) => one.households, of(code))]).toEqual([code, residents, households])
    }
    expect([total((one) => one.residents), total((one) => one.households)]).toEqual([1_860_224, 771_180])
  })

  it('gives each about 1,700 residents in homes of a usual size', () => {
    expect(total((one) => one.residents) / areas.length).toBeCloseTo(1_700, -2)
    expect(areas.filter(({ residents }) => residents < 1_000 || residents > 3_000)).toEqual([])
    expect(areas.filter(({ residents, households }) => residents / households < 1.7 || residents / households > 3.5)).toEqual([])
  })

  it('cannot be taken for a published area', () => {
    expect(new Set(areas.map(({ code }) => code)).size).toBe(areas.length)
    expect(areas.filter(({ code }) => !/^E019\d{5}$/.test(code))).toEqual([])
    const names = new Map(county.districts.map(({ code, name }) => [code, name]))
    expect(areas.filter(({ name, district }) => !new RegExp(`^${names.get(district)} \\d{3}$`).test(name))).toEqual([])
  })

  it('puts about a fifth of the residents in rural ones, many in Uttlesford and Maldon and none in Harlow', () => {
    const share = (some = areas) => total(({ ruc, residents }) => (ruc === 'C1' ? 0 : residents), some) / total((one) => one.residents, some)
    expect(share()).toBeGreaterThan(0.18)
    expect(share()).toBeLessThan(0.25)
    expect(share(of('E07000077'))).toBeGreaterThan(0.5)
    expect(share(of('E07000074'))).toBeGreaterThan(0.5)
    expect(share(of('E07000073'))).toBe(0)
    expect(new Set(areas.map(({ ruc }) => ruc))).toEqual(new Set(['C1', 'D1', 'E1']))
  })

  it('has all ten deciles of deprivation, the lowest where most is recorded', () => {
    expect([...new Set(areas.map(({ decile }) => decile))].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    const deprived = (code: string) => of(code).filter(({ decile }) => decile <= 3).length / of(code).length
    expect(deprived('E06000033')).toBeGreaterThan(2 * deprived('E07000077'))
  })

  it('is the same for the same seed, and other for another', () => {
    expect(demonstrationOf(county).smallAreas()).toEqual(areas)
    expect(demonstrationOf(county, 'another').smallAreas()).not.toEqual(areas)
  }, 60_000)
})
