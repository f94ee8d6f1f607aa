import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../api/analysis/random.ts'
import { collisions, vehicles } from '../../fixtures/generator/index.ts'
import { movementsOf } from '../../fixtures/generator/vehicle-directions.ts'

const many = (scenery: Parameters<typeof movementsOf>[1], manoeuvres: string[]) => {
  const random = seededRandom('directions of a test')
  return Array.from({ length: 400 }, () => movementsOf(manoeuvres.map((manoeuvre) => ({ manoeuvre })), scenery, random))
}
const kinds = <T>(all: T[]) => [...new Set(all)].sort()

describe('directions of vehicles in the demonstration', () => {
  it('follow the road both ways, and nobody turns where there is no junction', () => {
    const all = many({ axis: 2, junction: '0', roadType: '6' }, ['7', '9']).flat()
    expect(kinds(all.map(({ from, to }) => `${from}-${to}`))).toEqual(['3-7', '7-3'])
    expect(kinds(all.map(({ manoeuvre }) => manoeuvre))).toEqual(['19'])
  })

  it('are one and the same on a dual carriageway', () => {
    for (const pair of many({ axis: 1, junction: '0', roadType: '3' }, ['19', '13'])) expect(pair[0]!.to).toBe(pair[1]!.to)
  })

  it('turn left and right as the manoeuvre says at a junction, where others also cross', () => {
    const all = many({ axis: 0, junction: '13', roadType: '6' }, ['7', '9'])
    const turn = ({ from, to }: { from: string; to: string }) => (Number(to) - Number(from) + 8) % 8
    expect(kinds(all.map(([left]) => turn(left!)))).toEqual([2])
    expect(kinds(all.map(([, right]) => turn(right!)))).toEqual([6])
    expect(kinds(all.map(([, right]) => right!.from))).toEqual(['1', '3', '5', '7'])
  })

  it('are given for every vehicle, and nobody turns away from a junction', () => {
    const junctions = new Map([...collisions()].flat().map((row) => [row.collision_index, row.junction_detail]))
    const all = [...vehicles()].flat()
    expect(all.filter((row) => !/^[1-8]$/.test(row.vehicle_direction_from) || !/^[1-8]$/.test(row.vehicle_direction_to))).toEqual([])
    const turning = all.filter((row) => ['7', '9'].includes(row.vehicle_manoeuvre))
    expect(turning.length).toBeGreaterThan(500)
    expect(turning.filter((row) => junctions.get(row.collision_index) === '0')).toEqual([])
  }, 60_000)
})
