/** Plain constants of the performance update that code, validation, tests and the web share. Imports nothing. */

export const priorities = {
  1: 'More local, visible and accessible policing', 2: 'Crack down on anti-social behaviour', 3: 'Breaking the cycle of domestic abuse', 4: 'Reverse the trend in serious violence',
  5: 'Gangs and organised crime', 6: 'Children and vulnerable people', 7: 'Safety on our roads'
} as const
export type Priority = keyof typeof priorities

/** From records: count or share of them. From surveys and systems of the force: percent or number, loaded as they are. */
export const measureKinds = ['count', 'share', 'survey', 'number'] as const
export type MeasureKind = (typeof measureKinds)[number]

export interface Measure {
  id: string
  title: string
  priority: Priority
  kind: MeasureKind
  /** What is counted, or what a share is of. */
  unit: string
  /** Which way is an improvement. */
  better: 'fewer' | 'more'
  /** Of the percentages that are printed. */
  decimals: 1 | 2
  /** Among the twelve by which the plan is judged. */
  indicator: boolean
  /** Where in Beatwise the same is shown in detail; null: nowhere, and never for what is not mapped. */
  link: string | null
  /** Which file tells it. */
  needs: 'crime' | 'force-incidents' | 'stats19' | 'force-responses' | 'indicators'
}

type Traits = Partial<Pick<Measure, 'kind' | 'unit' | 'better' | 'decimals' | 'indicator' | 'link' | 'needs'>>
const measure = (priority: Priority, id: string, title: string, traits: Traits = {}): Measure =>
  ({ id, title, priority, kind: 'count', unit: 'offences', better: 'fewer', decimals: 1, indicator: false, link: null, needs: 'force-incidents', ...traits })
const mapOf = (theme: string) => `/?theme=${theme}`
const survey = (priority: Priority, id: string, title: string, indicator = false): Measure =>
  measure(priority, id, title, { kind: 'survey', unit: 'of those asked', better: 'more', needs: 'indicators', indicator })
const ksi = (id: string, title: string, traits: Traits = {}): Measure =>
  measure(7, id, title, { unit: 'casualties', needs: 'stats19', link: '/roads?tab=summary', ...traits })

/** In the order in which the update prints them. */
export const measures: readonly Measure[] = [
  measure(1, 'all-crime', 'All crime offences', { needs: 'crime', indicator: true, link: mapOf('crime') }),
  measure(1, 'victim-based-crime', 'Victim-based crime offences', { needs: 'crime', link: mapOf('crime') }),
  measure(1, 'repeat-victims', 'Repeat victims of crime', { unit: 'victims' }),
  measure(1, 'repeat-business-victims', 'Repeat victims of business crime', { unit: 'victims' }),
  measure(1, 'solved', 'Solved crime rate', { kind: 'share', unit: 'of offences', better: 'more', decimals: 2 }),
  measure(1, 'dwelling-burglary', 'Dwelling burglary', { link: mapOf('burglary') }),
  measure(1, 'robbery', 'Robbery', { needs: 'crime', link: mapOf('robbery') }),
  measure(1, 'vehicle-crime', 'Vehicle crime', { needs: 'crime', link: mapOf('vehicle-crime') }),
  measure(1, 'rural-crime', 'Rural crime', { link: mapOf('rural-crime') }),
  measure(1, 'emergency-attendance', 'Emergency incidents attended within the standard', { kind: 'share', unit: 'of emergencies', better: 'more', needs: 'force-responses', link: '/response' }),
  measure(1, 'calls-answered', 'Emergency calls answered within 10 seconds', { kind: 'share', unit: 'of calls', better: 'more', needs: 'force-responses', link: '/response' }),
  survey(1, 'police-good-job', 'People who say the police do a good job', true),
  survey(1, 'satisfied-contact', 'Victims satisfied with making contact'),
  survey(1, 'satisfied-action', 'Victims satisfied with the action taken'),
  survey(1, 'satisfied-informed', 'Victims satisfied with being kept informed'),
  survey(1, 'satisfied-treatment', 'Victims satisfied with how they were treated'),
  measure(2, 'anti-social-behaviour', 'Anti-social behaviour incidents', { unit: 'incidents', needs: 'crime', indicator: true, link: mapOf('anti-social-behaviour') }),
  survey(2, 'deal-with-crime-and-asb', 'People who agree that police and council deal with crime and anti-social behaviour', true),
  measure(3, 'domestic-incidents', 'Domestic abuse incidents', { unit: 'incidents', indicator: true }),
  measure(3, 'repeat-domestic-incidents', 'Repeat incidents of domestic abuse', { unit: 'incidents', indicator: true }),
  measure(3, 'domestic-offences', 'Domestic abuse offences'),
  measure(3, 'domestic-solved', 'Domestic abuse solved rate', { kind: 'share', unit: 'of domestic abuse offences', better: 'more', indicator: true }),
  measure(4, 'homicide', 'Homicides', { indicator: true }),
  measure(4, 'violence-with-injury', 'Violence with injury', { indicator: true, link: mapOf('violence-with-injury') }),
  measure(5, 'organised-crime', 'Crime linked to organised groups', { kind: 'number', needs: 'indicators', indicator: true }),
  survey(6, 'satisfied-overall', 'Victims satisfied overall', true),
  measure(6, 'child-abuse-outcomes', 'Outcomes for child abuse', { kind: 'survey', unit: 'of child abuse offences', better: 'more', needs: 'indicators', indicator: true }),
  ksi('ksi-casualties', 'Killed or seriously injured, all', { indicator: true }),
  ksi('ksi-fatal', 'Killed on the roads'),
  ksi('ksi-serious', 'Seriously injured on the roads'),
  ksi('ksi-collisions', 'Collisions with somebody killed or seriously injured', { unit: 'collisions' }),
  ksi('ksi-powered-two-wheelers', 'KSI on powered two-wheelers'),
  ksi('ksi-young-car-drivers', 'KSI young car drivers, 17 to 25'),
  ksi('ksi-pedestrians', 'KSI pedestrians'),
  ksi('ksi-cyclists', 'KSI cyclists'),
  ksi('ksi-children', 'KSI children and young people, 0 to 17'),
  ksi('ksi-drink-drive', 'KSI in drink-drive collisions'),
  measure(7, 'driving-offences', 'Driving offences: mobile phone, speeding, drink and drugs', { kind: 'number', needs: 'indicators' })
]
export const measureIds = measures.map(({ id }) => id)
