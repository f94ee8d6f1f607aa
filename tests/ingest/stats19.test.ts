/** STATS19 tables in the names and dress of every year, on the engine under test. */
import { describe, expect, it } from 'vitest'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { accounts, cells, load, loadCounty, sourceOf } from '../support/ingest.ts'
import { holds, named, shared } from '../support/shared-data.ts'

const collisions = ['collision_index,longitude,latitude,police_force,collision_severity,number_of_vehicles,number_of_casualties,date,time,first_road_class,first_road_number,speed_limit',
  '2014-1,0.45,51.75,42,1,2,3,03/05/2014,22:10,3,12,70', '2014-2,0.45,51.75,42,2,1,1,04/05/2014,-1,3,12,-1', '2014-3,0.55,51.65,42,3,1,1,04/05/2014,10:00,6,0,30', '2014-4,NULL,NULL,42,2,1,1,05/06/2014,10:00,6,0,30']
const casualties = ['collision_index,vehicle_reference,casualty_reference,casualty_class,sex_of_casualty,age_of_casualty,casualty_severity,casualty_type',
  '2014-1,1,1,1,1,22,1,9', '2014-1,1,2,2,2,-1,2,9', '2014-1,2,3,1,1,40,3,5', '2014-2,1,1,3,1,9,2,0', '2014-3,1,1,1,2,30,3,1', '2014-4,1,1,1,2,30,2,1']
const vehicles = ['collision_index,vehicle_reference,vehicle_type,sex_of_driver,age_of_driver', '2014-1,1,9,1,22', '2014-1,2,5,1,40', '2014-2,1,9,2,-1', '2014-3,1,1,2,30', '2014-4,1,1,2,30']

/** The same table as it was published before 2021, with labels in place of codes. */
const older = (lines: string[]) => [lines[0]!.replace('collision_index', 'Accident_Index').replace('collision_severity', 'Accident_Severity').replace('first_road_class', '1st_Road_Class'),
  ...lines.slice(1).map((line) => line.replace(/^2014/, '2013').replace(/,(\d),(\d),(\d),(\d\d)\/(\d\d)\/2014/, (_, severity, v, c, day, month) => `,${['', 'Fatal', 'Serious', 'Slight'][Number(severity)]},${v},${c},2013-${month}-${day}`))]

describe('stats19', () => {
  const test = testDatabase()
  const app = testApp(test)
  const folder = testFolder()
  const write = (name: string, lines: string[]) => folder.write(name, lines.join('\n'))

  it('counts casualties and collisions apart, whatever the order of the files', async () => {
    await loadCounty(test.db, folder)
    const summary = await load(test.db, 'stats19', write('a-casualties.csv', casualties), write('b-vehicles.csv', vehicles), write('c-collisions.csv', collisions))
    expect(summary).toMatchObject({ read: 15, loaded: 15, rejected: 0 })
    expect(await cells(app, 'theme=ksi-casualties&from=2014-05&to=2014-06')).toMatchObject({ total: 3, noLocation: 1, recorded: 4, unit: 'casualties' })
    expect(await cells(app, 'theme=ksi-collisions&from=2014-05&to=2014-06')).toMatchObject({ total: 2, noLocation: 1, recorded: 3, unit: 'collisions' })
  })

  it('holds -1 and NULL as not known', async () => {
    const [row] = await test.db.rows<{ ages: number; speeds: number; times: number }>(`select
      (select count(*) from casualties where age is null)::int as ages, (select count(*) from collisions where speed_limit is null)::int as speeds,
      (select count(*) from collisions where not time_known)::int as times`)
    expect(row).toEqual({ ages: 1, speeds: 1, times: 1 })
  })

  it('reads the names and labels of older files', async () => {
    const summary = await load(test.db, 'stats19', write('old.csv', older(collisions)))
    expect(summary).toMatchObject({ read: 4, loaded: 4 })
    expect(await cells(app, 'theme=ksi-collisions&from=2013-05&to=2013-06')).toMatchObject({ total: 2, noLocation: 1 })
  })

  it('is unchanged by the same bytes again', async () => {
    expect(await load(test.db, 'stats19', `${folder.path}/a-casualties.csv`, `${folder.path}/b-vehicles.csv`, `${folder.path}/c-collisions.csv`)).toMatchObject({ unchanged: true, read: 0 })
  })

  it('counts casualties without a collision, repeated collisions and unknown severities', async () => {
    const many = Array.from({ length: 60 }, (_, i) => `2012-${i},0.45,51.75,42,3,1,1,03/05/2012,22:10,3,12,70`)
    const summary = await load(test.db, 'stats19',
      write('few-collisions.csv', [collisions[0]!, ...many, '2012-1,0.45,51.75,42,3,1,1,03/05/2012,22:10,3,12,70', '2012-x,0.45,51.75,42,9,1,1,03/05/2012,22:10,3,12,70']),
      write('few-casualties.csv', [casualties[0]!, ...many.map((_, i) => `2012-${i},1,1,1,1,22,3,9`), 'nowhere,1,1,1,1,22,3,9']))
    expect(summary).toMatchObject({ read: 123, loaded: 120, rejected: 3, reasons: { 'reference-repeated': 1, 'severity-unknown': 1, 'collision-unknown': 1 } })
  })

  it('refuses casualties alone, and a table of another kind', async () => {
    await expect(load(test.db, 'stats19', write('alone.csv', [...casualties, '2014-1,1,9,1,1,22,3,9']))).rejects.toThrow(/need the collision file/)
    await expect(load(test.db, 'stats19', write('other.csv', ['collision_index,colour', '1,red']))).rejects.toThrow(/neither collision_severity/)
    expect((await accounts(app, 'stats19')).rejected).toBe(3)
  })

  it.skipIf(!holds('road-collisions'))(named('loads the published sample of 2022 and the labelled one of 2005 to 2014', 'road-collisions'), async () => {
    expect(await load(test.db, 'stats19', shared('road-collisions', 'dft-road-casualty-statistics-collision-2022.sample.csv'))).toMatchObject({ read: 1049, loaded: 1049, rejected: 0 })
    expect(await load(test.db, 'stats19', shared('road-collisions', 'ac_sample1000_gb_labelled.csv'))).toMatchObject({ read: 1000 })
    const { read, loaded, rejected } = await sourceOf(app, 'stats19')
    expect(read).toBe(loaded + rejected)
  })
})
