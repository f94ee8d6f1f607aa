/** Requests that change something come from our own pages, or from a program that is no browser. */
import type { FastifyRequest } from 'fastify'
import { ApiError } from '../errors.ts'

export const isUnsafe = ({ method }: FastifyRequest): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(method)

const bareHost = (host: string): string => host.toLowerCase().replace(/:(80|443)$/, '')

/** @throws ApiError when a browser says that another site is asking. */
export function refuseOtherSites(request: FastifyRequest): void {
  const { origin, 'sec-fetch-site': site } = request.headers
  const fromHere = origin === undefined || (/^https?:\/\//.test(origin) && bareHost(origin.replace(/^https?:\/\//, '')) === bareHost(request.host))
  if (fromHere && (site === undefined || site === 'same-origin' || site === 'none')) return
  throw new ApiError('cross-site', 'This request comes from another site. Use the pages of this one.')
}
