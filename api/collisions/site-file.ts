/** The register as JSON, as a table and as a map; files go from hand to hand, so they are without notes. */
import { json, typeOf, type Answer, type Form } from '../answers.ts'
import { csv, degrees } from '../csv.ts'
import type { SiteSummary } from './site-schema.ts'

export function sitesInForm(form: Form, sites: readonly SiteSummary[], today: string): Answer {
  if (form === 'csv') return { type: typeOf.csv, body: Buffer.from(tableOf(sites, today)) }
  return form === 'json' ? json({ sites }) : { type: typeOf.geojson, body: Buffer.from(JSON.stringify(mapOf(sites, today))) }
}

function tableOf(sites: readonly SiteSummary[], today: string): string {
  const head = ['site', 'kind', 'name', 'status', 'scheme_type', 'owner', 'road', 'lng', 'lat', 'radius_m', 'form', 'proposed_on', 'investigated_on', 'agreed_on', 'built_on', 'closed_on', 'from_cluster', 'version', 'changed_by', 'changed_at']
  return csv(head, sites.length, (i) => {
    const { id, kind, name, status, schemeType, owner, road, position, radiusM, shape, proposedOn, investigatedOn, agreedOn, builtOn, closedOn, origin, version, changedBy, changedAt } = sites[i]!
    return [id, kind, name, status, schemeType, owner, road, ...degrees(position), radiusM, shape?.type ?? 'Circle', proposedOn, investigatedOn, agreedOn, builtOn, closedOn, origin?.cluster, version, changedBy, changedAt]
  }, { exported_on: today })
}

function mapOf(sites: readonly SiteSummary[], today: string): object {
  const features = sites.map(({ position, shape, origin, ...facts }) =>
    ({ type: 'Feature', geometry: shape ?? { type: 'Point', coordinates: degrees(position) }, properties: { ...facts, cluster: origin?.cluster ?? null } }))
  return { type: 'FeatureCollection', exportedOn: today, features }
}
