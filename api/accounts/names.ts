/** Account names: one spelling for each, whatever was typed. */

const NAME = /^[a-z0-9][a-z0-9._@-]{0,99}$/

/** The one spelling of a name: compatible forms made alike (NFKC), lower case, no space around it. */
export const foldName = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

/** Whether a folded name can be an account's: letters without accents, digits and . _ @ - in it. */
export const isName = (folded: string): boolean => NAME.test(folded)
