/** Clusters as JSON, as a table and as points on a map. */
import { json, typeOf, type Answer, type Form } from '../answers.ts'
import { csv, degrees } from '../csv.ts'
import type { ClustersFound } from './cluster-schema.ts'

export function inForm(form: Form, answer: ClustersFound): Answer {
  if (form === 'csv') return { type: typeOf.csv, body: Buffer.from(tableOf(answer)) }
  return form === 'json' ? json({ ...answer, clusters: answer.clusters.map(({ members: _, ...cluster }) => cluster) }) : { type: typeOf.geojson, body: Buffer.from(JSON.stringify(mapOf(answer))) }
}

function tableOf({ clusters, rule, query: { from, to, by }, source, synthetic, edition }: ClustersFound): string {
  const head = ['rank', 'cluster', 'lng', 'lat', 'road', 'near', 'collisions', 'ksi_collisions', 'killed', 'seriously_injured', 'slightly_injured', 'value_pounds', 'basis', 'held', 'expected', 'behind', 'lower', 'upper', 'excess']
  return csv(head, clusters.length, (i) => {
    const { rank, id, position, road, near, collisions, ksi, fatal, serious, slight, value, expectation } = clusters[i]!
    return [rank, id, ...degrees(position), road, near, collisions, ksi, fatal, serious, slight, value, expectation?.basis, expectation?.held, expectation?.expected, expectation?.behind, expectation?.lower, expectation?.upper, expectation?.excess]
  }, { by, from, to, rule, source, synthetic, edition })
}

function mapOf({ clusters, rule, query, source, caveat, synthetic, note }: ClustersFound): object {
  const features = clusters.map(({ position, members, groups, expectation, ...facts }) =>
    ({ type: 'Feature', geometry: { type: 'Point', coordinates: degrees(position) }, properties: { ...facts, ...groups, ...expectation, members: members.join(' ') } }))
  return { type: 'FeatureCollection', rule, query, source, caveat, synthetic, note, features }
}
