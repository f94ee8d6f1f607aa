/** A progress bar on a terminal, nothing elsewhere. Writes to stderr, so that `--json` stays one clean line. */
import { Presets, SingleBar } from 'cli-progress'

export interface Progress {
  start(title: string, total: number): void
  advance(by: number): void
  /** Sets how much is done, from 0 to `total`. */
  reach(done: number): void
  stop(): void
}

export function terminalProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return { start: () => undefined, advance: () => undefined, reach: () => undefined, stop: () => undefined }
  let bar: SingleBar | undefined
  return {
    start(title, total) {
      bar?.stop()
      bar = new SingleBar({ stream, format: `${title.padEnd(34)} {bar} {percentage} %  {eta_formatted}`, hideCursor: true }, Presets.shades_classic)
      bar.start(Math.max(total, 1), 0)
    },
    advance: (by) => bar?.increment(by),
    reach: (done) => bar?.update(done),
    stop() {
      bar?.stop()
      bar = undefined
    }
  }
}
