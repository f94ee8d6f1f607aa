/** STATS19 code lists as facts: the codes that the Department for Transport publishes and what they mean. Plain constants; imports nothing. */

/**
 * Meaning of each code, by the column of our tables that holds it. Lists of the 2011 and the 2024 specification that share a column are one list: where both
 * have a code, it means the same. Geographic codes (districts, highway authorities) are not here: a loaded area names them.
 */
export const codeLists = {
  police_force: {
    1: 'Metropolitan Police', 3: 'Cumbria', 4: 'Lancashire', 5: 'Merseyside', 6: 'Greater Manchester', 7: 'Cheshire', 10: 'Northumbria', 11: 'Durham', 12: 'North Yorkshire', 13: 'West Yorkshire',
    14: 'South Yorkshire', 16: 'Humberside', 17: 'Cleveland', 20: 'West Midlands', 21: 'Staffordshire', 22: 'West Mercia', 23: 'Warwickshire', 30: 'Derbyshire', 31: 'Nottinghamshire',
    32: 'Lincolnshire', 33: 'Leicestershire', 34: 'Northamptonshire', 35: 'Cambridgeshire', 36: 'Norfolk', 37: 'Suffolk', 40: 'Bedfordshire', 41: 'Hertfordshire', 42: 'Essex', 43: 'Thames Valley',
    44: 'Hampshire', 45: 'Surrey', 46: 'Kent', 47: 'Sussex', 48: 'City of London', 50: 'Devon and Cornwall', 52: 'Avon and Somerset', 53: 'Gloucestershire', 54: 'Wiltshire', 55: 'Dorset',
    60: 'North Wales', 61: 'Gwent', 62: 'South Wales', 63: 'Dyfed-Powys', 91: 'Northern', 92: 'Grampian', 93: 'Tayside', 94: 'Fife', 95: 'Lothian and Borders', 96: 'Central', 97: 'Strathclyde',
    98: 'Dumfries and Galloway', 99: 'Police Scotland'
  },
  first_road_class: { 1: 'Motorway', 2: 'A(M)', 3: 'A', 4: 'B', 5: 'C', 6: 'Unclassified' },
  second_road_class: { 0: 'Not at junction or within 20 metres', 1: 'Motorway', 2: 'A(M)', 3: 'A', 4: 'B', 5: 'C', 6: 'Unclassified' },
  road_type: { 1: 'Roundabout', 2: 'One way street', 3: 'Dual carriageway', 6: 'Single carriageway', 7: 'Slip road', 9: 'Unknown', 12: 'One way street/Slip road' },
  trunk_road: { 1: 'Trunk (Roads managed by Highways England)', 2: 'Non-trunk' },
  junction_detail: {
    0: 'Not at junction or within 20 metres', 1: 'Roundabout', 2: 'Mini-roundabout', 3: 'T or staggered junction', 5: 'Slip road', 6: 'Crossroads', 7: 'More than 4 arms (not roundabout)',
    8: 'Private drive or entrance', 9: 'Other junction', 13: 'T or staggered junction', 16: 'Crossroads', 17: 'Junction with more than four arms (not roundabout)', 18: 'Using private drive or entrance'
  },
  junction_control: { 0: 'Not at junction or within 20 metres', 1: 'Authorised person', 2: 'Auto traffic signal', 3: 'Stop sign', 4: 'Give way or uncontrolled' },
  light_conditions: { 1: 'Daylight', 4: 'Darkness - lights lit', 5: 'Darkness - lights unlit', 6: 'Darkness - no lighting', 7: 'Darkness - lighting unknown' },
  weather_conditions: {
    1: 'Fine no high winds', 2: 'Raining no high winds', 3: 'Snowing no high winds', 4: 'Fine + high winds', 5: 'Raining + high winds', 6: 'Snowing + high winds', 7: 'Fog or mist', 8: 'Other', 9: 'Unknown'
  },
  road_surface: { 1: 'Dry', 2: 'Wet or damp', 3: 'Snow', 4: 'Frost or ice', 5: 'Flood over 3cm. deep', 6: 'Oil or diesel', 7: 'Mud' },
  special_conditions: {
    0: 'None', 1: 'Auto traffic signal - out', 2: 'Auto signal part defective', 3: 'Road sign or marking defective or obscured', 4: 'Roadworks', 5: 'Road surface defective', 6: 'Oil or diesel', 7: 'Mud'
  },
  carriageway_hazards: {
    0: 'None', 1: 'Vehicle load on road', 2: 'Other object on road', 3: 'Previous accident', 4: 'Dog on road', 5: 'Other animal on road', 6: 'Pedestrian in carriageway - not injured',
    7: 'Any animal in carriageway (except ridden horse)', 11: 'Defective traffic signals', 12: 'Permanent road signing or markings defective or obscured or inadequate', 13: 'Roadworks',
    14: 'Oil or diesel', 15: 'Mud', 16: 'Dislodged vehicle load in carriageway', 17: 'Other object in carriageway', 18: 'Involvement with previous collision',
    19: 'Pedestrian in carriageway - not injured', 20: 'Any animal in carriageway (except ridden horse)', 21: 'Poor or defective road surface'
  },
  crossing_human: { 0: 'None within 50 metres', 1: 'Control by school crossing patrol', 2: 'Control by other authorised person' },
  crossing_physical: {
    0: 'No physical crossing facilities within 50 metres', 1: 'Zebra', 4: 'Pelican, puffin, toucan or similar non-junction pedestrian light crossing', 5: 'Pedestrian phase at traffic signal junction',
    7: 'Footbridge or subway', 8: 'Central refuge'
  },
  pedestrian_crossing: {
    0: 'No physical crossing facility within 50m', 11: 'Human crossing control by school crossing patrol', 12: 'Human crossing control by other authorised person', 13: 'Zebra crossing',
    14: 'Pedestrian light crossing (pelican or puffin or toucan or similar)', 15: 'Pedestrian phase at traffic signal', 16: 'Footbridge or subway', 17: 'Central refuge - no other controls'
  },
  urban_or_rural: { 1: 'Urban', 2: 'Rural', 3: 'Unallocated' },
  officer_attended: { 1: 'Yes', 2: 'No', 3: 'No - reported by the people involved, on a form' },

  vehicle_type: {
    1: 'Pedal cycle', 2: 'Motorcycle 50cc and under', 3: 'Motorcycle 125cc and under', 4: 'Motorcycle over 125cc and up to 500cc', 5: 'Motorcycle over 500cc', 8: 'Taxi/Private hire car', 9: 'Car',
    10: 'Minibus (8 - 16 passenger seats)', 11: 'Bus or coach (17 or more pass seats)', 16: 'Ridden horse', 17: 'Agricultural vehicle', 18: 'Tram', 19: 'Van / Goods 3.5 tonnes mgw or under',
    20: 'Goods over 3.5t. and under 7.5t', 21: 'Goods 7.5 tonnes mgw and over', 22: 'Mobility scooter', 23: 'Electric motorcycle', 90: 'Other vehicle', 97: 'Motorcycle - unknown cc',
    98: 'Goods vehicle - unknown weight', 103: 'Motorcycle - Scooter (1979-1998)', 104: 'Motorcycle (1979-1998)', 105: 'Motorcycle - Combination (1979-1998)', 106: 'Motorcycle over 125cc (1999-2004)',
    108: 'Taxi (excluding private hire cars) (1979-2004)', 109: 'Car (including private hire cars) (1979-2004)', 110: 'Minibus/Motor caravan (1979-1998)', 113: 'Goods over 3.5 tonnes (1979-1998)'
  },
  towing: { 0: 'No tow/articulation', 1: 'Articulated vehicle', 2: 'Double or multiple trailer', 3: 'Caravan', 4: 'Single trailer', 5: 'Other tow' },
  manoeuvre: {
    1: 'Reversing', 2: 'Parked', 3: 'Waiting to go ahead', 4: 'Slowing or stopping', 5: 'Moving off', 6: 'U-turn', 7: 'Turning left', 8: 'Waiting to turn left', 9: 'Turning right',
    10: 'Waiting to turn right', 11: 'Changing lane to left', 12: 'Changing lane to right', 13: 'Overtaking moving vehicle - offside', 14: 'Overtaking static vehicle - offside', 15: 'Overtaking - nearside',
    16: 'Going ahead left-hand bend', 17: 'Going ahead right-hand bend', 18: 'Going ahead other', 19: 'Going ahead', 20: 'Parking'
  },
  direction: { 0: 'Parked', 1: 'North', 2: 'North East', 3: 'East', 4: 'South East', 5: 'South', 6: 'South West', 7: 'West', 8: 'North West' },
  lane: {
    0: 'On main carriageway (not in restricted lane)', 1: 'Tram or Light rail track', 2: 'Bus lane', 3: 'Busway (including guided busway)', 4: 'Cycle lane (on main carriageway)',
    5: 'Cycleway or shared use footway (not part of main carriageway)', 6: 'Lay-by or hard shoulder', 7: 'Entering lay-by or hard shoulder', 8: 'Leaving lay-by or hard shoulder', 9: 'Footway (pavement)',
    10: 'Not on carriageway'
  },
  junction_location: {
    0: 'Not at or within 20 metres of junction', 1: 'Approaching junction or waiting/parked at junction approach', 2: 'Cleared junction or waiting/parked at junction exit', 3: 'Leaving roundabout',
    4: 'Entering roundabout', 5: 'Leaving main road', 6: 'Entering main road', 7: 'Entering from slip road', 8: 'Mid Junction - on roundabout or on main road'
  },
  skidding: { 0: 'None', 1: 'Skidded', 2: 'Skidded and overturned', 3: 'Jackknifed', 4: 'Jackknifed and overturned', 5: 'Overturned' },
  hit_in_carriageway: {
    0: 'None', 1: 'Previous accident', 2: 'Road works', 4: 'Parked vehicle', 5: 'Bridge (roof)', 6: 'Bridge (side)', 7: 'Bollard or refuge', 8: 'Open door of vehicle', 9: 'Central island of roundabout',
    10: 'Kerb', 11: 'Other object', 12: 'Any animal (except ridden horse)'
  },
  leaving_carriageway: {
    0: 'Did not leave carriageway', 1: 'Nearside', 2: 'Nearside and rebounded', 3: 'Straight ahead at junction', 4: 'Offside on to central reservation', 5: 'Offside on to central reservation and rebounded',
    6: 'Offside - crossed central reservation', 7: 'Offside', 8: 'Offside and rebounded'
  },
  hit_off_carriageway: {
    0: 'None', 1: 'Road sign or traffic signal', 2: 'Lamp post', 3: 'Telegraph or electricity pole', 4: 'Tree', 5: 'Bus stop or bus shelter', 6: 'Central crash barrier', 7: 'Near/Offside crash barrier',
    8: 'Submerged in water', 9: 'Entered ditch', 10: 'Other permanent object', 11: 'Wall or fence'
  },
  first_impact: { 0: 'Did not impact', 1: 'Front', 2: 'Back', 3: 'Offside', 4: 'Nearside' },
  left_hand_drive: { 1: 'No', 2: 'Yes', 9: 'Unknown' },
  journey_purpose: {
    1: 'Journey as part of work', 2: 'Commuting to or from work', 3: 'Taking pupil to/from school', 4: 'Pupil riding to/from school', 5: 'Other', 6: 'Not known', 7: 'Education and educational escort',
    8: 'Emergency vehicle (blue light) on response', 9: 'Personal business or leisure', 15: 'Other/Not known'
  },
  propulsion: {
    1: 'Petrol', 2: 'Heavy oil', 3: 'Electric', 4: 'Steam', 5: 'Gas', 6: 'Petrol/Gas (LPG)', 7: 'Gas/Bi-fuel', 8: 'Hybrid electric', 9: 'Gas Diesel', 10: 'New fuel technology', 11: 'Fuel cells', 12: 'Electric diesel'
  },
  escooter: { 0: 'Vehicle was not an e-scooter', 1: 'Vehicle was an e-scooter' },

  sex: { 1: 'Male', 2: 'Female' },
  age_band: { 1: '0 - 5', 2: '6 - 10', 3: '11 - 15', 4: '16 - 20', 5: '21 - 25', 6: '26 - 35', 7: '36 - 45', 8: '46 - 55', 9: '56 - 65', 10: '66 - 75', 11: 'Over 75' },
  casualty_class: { 1: 'Driver or rider', 2: 'Passenger', 3: 'Pedestrian' },
  casualty_type: {
    0: 'Pedestrian', 1: 'Cyclist', 2: 'Motorcycle 50cc and under rider or passenger', 3: 'Motorcycle 125cc and under rider or passenger', 4: 'Motorcycle over 125cc and up to 500cc rider or passenger',
    5: 'Motorcycle over 500cc rider or passenger', 8: 'Taxi/Private hire car occupant', 9: 'Car occupant', 10: 'Minibus (8 - 16 passenger seats) occupant', 11: 'Bus or coach occupant (17 or more pass seats)',
    16: 'Horse rider', 17: 'Agricultural vehicle occupant', 18: 'Tram occupant', 19: 'Van / Goods vehicle (3.5 tonnes mgw or under) occupant', 20: 'Goods vehicle (over 3.5t. and under 7.5t.) occupant',
    21: 'Goods vehicle (7.5 tonnes mgw and over) occupant', 22: 'Mobility scooter rider', 23: 'Electric motorcycle rider or passenger', 90: 'Other vehicle occupant',
    97: 'Motorcycle - unknown cc rider or passenger', 98: 'Goods vehicle (unknown weight) occupant', 103: 'Motorcycle - Scooter (1979-1998)', 104: 'Motorcycle (1979-1998)',
    105: 'Motorcycle - Combination (1979-1998)', 106: 'Motorcycle over 125cc (1999-2004)', 108: 'Taxi (excluding private hire cars) (1979-2004)', 109: 'Car (including private hire cars) (1979-2004)',
    110: 'Minibus/Motor caravan (1979-1998)', 113: 'Goods over 3.5 tonnes (1979-1998)'
  },
  pedestrian_location: {
    0: 'Not a Pedestrian', 1: 'Crossing on pedestrian crossing facility', 2: 'Crossing in zig-zag approach lines', 3: 'Crossing in zig-zag exit lines', 4: 'Crossing elsewhere within 50m. of pedestrian crossing',
    5: 'In carriageway, crossing elsewhere', 6: 'On footway or verge', 7: 'On refuge, central island or central reservation', 8: 'In centre of carriageway - not on refuge, island or central reservation',
    9: 'In carriageway, not crossing', 10: 'Unknown or other'
  },
  pedestrian_movement: {
    0: 'Not a Pedestrian', 1: 'Crossing from driver\'s nearside', 2: 'Crossing from nearside - masked by parked or stationary vehicle', 3: 'Crossing from driver\'s offside',
    4: 'Crossing from offside - masked by parked or stationary vehicle', 5: 'In carriageway, stationary - not crossing (standing or playing)',
    6: 'In carriageway, stationary - not crossing (standing or playing) - masked by parked or stationary vehicle', 7: 'Walking along in carriageway, facing traffic',
    8: 'Walking along in carriageway, back to traffic', 9: 'Unknown or other'
  },
  car_passenger: { 0: 'Not car passenger', 1: 'Front seat passenger', 2: 'Rear seat passenger' },
  bus_passenger: { 0: 'Not a bus or coach passenger', 1: 'Boarding', 2: 'Alighting', 3: 'Standing passenger', 4: 'Seated passenger' },
  maintenance_worker: { 0: 'No / Not applicable', 1: 'Yes', 2: 'Not Known', 3: 'Probable' }
} as const satisfies Record<string, Record<number, string>>
export type CodeList = keyof typeof codeLists

/** Codes that say no more than that it is not known, beside -1: what people who report for themselves leave out, and the sex of a driver not traced. */
export const notKnownCodes: Partial<Record<CodeList, readonly string[]>> = {
  second_road_class: ['9'], junction_detail: ['99'], junction_control: ['9'], road_surface: ['9'], special_conditions: ['9'], carriageway_hazards: ['9', '99'], crossing_human: ['9'], crossing_physical: ['9'],
  pedestrian_crossing: ['99'], vehicle_type: ['99'], towing: ['9'], manoeuvre: ['99'], direction: ['9'], lane: ['99'], junction_location: ['9'], skidding: ['9'], hit_in_carriageway: ['99'],
  leaving_carriageway: ['9'], hit_off_carriageway: ['99'], first_impact: ['9'], sex: ['3', '9'], casualty_type: ['99'], car_passenger: ['9'], bus_passenger: ['9']
}

/** What a code means; the code itself where no list knows it, null where it is not known. */
export const labelOf = (list: CodeList, code: string | null): string | null => (code === null ? null : (codeLists[list] as Record<string, string>)[code] ?? code)
