/** What the choice holds beside the plain count, in words. */

export function differenceText({ hitRate, low, high }: { hitRate: number; low: number; high: number }): string {
  const points = (value: number) => (Math.round(value * 1000) / 10 || 0).toFixed(1)
  const amount = `${points(Math.abs(hitRate))} percentage points (95 % interval ${points(low)} to ${points(high)})`
  if (low > 0) return `The choice holds ${amount} more than the plain one-year count.`
  if (high < 0) return `The choice holds ${amount} less than the plain one-year count.`
  return hitRate === 0 && low === 0 && high === 0 ? 'The choice is the plain one-year count.' : `Not distinguishable from the plain one-year count: ${amount} ${hitRate >= 0 ? 'more' : 'less'}.`
}
