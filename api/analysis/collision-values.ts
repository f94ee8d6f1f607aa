/**
 * What it would be worth to prevent a collision, for ranking sites by harm done on the road.
 *
 * Values of the Department for Transport, pounds a collision, all costs: lost output, medical and ambulance, human costs, police, insurance, damage.
 * Edition: WebTAG unit 3.4.1, table 3, June 2009 values; printed in Hansard, written answers, 12 May 2011. They stand for the proportions between
 * severities, which later editions keep nearly; amounts of money are of 2009.
 */
export const collisionValues = {
  edition: 'Department for Transport, WebTAG unit 3.4.1, table 3, June 2009 values',
  pounds: { fatal: 1_790_203, serious: 205_056, slight: 21_372 }
} as const
