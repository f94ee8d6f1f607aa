/** Our code lists beside the published ones: same codes, and every published label read as its code. */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { codeLists, labelOf, notKnownCodes, type CodeList } from '../../api/collision-vocabulary.ts'
import { codeOf } from '../../api/ingest/stats19-codes.ts'
import { casualtyRules, collisionRules, leftOut, vehicleRules } from '../../api/ingest/stats19-columns.ts'
import { holds, named, shared } from '../support/shared-data.ts'

interface Published { table: string; variable: string; code: string; label: string }
const schemaFile = 'stats19_schema.csv'
const published = (): Published[] => parse<Published>(readFileSync(shared('road-collisions', schemaFile)), { columns: true, bom: true })

/** Published variables that a list of ours takes in. */
const variablesOf = new Map<CodeList, Set<string>>()
for (const { holds: list, names } of [...collisionRules, ...vehicleRules, ...casualtyRules]) {
  if (!(list in codeLists)) continue
  const known = variablesOf.get(list as CodeList) ?? new Set<string>()
  for (const name of names) known.add(name)
  variablesOf.set(list as CodeList, known)
}
const olderNames: Record<string, string> = { pedestrian_crossing_human_control: 'pedestrian_crossing_human_control_historic', pedestrian_crossing_physical_facilities: 'pedestrian_crossing_physical_facilities_historic' }

describe('code lists of STATS19', () => {
  it.skipIf(!holds('road-collisions', schemaFile))(named('hold the published codes, all of them and no others', 'road-collisions'), () => {
    const rows = published()
    expect(variablesOf.size).toBe(Object.keys(codeLists).length)
    for (const [list, variables] of variablesOf) {
      const names = [...variables].map((name) => olderNames[name] ?? name)
      const theirs = new Set(rows.filter(({ variable, code }) => names.includes(variable) && code !== '-1' && code !== 'NA').map(({ code }) => code))
      const ours = [...Object.keys(codeLists[list]), ...(notKnownCodes[list] ?? [])]
      expect([...theirs].sort(), list).toEqual([...new Set(ours)].filter((code) => theirs.has(code) || code in codeLists[list]).sort())
    }
  })

  it.skipIf(!holds('road-collisions', schemaFile))(named('read every published label as its code, or as a code that is called the same', 'road-collisions'), () => {
    const rows = published()
    let compared = 0
    for (const [list, variables] of variablesOf) {
      const names = [...variables].map((name) => olderNames[name] ?? name)
      for (const { code, label } of rows.filter((row) => names.includes(row.variable) && row.code !== 'NA' && row.label !== 'NA')) {
        const [byCode, byLabel] = [code === '-1' ? null : codeOf(list, code), codeOf(list, label)]
        expect(byLabel, `${list} ${code} ${label}`).not.toBeUndefined()
        if (byCode !== byLabel) expect(labelOf(list, byLabel!), `${list} ${code} ${label}`).toBe(labelOf(list, byCode!))
        compared++
      }
    }
    expect(compared).toBeGreaterThan(300)
  })

  it('read codes and labels in any case and spacing, and tell a word that they do not know', () => {
    expect(codeOf('light_conditions', 'DARKNESS -  lights lit')).toBe('4')
    expect(codeOf('casualty_type', '0')).toBe('0')
    expect(codeOf('junction_control', '9')).toBeNull()
    expect(codeOf('manoeuvre', '9')).toBe('9')
    expect(codeOf('road_type', 'Footpath')).toBeUndefined()
    expect(codeOf('road_type', '77')).toBeUndefined()
  })

  it('have no place for where people live, how deprived it is there, and what they drive', () => {
    const taken = [...collisionRules, ...vehicleRules, ...casualtyRules].flatMap(({ names }) => names)
    expect(taken.filter((name) => leftOut.has(name) || /imd|home|make|lsoa_of_(driver|casualty)/.test(name))).toEqual([])
  })
})
