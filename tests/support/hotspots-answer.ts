/** An answer on hotspots as the server gives it, for pages without a server: four hexagons of a made county. */
import { latLngToCell } from 'h3-js'
import type { HotspotsAnswer } from '../../web/src/answers.ts'

export const cells = [0, 1, 2, 3].map((i) => latLngToCell(51.7 + i / 10, 0.5, 8))
export const query = { theme: 'burglary', from: '2024-10', to: '2025-09', res: 8, area: null }
export const beside = { dataVersion: '7', unit: 'offences', source: 'Street-level crime, data.police.uk', caveat: 'Snapped.', synthetic: true, protected: false, note: null }
export const about = { title: 'Burglary', areaName: null }
export const hotspots: HotspotsAnswer = {
  query: { ...query, weight: 'count', ring: 1, test: 'normal', correction: 'bh', generated: false },
  method: { title: 'Gi* of counts', text: 'How.', permutations: null, seed: null, weights: null, edition: null }, n: 5631,
  cells, values: [3, 9, 0, 1], z: [2.1, 5.5, -3.2, null], p: [0.03, 0.00001, 0.001, null], pAdjusted: [0.09, 0.0001, 0.02, null],
  hot: { raw: 61, corrected: 23 }, cold: { raw: 4, corrected: 1 }, moran: null, concentration: null,
  snapPoints: [{ cell: cells[1]!, label: 'supermarket', n: 6, of: 9 }], ...beside
}
