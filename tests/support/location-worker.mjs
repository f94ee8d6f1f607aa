/** A thread that solves location problems alone, as the response room's thread does within its tasks. */
import { register } from 'tsx/esm/api'

register()
export const { locate } = await import('../../api/response/location-work.ts')
