/** Requests of somebody signed in, for tests of what follows from it: the header `as` names the role. */
import type { FastifyInstance } from 'fastify'
import type { Account } from '../../api/access.ts'
import type { Role } from '../../api/vocabulary.ts'

/** Call before the first request. */
export function believeHeader(server: FastifyInstance): void {
  server.addHook('onRequest', async (request) => {
    const role = request.headers.as as Role | undefined
    if (role) request.account = { role, name: `${role} account`, accountId: 1, districts: [] } satisfies Account
  })
}
