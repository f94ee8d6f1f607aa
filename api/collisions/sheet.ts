/** The sheet of a cluster from its rows: ages as bands, hours, weekdays and years counted. */
import type { MemberRow } from './cluster-queries.ts'
import { roadName } from './packed-collisions.ts'
import { ageBands, type SheetAnswer, type SheetCollision } from './sheet-schema.ts'

type Sheet = Pick<SheetAnswer, 'collisions' | 'hours' | 'weekdays' | 'unknownTimes' | 'years'>
const [YOUNG, GROWN, OLD] = [18, 26, 70]

export function sheetOf(rows: readonly MemberRow[]): Sheet {
  const [hours, weekdays] = [new Array<number>(24).fill(0), new Array<number>(7).fill(0)]
  const years = new Map<number, { year: number; collisions: number; ksi: number }>()
  for (const { day, time, severity } of rows) {
    if (time !== null) hours[Number(time.slice(0, 2))]!++
    weekdays[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7]!++
    const year = Number(day.slice(0, 4))
    const own = years.get(year) ?? { year, collisions: 0, ksi: 0 }
    own.collisions++
    if (severity !== 'slight') own.ksi++
    years.set(year, own)
  }
  return { collisions: rows.map(collisionOf), hours, weekdays, unknownTimes: rows.filter(({ time }) => time === null).length, years: [...years.values()].sort((a, b) => a.year - b.year) }
}

const bandOf = (age: number | null) => (age === null ? null : age < YOUNG ? ageBands[0] : age < GROWN ? ageBands[1] : age < OLD ? ageBands[2] : ageBands[3])

function collisionOf({ road_class, road_number, speed_limit, drink_drive, vehicles, casualties, ...row }: MemberRow): SheetCollision {
  return {
    ...row, road: roadName(Number(road_class ?? 0), road_number ?? 0), speedLimit: speed_limit, drinkDrive: drink_drive,
    vehicles: vehicles.map(({ driverAge, ...vehicle }) => ({ ...vehicle, driverAge: bandOf(driverAge) })), casualties: casualties.map(({ class: role, type, severity, age }) => ({ class: role, type, severity, age: bandOf(age) }))
  }
}
