/** Plain constants that code, validation, tests and the web share. Imports nothing. */

/** police.uk's published categories: slug, the name its files print, and whether the offence has a victim in its own right. */
export const categories = [
  { slug: 'anti-social-behaviour', name: 'Anti-social behaviour', crime: false, victimBased: false },
  { slug: 'bicycle-theft', name: 'Bicycle theft', crime: true, victimBased: true },
  { slug: 'burglary', name: 'Burglary', crime: true, victimBased: true },
  { slug: 'criminal-damage-arson', name: 'Criminal damage and arson', crime: true, victimBased: true },
  { slug: 'drugs', name: 'Drugs', crime: true, victimBased: false },
  { slug: 'other-crime', name: 'Other crime', crime: true, victimBased: false },
  { slug: 'other-theft', name: 'Other theft', crime: true, victimBased: true },
  { slug: 'possession-of-weapons', name: 'Possession of weapons', crime: true, victimBased: false },
  { slug: 'public-order', name: 'Public order', crime: true, victimBased: false },
  { slug: 'robbery', name: 'Robbery', crime: true, victimBased: true },
  { slug: 'shoplifting', name: 'Shoplifting', crime: true, victimBased: true },
  { slug: 'theft-from-the-person', name: 'Theft from the person', crime: true, victimBased: true },
  { slug: 'vehicle-crime', name: 'Vehicle crime', crime: true, victimBased: true },
  { slug: 'violent-crime', name: 'Violence and sexual offences', crime: true, victimBased: true }
] as const

export type CategorySlug = (typeof categories)[number]['slug']
export const categorySlugs = categories.map(({ slug }) => slug) as CategorySlug[]

/** The category of a force's own file that police.uk does not publish: counted in totals, never mapped. */
export const domesticIncident = 'domestic-incident'

export interface Theme {
  id: string
  title: string
  /** What one count is. */
  unit: 'offences' | 'incidents' | 'casualties' | 'collisions'
  feed: 'incidents' | 'collisions'
  /** What a reader must know before drawing a conclusion, whatever the source. */
  caveat: string
}

/** Of every theme of which police.uk's records are a part. */
export const snapped = 'Published positions are approximate: police.uk moves each one to the nearest of a set of map points, so car parks, supermarkets and police stations draw crime to themselves.'

export const themes: readonly Theme[] = [
  { id: 'crime', title: 'All crime', unit: 'offences', feed: 'incidents', caveat: 'Every recorded offence, without anti-social behaviour.' },
  { id: 'anti-social-behaviour', title: 'Anti-social behaviour', unit: 'incidents', feed: 'incidents', caveat: 'Incidents reported to the police, not offences. Recording practice changed between 2019 and 2024: do not compare across that gap.' },
  { id: 'burglary', title: 'Burglary', unit: 'offences', feed: 'incidents', caveat: 'Homes and business premises together where the source does not tell them apart.' },
  { id: 'rural-crime', title: 'Rural crime', unit: 'offences', feed: 'incidents', caveat: 'Offences in places whose rural-urban class (RUC) is rural, and offences that the force flagged as rural. Without a class or a flag an offence is not counted here. The yearly figure that the force publishes counts the flagged alone.' },
  { id: 'night-time-economy', title: 'Night-time economy', unit: 'incidents', feed: 'incidents', caveat: 'Violence, robbery, theft from the person, public order, damage, drugs and ASB within 250 m of licensed premises, Friday and Saturday 20:00 to 05:00. Where the source gives only the month, hours are not known and all hours are counted.' },
  { id: 'violence-with-injury', title: 'Violence with injury', unit: 'offences', feed: 'incidents', caveat: 'Only where the source tells injury apart: police.uk does not.' },
  { id: 'ksi-casualties', title: 'People killed or seriously injured on roads', unit: 'casualties', feed: 'collisions', caveat: 'Casualties (people), not collisions. Serious injuries recorded before and after a force moved to injury-based reporting are not comparable.' },
  { id: 'ksi-collisions', title: 'Collisions in which someone was killed or seriously injured', unit: 'collisions', feed: 'collisions', caveat: 'Collisions, not casualties: one collision may hurt several people.' },
  ...categories
    .filter(({ slug }) => slug !== 'anti-social-behaviour' && slug !== 'burglary')
    .map(({ slug, name }) => ({ id: slug, title: name, unit: 'offences' as const, feed: 'incidents' as const, caveat: 'As police.uk groups it.' }))
]

export const themeIds = themes.map(({ id }) => id)

/** Who somebody is here. A visitor who has not signed in is `public`. */
export const roles = ['public', 'planner', 'roads', 'analyst', 'admin'] as const
export type Role = (typeof roles)[number]
export const roleTitles: Record<Role, string> = {
  public: 'Public, not signed in', planner: 'Community Policing Team', roads: 'Safer Essex Roads Partnership', analyst: 'Analyst', admin: 'Administrator'
}

/** What may be read and done, and by whom: the one table that routes, tests, the README and the page "What you may see" share. */
export const access = {
  public: { title: 'Read the public maps, tables, sources and help', roles },
  'own-session': { title: 'Sign in and out, and see who you are', roles },
  'restricted-maps': { title: 'Read exact counts of the force\'s own records at every size of hexagon', roles: ['planner', 'roads', 'analyst', 'admin'] },
  'repeat-locations': { title: 'Read which places and victims are met again and again', roles: ['planner', 'analyst', 'admin'] },
  'patrol-plans': { title: 'Make, read and change the patrol plans of your own teams', roles: ['planner'] },
  'patrol-phone': { title: 'Tick the visits of one unit on a phone: by the link of its shift, without an account', roles: [] },
  'read-response': { title: 'Read emergency attendance by place, road and hour, and plan standby points', roles: ['planner', 'roads', 'analyst', 'admin'] },
  'read-sites': { title: 'Read the register of road sites under review, with its notes', roles: ['planner', 'roads', 'analyst', 'admin'] },
  'write-sites': { title: 'Add, change and remove road sites under review', roles: ['roads'] },
  'read-priorities': { title: 'Read local priorities and actions before they are published, and withdraw them: planners those of their teams', roles: ['planner', 'admin'] },
  'write-priorities': { title: 'Write and submit local priorities and actions of your own teams', roles: ['planner'] },
  'moderate-priorities': { title: 'Publish submitted priorities and actions, or return them with a reason', roles: ['admin'] },
  'read-audit': { title: 'Read the audit trail', roles: ['analyst', 'admin'] }
} as const satisfies Record<string, { title: string; roles: readonly Role[] }>
export type AccessName = keyof typeof access

/** Entries that no role opens: each of their routes looks at a token of its own before it reads the question. */
export const tokenDoors: readonly AccessName[] = ['patrol-phone']

/** Whether a role may do what an entry of the table names. */
export const mayRole = (role: Role, name: AccessName): boolean => (access[name].roles as readonly Role[]).includes(role)

/** What the audit trail records, and how its page calls it. */
export const auditActs = {
  'sign-in': 'Signed in', 'sign-in-refused': 'Was refused sign-in', 'sign-out': 'Signed out', 'password-change': 'Changed the password',
  'account-add': 'Added an account', 'account-role': 'Changed the role of an account', 'account-districts': 'Changed the districts of an account',
  'account-disable': 'Disabled an account', 'account-enable': 'Enabled an account', 'account-reset': 'Reset a password',
  'read-restricted-cells': 'Read exact counts by hexagon', 'read-restricted-series': 'Read exact monthly counts', 'export-cells': 'Exported counts to a file',
  'read-hotspots': 'Read hotspots of exact counts', 'export-hotspots': 'Exported hotspots to a file', 'read-repeats': 'Read repeat locations and victims', 'export-repeats': 'Exported repeat locations to a file',
  'read-plans': 'Listed patrol plans', 'read-plan': 'Read a patrol plan', 'plan-add': 'Began a patrol plan', 'plan-change': 'Changed a patrol plan', 'plan-remove': 'Removed a patrol plan',
  'plan-search': 'Searched routes of a patrol plan', 'export-plan': 'Exported a patrol plan to a file', 'print-plan': 'Printed a briefing', 'template-add': 'Kept a template of patrol plans', 'template-remove': 'Removed a template of patrol plans',
  'visits-add': 'Reported visits of a patrol plan', 'read-visits': 'Read visits of a patrol plan', 'read-evaluation': 'Read the evaluation of a patrol plan', 'phone-add': 'Made links for phones', 'phone-revoke': 'Withdrew a link for a phone',
  'phone-read': 'A phone read its unit\'s list', 'phone-visits': 'A phone reported visits', 'trial-draft': 'Drafted a trial of patrols', 'trial-add': 'Began a trial of patrols', 'read-trial': 'Read a trial of patrols', 'trial-remove': 'Removed a trial of patrols',
  'read-sites': 'Listed road sites', 'read-site': 'Read a road site', 'site-add': 'Added a road site', 'site-change': 'Changed a road site', 'site-remove': 'Removed a road site', 'export-sites': 'Exported road sites to a file',
  'read-response': 'Read emergency attendance', 'export-response': 'Exported emergency attendance to a file', 'plan-standby': 'Planned standby points',
  'read-priorities': 'Listed local priorities', 'read-priority': 'Read a local priority', 'priority-add': 'Wrote a local priority', 'priority-change': 'Changed a local priority',
  'priority-submit': 'Submitted a local priority', 'priority-publish': 'Published a local priority', 'priority-return': 'Returned a local priority', 'priority-withdraw': 'Withdrew a local priority',
  'read-audit': 'Read the audit trail', 'export-audit': 'Exported the audit trail'
} as const
export type AuditAct = keyof typeof auditActs

/** Why a sign-in through the organisation came to nothing: the address is /sign-in?refused=<key>, and its page says this. */
export const signInRefusals = {
  'no-role': 'Your organisation knows you, but none of your groups has access to Beatwise. Ask whoever runs it at your force.',
  'wrong-tenant': 'That account belongs to another organisation. Sign in with the one of your force.',
  'name-taken': 'Another account here has your name already. Ask whoever runs Beatwise at your force.',
  disabled: 'Your account is closed. Ask whoever runs Beatwise at your force.',
  expired: 'The sign-in took too long, or was begun in another window. Try again.',
  failed: 'The sign-in could not be completed. Try again; if it fails again, ask whoever runs Beatwise at your force.',
  'provider-away': 'The sign-in of your organisation cannot be reached at the moment. Try again in a few minutes.'
} as const
export type SignInRefusal = keyof typeof signInRefusals

/** H3 resolutions offered, coarse to fine. Average hexagon: r6 36 km2, r7 5.2 km2, r8 0.74 km2, r9 0.105 km2, r10 0.015 km2. */
export const resolutions = [6, 7, 8, 9, 10] as const
/** The finest resolution that month-level, snapped open data can honestly bear, and that exact positions can. */
export const finestOfMonthly = 9
export const finestOfDated = 10
/** The finest resolution at which the public sees a force's own records: about 100 homes in a village, 1,000 in a town. */
export const finestOfProtected = 8

/** Weights of harm; ways to find p, to correct for many tests, to class trends, to spread a count. The first of each is taken where nothing is said. */
export const harmEditions = ['cchi', 'css'] as const
export type HarmEdition = (typeof harmEditions)[number]
export const significanceTests = ['normal', 'permutation'] as const
export const corrections = ['bh', 'by'] as const
export const trendModes = ['emerging', 'share'] as const
export const kernels = ['quartic', 'gaussian'] as const
/** How a bandwidth is chosen; what a density may be relative to. */
export const bandwidthRules = ['steps', 'normal', 'likelihood'] as const
export const densityBases = ['none', 'households', 'residents'] as const

/** Shifts for which a day is forecast: hours of British clocks at which they begin and end, at or before the beginning on the next day; days on which they begin, Monday 0. */
export const shifts = {
  early: { title: 'Early', from: 7, to: 15, weekdays: [0, 1, 2, 3, 4, 5, 6] },
  late: { title: 'Late', from: 15, to: 23, weekdays: [0, 1, 2, 3, 4, 5, 6] },
  night: { title: 'Night', from: 23, to: 7, weekdays: [0, 1, 2, 3, 4, 5, 6] },
  'night-time-economy': { title: 'Night-time economy', from: 20, to: 4, weekdays: [4, 5] }
} as const
export type ShiftId = keyof typeof shifts
export const shiftIds = Object.keys(shifts) as ShiftId[]

/** Presets of a patrol's shift: clock times, the second on the next day where it is not later; days on which it usually begins, Monday 0. */
export const shiftPresets = {
  'night-time-economy': { title: 'Night-time economy, Friday or Saturday', from: '20:00', to: '04:00', weekdays: [4, 5] },
  early: { title: 'Early', from: '07:00', to: '15:00', weekdays: [0, 1, 2, 3, 4, 5, 6] },
  late: { title: 'Late', from: '15:00', to: '23:00', weekdays: [0, 1, 2, 3, 4, 5, 6] },
  night: { title: 'Night', from: '23:00', to: '07:00', weekdays: [0, 1, 2, 3, 4, 5, 6] },
  'school-run': { title: 'School run', from: '07:30', to: '09:30', weekdays: [0, 1, 2, 3, 4] }
} as const
export type ShiftPreset = keyof typeof shiftPresets
export const shiftPresetIds = Object.keys(shiftPresets) as ShiftPreset[]

/** What a patrol can be planned against, as the planner offers it; any theme may be asked for. */
export const planObjectives = ['burglary', 'night-time-economy', 'anti-social-behaviour', 'rural-crime', 'ksi-collisions'] as const
/** What demand is counted in: events, or harm by an edition of weights. */
export const demandWeights = ['count', 'cchi', 'css'] as const
export type DemandWeight = (typeof demandWeights)[number]
/** What an officer looks for, by theme: general practice of situational prevention, not derived from any record here. */
export const lookFor = {
  burglary: 'Open windows and side gates, dark alleys behind homes, unknown vans, tools, people trying doors. Speak with residents; neighbours of a recent burglary are at most risk in the next weeks.',
  'night-time-economy': 'Queues, taxi ranks, takeaways and the last hour before closing; people alone and the worse for drink; doors where staff ask for help.',
  'anti-social-behaviour': 'Who is there, how many, what draws them; damage, litter, noise, vehicles. Speak first; note what a landlord or the council can change.',
  'rural-crime': 'Vehicles on tracks and field edges, cut fences and padlocks, unknown trailers, machinery and fuel left out, dogs on land after harvest.',
  'ksi-collisions': 'Speed, phones, seat belts, drink and drugs; powered two-wheelers and young drivers; be seen at the approach, not only at the junction.',
  any: 'What is out of place, who is about, what makes it easy; speak with people who live or work here and write down what they say.'
} as const
export const travelModeIds = ['foot', 'cycle', 'vehicle'] as const
export type TravelMode = (typeof travelModeIds)[number]
/** best: a routing server, else imported roads, else distances. distance: straight lines, lengthened. */
export const travelChoices = ['best', 'distance'] as const
export const efforts = ['quick', 'default', 'thorough'] as const
/**
 * Dose. 15 minutes: the chance of disorder after leaving falls with the length of a visit up to 14 or 15 minutes (Koper 1995); two hours between
 * visits; a further visit of the same place counts half of the next better one, an assumption that the planner may change.
 */
export const planDefaults = { visitMinutes: 15, gapMinutes: 120, mostVisits: 3, falling: 0.5, mostPlaces: 20 } as const

export const areaTypes = ['force', 'district', 'ward', 'msoa21', 'lsoa21', 'lsoa11', 'neighbourhood'] as const
export type AreaType = (typeof areaTypes)[number]

/** What the months after a patrol are set against, and how many; what may be said of an effect. */
export const evaluationPeriods = ['before', 'year-before'] as const
export const evaluationDefaults = { months: 6, against: 'before' } as const
export const effectStates = ['fewer', 'more', 'unclear', 'nothing'] as const

/** How a visit is known: a tap on a phone, a track or a table of positions, or somebody's word. */
export const visitSources = ['tap', 'gpx', 'csv', 'typed'] as const

/** Where a patrol plan stands. */
export const planStatuses = ['draft', 'approved', 'closed'] as const

export const placeKinds = ['police-base', 'licensed-premises', 'town-centre', 'heritage-site', 'farm-watch', 'school'] as const
export const severities = ['fatal', 'serious', 'slight'] as const
export type Severity = (typeof severities)[number]
