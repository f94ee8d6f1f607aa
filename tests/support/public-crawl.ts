/** Everything that anybody can open without signing in: every public route, every page of every area, every file of the catalogue, and whatever these lead to. */
import type { TestApp } from './app.ts'

export interface Opened { path: string; status: number; type: string; body: string }

/** Questions of routes that need one; others are asked without. `:name` in a route stands for each of its values. */
export interface CrawlPlan { codes: readonly string[]; values: Readonly<Record<string, readonly string[]>>; queries: Readonly<Record<string, readonly string[]>>; begin: readonly string[] }

const MOST = 3_000
const linked = (body: string) => [...body.matchAll(/(?:href|"@id")(?:=|:)"((?:https?:\/\/[^/"]+)?\/(?:neighbourhood|api)[^"#]*)/g)].map(([, address]) => address!.replace(/^https?:\/\/[^/]+/, '').replaceAll('&amp;', '&'))

/** @throws Error for a public route with a part in its address that the plan does not name. */
export function startingPaths(app: TestApp, { codes, values, queries, begin }: CrawlPlan): string[] {
  const routes = app.server.routeTable.filter(({ method, access }) => method === 'GET' && access === 'public').map(({ url }) => url)
  const each = routes.flatMap((url) => {
    const part = /:(\w+)/.exec(url)?.[1]
    const known = part === 'code' ? codes : part ? values[part] : ['']
    if (!known) throw new Error(`Nobody says what ${url} stands for`)
    return known.flatMap((value) => (queries[url] ?? ['']).map((query) => `${url.replace(/:\w+/, value)}${query}`))
  })
  return [...begin, ...each, ...codes.flatMap((code) => [`/neighbourhood/${code}`, `/neighbourhood/${code}/feed.atom`, ...codes.map((other) => `/neighbourhood/${code}/compare?with=${other}`)])]
}

/** Opens them all, and what they link to. */
export async function crawl(app: TestApp, plan: CrawlPlan): Promise<Opened[]> {
  const queue = startingPaths(app, plan)
  const seen = new Set(queue)
  const opened: Opened[] = []
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (opened.length === MOST) throw new Error(`There is no end to what ${path} leads to`)
    const { statusCode, headers, body, rawPayload } = await app.get(path, path.startsWith('/neighbourhood') ? { accept: 'text/html' } : {})
    const type = String(headers['content-type'] ?? '')
    // Binary answers are looked through byte by byte.
    opened.push({ path, status: statusCode, type, body: /json|text|xml/.test(type) ? body : rawPayload.toString('latin1') })
    for (const next of /json|html|xml/.test(type) ? linked(body) : []) if (!seen.has(next)) { seen.add(next); queue.push(next) }
  }
  return opened
}
