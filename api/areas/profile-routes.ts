/** The numbers of neighbourhood pages, the same for everybody. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Reader } from '../access.ts'
import { formFor } from '../answers.ts'
import type { RoomOptions } from '../cells/routes.ts'
import type { Queryable } from '../db/database.ts'
import type { Questions } from '../questions.ts'
import { errorResponses, FormOf } from '../schema.ts'
import { pageGround, profileOf, type ForceTotals } from './profile.ts'
import { inForm } from './profile-file.ts'
import { Profile } from './profile-schema.ts'
import { AreaParams } from './schema.ts'

const forms = ['json', 'csv'] as const
const ProfileQuery = Type.Object({ form: FormOf('csv', 'json') }, { additionalProperties: false })

export interface ProfileOptions extends RoomOptions { publicDb: Queryable }

export const profileRoutes: FastifyPluginAsyncTypebox<ProfileOptions> = async (app, { answers, questions, publicDb }) => {
  const reader: Reader = { tier: 'public', db: publicDb }
  app.get('/areas/:code/profile', {
    config: { access: 'public' },
    schema: {
      tags: ['areas'], summary: 'What was recorded in an area in the last twelve months, beside the year before, the force and the areas most like it',
      description: 'The public\'s figures, whoever asks: of the force\'s own records, exact totals of districts and the force and nothing of smaller areas. `form=csv` or `Accept: text/csv` gives a table.', params: AreaParams, querystring: ProfileQuery,
      response: { 200: { description: 'The numbers', content: { 'application/json': { schema: Profile }, 'text/csv': { schema: Type.String() } } }, ...errorResponses }
    }
  }, async (request, reply) => {
    const { params: { code }, query, headers } = request
    const form = formFor(headers.accept, forms, query.form)
    return answers.send(request, reply, `profile ${form} ${code}`, async (version) => inForm(form, await profileOf(reader, version, await forceTotalsOf(questions, reader, version), await pageGround(reader, code))), 'public')
  })
}

/** Monthly totals of every theme in the study area. */
export async function forceTotalsOf(questions: Questions, reader: Reader, version: string): Promise<ForceTotals> {
  const themes = await questions.themes(reader, version)
  const totals = new Map(themes.map(({ id, months }) => [id, new Map(months.map(({ month, total }) => [month, total]))]))
  return (theme) => totals.get(theme) ?? new Map<string, number>()
}
