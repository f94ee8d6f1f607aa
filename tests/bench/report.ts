/** Collects measurements and writes them as one readable page. */

export interface Figure {
  what: string
  engine: string
  value: string
  budget: string
  met: boolean | null
  /** How it was measured, or why a budget was missed. */
  how: string
}

export class Report {
  private readonly facts: string[] = []
  private readonly figures: Figure[] = []
  private readonly tables: string[] = []

  say(text: string): void {
    this.facts.push(text)
    process.stderr.write(`${text}\n`)
  }

  add(figure: Figure): void {
    this.figures.push(figure)
    process.stderr.write(`${figure.what} (${figure.engine}): ${figure.value}, budget ${figure.budget}${figure.met === false ? ' — MISSED' : ''}\n`)
  }

  /** A table of its own below the measurements. */
  table(title: string, text: string, header: readonly string[], rows: readonly (readonly string[])[]): void {
    this.tables.push([`## ${title}`, '', text, '', line(header), line(header.map(() => '---')), ...rows.map(line), ''].join('\n'))
    process.stderr.write(`${title}: ${rows.length} lines\n`)
  }

  text(): string {
    const rows = this.figures.map(({ what, engine, value, budget, met, how }) =>
      `| ${what} | ${engine} | ${value} | ${budget} | ${met === null ? '' : met ? 'met' : '**missed**'} | ${how} |`)
    return [
      '# Measurements', '',
      'Written by `npm run bench`. Speed claims live here and nowhere else; tests are not timed.', '',
      ...this.facts.map((fact) => `- ${fact}`), '',
      '| What | Engine | Measured | Budget | | How |', '| --- | --- | --- | --- | --- | --- |', ...rows, '', ...this.tables
    ].join('\n')
  }
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** The value below which a share `q` of the values lies. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? NaN
}

export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
export const grouped = (value: number): string => Math.round(value).toLocaleString('en-GB')
