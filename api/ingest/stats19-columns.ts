/** Which published STATS19 column goes to which of ours, under the names of every year, and what is left out on purpose. */
import type { CodeList } from '../collision-vocabulary.ts'

/** What a column holds: codes of a list, a whole number, a share, yes or no, or text as it is. */
export type Holds = CodeList | 'number' | 'decimal' | 'flag' | 'text'

export interface ColumnRule {
  holds: Holds
  /** Published names, the newest first: the first that is known counts, another that says something else is kept beside the row. */
  names: readonly string[]
  /** Values that mean not known, beside -1. */
  notKnown?: readonly string[]
}

/** Older names, and those of the joined form of casualties and collisions that some authorities publish, by plain name. */
export const aliases: Record<string, string> = {
  accident_index: 'collision_index', arefno: 'collision_index', accident_severity: 'collision_severity', accident_year: 'collision_year', accident_reference: 'collision_ref_no', accident_ref_no: 'collision_ref_no',
  collision_reference: 'collision_ref_no', '1st_road_class': 'first_road_class', '1st_road_number': 'first_road_number', '2nd_road_class': 'second_road_class', '2nd_road_number': 'second_road_number',
  pedestrian_crossing_human_control_historic: 'pedestrian_crossing_human_control', pedestrian_crossing_physical_facilities_historic: 'pedestrian_crossing_physical_facilities',
  did_police_officer_attend_scene_of_accident: 'did_police_officer_attend_scene_of_collision', lsoa_of_accident_location: 'lsoa_of_collision_location',
  accident_injury_based: 'collision_injury_based', accident_adjusted_serious: 'collision_adjusted_serious', accident_adjusted_slight: 'collision_adjusted_slight',
  accident_adjusted_severity_serious: 'collision_adjusted_serious', accident_adjusted_severity_slight: 'collision_adjusted_slight',
  collision_adjusted_severity_serious: 'collision_adjusted_serious', collision_adjusted_severity_slight: 'collision_adjusted_slight',
  casualty_adjusted_severity_serious: 'casualty_adjusted_serious', casualty_adjusted_severity_slight: 'casualty_adjusted_slight',
  vehicle_manoeuver: 'vehicle_manoeuvre', vehicle_location_restricted_lane_away_from_main_carriageway: 'vehicle_location_restricted_lane', '1st_point_of_impact': 'first_point_of_impact',
  was_vehicle_left_hand_drive: 'vehicle_left_hand_drive', lon: 'longitude', output_time: 'time', number_vehicles: 'number_of_vehicles', number_casualties: 'number_of_casualties',
  mode: 'casualty_type', sex: 'sex_of_casualty', ageband: 'age_band_of_casualty'
}

const rule = (holds: Holds, ...names: string[]): ColumnRule => ({ holds, names })

/** In the order of sql/ingest/add_collisions.sql, after the first columns that every collision has. */
export const collisionRules: readonly ColumnRule[] = [
  rule('number', 'number_of_vehicles'), rule('number', 'number_of_casualties'), rule('police_force', 'police_force'), rule('text', 'local_authority_ons_district'), rule('text', 'local_authority_highway'),
  rule('first_road_class', 'first_road_class'), rule('number', 'first_road_number'), rule('second_road_class', 'second_road_class'), rule('number', 'second_road_number'), rule('trunk_road', 'trunk_road_flag'),
  rule('road_type', 'road_type'), { holds: 'number', names: ['speed_limit'], notKnown: ['99'] }, rule('junction_detail', 'junction_detail', 'junction_detail_historic'), rule('junction_control', 'junction_control'),
  rule('light_conditions', 'light_conditions'), rule('weather_conditions', 'weather_conditions'), rule('road_surface', 'road_surface_conditions'), rule('special_conditions', 'special_conditions_at_site'),
  rule('carriageway_hazards', 'carriageway_hazards', 'carriageway_hazards_historic'), rule('crossing_human', 'pedestrian_crossing_human_control'),
  rule('crossing_physical', 'pedestrian_crossing_physical_facilities'), rule('pedestrian_crossing', 'pedestrian_crossing'), rule('urban_or_rural', 'urban_or_rural_area'),
  rule('officer_attended', 'did_police_officer_attend_scene_of_collision'), rule('text', 'lsoa_of_collision_location'), rule('flag', 'collision_injury_based'),
  rule('decimal', 'collision_adjusted_serious'), rule('decimal', 'collision_adjusted_slight'), rule('flag', 'drink_drive')
]

/** In the order of sql/ingest/add_vehicles.sql. */
export const vehicleRules: readonly ColumnRule[] = [
  rule('number', 'vehicle_reference'), rule('vehicle_type', 'vehicle_type'), rule('towing', 'towing_and_articulation'), rule('manoeuvre', 'vehicle_manoeuvre', 'vehicle_manoeuvre_historic'),
  rule('direction', 'vehicle_direction_from'), rule('direction', 'vehicle_direction_to'), rule('lane', 'vehicle_location_restricted_lane', 'vehicle_location_restricted_lane_historic'),
  rule('junction_location', 'junction_location'), rule('skidding', 'skidding_and_overturning'), rule('hit_in_carriageway', 'hit_object_in_carriageway'), rule('leaving_carriageway', 'vehicle_leaving_carriageway'),
  rule('hit_off_carriageway', 'hit_object_off_carriageway'), rule('first_impact', 'first_point_of_impact'), rule('left_hand_drive', 'vehicle_left_hand_drive'),
  rule('journey_purpose', 'journey_purpose_of_driver', 'journey_purpose_of_driver_historic'), rule('sex', 'sex_of_driver'), rule('number', 'age_of_driver'), rule('age_band', 'age_band_of_driver'),
  rule('number', 'engine_capacity_cc'), rule('propulsion', 'propulsion_code'), rule('number', 'age_of_vehicle'), rule('escooter', 'escooter_flag')
]

/** In the order of sql/ingest/add_casualties.sql, after the severity. */
export const casualtyRules: readonly ColumnRule[] = [
  rule('number', 'casualty_reference'), rule('number', 'vehicle_reference'), rule('casualty_class', 'casualty_class'), rule('casualty_type', 'casualty_type'), rule('sex', 'sex_of_casualty'),
  rule('number', 'age_of_casualty'), rule('age_band', 'age_band_of_casualty'), rule('pedestrian_location', 'pedestrian_location'), rule('pedestrian_movement', 'pedestrian_movement'),
  rule('car_passenger', 'car_passenger'), rule('bus_passenger', 'bus_or_coach_passenger'), rule('maintenance_worker', 'pedestrian_road_maintenance_worker'), rule('flag', 'casualty_injury_based'),
  rule('decimal', 'casualty_adjusted_serious'), rule('decimal', 'casualty_adjusted_slight')
]

/** Never loaded: where people in a collision live, how deprived it is there, and make and model of their vehicles. With place and day they would point at a person. */
export const leftOut: ReadonlySet<string> = new Set(['lsoa_of_driver', 'lsoa_of_casualty', 'driver_imd_decile', 'casualty_imd_decile', 'generic_make_model', 'make', 'model'])

/** Columns that every table reads by itself; what of a vehicle or casualty its collision says already; and in the joined form what the date says. */
export const readElsewhere: ReadonlySet<string> = new Set(['collision_index', 'collision_severity', 'casualty_severity', 'date', 'time', 'longitude', 'latitude', 'lng', 'lat'])
export const saidByCollision: ReadonlySet<string> = new Set(['collision_year', 'collision_ref_no'])
export const saidByDate: ReadonlySet<string> = new Set(['year', 'month', 'day', 'hour'])
