/** The whole list of what the public can take away: themes, then roads, attendance, performance, areas, and the list of sources. Pure. */
import type { HeldTheme } from '../cells/themes.ts'
import { areaTypes, type AreaType } from '../vocabulary.ts'
import { answer, file, lateText, spanOf, themeOffers, type Loaded, type Offer } from './offers.ts'

const areaTitles: Record<AreaType, string> = {
  force: 'Force area', district: 'Districts', ward: 'Wards', msoa21: 'Middle layer areas (MSOA, 2021)', lsoa21: 'Small areas (LSOA, 2021)', lsoa11: 'Small areas (LSOA, 2011)', neighbourhood: 'Police neighbourhoods'
}

export function offersOf(loaded: Loaded): Offer[] {
  const held = loaded.themes.filter(({ months }) => months.length > 0)
  return [...themeOffers(loaded, held), ...roadOffers(held, loaded), ...responseOffers(loaded), ...performanceOffers(loaded), ...areaOffers(loaded), ...neighbourhoodOffers(loaded, held), sourcesOffer(loaded)]
}

function roadOffers(themes: readonly HeldTheme[], { sourcesOf }: Loaded): Offer[] {
  const held = themes.find(({ id }) => id === 'ksi-collisions')
  if (!held) return []
  const [from, to] = spanOf(held.months.map(({ month }) => month))
  const beside = { group: 'Road safety' as const, unit: 'collisions', sources: sourcesOf(held.id), months: [from, to] as const, protection: null }
  const both = (path: string, query: Record<string, string> = { from, to }) => [file('csv', path, query), file('json', path, query)]
  return [
    { ...beside, id: 'ksi-table', subject: 'People killed or seriously injured', aspect: 'twelve months beside the twelve before', unit: 'casualties and collisions', description: 'By kind of road user.', files: both('collisions/summary', { month: to }) },
    { ...beside, id: 'collision-clusters', subject: 'Clusters of collisions', aspect: 'by a named rule', description: 'Places that meet a rule, with what chance explains; the GeoJSON file names the collisions of each.', files: [file('csv', 'collisions/clusters', { from, to }), file('geojson', 'collisions/clusters', { from, to }), file('json', 'collisions/clusters', { from, to })] },
    { ...beside, id: 'collision-hours', subject: 'Collisions', aspect: 'by weekday and hour', description: 'Collisions in each hour of the week.', files: [answer('collisions/hours', { from, to })] },
    { ...beside, id: 'collision-districts', subject: 'Collisions', aspect: 'by district', description: 'Collisions in which somebody was killed or seriously injured, by residents, with the limits of chance.', files: [answer('collisions/districts', { from, to })] }
  ]
}

function responseOffers({ response: { months, synthetic }, rules }: Loaded): Offer[] {
  if (months.length === 0) return []
  return [{
    id: 'emergency-attendance', group: 'Emergency attendance', subject: 'Emergency attendance', aspect: 'by month and district', unit: 'emergencies', months: spanOf(months),
    description: 'Emergencies reached within 15 minutes in towns and 20 in the country, with intervals: each of the last 24 months, and each district\'s twelve months.',
    sources: [{ source: 'force-responses', synthetic }], protection: `In a month of a district with fewer than ten emergencies nothing is told.${lateText(rules.delayMonths)}`,
    files: [file('csv', 'response/headline', { month: months.at(-1)! }), file('json', 'response/headline', { month: months.at(-1)! })]
  }]
}

const counted = ['police-uk', 'force-incidents', 'stats19', 'force-responses', 'indicators']
const neighbourhood = ['police-uk', 'force-incidents', 'areas', 'ruc', 'households', 'deprivation']
function performanceOffers({ performance: { months }, sources, rules }: Loaded): Offer[] {
  if (months.length === 0) return []
  return [{
    id: 'performance-update', group: 'Performance', subject: 'Performance update', aspect: 'twelve months beside the twelve before', unit: 'as each row says', months: spanOf(months),
    description: 'The rows under the seven priorities of the plan, with intervals and the change since the month before.', sources: sources.filter(({ source }) => counted.includes(source)),
    protection: `Totals of the whole force alone.${lateText(rules.delayMonths)}`, files: [file('csv', 'performance'), file('json', 'performance')]
  }]
}

function areaOffers({ areas }: Loaded): Offer[] {
  return areaTypes.filter((type) => areas.some((area) => area.type === type)).map((type) => ({
    id: `areas-${type}`, group: 'Areas', subject: areaTitles[type], aspect: 'boundaries', unit: null, months: null, protection: null,
    description: 'Code, name, the area around it, and a generalised boundary, to four decimals of a degree.',
    sources: [...new Set(areas.filter((area) => area.type === type).map(({ synthetic }) => synthetic))].map((synthetic) => ({ source: 'areas', synthetic })),
    files: [file('geojson', 'areas', { type }), file('json', 'areas', { type })]
  }))
}

/** Of the largest area; every other has the same by its code. */
function neighbourhoodOffers({ areas, sources, rules }: Loaded, held: readonly HeldTheme[]): Offer[] {
  const largest = (['force', 'district'] as const).flatMap((type) => areas.filter((area) => area.type === type && area.inStudy)).at(0)
  const months = held.filter(({ unit }) => unit === 'offences' || unit === 'incidents').flatMap((theme) => theme.months.map(({ month }) => month)).sort()
  if (!largest || months.length === 0) return []
  return [{
    id: 'neighbourhoods', group: 'Areas', subject: 'Neighbourhoods', aspect: 'what was recorded in twelve months', unit: 'offences and incidents', months: spanOf(months), sources: sources.filter(({ source }) => neighbourhood.includes(source)),
    description: `By kind, beside the year before, with intervals, and rates beside the force. These files are of ${largest.code}; every area has its own under its code, and a page to read at /neighbourhood.`,
    protection: `Of the force's own records, exact totals of districts and the force and nothing of smaller areas.${lateText(rules.delayMonths)}`, files: [file('csv', `areas/${largest.code}/profile`), file('json', `areas/${largest.code}/profile`)]
  }]
}

const sourcesOffer = ({ sources }: Loaded): Offer => ({
  id: 'sources', group: 'About the data', subject: 'Sources', aspect: 'what is loaded', unit: 'rows', months: null, protection: null, sources,
  description: 'Publisher, licence, months, and what became of every row of every file.', files: [answer('sources')]
})
