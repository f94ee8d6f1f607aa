/** A proxy between a client and a database server that can break in the ways a network does. */
import { connect, createServer, type Server, type Socket } from 'node:net'

export class TcpProxy {
  private readonly server: Server
  private readonly pairs = new Set<[Socket, Socket]>()
  private mode: 'open' | 'closed' | 'silent' = 'open'
  port = 0

  constructor(private readonly to: { host: string; port: number }) {
    this.server = createServer((client) => this.join(client))
  }

  async start(): Promise<void> {
    await new Promise<void>((done) => { this.server.listen(0, '127.0.0.1', done) })
    this.port = (this.server.address() as { port: number }).port
  }

  /** Everything passes again, over new connections. */
  open(): void { this.mode = 'open' }

  /** Connections are cut and new ones refused, as when a server stops. */
  close(): void {
    this.mode = 'closed'
    this.cut()
  }

  /** Connections stay, but nothing passes any more and new ones are accepted and ignored: a half-open line. */
  silence(): void { this.mode = 'silent' }

  /** Cuts the connections there are. */
  cut(): void { for (const pair of this.pairs) for (const socket of pair) socket.destroy() }

  stop(): Promise<void> {
    this.cut()
    return new Promise((done) => { this.server.close(() => done()) })
  }

  private join(client: Socket): void {
    if (this.mode === 'closed') return void client.resetAndDestroy()
    const server = connect(this.to)
    const pair: [Socket, Socket] = [client, server]
    this.pairs.add(pair)
    const pass = (from: Socket, to: Socket) => {
      from.on('data', (bytes) => { if (this.mode !== 'silent') to.write(bytes) })
      from.on('close', () => { this.pairs.delete(pair); to.destroy() })
      // The other side hears of it by the close that follows.
      from.on('error', () => undefined)
    }
    pass(client, server)
    pass(server, client)
  }
}

/** A proxy in front of the server of `databaseUrl`, and the address that leads through it. */
export async function proxied(databaseUrl: string): Promise<{ proxy: TcpProxy; url: string }> {
  const address = new URL(databaseUrl)
  const proxy = new TcpProxy({ host: address.hostname, port: Number(address.port || 5432) })
  await proxy.start()
  return { proxy, url: Object.assign(new URL(databaseUrl), { host: `127.0.0.1:${proxy.port}` }).toString() }
}
