/** What somebody who lives in an area can do: advice that fits what is recorded there, and whom to tell. Written for any force in England and Wales. */
import { monthSpans, monthText } from '../month-words.ts'
import type { Profile } from './profile-schema.ts'
import { numberText } from './profile-words.ts'

export interface Advice { id: string; title: string; why: string; steps: readonly string[]; link: { title: string; address: string } }

/** Beside the roads, which concern everybody. */
const MOST = 4
/** What happens less often is no advice of this place. */
const FEWEST = 10
interface Chosen extends Omit<Advice, 'why'> { theme: string; /** What its records are called. */ counted: string }
const all: readonly Chosen[] = [
  {
    id: 'burglary', title: 'Keep your home secure', counted: 'burglaries', theme: 'burglary',
    steps: ['Lock doors and windows, also when you are at home or in the garden.', 'Put lights on a timer when you are out, and ask a neighbour to take parcels in.', 'Mark what is worth stealing, and keep keys out of sight and reach of the letter box.'],
    link: { title: 'Neighbourhood Watch', address: 'https://www.ourwatch.org.uk/' }
  },
  {
    id: 'vehicles', title: 'Look after your car or van', counted: 'vehicle crimes', theme: 'vehicle-crime',
    steps: ['Leave nothing on show, and take tools out of vans overnight.', 'Keep keyless fobs in a signal-blocking pouch, away from the front door.', 'Park in a lit place or a car park with the Park Mark sign.'],
    link: { title: 'Vehicle crime advice on police.uk', address: 'https://www.police.uk/cp/crime-prevention/' }
  },
  {
    id: 'bicycles', title: 'Lock and register your bicycle', counted: 'bicycle thefts', theme: 'bicycle-theft',
    steps: ['Use two good locks of different kinds, through the frame and both wheels.', 'Register the frame number, so that the bicycle can be given back.'], link: { title: 'BikeRegister', address: 'https://www.bikeregister.com/' }
  },
  {
    id: 'rural', title: 'Farms, villages and the countryside', counted: 'rural crimes', theme: 'rural-crime',
    steps: ['Lock barns, fuel tanks and gates, and take keys out of machines.', 'Mark tools and machinery, and keep their serial numbers.', 'Tell the police about hare coursing and fly-tipping while it happens: 999 where people are in danger, else 101. Ask your local team about Farm Watch.'],
    link: { title: 'National Rural Crime Network', address: 'https://www.nationalruralcrimenetwork.net/' }
  },
  {
    id: 'night', title: 'Getting home from a night out', counted: 'incidents of the night-time economy', theme: 'night-time-economy',
    steps: ['Plan the way home before you go, and stay with people you know.', 'Ask for Angela at the bar if you feel unsafe: trained staff will help you.', 'Use licensed taxis, booked ahead or at a rank.'], link: { title: 'Ask for Angela', address: 'https://askforangela.co.uk/' }
  },
  {
    id: 'asb', title: 'Anti-social behaviour', counted: 'incidents of anti-social behaviour', theme: 'anti-social-behaviour',
    steps: ['Write down when it happens and what you see or hear.', 'Report it to the council or the police, online or on 101.', 'If you have reported it three times and nothing was done, you can ask for a case review (the community trigger).'],
    link: { title: 'ASB Help', address: 'https://asbhelp.co.uk/' }
  },
  {
    id: 'shops', title: 'For shops and their staff', counted: 'shoplifting offences', theme: 'shoplifting',
    steps: ['Keep goods that are often stolen in sight of staff, and greet everybody who comes in.', 'Report every theft, with pictures if you have them: what is not reported is not on any map.'], link: { title: 'Business crime advice on police.uk', address: 'https://www.police.uk/cp/crime-prevention/' }
  }
]

const onRoads = {
  id: 'roads', title: 'Safer on the road', steps: ['Keep to the limit, put the phone away, wear a seat belt, and never drive after drink or drugs.', 'Is speed a worry where you live? Volunteers of Community Speed Watch measure it with help from the police.'],
  link: { title: 'Community Speed Watch', address: 'https://communityspeedwatch.org/' }
}

/** What is high for the force, and the countryside where most homes stand in it. */
const isAhead = (theme: string, { kinds, facts }: Profile): boolean => kinds.find((row) => row.theme === theme)?.standing === 'higher' || (theme === 'rural-crime' && (facts.ruralShare ?? 0) > 0.5)

/** Of kinds that are high for the force first, then of the most recorded; none of what hardly happens here. The roads where somebody was hurt badly, in three years or as far back as is loaded. */
export function adviceFor(profile: Profile): Advice[] {
  const { span, kinds, roads: { threeYears, thisYear, to } } = profile
  const fitting = all
    .map((one) => ({ ...one, here: kinds.find(({ theme }) => theme === one.theme)?.count ?? 0, ahead: isAhead(one.theme, profile) }))
    .filter(({ here }) => here >= FEWEST)
    .sort((a, b) => Number(b.ahead) - Number(a.ahead) || b.here - a.here)
    .slice(0, MOST)
    .map(({ id, title, steps, link, here, counted }) => ({ id, title, steps, link, why: `${numberText(here)} ${counted} recorded here, ${monthSpans(span?.told ?? [])}` }))
  const badly = threeYears ?? thisYear
  const hurt = badly ? badly.killed + badly.seriouslyInjured : 0
  return hurt === 0 || to === null ? fitting : [...fitting, { ...onRoads, why: `${numberText(hurt)} ${hurt === 1 ? 'person' : 'people'} killed or seriously injured in ${threeYears ? 'three years' : 'twelve months'} to ${monthText(to)}` }]
}

export const reporting: readonly { what: string; how: string; address: string | null }[] = [
  { what: 'In an emergency', how: 'Call 999 if somebody is in danger, a crime is happening now, or a suspect is near. Deaf or hard of hearing: register for text messages to 999 at emergencySMS.', address: 'https://www.emergencysms.net/' },
  { what: 'Not an emergency', how: 'Call 101, or report online.', address: 'https://www.police.uk/ro/report/' },
  { what: 'Without giving your name', how: 'Call Crimestoppers on 0800 555 111.', address: 'https://crimestoppers-uk.org/' },
  { what: 'Your local officers', how: 'Find their names, meetings and how to write to them on police.uk.', address: 'https://www.police.uk/pu/your-area/' },
  { what: 'Join in', how: 'Neighbourhood Watch, Community Speed Watch, or the Special Constabulary: trained volunteers with the powers of police officers.', address: 'https://www.ourwatch.org.uk/' }
]
