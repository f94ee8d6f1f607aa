/**
 * Published weights of harm, edition by edition. A later edition is added beside the others, never over them: a map must come out the
 * same under the edition it was made with.
 *
 * What it tells: for a category, and where a force's own records name one a subcategory, how many days of sentence an offence stands for.
 * What it does not: what a single offence did to anybody. Where a source gives a range the middle stands, and `range` beside it.
 * Derived values use the make-up of Essex's burglary (69.3 % residential) and of its damage and arson (7.6 % arson), which follow from the
 * two published CCHI values of each and that of the category: 245.91 = 273.5 r + 183.5 (1 - r); 15.97 = 185 a + 2 (1 - a).
 * Sources: Sherman, Neyroud & Neyroud 2016, Policing 10, 171-183, doi 10.1093/police/paw003; Cambridge CHI, update of February 2026,
 * cambridge-ebp.co.uk/the-chi, as medians by isthisben/cbl-realcrime (with the Essex mix for police.uk's categories); ONS, Research outputs:
 * developing a Crime Severity Score for England and Wales, 2016.
 */

export interface HarmWeight {
  category: string
  /** Null: the whole category, and every subcategory that has no row of its own. */
  subcategory: string | null
  /** Days; null: the edition gives no value, and offences have to be counted as without a weight. */
  weight: number | null
  /** True where the source says "about" or gives a range, and where a value was derived. */
  approximate: boolean
  range: readonly [least: number, most: number] | null
  /** True for offences that come to light because police look for them. */
  policeGenerated: boolean
  note: string
}

export interface HarmEditionOf {
  id: string
  index: 'cchi' | 'css'
  title: string
  /** YYYY-MM, or the year where no month is stated. */
  date: string
  unit: string
  source: string
  caveat: string
  weights: readonly HarmWeight[]
}

type More = Partial<Pick<HarmWeight, 'approximate' | 'range' | 'policeGenerated'>>

const row = (category: string, subcategory: string | null, weight: number | null, note: string, more: More = {}): HarmWeight =>
  ({ category, subcategory, weight, approximate: false, range: null, policeGenerated: false, ...more, note })
const about: More = { approximate: true }
/** The middle of a published range. */
const between = (category: string, subcategory: string | null, least: number, most: number, note: string, more: More = {}): HarmWeight =>
  row(category, subcategory, (least + most) / 2, `${note}: ${least} to ${most}, the middle is used.`, { ...about, range: [least, most], ...more })
const found: More = { policeGenerated: true }

const noOffence = [
  row('anti-social-behaviour', null, 0, 'Anti-social behaviour is no offence and has no value in this index: it counts as nought.'),
  row('domestic-incident', null, 0, 'A domestic incident that is no offence has no value in this index: it counts as nought.')
]

const cchi2026: HarmEditionOf = {
  id: 'cchi-2026',
  index: 'cchi',
  title: 'Cambridge Crime Harm Index 2026',
  date: '2026-02',
  unit: 'days of starting-point sentence',
  source: 'Cambridge Crime Harm Index, update of February 2026 (cambridge-ebp.co.uk/the-chi); medians and the Essex mix by isthisben/cbl-realcrime',
  caveat: 'Weights are starting points of sentences for a first offender, in days. For police.uk\'s categories they are means of the mix of Essex: "Violence and sexual offences" spans 10 to 5,475 days and every record counts 191.9, so that a map of harm from public data looks much like one of counts. Only a force\'s own subcategories tell grave offences apart.',
  weights: [
    row('violent-crime', null, 191.9, 'Mean of the Essex mix; single offences span 10 to 5,475 days.', { ...about, range: [10, 5475] }),
    row('violent-crime', 'homicide', 5475, 'Homicide.'),
    row('violent-crime', 'with-injury', 365, 'Median of violence with injury.'),
    row('violent-crime', 'without-injury', 10, 'Median of violence without injury.'),
    row('violent-crime', 'harassment', 10, 'Median of harassment and stalking.'),
    row('violent-crime', 'rape', 2555, 'Median of rape.'),
    row('violent-crime', 'other-sexual', 182.25, 'Median of sexual offences other than rape.'),
    row('violent-crime', 'sexual', 191.9, 'Rape (2,555) and other sexual offences (182.25) are not told apart: the mean of the whole category is used, which is too low.', { ...about, range: [182.25, 2555] }),
    row('violent-crime', 'death-or-serious-injury-by-driving', 365, 'Median of death or serious injury by driving.'),
    row('burglary', null, 245.91, 'Mean of the Essex mix of homes and other buildings.', about),
    row('burglary', 'dwelling', 273.5, 'Median of residential burglary.'),
    row('burglary', 'non-dwelling', 183.5, 'Median of burglary of other buildings.'),
    row('robbery', null, 365, 'Median of robbery.'),
    row('possession-of-weapons', null, 273.75, 'Median of weapons offences.', found),
    row('criminal-damage-arson', null, 15.97, 'Mean of the Essex mix of damage and arson.', about),
    row('criminal-damage-arson', 'damage', 2, 'Median of criminal damage.'),
    row('criminal-damage-arson', 'arson', 185, 'Median of arson.'),
    row('drugs', null, 3.72, 'Mean of the Essex mix of possession and trafficking.', { ...about, ...found }),
    row('drugs', 'possession', 3, 'Median of possession.', found),
    row('drugs', 'trafficking', 5, 'Median of trafficking.', found),
    row('other-crime', null, 10, 'Median of miscellaneous offences.'),
    row('public-order', null, 7.5, 'Median of public order offences.'),
    row('vehicle-crime', null, 5, 'Median of vehicle offences.'),
    row('theft-from-the-person', null, 2, 'Median of theft from the person.'),
    row('bicycle-theft', null, 2, 'Median of bicycle theft.'),
    row('other-theft', null, 2, 'Median of other theft.'),
    row('shoplifting', null, 1, 'Median of shoplifting.'),
    ...noOffence
  ]
}

const css2016: HarmEditionOf = {
  id: 'css-2016',
  index: 'css',
  title: 'ONS Crime Severity Score 2016',
  date: '2016',
  unit: 'days of average sentence',
  source: 'Office for National Statistics, research outputs on a Crime Severity Score, 2016',
  caveat: 'Weights are average sentences by offence, in days, of research outputs of 2016 that are not official statistics. For some of police.uk\'s categories no value is known, violence and sexual offences and public order among them: their records are counted as without a weight. Some values are middles of wide ranges.',
  weights: [
    row('violent-crime', null, null, 'No value for the category as a whole: its offences span 40 to 7,979 days.'),
    row('violent-crime', 'homicide', 7979, 'The value of murder.'),
    row('violent-crime', 'with-injury', 184, 'Assault with injury, about 184.', about),
    row('violent-crime', 'harassment', 40, 'Harassment, about 40.', about),
    between('violent-crime', 'rape', 2535, 3905, 'Rape, by the victim\'s age and sex'),
    row('burglary', null, 339.6, 'Derived: 438 and 117 in the Essex mix of homes and other buildings.', { ...about, range: [117, 438] }),
    row('burglary', 'dwelling', 438, 'Burglary in a dwelling.'),
    row('burglary', 'aggravated', 2127, 'Aggravated burglary, at most 2,127.', { ...about, range: [438, 2127] }),
    row('burglary', 'non-dwelling', 117, 'Burglary in other buildings.'),
    row('robbery', null, 746, 'Robbery.'),
    between('vehicle-crime', null, 34, 124, 'Theft from and theft of a vehicle'),
    row('vehicle-crime', 'theft-of', 124, 'Theft of a vehicle, about 124.', about),
    row('vehicle-crime', 'theft-from', 34, 'Theft from a vehicle, about 34.', about),
    row('vehicle-crime', 'interference', 34, 'No value is known: that of theft from a vehicle is used, which is too high.', about),
    row('theft-from-the-person', null, 86, 'Theft from the person.'),
    row('other-theft', null, 33, 'Other theft.'),
    row('shoplifting', null, 13, 'Shoplifting.'),
    row('bicycle-theft', null, 10, 'Bicycle theft.'),
    row('criminal-damage-arson', null, 51, 'Derived: the middles of damage (7 to 19) and arson (185 to 837) in the Essex mix.', { ...about, range: [7, 837] }),
    between('criminal-damage-arson', 'damage', 7, 19, 'Criminal damage'),
    between('criminal-damage-arson', 'arson', 185, 837, 'Arson'),
    between('possession-of-weapons', null, 55, 1365, 'Weapons offences', found),
    row('drugs', null, 3, 'The value of possession of cannabis: those of other drugs offences are not known here.', { ...about, ...found }),
    row('public-order', null, null, 'No value is known here.'),
    row('other-crime', null, null, 'No value for the category as a whole.'),
    ...noOffence
  ]
}

/** Every edition, of each index the latest last. */
export const harmEditionList: readonly HarmEditionOf[] = [cchi2026, css2016]
