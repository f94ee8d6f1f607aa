/** A chart as a picture of the size of a slide, with all that it takes to stand alone: title, period, limits, source, and whether it is synthetic. */
import { monthLabel } from '../ui/months.ts'
import { count } from '../ui/numbers.ts'
import type { SeriesAnswer } from './asks.ts'
import { monthsShape } from './months-shape.ts'
import { monthlyUnit } from './words.ts'

export const SLIDE = { width: 1280, height: 720, left: 110, right: 60, top: 170, bottom: 130 } as const

/** Colours by their tokens, resolved for light paper. */
export interface Inks { paper: string; ink: string; soft: string; rule: string; line: string; out: string }

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Lines of at most so many letters, broken between words. */
export function wrapped(text: string, most: number, lines: number): string[] {
  const found: string[] = ['']
  for (const word of text.split(' ')) {
    const longer = found.at(-1) === '' ? word : `${found.at(-1)} ${word}`
    if (longer.length <= most) found[found.length - 1] = longer
    else found.push(word)
  }
  return found.length <= lines ? found : [...found.slice(0, lines - 1), `${found[lines - 1]!.slice(0, most - 1)}…`]
}

export function slideOf(series: SeriesAnswer, forceName: string | null, { paper, ink, soft, rule, line, out }: Inks): string {
  const { x, y, line: path, lower, upper, ticks, lettered, points } = monthsShape(series, SLIDE)
  const share = series.kind === 'share' || series.kind === 'survey'
  const right = SLIDE.width - SLIDE.right
  const label = (at: { x: number; y: number }, text: string, style = '') => `<text x="${at.x.toFixed(1)}" y="${at.y.toFixed(1)}" ${style}>${escaped(text)}</text>`
  const span = `${monthLabel(series.months[0]!.month)} to ${monthLabel(series.months.at(-1)!.month)}, ${monthlyUnit(series)}`
  const foot = wrapped(`${series.text} ${series.months.some(({ upper }) => upper !== null) ? 'Dashes: limits that most months keep within. ' : ''}${series.source}`, 150, 3)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SLIDE.width}" height="${SLIDE.height}" viewBox="0 0 ${SLIDE.width} ${SLIDE.height}" font-family="sans-serif" font-size="20" fill="${ink}">`,
    `<rect width="${SLIDE.width}" height="${SLIDE.height}" fill="${paper}"/>`,
    label({ x: 60, y: 74 }, `${series.title}${forceName ? `, ${forceName}` : ''}`, 'font-size="38" font-weight="700"'), label({ x: 60, y: 116 }, span, `font-size="24" fill="${soft}"`),
    ...(series.synthetic ? [label({ x: right, y: 74 }, 'Synthetic data', `text-anchor="end" font-weight="700" fill="${out}"`)] : []),
    ...ticks.map((tick) => `<path d="M${SLIDE.left} ${y(tick).toFixed(1)}H${right}" stroke="${rule}"/>${label({ x: SLIDE.left - 12, y: y(tick) + 7 }, share ? `${count(tick)}%` : count(tick), `text-anchor="end" fill="${soft}"`)}`),
    ...lettered.map(({ i, text }) => label({ x: x(i), y: SLIDE.height - SLIDE.bottom + 32 }, text, `text-anchor="middle" font-size="18" fill="${soft}"`)),
    `<path d="${lower}" fill="none" stroke="${soft}" stroke-width="2" stroke-dasharray="7 6"/><path d="${upper}" fill="none" stroke="${soft}" stroke-width="2" stroke-dasharray="7 6"/><path d="${path}" fill="none" stroke="${line}" stroke-width="4" stroke-linejoin="round"/>`,
    ...points.map(({ i, value, exceptional }) => (exceptional
      ? `<path d="M${x(i).toFixed(1)} ${(y(value) - 11).toFixed(1)}l11 11l-11 11l-11 -11Z" fill="${out}"/>${label({ x: x(i), y: y(value) + (exceptional === 'high' ? -20 : 34) }, exceptional, 'text-anchor="middle" font-size="18"')}`
      : `<circle cx="${x(i).toFixed(1)}" cy="${y(value).toFixed(1)}" r="5" fill="${line}"/>`)),
    ...foot.map((text, i) => label({ x: 60, y: SLIDE.height - 62 + 24 * i }, text, `font-size="17" fill="${soft}"`)), '</svg>'
  ].join('')
}

const tokens: Record<keyof Inks, string> = { paper: '--paper', ink: '--ink', soft: '--ink-soft', rule: '--rule', line: '--accent', out: '--failed' }

/** What the tokens are on light paper, whatever the page shows. */
function lightInks(): Inks {
  const probe = document.createElement('i')
  probe.style.colorScheme = 'light'
  document.body.append(probe)
  const inks = Object.fromEntries(Object.entries(tokens).map(([name, token]) => { probe.style.color = `var(${token})`; return [name, getComputedStyle(probe).color] }))
  probe.remove()
  return inks as unknown as Inks
}

/** The slide as a PNG. @throws Error where the browser cannot draw it. */
export async function slidePicture(series: SeriesAnswer, forceName: string | null): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(slideOf(series, forceName, lightInks()))}`
  await image.decode()
  const canvas = Object.assign(document.createElement('canvas'), { width: SLIDE.width, height: SLIDE.height })
  canvas.getContext('2d')!.drawImage(image, 0, 0)
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be drawn'))), 'image/png'))
}
