/** Street-level rows of two years in the invented county, few enough to count by hand. */
import { asb, row, type StreetRow } from './street.ts'

const south = { lng: '0.450000', lat: '51.650000', lsoaCode: 'E01099103', lsoaName: 'Southmarsh 001A', location: 'On or near High Street' }
const many = (n: number, month: string, change: Partial<StreetRow> = {}) => Array.from({ length: n }, (_, i) => row({ id: `${month}-${change.lsoaCode ?? ''}${change.type ?? ''}${i}`, month, ...change }))
/** Burglaries in the north: 10 a month and then 6; in the south 3 in both years, and a robbery a month of the second alone. */
export const neighbourhoodRows = (month: string): StreetRow[] => [
  ...many(month < '2025' ? 10 : 6, month), ...many(3, month, south), ...(month < '2025' ? [] : many(1, month, { ...south, type: 'Robbery' })), ...Array.from({ length: 4 }, () => asb({ month })),
  ...many(2, month, { lng: '0.650000', lat: '51.650000', lsoaCode: '', lsoaName: '', type: 'Drugs' })
]
