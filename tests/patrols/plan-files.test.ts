/** Files and briefing of a plan, as other programs and a printer read them. */
import { describe, expect, it } from 'vitest'
import { briefing, inWords } from '../../api/patrols/briefing.ts'
import { calendar, geoJson, gpx, planTable } from '../../api/patrols/plan-files.ts'
import { madePlan } from '../support/made-plan.ts'

/** Elements of well-formed XML in order; throws for what is not. */
function elements(xml: string): string[] {
  const [open, all] = [[] as string[], [] as string[]]
  for (const [, end, name, rest] of xml.replace(/<\?xml[^>]*\?>/, '').matchAll(/<(\/?)([\w:]+)((?:\s+[\w:]+="[^"<]*")*\s*\/?)>/g)) {
    if (end) {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`)
    } else {
      all.push([...open, name!].join('/'))
      if (!rest!.endsWith('/')) open.push(name!)
    }
  }
  if (open.length > 0) throw new Error(`${open.join('/')} stays open`)
  return all
}

describe('a plan as GPX', () => {
  const file = gpx(madePlan(), 'OFFICIAL')
  it('is well-formed, with children in the order that GPX 1.1 asks', () => {
    expect(new Set(elements(file))).toEqual(new Set(['gpx', 'gpx/metadata', 'gpx/metadata/name', 'gpx/metadata/desc', 'gpx/metadata/time', 'gpx/rte', 'gpx/rte/name', 'gpx/rte/rtept', 'gpx/rte/rtept/time', 'gpx/rte/rtept/name', 'gpx/rte/rtept/desc']))
    expect(file.match(/<rtept[^>]*>(<\w+>)/g)!.every((point) => point.endsWith('<time>'))).toBe(true)
  })
  it('has the unit\'s base at both ends and times in UTC', () => {
    expect(elements(file).filter((name) => name === 'gpx/rte/rtept')).toHaveLength(2 + 2 + 2)
    expect(file).toContain('<time>2026-11-28T20:05:00Z</time>')
    expect(gpx(madePlan({ shiftFrom: '2026-07-04T20:00', shiftTo: '2026-07-05T04:00' }), 'OFFICIAL')).toContain('<time>2026-07-04T19:05:00Z</time>')
  })
  it('writes names that XML would take for its own, and carries the marking', () => {
    expect(file).toContain('High Street &amp; &quot;Bank&quot; &lt;corner&gt;')
    expect(file).toContain('OFFICIAL. Version 3.')
    expect(gpx(madePlan({ name: 'a\u0000b\u0008c' }), 'OFFICIAL')).toContain('<name>abc</name>')
  })
})

describe('a plan as GeoJSON', () => {
  it('has places as points with their visits, and a line for each unit that goes anywhere', () => {
    const { features, marking } = JSON.parse(geoJson(madePlan(), 'OFFICIAL')) as { marking: string; features: { geometry: { type: string; coordinates: unknown }; properties: Record<string, unknown> }[] }
    expect([marking, features.map(({ geometry }) => geometry.type)]).toEqual(['OFFICIAL', ['Point', 'Point', 'LineString']])
    expect(features[0]!.geometry.coordinates).toEqual([0.4731, 51.7338])
    expect(features[1]!.properties.visits).toEqual([{ unit: 'Foot 1', from: '20:30', to: '20:45' }])
  })
})

describe('a plan as a calendar', () => {
  const lines = calendar(madePlan(), 'OFFICIAL').split('\r\n')
  it('has an event for each visit, in UTC, private, with no line over 75 bytes', () => {
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(2)
    expect(lines).toContain('DTSTART:20261128T200500Z')
    expect(lines.filter((line) => line === 'CLASS:CONFIDENTIAL')).toHaveLength(2)
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
  })
  it('escapes what would end a text, and gives every event a name of its own', () => {
    const unfolded = lines.join('\r\n').replace(/\r\n /g, '')
    expect(unfolded).toContain('34 incidents in 12 months\\; first of 400.')
    const ids = unfolded.match(/UID:\S+/g)!
    expect(new Set(ids).size).toBe(ids.length)
  })
  it('folds letters of several bytes whole', () => {
    const long = calendar(madePlan({ content: { ...madePlan().content, places: madePlan().content.places.map((place) => ({ ...place, reason: 'Überfälle '.repeat(30) })) } }), 'OFFICIAL')
    expect(long.replace(/\r\n /g, '')).toContain('Überfälle '.repeat(30).trimEnd())
    expect(long).not.toContain('\ufffd')
  })
})

describe('a plan as a table', () => {
  it('has a line a visit, in local time, safe to open in a spreadsheet', () => {
    const lines = planTable(madePlan({ name: '=1+1' }), 'OFFICIAL').trimEnd().split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[1]).toMatch(/^Foot 1,foot,1,"High Street & ""Bank"" <corner>",0.4731,51.7338,2026-11-28T20:05,2026-11-28T20:20,/)
    expect(lines[1]).toContain(`'=1+1`)
  })
})

describe('a briefing', () => {
  const parts = { marking: 'OFFICIAL-SENSITIVE', basemap: [], phones: new Map([['Foot 1', 'https://beatwise.example/visits#token']]), district: 'Chelmsford', printedAt: '27 November 2026 at 10:00' }
  const page = briefing(madePlan(), parts)
  it('is a sheet for each unit with the marking above and below', () => {
    expect(page.match(/<section class="sheet">/g)).toHaveLength(2)
    expect(page.match(/OFFICIAL-SENSITIVE/g)).toHaveLength(4)
  })
  it('says when, where, why and what to look for, with breaks in their place', () => {
    expect(page).toContain('Saturday 28 November 2026, 20:00 to 04:00')
    expect(page).toContain('34 incidents in 12 months; first of 400.')
    expect(page).toContain('last hour before closing')
    expect(page.indexOf('20:30 to 20:45')).toBeLessThan(page.indexOf('21:00 to 21:30'))
    expect(page).toContain('No visit is planned for this unit.')
  })
  it('has a code only for units that have a phone page, and no script', () => {
    expect(page.match(/class="phone"/g)).toHaveLength(1)
    expect(page).not.toContain('visits#token')
    expect(page).not.toMatch(/<script|style=| on\w+=/)
  })
  it('gives the reason of a place once, however often it is visited', () => {
    const { content } = madePlan()
    const [unit] = content.units
    const twice = { ...content, units: [{ ...unit!, visits: [...unit!.visits, { ...unit!.visits[0]!, startS: 9600, endS: 10_500, at: '22:40', until: '22:55' }] }] }
    expect(briefing(madePlan({ content: twice }), parts).match(/34 incidents in 12 months/g)).toHaveLength(1)
  })
  it('cannot be broken by a name', () => expect(briefing(madePlan({ name: '<script>alert(1)</script>' }), parts)).not.toContain('<script>'))
  it('draws every place and the way inside its frame', () => {
    const points = [...page.matchAll(/class="mark" transform="translate\(([\d.-]+) ([\d.-]+)\)"/g)].map(([, x, y]) => [Number(x), Number(y)])
    expect(points).toHaveLength(2)
    for (const [x, y] of points) expect(x! > 0 && x! < 680 && y! > 0 && y! < 420).toBe(true)
  })
  it('names days and months', () => expect(inWords('2027-01-01T00:30')).toBe('Friday 1 January 2027, 00:30'))
})
