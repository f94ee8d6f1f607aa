/** A server that answers as OSRM's documented table service does, from straight lines at one speed, and that can fail in each way a test wants. */
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { straightM } from '../../api/analysis/travel-distance.ts'
import type { Position } from '../../api/analysis/h3-grid.ts'

export type Behaviour = 'answers' | 'no-table' | 'no-segment' | 'hangs' | 'hangs-halfway' | 'too-many' | 'broken' | 'not-a-table' | 'without-distances' | 'far-away' | 'islands' | 'endless' | 'moved'

export interface OsrmServer { url: string; behaviour: Behaviour; kmH: number; asked: string[]; stop(): Promise<void> }

export async function osrmServer(mostPoints = 100): Promise<OsrmServer> {
  const made = { url: '', behaviour: 'answers', kmH: 30, asked: [] } as unknown as OsrmServer
  const server: Server = createServer((request, response) => {
    made.asked.push(request.url!)
    reply(made, request.url!, response, mostPoints)
  })
  await new Promise<void>((ready) => { server.listen(0, '127.0.0.1', ready) })
  made.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  made.stop = () => new Promise((done) => { server.closeAllConnections(); server.close(() => done()) })
  return made
}

function reply({ behaviour, kmH }: OsrmServer, path: string, response: ServerResponse, mostPoints: number): void {
  const send = (status: number, body: unknown) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  if (behaviour === 'hangs') return
  if (behaviour === 'hangs-halfway') return void response.writeHead(200).write('{"code":"Ok","durations":[[')
  if (behaviour === 'too-many') return void send(429, { message: 'Too Many Requests' })
  if (behaviour === 'broken') return void response.writeHead(502, { 'content-type': 'text/html' }).end('<html>Bad gateway</html>')
  if (behaviour === 'moved') return void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
  if (behaviour === 'no-table') return void send(400, { code: 'NoTable', message: 'No table found' })
  if (behaviour === 'no-segment') return void send(400, { code: 'NoSegment', message: 'One of the supplied input coordinates could not snap to street segment.' })
  if (behaviour === 'endless') {
    const more = () => { while (response.write(' '.repeat(1024 * 1024))) if (response.destroyed) return }
    response.on('drain', more).on('error', () => undefined)
    return more()
  }
  const [, places, query] = /^\/(?:[\w-]+\/)?table\/v1\/\w+\/([^?]+)\?(.*)$/.exec(path)!
  const points = places!.split(';').map((place) => place.split(',').map(Number) as Position)
  if (points.length > mostPoints) return void send(400, { code: 'TooBig', message: 'Too many table coordinates' })
  const asked = new URLSearchParams(query)
  const ends = (name: string) => asked.get(name)?.split(';').map(Number) ?? points.map((_, i) => i)
  const table = (of: (a: Position, b: Position) => number) => ends('sources').map((a) => ends('destinations').map((b) => (behaviour === 'islands' && a !== b ? null : Number(of(points[a]!, points[b]!).toFixed(1)))))
  const place = (i: number) => ({ hint: 'x', name: '', location: points[i], distance: behaviour === 'far-away' ? 40_000 : 4.2 })
  send(200, {
    code: 'Ok', durations: behaviour === 'not-a-table' ? [['soon']] : table((a, b) => (straightM(a, b) * 1.2 * 3.6) / kmH),
    ...(behaviour === 'without-distances' ? {} : { distances: table((a, b) => straightM(a, b) * 1.2) }), sources: ends('sources').map(place), destinations: ends('destinations').map(place)
  })
}
