/** The settings of layers in words: what each is called, what may be chosen, and what the choice does. */
import { count } from '../ui/numbers.ts'
import { SETTINGS_OF, type ChoiceName, type LayerSettings } from './settings.ts'

interface Option { title: string; effect: string }
interface Words { title: string; options: Record<string, Option> }

export const settingWords: Record<ChoiceName, Words> = {
  ring: { title: 'Neighbours', options: {
    1: { title: 'One ring, the six around', effect: 'Each hexagon is judged together with the six around it.' },
    2: { title: 'Two rings, the eighteen around', effect: 'Each hexagon is judged together with the eighteen around it: smoother, and a small hotspot may be lost.' },
  } },
  test: { title: 'Test: p from', options: {
    normal: { title: 'The normal distribution', effect: 'Quick; only approximate where records are few.' },
    permutation: { title: 'Conditional permutation', effect: 'Values are shuffled between hexagons many times over: surer where records are few, and slower.' },
  } },
  correction: { title: 'Correction for many tests', options: {
    bh: { title: 'Benjamini-Hochberg', effect: 'Of the hexagons that are marked, at most 5 in 100 are expected to be marked by chance.' },
    by: { title: 'Benjamini-Yekutieli', effect: 'The same promise, however hexagons depend on each other: fewer are marked.' },
  } },
  weight: { title: 'Weights of harm', options: {
    cchi: { title: 'Cambridge Crime Harm Index', effect: 'Each offence counts with the days of prison at which sentencing starts for it.' },
    css: { title: 'ONS Crime Severity Score', effect: 'Each offence counts with a score from the sentences that courts have passed.' },
  } },
  generated: { title: 'Offences found by police work', options: {
    false: { title: 'Left out', effect: 'Drugs and weapons come to light where officers look: counted, they would send patrols back to where patrols were.' },
    true: { title: 'Counted', effect: 'Drugs and weapons count too, though they show where officers looked as much as where harm was done.' },
  } },
  mode: { title: 'Classes by', options: {
    emerging: { title: 'Emerging hot spot analysis', effect: 'By the months in which a hexagon was hot and by the trend of its z (Mann-Kendall).' },
    share: { title: 'Share of months', effect: 'By how many of the months a hexagon was hot, and when: no test of a trend.' },
  } },
  kernel: { title: 'Kernel', options: {
    quartic: { title: 'Quartic', effect: 'Each record is spread over a circle and ends at its edge.' },
    gaussian: { title: 'Gaussian', effect: 'Each record is spread as a bell without an edge: smoother and wider at the same bandwidth.' },
  } },
  rule: { title: 'Bandwidth', options: {
    steps: { title: 'Two steps between hexagons', effect: 'Wide enough to join neighbours, narrow enough to keep towns apart.' },
    normal: { title: 'Normal reference rule', effect: 'Fits one cluster; over many towns it is wide and blurs them into one.' },
    likelihood: { title: 'Likelihood cross-validation', effect: 'The width that best foretells each record from the others; slower, and often narrow.' },
  } },
  relative: { title: 'Relative to', options: {
    none: { title: 'Nothing: per km²', effect: 'Shows where most happens, which is often where most people are.' },
    households: { title: 'Households', effect: 'Per 1,000 households around: where there is much for how many live there. Wrong for places people visit, such as town centres.' },
    residents: { title: 'Residents', effect: 'Per 1,000 residents around: where there is much for how many live there. Wrong for places people visit, such as town centres.' },
  } },
}

/** Each setting of a layer and what it does, for the method and for the record. */
export function settingFacts(layer: keyof typeof SETTINGS_OF, settings: LayerSettings): [name: string, value: string][] {
  return SETTINGS_OF[layer].flatMap((name): [string, string][] => {
    if (name === 'bandwidth' || (name === 'rule' && settings.bandwidth !== null)) {
      return name === 'bandwidth' && settings.bandwidth !== null ? [['Bandwidth', `${count(settings.bandwidth)} m, as the reader chose`]] : []
    }
    // The forecast's own words name its day and shift.
    if (name === 'day' || name === 'shift') return []
    const { title, options } = settingWords[name]
    const { title: chosen, effect } = options[settings[name]]!
    return [[title, `${chosen}. ${effect}`]]
  })
}
