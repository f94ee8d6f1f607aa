/** Every published column of STATS19 has a place; what people are asked to trust is counted; rows that disagree are kept by a stated rule. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { cells, load, loadCounty, sourceOf } from '../support/ingest.ts'
import { holds, named, shared } from '../support/shared-data.ts'

const collision = {
  collision_index: '2024420001', collision_year: '2024', collision_ref_no: '420001', location_easting_osgr: '600000', location_northing_osgr: '210000', longitude: '0.45', latitude: '51.75', police_force: '42',
  collision_severity: '2', number_of_vehicles: '2', number_of_casualties: '2', date: '03/05/2024', day_of_week: '6', time: '22:10', local_authority_district: '-1', local_authority_ons_district: 'E07099001',
  local_authority_highway: 'E10000012', local_authority_highway_current: 'E10000012', first_road_class: '3', first_road_number: '12', road_type: '6', speed_limit: '40', junction_detail_historic: '3',
  junction_detail: '13', junction_control: '4', second_road_class: '6', second_road_number: '0', pedestrian_crossing_human_control_historic: '0', pedestrian_crossing_physical_facilities_historic: '0',
  pedestrian_crossing: '13', light_conditions: '4', weather_conditions: '2', road_surface_conditions: '2', special_conditions_at_site: '0', carriageway_hazards_historic: '-1', carriageway_hazards: '13',
  urban_or_rural_area: '1', did_police_officer_attend_scene_of_collision: '1', trunk_road_flag: '2', lsoa_of_collision_location: 'E01099101', enhanced_collision_severity: '6', collision_injury_based: '1',
  collision_adjusted_serious: '1', collision_adjusted_slight: '0'
}
const vehicle = {
  collision_index: '2024420001', collision_year: '2024', collision_ref_no: '420001', vehicle_reference: '1', vehicle_type: '9', towing_and_articulation: '0', vehicle_manoeuvre_historic: '18', vehicle_manoeuvre: '19',
  vehicle_direction_from: '1', vehicle_direction_to: '5', vehicle_location_restricted_lane_historic: '0', vehicle_location_restricted_lane: '0', junction_location: '1', skidding_and_overturning: '1',
  hit_object_in_carriageway: '0', vehicle_leaving_carriageway: '2', hit_object_off_carriageway: '4', first_point_of_impact: '1', vehicle_left_hand_drive: '1', journey_purpose_of_driver_historic: '15',
  journey_purpose_of_driver: '9', sex_of_driver: '1', age_of_driver: '22', age_band_of_driver: '5', engine_capacity_cc: '1499', propulsion_code: '1', age_of_vehicle: '7', generic_make_model: 'FORD FIESTA',
  driver_imd_decile: '4', lsoa_of_driver: 'E01000001', escooter_flag: '0', driver_distance_banding: '2'
}
const casualty = {
  collision_index: '2024420001', collision_year: '2024', collision_ref_no: '420001', vehicle_reference: '1', casualty_reference: '1', casualty_class: '1', sex_of_casualty: '9', age_of_casualty: '22',
  age_band_of_casualty: '5', casualty_severity: '2', pedestrian_location: '0', pedestrian_movement: '0', car_passenger: '9', bus_or_coach_passenger: '0', pedestrian_road_maintenance_worker: '0', casualty_type: '9',
  casualty_imd_decile: '4', lsoa_of_casualty: 'E01000001', enhanced_casualty_severity: '6', casualty_injury_based: '1', casualty_adjusted_serious: '0.25', casualty_adjusted_slight: '0.75', casualty_distance_banding: '1'
}
type Row = Record<string, string>
const table = (...rows: Row[]) => [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row))].map((fields) => fields.join(',')).join('\n')

describe('stats19 in full', () => {
  const test = testDatabase()
  const app = testApp(test)
  const folder = testFolder()
  const one = async <T>(text: string, values: unknown[] = []): Promise<T> => (await test.db.rows<T & object>(text, values))[0]!
  const publication = (year: string, collisions: Row[], vehicles: Row[], casualties: Row[]) => {
    const at = folder.folder(`y${year}`)
    return [at.write('c.csv', table(...collisions)), ...(vehicles.length > 0 ? [at.write('v.csv', table(...vehicles))] : []), ...(casualties.length > 0 ? [at.write('k.csv', table(...casualties))] : [])]
  }

  it('keeps every column of the newest files, in a column of its own or beside the row', async () => {
    await loadCounty(test.db, folder)
    const summary = await load(test.db, 'stats19', ...publication('2024', [collision], [vehicle, { ...vehicle, vehicle_reference: '2' }], [casualty, { ...casualty, casualty_reference: '2', casualty_severity: '3' }]))
    expect(summary).toMatchObject({ read: 5, loaded: 5, rejected: 0, remarks: {} })
    expect(await one(`select to_jsonb(c) - 'slice_id' - 'spot_id' - 'row_no' as row from collisions c`)).toEqual({ row: {
      collision_index: '2024420001', collided_at: '2024-05-03T22:10:00', time_known: true, severity: 'serious', vehicles: 2, casualties: 2, police_force: '42', ons_district: 'E07099001', highway_authority: 'E10000012',
      first_road_class: '3', first_road_number: 12, second_road_class: '6', second_road_number: 0, trunk_road: '2', road_type: '6', speed_limit: 40, junction_detail: '13', junction_control: '4', light_conditions: '4',
      weather_conditions: '2', road_surface: '2', special_conditions: '0', carriageway_hazards: '13', crossing_human: '0', crossing_physical: '0', pedestrian_crossing: '13', urban_or_rural: '1', officer_attended: '1',
      lsoa_code: 'E01099101', injury_based: true, adjusted_serious: 1, adjusted_slight: 0, drink_drive: null,
      other: { junction_detail_historic: '3', enhanced_collision_severity: '6', local_authority_highway_current: 'E10000012' }
    } })
    expect(await one(`select to_jsonb(v) - 'slice_id' - 'row_no' as row from vehicles v where vehicle_reference = 1`)).toEqual({ row: {
      collision_index: '2024420001', vehicle_reference: 1, vehicle_type: '9', towing: '0', manoeuvre: '19', direction_from: '1', direction_to: '5', lane: '0', junction_location: '1', skidding: '1', hit_in_carriageway: '0',
      leaving_carriageway: '2', hit_off_carriageway: '4', first_impact: '1', left_hand_drive: '1', journey_purpose: '9', sex_of_driver: '1', age_of_driver: 22, age_band: '5', engine_cc: 1499, propulsion: '1', age_of_vehicle: 7,
      escooter: '0', other: { vehicle_manoeuvre_historic: '18', journey_purpose_of_driver_historic: '15', driver_distance_banding: '2' }
    } })
    expect(await one(`select to_jsonb(m) - 'slice_id' - 'row_no' as row from casualties m where casualty_reference = 1`)).toEqual({ row: {
      collision_index: '2024420001', casualty_reference: 1, vehicle_reference: 1, severity: 'serious', casualty_class: '1', casualty_type: '9', sex: null, age: 22, age_band: '5', pedestrian_location: '0', pedestrian_movement: '0',
      car_passenger: null, bus_passenger: '0', maintenance_worker: '0', injury_based: true, adjusted_serious: 0.25, adjusted_slight: 0.75, other: { enhanced_casualty_severity: '6', casualty_distance_banding: '1' }
    } })
  })

  it('holds nowhere where people live, how deprived it is there, and what they drive', async () => {
    const { text } = await one<{ text: string }>(`select (select string_agg(v::text, ' ') from vehicles v) || (select string_agg(m::text, ' ') from casualties m) as text`)
    expect(text).toContain('1499')
    expect(text).not.toMatch(/FIESTA|E01000001|imd_decile/)
  })

  it('reads the names and labels of 2005 to 2014, and keeps a word that no list knows', async () => {
    const old: Row = {
      Accident_Index: '2013420001', Longitude: '0.45', Latitude: '51.75', Police_Force: 'Essex', Accident_Severity: 'Serious', Number_of_Vehicles: '1', Number_of_Casualties: '1', Date: '2013-07-14', Day_of_Week: '1', Time: '02:15',
      'Local_Authority_(Highway)': 'E10000012', '1st_Road_Class': 'A', '1st_Road_Number': '12', Road_Type: 'single  CARRIAGEWAY', Speed_limit: '30', Junction_Detail: 'Crossroads', '2nd_Road_Class': '9', '2nd_Road_Number': '-1',
      'Pedestrian_Crossing-Human_Control': '0', 'Pedestrian_Crossing-Physical_Facilities': '8', Light_Conditions: 'Darkness - lights lit', Weather_Conditions: 'Frogs falling', Did_Police_Officer_Attend_Scene_of_Accident: '1', LSOA_of_Accident_Location: 'E01099101'
    }
    const summary = await load(test.db, 'stats19', ...publication('2013', [old], [], []))
    expect(summary).toMatchObject({ read: 1, loaded: 1, remarks: { 'code-unknown': 1 } })
    expect(await one(`select police_force, first_road_class, road_type, junction_detail, second_road_class, crossing_physical, light_conditions, weather_conditions, officer_attended, highway_authority, lsoa_code, other, force
      from collisions join slices using (slice_id) where collision_index = '2013420001'`)).toEqual({
      police_force: '42', first_road_class: '3', road_type: '6', junction_detail: '6', second_road_class: null, crossing_physical: '8', light_conditions: '4', weather_conditions: null, officer_attended: '1', highway_authority: 'E10000012',
      lsoa_code: 'E01099101', other: { weather_conditions: 'Frogs falling' }, force: 'police force 42'
    })
  })

  it('keeps what disagrees by its stated rule, and counts it where everybody sees it', async () => {
    const base = { collision_index: 'a', longitude: '0.45', latitude: '51.75', police_force: '42', collision_severity: '3', number_of_casualties: '1', date: '03/05/2011', time: '22:10', local_authority_ons_district: 'E07099001' }
    const hurt = { collision_index: 'a', vehicle_reference: '1', casualty_reference: '1', casualty_class: '1', casualty_severity: '3', casualty_type: '9', age_of_casualty: '30' }
    const summary = await load(test.db, 'stats19', ...publication('2011',
      [base, { ...base, collision_index: 'b', collision_severity: '2' }, { ...base, collision_index: 'c', number_of_casualties: '2' }, { ...base, collision_index: 'd', local_authority_ons_district: 'E07099002' }],
      ['a', 'b', 'c'].map((index) => ({ collision_index: index, vehicle_reference: '1', vehicle_type: '9' })),
      ['a', 'b', 'c', 'd'].map((index) => ({ ...hurt, collision_index: index }))))
    expect(summary).toMatchObject({ read: 11, loaded: 11, rejected: 0, remarks: { 'severity-disagrees': 1, 'casualty-count-disagrees': 1, 'district-disagrees': 1, 'vehicle-unknown': 1 } })
    expect((await sourceOf(app, 'stats19')).remarks).toEqual(expect.arrayContaining([{ remark: 'severity-disagrees', title: expect.stringContaining('kept as published') as string, count: 1 }]))
    expect(await one(`select severity from collisions where collision_index = 'b'`)).toEqual({ severity: 'serious' })
    expect(await cells(app, 'theme=ksi-casualties&from=2011-05&to=2011-05')).toMatchObject({ recorded: 0 })
    expect((await cells(app, 'theme=ksi-collisions&from=2011-05&to=2011-05&area=E07099001')).total).toBe(1)
  })

  it('takes the filled one of an older and a newer name, and refuses a file where the two differ', async () => {
    const both = { accident_index: 'x1', collision_index: '', longitude: '0.45', latitude: '51.75', police_force: '42', accident_severity: '3', collision_severity: '', date: '03/05/2010', time: '22:10' }
    expect(await load(test.db, 'stats19', folder.write('mixed.csv', table(both, { ...both, accident_index: '', collision_index: 'x2', accident_severity: '3', collision_severity: '3' })))).toMatchObject({ read: 2, loaded: 2 })
    await expect(load(test.db, 'stats19', folder.write('torn.csv', table(both, { ...both, accident_index: 'x2', collision_index: 'x3' })))).rejects.toThrow(/torn.csv, line 3: the header names "collision_index" under an older and a newer name, and the two differ: x2 and x3/)
  })

  it('rejects a vehicle without a collision', async () => {
    const collisions = Array.from({ length: 12 }, (_, i) => ({ collision_index: `v${i}`, longitude: '0.45', latitude: '51.75', police_force: '42', collision_severity: '3', date: '03/05/2009', time: '22:10' }))
    const vehicles = [...collisions, { collision_index: 'nowhere' }].map(({ collision_index }) => ({ collision_index, vehicle_reference: '1', vehicle_type: '9' }))
    expect(await load(test.db, 'stats19', ...publication('2009', collisions, vehicles, []))).toMatchObject({ read: 25, loaded: 24, reasons: { 'collision-unknown': 1 } })
  })

  it('shows the public what is published and nothing that has no column', async () => {
    const columns = async (view: string) => (await test.db.rows<{ name: string }>(`select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 order by attnum`, [view])).map(({ name }) => name)
    for (const name of ['collisions', 'vehicles', 'casualties']) {
      const [all, shown] = [await columns(name), await columns(`public_tier.${name}`)]
      expect(all.filter((column) => !shown.includes(column)).sort()).toEqual(['other', 'row_no'])
    }
    const counts = (schema: string) => one(`select (select count(*) from ${schema}.collisions)::int as collisions, (select count(*) from ${schema}.casualties)::int as casualties, (select count(*) from ${schema}.vehicles)::int as vehicles`)
    expect(await counts('public_tier')).toEqual(await counts('public'))
    await test.db.run('update slices set live = false')
    expect(await counts('public_tier')).toEqual({ collisions: 0, casualties: 0, vehicles: 0 })
    await test.db.run('update slices set live = true')
  })

  const manchester = 'STATS19_road_casualties_2019-2023_greater-manchester.csv.gz'
  it.skipIf(!holds('road-collisions', manchester))(named('loads the joined form, every row a casualty, identical ones as well', 'road-collisions'), async () => {
    const path = shared('road-collisions', manchester)
    const readme = readFileSync(shared('README.md'), 'utf8')
    const [, casualties, collisions, fatal, serious] = /([\d,]+) casualties in ([\d,]+) collisions[\s\S]*?Fatal (\d+), Serious ([\d,]+)/.exec(readme)!.map((text) => Number(text.replaceAll(',', '')))
    expect([casualties, collisions, fatal, serious]).toEqual([18_815, 14_361, 312, 3_371])
    expect(await load(test.db, 'stats19', path)).toMatchObject({ read: casualties, loaded: casualties, rejected: 0, reasons: {}, remarks: {} })
    const mine = `join slices using (slice_id) where live and force = 'police force not known'`
    expect(await one(`select count(*)::int as collisions, count(*) filter (where not time_known)::int as unknown, sum(casualties)::int as told, count(other ->> 'area_name')::int as named from collisions ${mine}`))
      .toEqual({ collisions, unknown: 0, told: casualties, named: collisions })
    expect(await one(`select count(*)::int as casualties, count(*) filter (where severity = 'fatal')::int as fatal, count(*) filter (where severity = 'serious')::int as serious,
      count(distinct (collision_index, casualty_reference))::int as numbered, count(other)::int as beside from casualties ${mine}`)).toEqual({ casualties, fatal, serious, numbered: casualties, beside: 0 })
    const rows = parse<Row>(gunzipSync(readFileSync(path)), { columns: true })
    const theirs = (column: string, value: string) => rows.filter((row) => row[column] === value).length
    expect(await one(`select count(*) filter (where casualty_type = '0' and casualty_class = '3')::int as pedestrians, count(*) filter (where casualty_type = '1')::int as cyclists, count(*) filter (where casualty_type = '97')::int as riders,
      count(*) filter (where sex is null)::int as no_sex, count(*) filter (where age_band is null)::int as no_band, count(*) filter (where age_band = '1')::int as youngest from casualties ${mine}`)).toEqual({
      pedestrians: theirs('mode', 'Pedestrian'), cyclists: theirs('mode', 'Pedal Cycle'), riders: theirs('mode', 'Powered 2 Wheeler'), no_sex: theirs('sex', '-1'), no_band: theirs('ageband', '-1'), youngest: theirs('ageband', '0-5')
    })
  }, 60_000)

  it.skipIf(!holds('road-collisions'))(named('loads the sample of 2022 and the labelled one of 2005 to 2014 whole, every code and label understood', 'road-collisions'), async () => {
    for (const [name, read] of [['dft-road-casualty-statistics-collision-2022.sample.csv', 1_049], ['ac_sample1000_gb_labelled.csv', 1_000]] as const) {
      expect(await load(test.db, 'stats19', shared('road-collisions', name))).toMatchObject({ read, loaded: read, rejected: 0, remarks: {} })
    }
    expect(await one(`select count(*)::int as essex from collisions join slices using (slice_id) where live and force = 'police force 42' and extract(year from month) between 2005 and 2014 and row_no > 0 and other ? 'local_authority_district'`)).toEqual({ essex: 25 })
  }, 60_000)
})
