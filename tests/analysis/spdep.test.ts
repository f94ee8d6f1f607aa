/**
 * The same numbers from R spdep, on hexagons and counts that nobody chose: Gi*, Gi, Moran's I, p.adjust and Kendall's tau.
 * Needs R with spdep (Debian: r-cran-spdep); left out, and said so in the name, where it is not there.
 */
import { spawnSync } from 'node:child_process'
import { gridDisk } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { gi, giStar } from '../../api/analysis/gi-star.ts'
import { mannKendall } from '../../api/analysis/mann-kendall.ts'
import { moran } from '../../api/analysis/moran.ts'
import { adjustP } from '../../api/analysis/multiple-testing.ts'
import { hexagonNeighbours, type Neighbours } from '../../api/analysis/neighbours.ts'
import { seededRandom } from '../../api/analysis/random.ts'

const r = (script: string, input = '') => spawnSync('Rscript', ['--vanilla', '-e', script], { input, encoding: 'utf8', maxBuffer: 1 << 28 })
const missing = r('quit(status = !nzchar(system.file(package = "spdep")))').status !== 0
const name = (what: string) => (missing ? `${what} (left out: R with spdep is not there)` : what)

/** Reads, for each map, one line of values and one of neighbours a place, and an empty line; prints a line for each answer. */
const script = `
suppressMessages(library(spdep))
lines <- readLines(file("stdin"))
for (map in split(lines[lines != ""], cumsum(lines == "")[lines != ""])) {
  x <- as.numeric(strsplit(map[1], " ")[[1]])
  nb <- lapply(strsplit(map[-1], " "), as.integer)
  class(nb) <- "nb"
  attr(nb, "region.id") <- as.character(seq_along(nb))
  say <- function(values) cat(sprintf("%.17g", values), "\\n")
  star <- as.numeric(localG(x, nb2listw(include.self(nb), style = "B")))
  say(star)
  say(as.numeric(localG(x, nb2listw(nb, style = "B"))))
  p <- 2 * pnorm(-abs(star))
  say(p)
  say(p.adjust(p, "BH"))
  say(p.adjust(p, "BY"))
  for (style in c("W", "B")) for (randomisation in c(FALSE, TRUE)) {
    m <- moran.test(x, nb2listw(nb, style = style), randomisation = randomisation, alternative = "two.sided")
    say(c(m$estimate, m$statistic, m$p.value))
  }
  k <- cor.test(seq_len(40), x[1:40], method = "kendall", exact = FALSE, continuity = TRUE)
  say(c(k$estimate, k$statistic, k$p.value))
}
`

/** A disc of hexagons with holes and a ragged border, none of them alone; counts from sparse to heavy, three times as high in the middle. */
function drawn(seed: string): { values: number[]; neighbours: Neighbours } {
  const random = seededRandom(`spdep ${seed}`)
  const cells = gridDisk('88194ad301fffff', 12).filter(() => random.chance(0.85))
  const whole = hexagonNeighbours(cells)
  const beside = hexagonNeighbours(cells.filter((_, i) => whole.start[i + 1]! > whole.start[i]!))
  const shape = 0.2 + random.next()
  return { neighbours: beside, values: Array.from({ length: beside.n }, (_, i) => Math.floor((i < 60 ? 18 : 6) * random.gamma(shape))) }
}

const furthest = (ours: ArrayLike<number>, theirs: number[]) => {
  expect(ours.length).toBe(theirs.length)
  return theirs.reduce((most, value, i) => Math.max(most, Math.abs(value - ours[i]!)), 0)
}

function lines({ values, neighbours: { start, index, n } }: ReturnType<typeof drawn>): string {
  return [values.join(' '), ...Array.from({ length: n }, (_, i) => [...index.subarray(start[i], start[i + 1])].map((j) => j + 1).join(' ')), '', ''].join('\n')
}

describe('on three maps of random hexagons', () => {
  it.skipIf(missing)(name('Gi*, Gi, the corrections, Moran\'s I and tau are those of R'), () => {
    const maps = ['first', 'second', 'third'].map(drawn)
    const { stdout, stderr, status } = r(script, maps.map(lines).join(''))
    expect(status, stderr).toBe(0)
    const answers = stdout.trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number))
    expect(answers).toHaveLength(3 * 10)
    maps.forEach((map, k) => compare(map, answers.slice(10 * k, 10 * k + 10)))
  })
})

function compare({ values, neighbours }: ReturnType<typeof drawn>, answers: number[][]): void {
  const [star, plain, p, bh, by, ...rest] = answers
  const found = giStar(values, neighbours)
  expect(furthest(found.z, star!)).toBeLessThan(1e-9)
  expect(furthest(gi(values, neighbours).z, plain!)).toBeLessThan(1e-9)
  expect(furthest(found.p, p!)).toBeLessThan(1e-12)
  expect(furthest(adjustP(found.p, 'bh'), bh!)).toBeLessThan(1e-12)
  expect(furthest(adjustP(found.p, 'by'), by!)).toBeLessThan(1e-12)
  const morans = (['row', 'binary'] as const).map((weights) => moran(values, neighbours, { weights }))
  const ours = morans.flatMap(({ I, expected, normality, randomisation }) => [normality, randomisation].map(({ variance, z, p }) => [I, expected, variance, z, p]))
  const trend = mannKendall(values.slice(0, 40))
  for (const [k, line] of [...ours, [trend.tau, trend.z, trend.p]].entries()) expect(furthest(line, rest[k]!), `line ${k}`).toBeLessThan(1e-9)
}
