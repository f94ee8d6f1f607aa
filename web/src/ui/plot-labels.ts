/** Numbers along an axis and names beside points. */

export const roundSteps = (most: number, about: number): number[] => {
  const raw = most / about
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= raw)!
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step)
}

/** Names beside their points, moved down where they would lie on another. */
export function apart(names: readonly { x: number; y: number; name: string }[]): { x: number; y: number; name: string }[] {
  const LINE = 13
  const placed: { x: number; y: number; name: string }[] = []
  for (const name of names.toSorted((a, b) => a.y - b.y)) {
    const above = placed.filter(({ x, y }) => Math.abs(x - name.x) < 90 && name.y - y < LINE).map(({ y }) => y)
    placed.push({ ...name, y: above.length > 0 ? Math.max(...above) + LINE : name.y })
  }
  return placed
}
