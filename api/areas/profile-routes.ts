/** The numbers of neighbourhood pages, the same for everybody. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Reader } from '../access.ts'
import { json } from '../answers.ts'
import type { RoomOptions } from '../cells/routes.ts'
import type { Queryable } from '../db/database.ts'
import type { Questions } from '../questions.ts'
import { errorResponses, NoQuery } from '../schema.ts'
import { pageGround, profileOf, type ForceTotals } from './profile.ts'
import { Profile } from './profile-schema.ts'
import { AreaParams } from './schema.ts'

export interface ProfileOptions extends RoomOptions { publicDb: Queryable }

export const profileRoutes: FastifyPluginAsyncTypebox<ProfileOptions> = async (app, { answers, questions, publicDb }) => {
  const reader: Reader = { tier: 'public', db: publicDb }
  app.get('/areas/:code/profile', {
    config: { access: 'public' },
    schema: {
      tags: ['areas'], summary: 'What was recorded in an area in the last twelve months, beside the year before, the force and the areas most like it',
      description: 'The public\'s figures, whoever asks: of the force\'s own records, exact totals of districts and the force and nothing of smaller areas.', params: AreaParams, querystring: NoQuery, response: { 200: Profile, ...errorResponses }
    }
  }, (request, reply) => answers.send(request, reply, `profile ${request.params.code}`, async (version) => json(await profileOf(reader, version, await forceTotalsOf(questions, reader, version), await pageGround(reader, request.params.code))), 'public'))
}

/** Monthly totals of every theme in the study area. */
export async function forceTotalsOf(questions: Questions, reader: Reader, version: string): Promise<ForceTotals> {
  const themes = await questions.themes(reader, version)
  const totals = new Map(themes.map(({ id, months }) => [id, new Map(months.map(({ month, total }) => [month, total]))]))
  return (theme) => totals.get(theme) ?? new Map<string, number>()
}
