/** A plan written by hand: two units, three places, a break, a lock. */
import { latLngToCell } from 'h3-js'
import type { Plan } from '../../api/patrols/schema.ts'
import type { PlanContent } from '../../web/src/patrols/moves.ts'

const cellOf = (lat: number, lng: number) => latLngToCell(lat, lng, 9)
export const cells = { duke: cellOf(51.735, 0.469), moulsham: cellOf(51.725, 0.475), riverside: cellOf(51.741, 0.478) }

const place = (id: string, name: string, middle: [number, number], share: number): PlanContent['places'][number] =>
  ({ id, name, reason: `${name} had most.`, cells: [id], middle, rural: false, expected: [share * 4, share * 6], share, must: false })
const visit = (placeId: string, startMin: number, travelMin: number, at: string, until: string, locked = false) =>
  ({ place: placeId, startS: startMin * 60, endS: (startMin + 15) * 60, at, until, worth: 1, locked, travelS: travelMin * 60, distanceM: travelMin * 80 })
const base = { name: 'Chelmsford police station', position: [0.471, 51.733] as [number, number] }

export const content = (): PlanContent => ({
  dataVersion: 'd1', seed: 7, res: 9, month: '2026-11', blocks: [{ fromS: 0, toS: 14400 }, { fromS: 14400, toS: 28800 }], flat: false,
  unit: 'incidents', method: { id: 'm', title: 'Method', text: 'How.' }, accuracy: 'It held.', source: 'Demonstration', synthetic: true, travel: { model: 'distance', text: 'Straight lines.' },
  places: [place(cells.duke, 'Duke Street', [0.469, 51.735], 0.2), place(cells.moulsham, 'Moulsham Street', [0.475, 51.725], 0.1), place(cells.riverside, 'Riverside', [0.478, 51.741], 0.05)],
  units: [
    {
      name: 'Unit 1', mode: 'foot', base, fromS: 0, toS: 28800, leavesS: 0, backS: 150 * 60, leaves: '20:00', back: '22:30',
      visits: [visit(cells.duke, 10, 10, '20:10', '20:25'), visit(cells.moulsham, 60, 15, '21:00', '21:15', true), visit(cells.duke, 125, 15, '22:05', '22:20')],
      breaks: [{ startS: 85 * 60, endS: 105 * 60, at: '21:25', until: '21:45' }], visitS: 2700, travelS: 50 * 60, distanceM: 4000, path: [[0.471, 51.733], [0.469, 51.735], [0.475, 51.725], [0.471, 51.733]],
    },
    {
      name: 'Unit 2', mode: 'vehicle', base, fromS: 0, toS: 28800, leavesS: 0, backS: 40 * 60, leaves: '20:00', back: '20:40',
      visits: [visit(cells.riverside, 15, 5, '20:15', '20:30')], breaks: [], visitS: 900, travelS: 900, distanceM: 3000, path: [[0.471, 51.733], [0.478, 51.741], [0.471, 51.733]],
    },
  ],
  effect: {
    expected: 10, covered: 6.2, shareOfAll: 0.62, shareOfPossible: 0.8, plain: { covered: 5.5, shareOfAll: 0.55 }, random: { covered: 2.1, interval: { low: 1.8, high: 2.4 } },
    travelShare: 0.1, visitMinutes: 60, visits: 4, fairness: [{ group: 'Urban', minutes: 60, share: 1, residentsShare: 0.8 }], fairnessNote: null,
  },
  worth: 6.2, bound: 6.5, gap: 0.3 / 6.5, steps: 100, stopped: false, byHand: false, notes: [],
})

export const plan = (): Plan => ({
  id: '0b8f7a52-1c2d-4e3f-8a9b-0c1d2e3f4a5b', district: 'E07000070', name: 'Saturday night', shiftFrom: '2026-11-28T20:00', shiftTo: '2026-11-29T04:00', notes: '', status: 'draft', version: 3,
  createdBy: 'planner', changedBy: 'planner', changedAt: '2026-11-28T16:00:00Z', content: content(),
  request: { preset: 'night-time-economy', objective: [{ theme: 'night-time-economy', weight: 1 }], units: [{ name: 'Unit 1', mode: 'foot', base }, { name: 'Unit 2', mode: 'vehicle', base }], seed: 7 },
})
