import { expect, it } from 'vitest'
import { monthSpans, monthText } from '../api/month-words.ts'

it('months that follow each other are told as one span', () => {
  expect(monthSpans(['2011-10', '2011-11', '2011-12', '2012-01', '2012-08', '2013-10', '2013-11'])).toBe('October 2011 to January 2012, August 2012, October 2013 to November 2013')
  expect([monthSpans([]), monthSpans(['2014-10']), monthText('2014-10-03')]).toEqual(['', 'October 2014', 'October 2014'])
})
