/** Everything that the API says of counts, asked for by whoever `get` asks as: each theme, area, resolution and span, in every form. */
import type { Response } from 'light-my-request'
import type { CellsAnswer, ThemesAnswer } from '../../api/cells/schema.ts'
import { decodeSeries, type DecodedSeries } from './series-decoder.ts'

type Get = (path: string, headers?: Record<string, string>) => Promise<Response>
export interface Asked { theme: string; area: string; res: number; from: number; to: number }
export interface Told extends Asked { answer: CellsAnswer }

const query = ({ theme, area, res, from, to }: Asked, months: readonly string[]) => `theme=${theme}&from=${months[from]}&to=${months[to]}&res=${res}${area && `&area=${area}`}`

async function ok(get: Get, path: string, accept?: string): Promise<Response> {
  const response = await get(path, accept ? { accept } : {})
  if (response.statusCode !== 200) throw new Error(`${path} answered ${response.statusCode}: ${response.body.slice(0, 200)}`)
  return response
}

/** Cells of every theme, area, resolution and span of months. */
export async function cellsOf(get: Get, themes: readonly string[], areas: readonly string[], resolutions: readonly number[], months: readonly string[]): Promise<Told[]> {
  const told: Told[] = []
  for (const theme of themes) for (const area of areas) for (const res of resolutions) {
    for (let from = 0; from < months.length; from++) for (let to = from; to < months.length; to++) {
      const asked = { theme, area, res, from, to }
      told.push({ ...asked, answer: (await ok(get, `/api/cells?${query(asked, months)}`)).json<CellsAnswer>() })
    }
  }
  return told
}

/** The same question in the other forms: cell and count of each line of the table, of each polygon, and the series. */
export async function otherForms(get: Get, asked: Asked, months: readonly string[]): Promise<{ csv: [string, number][]; csvLine: string; geojson: [string, number][]; series: DecodedSeries }> {
  const path = `/api/cells?${query(asked, months)}`
  const lines = (await ok(get, path, 'text/csv')).body.trimEnd().split('\r\n').slice(1)
  const { features } = (await ok(get, path, 'application/geo+json')).json<{ features: { id: string; properties: { count: number } }[] }>()
  return {
    csv: lines.map((line) => [line.split(',')[0]!, Number(line.split(',')[3])]),
    csvLine: lines[0] ?? '',
    geojson: features.map(({ id, properties }) => [id, properties.count]),
    series: decodeSeries((await ok(get, `/api/cells/series?${query(asked, months)}`)).rawPayload)
  }
}

export const themesOf = async (get: Get): Promise<ThemesAnswer['themes']> => (await ok(get, '/api/themes')).json<ThemesAnswer>().themes
