/** A file with a fault on purpose: a text where a number is promised. The type check must find it, or it checks nothing. */
export const count: number = 'not a number'

/** And one for the linter: a name that nobody uses. */
const forgotten = 1
