/** What somebody who lives in an area can do: advice that fits what is recorded there, and whom to tell. Written for any force in England and Wales. */
import type { Profile } from './profile-schema.ts'

export interface Advice { id: string; title: string; why: string; steps: readonly string[]; link: { title: string; address: string } }

const [MOST, FEWEST] = [4, 10]
const count = ({ kinds }: Profile, ...themes: string[]) => kinds.reduce((sum, { theme, count: n }) => sum + (themes.includes(theme) ? n ?? 0 : 0), 0)
const higher = ({ kinds }: Profile, theme: string) => kinds.find((row) => row.theme === theme)?.standing === 'higher'

interface Chosen extends Omit<Advice, 'why'> { /** Counted here; what is high for the force comes first. */ n: (profile: Profile) => number; first: (profile: Profile) => boolean; counted: string }
const all: readonly Chosen[] = [
  {
    id: 'burglary', title: 'Keep your home secure', counted: 'burglaries', n: (p) => count(p, 'burglary'), first: (p) => higher(p, 'burglary'),
    steps: ['Lock doors and windows, also when you are at home or in the garden.', 'Put lights on a timer when you are out, and ask a neighbour to take parcels in.', 'Mark what is worth stealing, and keep keys out of sight and reach of the letter box.'],
    link: { title: 'Neighbourhood Watch', address: 'https://www.ourwatch.org.uk/' }
  },
  {
    id: 'vehicles', title: 'Look after your car or van', counted: 'vehicle crimes', n: (p) => count(p, 'vehicle-crime'), first: (p) => higher(p, 'vehicle-crime'),
    steps: ['Leave nothing on show, and take tools out of vans overnight.', 'Keep keyless fobs in a signal-blocking pouch, away from the front door.', 'Park in a lit place or a car park with the Park Mark sign.'],
    link: { title: 'Vehicle crime advice on police.uk', address: 'https://www.police.uk/cp/crime-prevention/' }
  },
  {
    id: 'bicycles', title: 'Lock and register your bicycle', counted: 'bicycle thefts', n: (p) => count(p, 'bicycle-theft'), first: (p) => higher(p, 'bicycle-theft'),
    steps: ['Use two good locks of different kinds, through the frame and both wheels.', 'Register the frame number, so that the bicycle can be given back.'], link: { title: 'BikeRegister', address: 'https://www.bikeregister.com/' }
  },
  {
    id: 'rural', title: 'Farms, villages and the countryside', counted: 'rural crimes', n: (p) => count(p, 'rural-crime'), first: (p) => (p.facts.ruralShare ?? 0) > 0.5,
    steps: ['Lock barns, fuel tanks and gates, and take keys out of machines.', 'Mark tools and machinery, and keep their serial numbers.', 'Tell the police about hare coursing and fly-tipping while it happens: 999 where people are in danger, else 101. Ask your local team about Farm Watch.'],
    link: { title: 'National Rural Crime Network', address: 'https://www.nationalruralcrimenetwork.net/' }
  },
  {
    id: 'night', title: 'Getting home from a night out', counted: 'incidents of the night-time economy', n: (p) => count(p, 'night-time-economy'), first: (p) => higher(p, 'night-time-economy'),
    steps: ['Plan the way home before you go, and stay with people you know.', 'Ask for Angela at the bar if you feel unsafe: trained staff will help you.', 'Use licensed taxis, booked ahead or at a rank.'], link: { title: 'Ask for Angela', address: 'https://askforangela.co.uk/' }
  },
  {
    id: 'asb', title: 'Anti-social behaviour', counted: 'incidents of anti-social behaviour', n: (p) => count(p, 'anti-social-behaviour'), first: (p) => higher(p, 'anti-social-behaviour'),
    steps: ['Write down when it happens and what you see or hear.', 'Report it to the council or the police, online or on 101.', 'If you have reported it three times and nothing was done, you can ask for a case review (the community trigger).'],
    link: { title: 'ASB Help', address: 'https://asbhelp.co.uk/' }
  },
  {
    id: 'shops', title: 'For shops and their staff', counted: 'shoplifting offences', n: (p) => count(p, 'shoplifting'), first: (p) => higher(p, 'shoplifting'),
    steps: ['Keep goods that are often stolen in sight of staff, and greet everybody who comes in.', 'Report every theft, with pictures if you have them: what is not reported is not on any map.'], link: { title: 'Business crime advice on police.uk', address: 'https://www.police.uk/cp/crime-prevention/' }
  },
  {
    id: 'roads', title: 'Safer on the road', counted: 'people killed or seriously injured in three years', n: (p) => (p.roads.threeYears ? FEWEST * (p.roads.threeYears.killed + p.roads.threeYears.seriouslyInjured) : 0), first: () => false,
    steps: ['Keep to the limit, put the phone away, wear a seat belt, and never drive after drink or drugs.', 'Is speed a worry where you live? Volunteers of Community Speed Watch measure it with help from the police.'],
    link: { title: 'Community Speed Watch', address: 'https://communityspeedwatch.org/' }
  }
]

/** At most four, those of kinds that are high for the force first, then of the most recorded; none of what hardly happens here. */
export function adviceFor(profile: Profile): Advice[] {
  return all
    .map((one) => ({ ...one, here: one.n(profile), ahead: one.first(profile) }))
    .filter(({ here }) => here >= FEWEST)
    .sort((a, b) => Number(b.ahead) - Number(a.ahead) || b.here - a.here)
    .slice(0, MOST)
    .map(({ id, title, steps, link, here, counted }) => ({ id, title, steps, link, why: `${(id === 'roads' ? here / FEWEST : here).toLocaleString('en-GB')} ${counted} ${id === 'roads' ? '' : 'were recorded here'}`.trim() }))
}

export const reporting: readonly { what: string; how: string; address: string | null }[] = [
  { what: 'In an emergency', how: 'Call 999 if somebody is in danger, a crime is happening now, or a suspect is near. Deaf or hard of hearing: register for text messages to 999 at emergencySMS.', address: 'https://www.emergencysms.net/' },
  { what: 'Not an emergency', how: 'Call 101, or report online.', address: 'https://www.police.uk/ro/report/' },
  { what: 'Without giving your name', how: 'Call Crimestoppers on 0800 555 111.', address: 'https://crimestoppers-uk.org/' },
  { what: 'Your local officers', how: 'Find their names, meetings and how to write to them on police.uk.', address: 'https://www.police.uk/pu/your-area/' },
  { what: 'Join in', how: 'Neighbourhood Watch, Community Speed Watch, or the Special Constabulary: trained volunteers with the powers of police officers.', address: 'https://www.ourwatch.org.uk/' }
]
