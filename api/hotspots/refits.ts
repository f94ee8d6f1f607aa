/**
 * The forecasts of the main themes made ready in the background, one at a time, whenever the data have changed: the first reader then does not wait.
 * A thread does the work. One is begun only while nobody waits for an answer; a question that comes meanwhile waits for that one at most.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import type { Reader } from '../access.ts'
import { DEFAULT_SHARE, type ComingMonths } from './coming-months.ts'

/** Those that are asked for first; as many fit beside what readers ask for. */
export const refitThemes = ['crime', 'anti-social-behaviour', 'burglary', 'violent-crime', 'vehicle-crime'] as const
/** An import by another process is noticed as late as this. */
const LOOK_EVERY_MS = 5_000

export interface Refits {
  readers: readonly Reader[]
  versionOf: (reader: Reader) => Promise<{ version: string }>
  months: ComingMonths
  /** Whether nobody waits for what takes long. */
  idle: () => boolean
  log: Pick<FastifyBaseLogger, 'info' | 'warn'>
}

/** Runs until `stop` is given. A theme that cannot be forecast is logged, and tried again with the next version only. */
export async function keepRefitted({ readers, versionOf, months, idle, log }: Refits, stop: AbortSignal): Promise<void> {
  const done = new Map<Reader, string>()
  const resting = () => wait(LOOK_EVERY_MS, undefined, { signal: stop, ref: false }).catch(() => undefined)
  const refit = async (reader: Reader, version: string, theme: string) => {
    const begun = performance.now()
    const asked = await months.understand(reader, { theme })
    if (asked.held.length === 0) return
    await months.work(reader, version, asked, DEFAULT_SHARE)
    log.info({ theme, tier: reader.tier, month: asked.month, ms: Math.round(performance.now() - begun) }, 'forecast made ready')
  }
  for (; !stop.aborted; await resting()) {
    for (const reader of readers) {
      const version = await versionOf(reader).then((live) => live.version, () => undefined)
      if (version === undefined || version === done.get(reader)) continue
      done.set(reader, version)
      for (const theme of refitThemes) {
        while (!stop.aborted && !idle()) await wait(250, undefined, { ref: false })
        if (stop.aborted) return
        await refit(reader, version, theme).catch((err: unknown) => { if (!stop.aborted) log.warn({ err, theme }, 'forecast could not be made ready') })
      }
    }
  }
}
