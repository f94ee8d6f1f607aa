/** What places are called. */
import { describe, expect, it } from 'vitest'
import { namesOf } from '../../api/patrols/demand-words.ts'

const landmark = { at: 0, place: null, settlement: 'Basildon', outM: 400, reaches: 0.8, bearing: 90, ward: null }
const one = (changes: Partial<Parameters<typeof namesOf>[0][number]>) => namesOf([{ id: '8a194e0d3237fff', labels: [], landmark, road: null, ...changes }])[0]

describe('the name of a place', () => {
  it('is what the publisher calls most of its records', () => expect(one({ labels: [{ label: 'On or near High Street', n: 4 }], road: 'Mill Lane' })).toBe('High Street'))
  it('is told apart by its town where many are called so', () => expect(one({ labels: [{ label: 'On or near Supermarket', n: 4 }] })).toBe('Supermarket, east Basildon'))
  it('is else the nearest road, before what lies near', () => expect(one({ road: 'Mill Lane', landmark: { ...landmark, place: 'The Anchor' } })).toBe('Mill Lane'))
  it('is else what lies near, the part of the town, or the hexagon', () => {
    expect(one({ landmark: { ...landmark, place: 'The Anchor' } })).toBe('Near The Anchor')
    expect(one({})).toBe('East Basildon')
    expect(one({ landmark: undefined })).toBe('8a194e0d3237fff')
  })
  it('is each another', () => expect(namesOf([1, 2, 3].map(() => ({ id: 'x', labels: [], landmark: undefined, road: 'Mill Lane' })))).toEqual(['Mill Lane', 'Mill Lane 2', 'Mill Lane 3']))
})
