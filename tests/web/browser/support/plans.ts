/** Plans made by whoever is signed in on a page, for tests that look at them. */
import type { Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import type { Plan } from '../../../../api/patrols/schema.ts'

const CHELMSFORD = 'E07000070'
export const SEARCHED_WITHIN_MS = 50_000

/** What a page of the planner's asks the server by itself, with the session's own token. */
export async function asked<T>(page: Page, method: string, path: string, body?: object, version?: number): Promise<{ status: number; json: T }> {
  return page.evaluate(async ([method, path, body, version]) => {
    const { csrfToken } = (await (await fetch('/api/session')).json()) as { csrfToken: string }
    const headers = { 'x-csrf-token': csrfToken, ...(body ? { 'content-type': 'application/json' } : {}), ...(version ? { 'if-match': `"${version}"` } : {}) }
    const response = await fetch(path as string, { method: method as string, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
    return { status: response.status, json: response.status === 204 ? null : await response.json() }
  }, [method, path, body, version] as const) as Promise<{ status: number; json: T }>
}

const base = { name: 'Police base, Chelmsford', position: [0.4705, 51.7356] }
const units = ['Alpha', 'Bravo'].map((name) => ({ name, mode: 'vehicle', base }))
const request = { objective: [{ theme: 'burglary', weight: 1 }], units, mostPlaces: 8, effort: 'quick', seed: 5 }

const saturday = { shiftFrom: '2026-12-05T15:00', shiftTo: '2026-12-05T23:00' }

/** A plan with routes, made by the planner who is signed in on the page. */
export async function planned(page: Page, name: string, shift = saturday): Promise<Plan> {
  const { status, json } = await asked<Plan>(page, 'POST', '/api/patrols/plans', { district: CHELMSFORD, name, ...shift, request })
  expect([status, json]).toMatchObject([201, { name }])
  let plan = json
  // Not by `expect.poll`, so that a hook may make a plan as well.
  await vi.waitFor(async () => expect((plan = (await asked<Plan>(page, 'GET', `/api/patrols/plans/${json.id}`)).json).content).not.toBeNull(), { timeout: SEARCHED_WITHIN_MS, interval: 500 })
  return plan
}

export async function shown(page: Page, plan: Plan): Promise<void> {
  await page.goto(new URL(`/patrols/plan?id=${plan.id}`, page.url()).href)
  await page.getByRole('heading', { name: plan.name }).waitFor()
  await page.locator('[data-at]').first().waitFor()
}
