/** How the figures are made: each method with what it tells, what it does not, and where it comes from. The whole truth of each stands in the head of its file in api/analysis. */
import type { AboutAnswer } from '../answers.ts'
import type { Section, Statement } from './statement.ts'

interface Method extends Omit<Section, 'points' | 'text'> { how: readonly string[]; tells: string; not: string; source: string }
const section = ({ how, tells, not, source, ...rest }: Method): Section => ({ ...rest, text: how, points: [['It tells', tells], ['It does not tell', not]], source })

export const methodsWords = ({ disclosureBase, publicDelayMonths }: AboutAnswer): Statement => ({
  title: 'How the figures are made',
  lead: 'Each number in Beatwise comes from records that somebody made, by a method that can be checked. This page says in plain words how each is made. The help page says how to read the maps.',
  sections: [
    section({
      id: 'counts', title: 'Counts, and why some are rounded', how: [
        'The map is cut into hexagons of equal size. Each record has a place, and so falls in one hexagon. The count is the number of records in it in the months you chose.',
        `A police force’s own records could give away who was hurt. So the public sees them in hexagons of about 0.9 km or more, each count rounded to ${disclosureBase}${publicDelayMonths > 0 ? `, ${publicDelayMonths === 1 ? 'a month' : `${publicDelayMonths} months`} late` : ''}. Chance says whether a count goes up or down, but the same way each time it is asked. So nobody can find the true count by asking again.`,
        'Totals of districts and of the whole force are exact. Where a total would give a small count away, part of that count is held back. Records that others have published with their places, from data.police.uk and the Department for Transport, are shown as they were published.'
      ],
      tells: 'How much was recorded, and where.', not: 'What nobody reported. Who was hurt, or who did it.', source: 'Rounding of running totals with a secret start, written for this product: decision 26 and api/analysis/disclosure.ts in its code.', links: [['sources', 'Sources, and what was left out'], ['what-you-may-see', 'Who may see what']]
    }),
    section({
      id: 'change', title: 'Change, and its interval', how: ['The months you chose are set beside the same months a year before. The change is given in per cent, with a 95% interval. That is how far the true change may lie from the one we counted, if chance alone was at work. We say “rose” or “fell” only when the whole interval lies on one side of nought. On counts under 20 no per cent is given.'],
      tells: 'Whether a change is more than chance would make.', not: 'Why it changed. Crime comes in runs, so the true interval is a bit wider. A change in how things are recorded looks like a change in crime.', source: 'Ratio of two Poisson counts; for shares, Newcombe 1998.'
    }),
    section({
      id: 'rates', title: 'Rates', how: ['A rate is a count for each 1,000 people, or homes, or for each 100,000 people where things are rare. It lets places of different size be set side by side.', 'Each rate has a 95% interval: how far it may lie from what we counted, by chance alone. A place is called more or less than the whole force only where that interval leaves the rate of the force outside.'],
      tells: 'How much there is for each person or home.', not: 'The risk to any one person. A town centre has few homes and many visitors, so its rate looks high.', source: 'Census, Office for National Statistics. Interval: exact (Garwood 1936) under ten, Byar\'s approximation from there (Breslow and Day 1987).'
    }),
    section({
      id: 'similar', title: 'Which areas are called similar', how: ['To compare a place with others, we look for places like it. Four things count: how many homes there are, how close together they stand, what share of them is in the country, and how deprived the area is. Each is put on the same scale, so that none counts more than the others. The five places that then lie nearest are called similar. They are all of the same kind: districts with districts, small areas with small areas.'],
      tells: 'What is usual in places of that sort.', not: 'What the place ought to have. Places can be alike in these four things and differ in others, such as shops, schools or a coast.', source: 'Standardised (Euclidean) distance over Census households, the Rural-Urban Classification and the English Indices of Deprivation.'
    }),
    section({
      id: 'hotspots', title: 'Hotspots', how: ['A hexagon and those next to it are added up. If the sum is more than chance would put there, the hexagon is a hotspot. Thousands of hexagons are tested at once, and some would pass by luck. So the test is made harder to allow for that. The whole area is always used, not just the part that you look at.'],
      tells: 'Where records lie closer together than chance explains.', not: 'Why, or anything about the people who live there. Where places were moved to a point nearby, a shop or a car park can be a hotspot by itself. Those are marked.', source: 'Gi*: Getis and Ord 1992, Ord and Getis 1995. Correction: Benjamini and Hochberg 1995.'
    }),
    section({
      id: 'forecast', title: 'Forecasts, and how true they were', how: ['Many ways to forecast are tried on past months. For each month, a way may look only at the months before it. The way that did best is used for the next month. A plain count of one year is kept unless another way beats it by more than luck.', 'To see how true it was, we take the 1% of the area that was marked. Then we count what share of the month’s records fell inside. Beside it stand what chance would hold, what the plain count held, and the most that anyone could have held.'],
      tells: 'How many records may come, and how well such forecasts did before.', not: 'What will happen at one place. Nothing is forecast about any person.', source: 'Rolling test: Tashman 2000. Hit rate and PAI: Chainey and others 2008. PEI: Hunt 2016.'
    }),
    section({
      id: 'clusters', title: 'Clusters of road crashes', how: ['A cluster is a place that meets a rule, such as four crashes with injuries within 50 metres in three years. The list is not put in order by the count alone. A place picked for a high count will often have fewer later, even if nothing is done. So each count is drawn towards what is usual on roads of that kind. First in the list is the place where most is left above that.'],
      tells: 'Where crashes are more than such roads explain. “Killed or seriously injured” counts people; a crash can hurt several.', not: 'How much traffic there is, which is not known here, and what would make the place safer.', source: 'Rules: Welsh Government; Somerset Council. Empirical Bayes: Hauer 1997.'
    }),
    section({
      id: 'response', title: 'How fast the police come', how: ['The standard is 15 minutes in towns and 20 in the country, for nine emergencies in ten. The clock runs from the call to the first officer there. The share that was in time has a 95% interval. It meets the standard when the whole interval is at or above 90%. It is below when the whole interval is under. If not, it cannot be told.'],
      tells: 'How often help came in time.', not: 'Whether help was good. Emergencies whose times cannot be right are left out, and counted.', source: 'Interval: Wilson 1927. Standard: Essex Police.'
    }),
    section({
      id: 'performance', title: 'The performance update', how: ['Twelve months are set beside the twelve before, under the seven goals of the police plan. “Better” and “worse” follow from which way is good for each row. Where as much could come by chance, it says so. Each row has a chart of 24 months. A month outside its limits differs by more than months do anyway.'],
      tells: 'Which way each row has gone, over a whole year.', not: 'Why. Rows from surveys are as the force gave them, and Beatwise did not count them.', source: 'Limits: Wheeler and Chambers 1992; for shares, Laney 2002.', links: [['performance', 'The performance update']]
    })
  ]
})
