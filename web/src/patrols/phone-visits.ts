/** Taps of a phone: what a unit's visits are after each, and what a list of stops then looks like. No clock, no network. */
import type { PhonePlan, PhoneVisit } from '../../../api/patrols/delivery-schema.ts'

export type Tick = PhoneVisit
export type Stop = PhonePlan['stops'][number]
/** What one tap changed, so that it can be taken back. `before`: null where there was no such visit. */
export interface Tap { words: string; changes: { id: string; before: Tick | null }[] }

const next = (tick: Tick, change: Partial<Tick>): Tick => ({ ...tick, ...change, revision: tick.revision + 1 })

export class Ticks {
  private readonly known = new Map<string, Tick>()
  /** The stop that a visit was tapped for, by its number in the list. */
  private readonly stopOf = new Map<string, number>()

  constructor(visits: readonly Tick[] = []) {
    for (const { id, place, arrivedAt, leftAt, note, revision, undone } of visits) this.known.set(id, { id, place, arrivedAt, leftAt, note, revision, undone })
  }

  get all(): Tick[] { return [...this.known.values()].filter(({ undone }) => !undone).sort((a, b) => (a.arrivedAt < b.arrivedAt ? -1 : 1)) }
  get open(): Tick | undefined { return this.all.findLast(({ leftAt }) => leftAt === null) }
  get(id: string): Tick | undefined { return this.known.get(id) }

  /** What the server holds, where it is newer than what this phone holds. */
  heard(visits: readonly Tick[]): void {
    for (const visit of visits) if ((this.known.get(visit.id)?.revision ?? 0) < visit.revision) this.known.set(visit.id, visit)
  }

  /** A unit is at one place: arriving somewhere else is leaving where it was. */
  arrive(id: string, stop: number, { place, name }: Pick<Stop, 'place' | 'name'>, at: string): Tap {
    const changes: Tap['changes'] = [{ id, before: null }]
    const { open } = this
    if (open) {
      changes.push({ id: open.id, before: open })
      this.known.set(open.id, next(open, { leftAt: at < open.arrivedAt ? open.arrivedAt : at }))
    }
    this.known.set(id, { id, place, arrivedAt: at, leftAt: null, note: '', revision: 1, undone: false })
    this.stopOf.set(id, stop)
    return { words: `Arrived: ${name}`, changes }
  }

  leave(id: string, name: string, at: string): Tap | undefined {
    const tick = this.known.get(id)
    if (!tick) return undefined
    this.known.set(id, next(tick, { leftAt: at < tick.arrivedAt ? tick.arrivedAt : at }))
    return { words: `Left: ${name}`, changes: [{ id, before: tick }] }
  }

  note(id: string, note: string): void {
    const tick = this.known.get(id)
    if (tick && tick.note !== note) this.known.set(id, next(tick, { note }))
  }

  /** The visit of a tap that is taken back was never there, or is as it was; its note stays. */
  undo({ changes }: Tap): void {
    for (const { id, before } of changes) {
      const tick = this.known.get(id)
      if (tick) this.known.set(id, next(tick, before ? { arrivedAt: before.arrivedAt, leftAt: before.leftAt } : { undone: true }))
    }
  }

  /** The visit of each stop: that which was tapped for it, else of its place the one nearest to its time. */
  byStop(stops: readonly Stop[], shiftMs: number): (Tick | undefined)[] {
    const found: (Tick | undefined)[] = stops.map(() => undefined)
    const free = this.all.filter((tick) => {
      const stop = this.stopOf.get(tick.id)
      if (stop === undefined || stops[stop]?.place !== tick.place) return true
      found[stop] = tick
      return false
    })
    for (const tick of free) {
      const atS = (Date.parse(tick.arrivedAt) - shiftMs) / 1000
      const [nearest] = stops.map((stop, i) => ({ i, stop })).filter(({ i, stop }) => stop.place === tick.place && !found[i]).sort((a, b) => Math.abs(a.stop.startS - atS) - Math.abs(b.stop.startS - atS))
      if (nearest) found[nearest.i] = tick
    }
    return found
  }
}

/** A random UUID, also where the page came without TLS and the browser makes none itself. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** What a clock in Britain shows. */
export const clockOf = (iso: string): string => new Date(iso).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' })

/** Ways to a place, by its position alone: nothing else leaves this page, and only when the officer opens one. */
export function waysTo([lng, lat]: readonly [number, number], mode: string | null): { name: string; href: string }[] {
  const at = `${lat.toFixed(5)},${lng.toFixed(5)}`
  const [google, apple] = mode === 'vehicle' ? ['driving', 'd'] : mode === 'cycle' ? ['bicycling', 'c'] : ['walking', 'w']
  return [
    { name: 'This phone\'s map', href: `geo:${at}?q=${at}` }, { name: 'Google Maps', href: `https://www.google.com/maps/dir/?api=1&destination=${encodeURIComponent(at)}&travelmode=${google}` },
    { name: 'Apple Maps', href: `https://maps.apple.com/?daddr=${at}&dirflg=${apple}` }
  ]
}
