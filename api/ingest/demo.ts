/** Loads the demonstration county through the same loaders as real files, and the built-in basemap. */
import type { Database } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import { county } from '../../fixtures/county/index.ts'
import type { Progress } from './progress.ts'

export async function loadWhenEmpty(db: Database, _progress: Progress, say: (text: string) => void): Promise<void> {
  await loadBasemap(db)
  say('demo not wired')
}

/** Writes the authored basemap; the same rows whenever it is called. */
export async function loadBasemap(db: Database): Promise<void> {
  const rows = [
    ...county.water.map(({ name, kind, rings }, i) => row('water', i, name, { kind }, { type: 'Polygon', coordinates: rings })),
    ...county.roads.map(({ ref, class: klass, lines }, i) => row('roads', i, ref, { ref, class: klass }, { type: 'MultiLineString', coordinates: lines })),
    ...county.settlements.map(({ name, rank, residents, position }, i) => row('settlements', i, name, { rank, residents }, { type: 'Point', coordinates: position })),
    ...county.neighbours.map(({ name, position }, i) => row('neighbours', i, name, {}, { type: 'Point', coordinates: position }))
  ]
  await db.transaction(async (inside) => {
    await inside.run('delete from basemap_features')
    await inside.run(sql('ingest/add_basemap'), [JSON.stringify(rows)])
  })
}

function row(layer: string, i: number, name: string, properties: object, geometry: object) {
  return { layer, feature_no: i, name, properties, geometry }
}
