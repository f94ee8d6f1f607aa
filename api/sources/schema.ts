/** What is loaded: the answer behind the sources page. */
import { Type, type Static } from 'typebox'
import { DataVersion, Month, Nullable } from '../schema.ts'

const Count = (description: string) => Type.Integer({ description })

export const SourcesAnswer = Type.Object({
  dataVersion: DataVersion,
  sources: Type.Array(Type.Object({
    source: Type.String(), title: Type.String(), publisher: Type.String(), licence: Type.String(), caveats: Type.Array(Type.String()),
    synthetic: Type.Boolean(),
    forces: Type.Array(Type.String()),
    firstMonth: Nullable(Month), lastMonth: Nullable(Month), months: Type.Array(Month),
    files: Count('Files that are live'),
    read: Count('Rows read from those files'),
    loaded: Count('Rows loaded'),
    rejected: Count('Rows not loaded: read - loaded'),
    reasons: Type.Array(Type.Object({ reason: Type.String(), title: Type.String(), count: Type.Integer() })),
    remarks: Type.Array(Type.Object({ remark: Type.String(), title: Type.String(), count: Type.Integer() }), { description: 'Rows loaded although something about them is odd, with the rule; a row can have several' }),
    inside: Nullable(Count('Rows mapped in cells; null for sources that are not events')),
    outside: Nullable(Count('Rows located outside the study area')),
    noLocation: Nullable(Count('Rows without coordinates')),
    withheld: Nullable(Count('Rows never mapped')),
    importedAt: Type.String({ description: 'Time of the last import, ISO 8601, UTC' })
  })),
  notHeld: Type.Array(Type.Object({ title: Type.String(), why: Type.String() })),
  attribution: Type.String()
})
export type SourcesAnswer = Static<typeof SourcesAnswer>
