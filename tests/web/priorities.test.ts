/** What stands in the form of a local priority, without a browser: links made short, what is missing, what is sent. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evidencePath, evidenceWords } from '../../api/priority-vocabulary.ts'
import { bodyOf, changeOf, emptyForm, faultsOf, ownPath } from '../../web/src/areas/priority-form.ts'
import { spanWords, toldWords } from '../../web/src/areas/priority-words.ts'

const HERE = 'https://beatwise.example:8443'
const whole = { ...emptyForm('E07000070', '2026-11-29'), title: 'Title', asked: 'Asked', willDo: 'Done' }

describe('a link that is pasted as evidence', () => {
  it('becomes its path where it is of this very site, and stays as it was where it is not', () => {
    expect(ownPath(` ${HERE}/?theme=burglary&area=E07000070 `, HERE)).toBe('/?theme=burglary&area=E07000070')
    expect(ownPath(HERE, HERE)).toBe('/')
    for (const other of [`${HERE}.evil.example/`, 'https://beatwise.example/', 'javascript:alert(1)', '/roads']) expect(ownPath(other, HERE)).toBe(other)
  })

  it('leads nowhere but to a page of this site, whatever is typed', () => {
    fc.assert(fc.property(fc.oneof(fc.webUrl(), fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^[/\\.:a-z%2f]{0,12}$/)), (text) => {
      const path = evidencePath(text)
      if (path !== null) expect(new URL(path, HERE).origin).toBe(HERE)
    }), { numRuns: 2_000, seed: 3 })
    expect(evidencePath('/roads?road=A12')).toBe('/roads?road=A12')
  })

  it('is named by where it leads', () => expect(['/?theme=crime', '/roads/cluster?x=1', '/help'].map(evidenceWords)).toEqual(['See the map this rests on', 'See the road casualty figures this rests on', 'See the page this rests on']))
})

describe('the form', () => {
  it('says what is missing or cannot be, in the order of its fields', () => {
    expect(faultsOf(whole)).toEqual([])
    expect(faultsOf({ ...emptyForm('', ''), evidence: 'https://evil.example', ends: '2026-01-01', status: 'done' }).map(({ field }) => field)).toEqual(['area', 'title', 'asked', 'evidence', 'willDo', 'begins', 'outcome'])
    expect(faultsOf({ ...whole, ends: '2026-11-28' })).toEqual([{ field: 'ends', text: 'It cannot end before it begins' }])
    expect(faultsOf({ ...whole, title: 'x'.repeat(121) })).toEqual([{ field: 'title', text: 'The title is 1 character too long' }])
  })

  it('sends what may be empty as nothing, and of a change only what was changed', () => {
    expect(bodyOf(whole)).toEqual({ ...whole, evidence: null, ends: null, outcome: null })
    expect(changeOf({ ...whole, title: ' Other ', evidence: '' }, { ...whole, evidence: '/roads' })).toEqual({ title: 'Other', evidence: null })
  })

  it('tells days and kinds in words', () => {
    expect([spanWords('2014-09-15', null), spanWords('2014-09-15', '2015-03-31'), spanWords('2014-09-15', '2014-09-15')]).toEqual(['From 15 Sep 2014', '15 Sep 2014 to 31 Mar 2015', '15 Sep 2014'])
    expect([toldWords('kind', 'you-said-we-did'), toldWords('status', 'under-way'), toldWords('ends', null), toldWords('begins', '2014-09-15')]).toEqual(['You said, we did', 'Under way', 'nothing', '15 Sep 2014'])
  })
})
