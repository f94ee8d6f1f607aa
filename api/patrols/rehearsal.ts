/**
 * What is slow only the first time (programs that are read, statements that are planned) is done before a planner asks: first routes of some district,
 * which nobody sees.
 */
import type { Reader } from '../access.ts'
import { listAreas } from '../areas/queries.ts'
import { checkRequest } from './checks.ts'
import { firstRoutes } from './first-routes.ts'
import type { SearchParts } from './plan-search.ts'

/** Whatever goes wrong goes wrong again, and is said, when a planner asks. */
export const rehearse = (parts: SearchParts, reader: Reader): Promise<void> =>
  routesOfSome(parts, reader).catch((err: unknown) => parts.log.info({ err }, 'first routes could not be rehearsed'))

async function routesOfSome(parts: SearchParts, reader: Reader): Promise<void> {
  const district = (await listAreas(reader.db, null)).find(({ type, inStudy }) => type === 'district' && inStudy)
  if (!district) return
  const { code, name, centre } = district
  const base = { name, position: centre as [number, number] }
  const request = { objective: [{ theme: 'burglary' as const, weight: 1 }], units: (['foot', 'vehicle'] as const).map((mode) => ({ name: mode, mode, base })) }
  const shift = { shiftFrom: '2000-01-01T14:00', shiftTo: '2000-01-01T22:00' }
  await checkRequest(reader.db, request, shift)
  const routes = await firstRoutes(parts, reader, { id: '0', district: code, request, ...shift, content: null }, (await parts.versions[reader.tier].current()).version)
  await routes(() => false)
}
