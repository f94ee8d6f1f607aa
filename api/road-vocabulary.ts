/** Plain constants of road safety that code, validation, tests and the web share. Imports nothing. */

/** Who was hurt. The order is that of the bits in which a collision carries them; the definitions stand in the view casualty_groups. */
export const userGroups = [
  { id: 'powered-two-wheelers', title: 'Powered two-wheelers' },
  { id: 'young-car-drivers', title: 'Young car drivers, 17 to 25' },
  { id: 'pedestrians', title: 'Pedestrians' },
  { id: 'cyclists', title: 'Cyclists' },
  { id: 'children', title: 'Children and young people, 0 to 17' },
  { id: 'older-people', title: 'Older people, 70 and over' },
  { id: 'drink-drive', title: 'In drink-drive collisions' }
] as const
export type UserGroup = (typeof userGroups)[number]['id']
export const userGroupIds = userGroups.map(({ id }) => id) as UserGroup[]

/** Rules by which authorities call collisions a cluster: at least so many in so many months within so many metres. */
export const clusterPresets = [
  { id: 'wales', title: 'Wales: 4 in 3 years within 50 m', source: 'Welsh Government, Road Safety Grant guidance', months: 36, urban: { fewest: 4, radiusM: 50 }, rural: { fewest: 4, radiusM: 50 } },
  { id: 'somerset', title: 'Somerset: 7 in 5 years within 50 m in towns, 100 m outside', source: 'Somerset Council', months: 60, urban: { fewest: 7, radiusM: 50 }, rural: { fewest: 7, radiusM: 100 } },
  { id: 'free', title: 'A rule of your own', source: 'chosen here', months: 36, urban: { fewest: 4, radiusM: 50 }, rural: { fewest: 4, radiusM: 50 } }
] as const
export type ClusterPreset = (typeof clusterPresets)[number]['id']
export const clusterPresetIds = clusterPresets.map(({ id }) => id) as ClusterPreset[]

/** What the rule counts, and by what clusters are ranked besides. */
export const clusterMeasures = [
  { id: 'collisions', title: 'All injury collisions' },
  { id: 'ksi', title: 'KSI collisions alone' },
  { id: 'severity', title: 'All injury collisions, ranked by value of prevention' }
] as const
export type ClusterMeasure = (typeof clusterMeasures)[number]['id']
export const clusterMeasureIds = clusterMeasures.map(({ id }) => id) as ClusterMeasure[]

/** What an expectation rests on: roads by their length, or further collisions around collisions. */
export const expectationBases = ['length', 'surroundings'] as const
export type ExpectationBasis = (typeof expectationBases)[number]

export const lightChoices = ['daylight', 'dark'] as const
export type LightChoice = (typeof lightChoices)[number]

/** Roads by class, coarse: what an expectation is told for. STATS19 codes: 1 motorway, 2 A(M), 3 A, 4 B, 5 C, 6 unclassified. */
export const roadGroups = [
  { id: 'motorway', title: 'motorways', classes: [1, 2], letter: 'M' },
  { id: 'a-road', title: 'A roads', classes: [3], letter: 'A' },
  { id: 'b-road', title: 'B roads', classes: [4], letter: 'B' },
  { id: 'other-road', title: 'other roads', classes: [5, 6], letter: '' }
] as const

/** The county's main routes, in the order of the strips. */
export const mainRoutes = ['A12', 'A13', 'A120', 'A127', 'A130', 'A131', 'A133', 'A414', 'M11', 'M25'] as const

/** States of a site under review in their order; `next`: where it may go from there (one on, one back, closed from anywhere, anywhere from closed); `on`: the date of coming to it. */
export const siteStatuses = [
  { id: 'proposed', title: 'Proposed', on: 'proposedOn', next: ['investigating', 'closed'] },
  { id: 'investigating', title: 'Investigating', on: 'investigatedOn', next: ['scheme-agreed', 'proposed', 'closed'] },
  { id: 'scheme-agreed', title: 'Scheme agreed', on: 'agreedOn', next: ['built', 'investigating', 'closed'] },
  { id: 'built', title: 'Built or begun', on: 'builtOn', next: ['monitoring', 'scheme-agreed', 'closed'] },
  { id: 'monitoring', title: 'Monitoring', on: null, next: ['closed', 'built'] },
  { id: 'closed', title: 'Closed', on: 'closedOn', next: ['proposed', 'investigating', 'scheme-agreed', 'built', 'monitoring'] }
] as const
export type SiteStatus = (typeof siteStatuses)[number]['id']
export const siteStatusIds = siteStatuses.map(({ id }) => id) as SiteStatus[]
/** Dates of a site in the order in which they must follow each other. */
export const siteDates = ['proposedOn', 'investigatedOn', 'agreedOn', 'builtOn', 'closedOn'] as const
export type SiteDate = (typeof siteDates)[number]

export const schemeTypes = [
  { id: 'engineering', title: 'Engineering' }, { id: 'education', title: 'Education' }, { id: 'enforcement', title: 'Enforcement' }
] as const
export type SchemeType = (typeof schemeTypes)[number]['id']
export const schemeTypeIds = schemeTypes.map(({ id }) => id) as SchemeType[]

export const siteKinds = [
  { id: 'site', title: 'Site under review' }, { id: 'speed-watch', title: 'Community Speed Watch' }
] as const
export type SiteKind = (typeof siteKinds)[number]['id']
export const siteKindIds = siteKinds.map(({ id }) => id) as SiteKind[]
