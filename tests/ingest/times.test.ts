import { describe, expect, it } from 'vitest'
import { addMonths } from '../../api/ingest/download.ts'
import { localTime, nightOf } from '../../api/ingest/times.ts'

describe('times of a force\'s own files', () => {
  it('reads ISO 8601 and British dates alike', () => {
    expect(localTime('2014-05-03T22:10')).toBe('2014-05-03T22:10:00')
    expect(localTime('03/05/2014 22:10')).toBe('2014-05-03T22:10:00')
    expect(localTime(' 2014-05-03 22:10:59 ')).toBe('2014-05-03T22:10:59')
    expect(localTime('03/05/2014')).toBe('2014-05-03T00:00:00')
  })

  it('refuses dates that do not exist, and text', () => {
    for (const text of ['', '31/02/2014 10:00', '2014-13-01', '2014-02-29T10:00', '2014-05-03T24:00', '2014-05-03T10:60', 'yesterday', '5/3/2014', '2014-05-03T22:10Z']) {
      expect(localTime(text), text).toBeUndefined()
    }
    expect(localTime('2012-02-29T10:00')).toBe('2012-02-29T10:00:00')
  })

  it('names a night after the evening it begins', () => {
    // 2 May 2014 was a Friday.
    expect(nightOf('2014-05-02T19:59:00', null)).toBe(0)
    expect(nightOf('2014-05-02T20:00:00', null)).toBe(1)
    expect(nightOf('2014-05-03T04:59:00', null)).toBe(1)
    expect(nightOf('2014-05-03T05:00:00', null)).toBe(0)
    expect(nightOf('2014-05-03T23:00:00', null)).toBe(1)
    expect(nightOf('2014-05-04T02:00:00', null)).toBe(1)
    expect(nightOf('2014-05-04T22:00:00', null)).toBe(2)
    // Early on Friday belongs to Thursday night.
    expect(nightOf('2014-05-02T02:00:00', null)).toBe(2)
  })

  it('says that the hour is not known of a span over six hours', () => {
    expect(nightOf('2014-05-02T20:00:00', '2014-05-03T02:00:00')).toBe(1)
    expect(nightOf('2014-05-02T20:00:00', '2014-05-03T02:01:00')).toBe(-1)
  })

  it('counts months across years', () => {
    expect(addMonths('2025-12', -36)).toBe('2022-12')
    expect(addMonths('2025-01', -1)).toBe('2024-12')
    expect(addMonths('2024-12', 1)).toBe('2025-01')
  })
})
