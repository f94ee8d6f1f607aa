/** A web server of files for tests: whole, in parts (Range), cut short, or not at all. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterAll } from 'vitest'

export interface TestServer {
  address: string
  /** What was asked for: method, path and range. */
  asked: string[]
  bytesSent: number
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** Serves `files` by path; a function answers for itself. `ranges: false` is a server that cannot serve parts. */
export async function webServer(files: Record<string, Buffer | Answer>, { ranges = true } = {}): Promise<TestServer> {
  const test: TestServer = { address: '', asked: [], bytesSent: 0 }
  const server = createServer((request, response) => {
    test.asked.push(`${request.method} ${request.url} ${request.headers.range ?? ''}`.trim())
    const file = files[request.url ?? '']
    if (file === undefined) return void response.writeHead(404).end()
    if (typeof file === 'function') return file(request, response)
    const part = ranges ? /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') : null
    const body = part ? file.subarray(Number(part[1]), Number(part[2]) + 1) : file
    response.writeHead(part ? 206 : 200, { 'content-length': body.length, 'accept-ranges': ranges ? 'bytes' : 'none' })
    if (request.method === 'HEAD') return void response.end()
    test.bytesSent += body.length
    response.end(body)
  })
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done) })
  afterAll(() => new Promise<void>((done) => { server.closeAllConnections(); server.close(() => done()) }))
  test.address = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  return test
}
