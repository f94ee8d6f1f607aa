/** A small plan with routes, written by hand: two units, three places, a Saturday night. */
import type { Made } from '../../api/patrols/plan-files.ts'

const chelmsford = [0.4725, 51.7345] as [number, number]

export const madePlan = (changes: Partial<Made> = {}): Made => ({
  id: '00000000-0000-4000-8000-000000000001', district: 'E07000070', name: 'Saturday night', shiftFrom: '2026-11-28T20:00', shiftTo: '2026-11-29T04:00', notes: '', status: 'approved', version: 3,
  createdBy: 'anna', changedBy: 'anna', changedAt: '2026-11-27T10:00:00Z',
  request: {
    objective: [{ theme: 'night-time-economy', weight: 1 }],
    units: [{ name: 'Foot 1', mode: 'foot', base: { name: 'Chelmsford', position: chelmsford } }, { name: 'Car 2', mode: 'vehicle', base: { name: 'Chelmsford', position: chelmsford } }]
  },
  content: {
    dataVersion: '7', seed: 11, res: 9, month: '2026-11', blocks: [{ fromS: 0, toS: 28_800 }], flat: true, unit: 'incidents', method: { id: 'decay-12', title: 'Fading', text: 'Fading over a year.' },
    accuracy: 'Held 41 % on months not seen.', source: 'Home Office, data.police.uk', synthetic: false, travel: { model: 'distance', text: 'Straight lines, lengthened by 1.3.' },
    places: [
      { id: '89195da4d9bffff', name: 'High Street & "Bank" <corner>', reason: '34 incidents in 12 months; first of 400.', cells: ['89195da4d9bffff'], middle: [0.4731, 51.7338], rural: false, expected: [2.5], share: 0.2, must: false },
      { id: '89195da4d93ffff', name: 'Station', reason: '20 incidents in 12 months.', cells: ['89195da4d93ffff'], middle: [0.4686, 51.7363], rural: false, expected: [1.5], share: 0.12, must: true }
    ],
    units: [
      {
        name: 'Foot 1', mode: 'foot', base: { name: 'Chelmsford', position: chelmsford }, fromS: 0, toS: 28_800, leavesS: 0, backS: 9_000, leaves: '20:00', back: '22:30',
        visits: [
          { place: '89195da4d9bffff', startS: 300, endS: 1200, at: '20:05', until: '20:20', worth: 2.5, locked: false, travelS: 300, distanceM: 120 },
          { place: '89195da4d93ffff', startS: 1800, endS: 2700, at: '20:30', until: '20:45', worth: 1.5, locked: true, travelS: 600, distanceM: 500 }
        ],
        breaks: [{ startS: 3600, endS: 5400, at: '21:00', until: '21:30' }], visitS: 1800, travelS: 1500, distanceM: 1200, path: [chelmsford, [0.4731, 51.7338], [0.4686, 51.7363], chelmsford]
      },
      { name: 'Car 2', mode: 'vehicle', base: { name: 'Chelmsford', position: chelmsford }, fromS: 0, toS: 28_800, leavesS: 0, backS: 0, leaves: '20:00', back: '20:00', visits: [], breaks: [], visitS: 0, travelS: 0, distanceM: 0, path: [] }
    ],
    effect: { expected: 12.5, covered: 4, shareOfAll: 0.32, shareOfPossible: 0.9, plain: { covered: 3.5, shareOfAll: 0.28 }, random: { covered: 1, interval: { low: 0.5, high: 1.5 } }, travelShare: 0.1, visitMinutes: 30, visits: 2, fairness: [], fairnessNote: null },
    worth: 4, bound: 4.4, gap: 0.09, steps: 1000, stopped: false, byHand: false, notes: []
  },
  ...changes
})
