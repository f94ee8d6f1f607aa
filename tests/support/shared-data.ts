/** Published data for tests, in a folder beside the project. It is used where it is and never copied here. */
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

const folder = resolve(process.cwd(), '../shared/data')

/** A path inside the published data. */
export const shared = (...parts: string[]): string => join(folder, ...parts)

/** True when this part of the published data is there. */
export const holds = (...parts: string[]): boolean => existsSync(shared(...parts))

/** A test's name, with the reason when it is left out. */
export const named = (name: string, part: string): string => (holds(part) ? name : `${name} (left out: ../shared/data/${part} is not there)`)

export const filesOf = (part: string): string[] => (holds(part) ? readdirSync(shared(part)).sort().map((name) => shared(part, name)) : [])
