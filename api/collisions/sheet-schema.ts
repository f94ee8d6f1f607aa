/** The sheet of one cluster: its collisions, who was in them, when. */
import { Type, type Static } from 'typebox'
import { Day, DataVersion, Nullable, OneOf } from '../schema.ts'
import { severities } from '../vocabulary.ts'
import { beside, ClusterAnswer, ClustersAnswer } from './cluster-schema.ts'

const Code = (what: string) => Nullable(Type.String({ description: `${what}: code as published; null: not known` }))
const Severity = OneOf(severities, 'Worst injury')
/** Bands that say who was hurt and not how old exactly. */
export const ageBands = ['0 to 17', '18 to 25', '26 to 69', '70 and over'] as const
const Age = Nullable(OneOf(ageBands, 'Age in years; null: not known'))

export const SheetCollision = Type.Object({
  id: Type.String(), lng: Type.Number(), lat: Type.Number(), day: Day, time: Nullable(Type.String({ description: 'HH:MM, local; null: not known' })), severity: Severity,
  road: Nullable(Type.String()), speedLimit: Nullable(Type.Integer({ description: 'mph' })), light: Code('Light'), weather: Code('Weather'), junction: Code('Junction'), drinkDrive: Nullable(Type.Boolean()),
  vehicles: Type.Array(Type.Object({ reference: Type.Integer(), type: Code('Type'), manoeuvre: Code('Manoeuvre'), from: Code('Direction it came from'), to: Code('Direction it was going to'), driverAge: Age })),
  casualties: Type.Array(Type.Object({ class: Code('Driver, passenger or pedestrian'), type: Code('Type'), severity: Severity, age: Age }))
})
export type SheetCollision = Static<typeof SheetCollision>

export const SheetAnswer = Type.Object({
  query: ClustersAnswer.properties.query, dataVersion: DataVersion, rule: Type.String(), method: Type.String(), edition: Type.String(), cluster: ClusterAnswer, of: Type.Integer({ description: 'Clusters by this rule' }),
  collisions: Type.Array(SheetCollision), hours: Type.Array(Type.Integer(), { description: 'Collisions by hour of the day, 24' }), weekdays: Type.Array(Type.Integer(), { description: 'By weekday, Monday first, 7' }), unknownTimes: Type.Integer(),
  years: Type.Array(Type.Object({ year: Type.Integer(), collisions: Type.Integer(), ksi: Type.Integer() })), ...beside
})
export type SheetAnswer = Static<typeof SheetAnswer>
