/** Taps on a phone: what they make of the visits, and what taking one back leaves. */
import { describe, expect, it } from 'vitest'
import { clockOf, newId, Ticks, waysTo, type Stop } from '../../web/src/patrols/phone-visits.ts'
import { shiftWords } from '../../web/src/patrols/phone-words.ts'

const begin = Date.parse('2026-11-28T20:00:00Z')
const at = (minutes: number) => new Date(begin + minutes * 60_000).toISOString()
const stop = (place: string, startMin: number): Stop => ({ place, name: `Place ${place}`, reason: '', position: [0.47, 51.73], startS: startMin * 60, endS: startMin * 60 + 900, at: '', until: '' })
const stops = [stop('a', 5), stop('b', 30), stop('a', 150)]
const seen = (ticks: Ticks) => ticks.byStop(stops, begin).map((tick) => tick && [tick.id, tick.leftAt !== null])

describe('taps', () => {
  it('arrive and leave, each counting the visit up', () => {
    const ticks = new Ticks()
    ticks.arrive('1', 0, stops[0]!, at(6))
    expect(seen(ticks)).toEqual([['1', false], undefined, undefined])
    ticks.leave('1', 'Place a', at(20))
    expect(ticks.get('1')).toEqual({ id: '1', place: 'a', arrivedAt: at(6), leftAt: at(20), note: '', revision: 2, undone: false })
    expect(seen(ticks)).toEqual([['1', true], undefined, undefined])
  })
  it('arriving somewhere else is leaving where the unit was, and taking it back undoes both', () => {
    const ticks = new Ticks()
    ticks.arrive('1', 0, stops[0]!, at(6))
    const tap = ticks.arrive('2', 1, stops[1]!, at(31))
    expect([ticks.get('1')!.leftAt, ticks.open?.id]).toEqual([at(31), '2'])
    ticks.undo(tap)
    expect([ticks.get('1')!.leftAt, ticks.open?.id, ticks.get('2')!.undone]).toEqual([null, '1', true])
    expect([ticks.get('1')!.revision, ticks.get('2')!.revision]).toEqual([3, 2])
  })
  it('a note stays when leaving is taken back', () => {
    const ticks = new Ticks()
    ticks.arrive('1', 0, stops[0]!, at(6))
    const left = ticks.leave('1', 'Place a', at(20))!
    ticks.note('1', 'Gate open')
    ticks.undo(left)
    expect(ticks.get('1')).toMatchObject({ leftAt: null, note: 'Gate open', revision: 4 })
  })
  it('of a clock that was set back never leave before they arrive', () => {
    const ticks = new Ticks()
    ticks.arrive('1', 0, stops[0]!, at(6))
    ticks.leave('1', 'Place a', at(2))
    expect(ticks.get('1')!.leftAt).toBe(at(6))
  })
  it('stand at the stop they were tapped for; those of another phone at the nearest of their place', () => {
    const ticks = new Ticks()
    ticks.arrive('2', 2, stops[2]!, at(6))
    expect(seen(ticks)).toEqual([undefined, undefined, ['2', false]])
    const other = new Ticks([{ id: '3', place: 'a', arrivedAt: at(140), leftAt: at(155), note: '', revision: 2, undone: false }, { id: '4', place: 'a', arrivedAt: at(3), leftAt: null, note: '', revision: 1, undone: true }])
    expect(seen(other)).toEqual([undefined, undefined, ['3', true]])
  })
  it('what the server holds is taken where it is newer, and never over what was tapped since', () => {
    const ticks = new Ticks()
    ticks.arrive('1', 0, stops[0]!, at(6))
    const sent = ticks.get('1')!
    ticks.leave('1', 'Place a', at(20))
    ticks.heard([sent])
    expect(ticks.get('1')!.leftAt).toBe(at(20))
    ticks.heard([{ ...sent, revision: 9, undone: true }])
    expect(ticks.all).toEqual([])
  })
})

describe('beside the taps', () => {
  it('ways hold the position and nothing else', () => {
    expect(waysTo([0.4731, 51.7338], 'foot').map(({ href }) => href)).toEqual([
      'geo:51.73380,0.47310?q=51.73380,0.47310', 'https://www.google.com/maps/dir/?api=1&destination=51.73380%2C0.47310&travelmode=walking', 'https://maps.apple.com/?daddr=51.73380,0.47310&dirflg=w'
    ])
  })
  it('ids are UUIDs and unlike one another', () => {
    const ids = new Set(Array.from({ length: 200 }, newId))
    expect(ids.size).toBe(200)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
  it('a shift begins at its British time, in summer too', () => {
    expect(shiftWords({ shiftFrom: '2026-11-28T20:00', shiftTo: '2026-11-29T04:00' })).toEqual({ text: 'Saturday 28 November, 20:00 to 04:00', fromIso: '2026-11-28T20:00:00.000Z' })
    expect(shiftWords({ shiftFrom: '2026-07-04T20:00', shiftTo: '2026-07-05T04:00' }).fromIso).toBe('2026-07-04T19:00:00.000Z')
    expect(clockOf('2026-07-04T19:05:00Z')).toBe('20:05')
  })
})
