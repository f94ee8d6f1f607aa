/** How each map was found, in words that name the formula, the neighbours, the test and the correction. */

const ringWords = (ring: number) => (ring === 1 ? 'itself and the six around it' : 'itself and the eighteen within two steps')
const corrections: Record<string, string> = { bh: 'Benjamini and Hochberg (1995): of the hexagons marked, at most 5 in 100 are expected to be marked by chance', by: 'Benjamini and Yekutieli (2001), which holds for any dependence between hexagons and marks fewer' }
const sums: Record<string, string> = { count: 'counts', cchi: 'harm by the Cambridge Crime Harm Index (days of starting-point sentence)', css: 'harm by the Crime Severity Score of the ONS' }

export function significanceText(weight: string, ring: number, test: string, correction: string, n: number) {
  const p = test === 'normal'
    ? 'p is two-sided, from the normal distribution; where events are rare the permutation test is surer'
    : 'p comes from 9,999 seeded permutations, each of which leaves a hexagon\'s own value where it is and draws its neighbours from all others'
  return {
    title: weight === 'count' ? 'Gi* of counts' : 'Gi* of harm',
    text: `Getis-Ord Gi*: the sum of ${sums[weight]} in each hexagon, ${ringWords(ring)}, is compared with what the whole study area of ${n.toLocaleString('en-GB')} hexagons, those without any record included, would give as many hexagons. z is the difference in standard deviations. ${p}. Corrected for asking ${n.toLocaleString('en-GB')} times by ${corrections[correction]}. z = (sum - mean x W) / (S x root of ((n W - W x W) / (n - 1))), W hexagons in the neighbourhood, n in the study area, S the standard deviation of all of them.`
  }
}

export const classText = (mode: string, months: number): string => (mode === 'emerging'
  ? `Emerging hot spot classes: Gi* in each of ${months} months, and the Mann-Kendall trend of its z. New: hot in the last month alone. Consecutive: hot in the last months and in fewer than nine in ten. Intensifying, persistent, diminishing: hot in nine months of ten or more, the trend up, level, down. Sporadic: on and off. Oscillating: hot now, once cold. Historical: hot in nine of ten months, not now.`
  : `Share of months: Gi* in each of ${months} months. Persistent: hot in eight of ten months or more. Emerging: hot in the last fifth of the months and not before. Former: hot before and not now. Intermittent: hot in more than one of ten months otherwise.`)

const kernelWords: Record<string, string> = {
  quartic: 'Kernel density, quartic: each event is spread over a circle of the bandwidth, most at its middle and nothing at its edge.',
  gaussian: 'Kernel density, Gaussian: each event is spread as a bell whose standard deviation is the bandwidth.'
}
export function densityText(kernel: string, base: { what: string; total: number; areas: number } | null): string {
  const alone = `${kernelWords[kernel]} Per square kilometre, at the middle of each hexagon.`
  if (!base) return alone
  const { what, total, areas } = base
  return `${alone} Relative: this density by that of ${what}, spread by the same kernel. The census counts ${total.toLocaleString('en-GB')} ${what} in ${areas.toLocaleString('en-GB')} small areas here; the number of each is spread evenly over the hexagons whose middle lies in it, or given to the one that holds its own middle. Where too few live there is no rate.`
}

export const changeText = 'Counts of the two spans are compared by the E-test of two Poisson counts (Krishnamoorthy and Thomson 2004), two-sided; the interval of the ratio is 95 %.'
export const knoxText = 'Knox test: pairs of incidents in bands of distance and of days, beside 999 seeded permutations of the dates. Raised: ratio 1.2 or more and p 0.05 or less.'
