/** Pages and drawings as text: whatever is put into a template is escaped unless it is a piece of page itself. */
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** For text in XML and HTML. What XML forbids altogether is left out. */
export const escaped = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/[&<>"']/g, (one) => entities[one]!)

/** A piece of page. */
export class Markup {
  constructor(readonly text: string) {}
}
export type Content = string | number | Markup | null | readonly Content[]

const textOf = (content: Content): string =>
  content === null ? '' : content instanceof Markup ? content.text : Array.isArray(content) ? content.map(textOf).join('') : escaped(String(content))

/** `html\`<p>${text}</p>\``: strings and numbers are escaped, pieces of page are not, lists are joined, null is nothing. */
export const html = (parts: TemplateStringsArray, ...contents: Content[]): Markup => new Markup(parts.reduce((text, part, i) => text + textOf(contents[i - 1]!) + part))
