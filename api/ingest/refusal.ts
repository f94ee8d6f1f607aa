/** A file that cannot be loaded as a whole. Nothing of the import becomes live. */
export class RefusedFileError extends Error {
  constructor(readonly file: string, readonly line: number | undefined, readonly reason: string) {
    super(`${file}${line === undefined ? '' : `, line ${line}`}: ${reason}`)
  }
}
