/**
 * How hard a text is to read, by the Automated Readability Index (Senter and Smith 1967): 4.71 characters a word + 0.5 words a sentence - 21.43.
 * The number is the school grade of the United States at which it is easy; five more are years of age: grade 6 is 11. It needs no guess at
 * syllables, so it is the same for everybody. What it does not tell: whether the words are known, and whether what they say is clear.
 *
 * A word holds a letter or a digit; its characters are its letters and digits. A sentence ends at . ? ! or : before a space, and at the end of a line,
 * so that headings and items of a list are sentences of their own. A text without a word has no grade: NaN.
 */
export function readingGrade(text: string): number {
  const sentences = text.split(/\n|(?<=[.?!:]['"”’)]*)\s+/).map((sentence) => sentence.split(/[\s–—]+/).filter((word) => characters(word) > 0)).filter((words) => words.length > 0)
  const words = sentences.flat()
  const letters = words.reduce((sum, word) => sum + characters(word), 0)
  return 4.71 * (letters / words.length) + 0.5 * (words.length / sentences.length) - 21.43
}

const characters = (word: string): number => word.match(/[\p{L}\p{N}]/gu)?.length ?? 0

/** What a reader sees of a part of a page as it is written: without its script, style and tags; each paragraph a line. */
export const readableText = (svelte: string): string =>
  svelte.replace(/<(script|style)[\s\S]*?<\/\1>/g, '').replace(/<\/(p|h\d|li|dt|dd)>/g, '\n').replace(/<[^>]+>/g, '').replace(/&nbsp;/g, ' ').replace(/[ \t]+/g, ' ').trim()
