/** TypeBox atoms: one per notion of the domain, used by every room. */
import { Type, type Static, type TSchema } from 'typebox'
import { areaTypes, resolutions, themeIds } from './vocabulary.ts'

/** A closed list of strings as one `enum`, so that the message of a wrong value is short. */
export const OneOf = <T extends string>(values: readonly T[], description: string) =>
  Type.Unsafe<T>({ type: 'string', enum: [...values], description })

export const Month = Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$', description: 'Month, YYYY-MM' })
export const Day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', description: 'Day, YYYY-MM-DD' })
export const ThemeId = OneOf(themeIds, 'Theme, see /api/themes')
export const Resolution = Type.Unsafe<number>({ type: 'integer', enum: [...resolutions], description: 'H3 resolution' })
export const H3Cell = Type.String({ description: 'H3 cell index, 15 hexadecimal digits' })
export const AreaCode = Type.String({ pattern: '^[A-Za-z0-9-]{1,40}$', description: 'Code of a loaded area; absent: the whole force' })
export const AreaTypeName = OneOf(areaTypes, 'Kind of area')
export const LngLat = Type.Array(Type.Number(), { description: '[lng, lat], degrees, WGS 84' })
export const Bbox = Type.Array(Type.Number(), { description: '[west, south, east, north], degrees' })
export const DataVersion = Type.String({ description: 'Version of the loaded data; changes when any import is published' })

/** Null beside a type. As a list of types where it can be: an `anyOf` is validated before it is written out, by a program that is compiled in the middle of the first answer (a quarter of a second). */
export function Nullable<T extends TSchema>(schema: T) {
  const { type, enum: values } = schema as { type?: unknown; enum?: unknown[] }
  if (typeof type !== 'string') return Type.Unsafe<Static<T> | null>(Type.Union([schema, Type.Null()]))
  return Type.Unsafe<Static<T> | null>({ ...schema, type: [type, 'null'], ...(values && { enum: [...values, null] }) })
}

/** The form of an answer in its own address, so that a link can ask for a file: a browser that follows one asks for a page. */
export const FormOf = <T extends string>(...forms: T[]) => Type.Optional(OneOf(forms, 'Form of the answer, whatever Accept says'))

/** The query of a route that takes no parameter: any is unknown. */
export const NoQuery = Type.Object({}, { additionalProperties: false })

export const ErrorBody = Type.Object({
  error: Type.Object({ code: Type.String(), message: Type.String(), parameter: Type.Optional(Type.String()) })
})
export type ErrorBody = Static<typeof ErrorBody>
export const errorResponses = { '4xx': ErrorBody, '5xx': ErrorBody }
