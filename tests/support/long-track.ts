/** The track of a receiver that speaks every second and stays twenty minutes at each place of the hand-written plan in turn, as GPX or as a table. */
import { centreOf } from '../../api/analysis/h3-grid.ts'
import { highStreet, station } from './delivered-plan.ts'

/** `fromMs`: of the first position. */
export function longTrack(type: 'gpx' | 'csv', fromMs: number, positions: number): string {
  const middles = [highStreet, station].map(centreOf)
  const points = Array.from({ length: positions }, (_, s) => {
    const [lng, lat] = middles[Math.floor(s / 1200) % 2]!
    return [new Date(fromMs + s * 1000).toISOString(), (lng + ((s * 7919) % 100) / 1e6).toFixed(6), lat.toFixed(6)] as const
  })
  if (type === 'csv') return ['time,lng,lat', ...points.map((point) => point.join(','))].join('\r\n')
  return `<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>${points.map(([time, lng, lat]) => `<trkpt lat="${lat}" lon="${lng}"><ele>31.0</ele><time>${time}</time></trkpt>`).join('\n')}</trkseg></trk></gpx>`
}
