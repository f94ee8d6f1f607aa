/** One process at a time opens an embedded directory; a dead one never blocks it and a live one is never robbed of it. */
import { mkdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isLocked } from '../../api/db/embedded-lock.ts'
import { testFolder } from '../support/files.ts'
import { runProgram } from '../support/processes.ts'

const files = testFolder()
let count = 0
const newDirectory = () => {
  const directory = `${files.path}/data-${count++}`
  mkdirSync(directory)
  return directory
}
const hold = (directory: string) => runProgram('tests/support/lock-holder.ts', [directory])
const heldBy = async (directory: string) => {
  const holder = hold(directory)
  await holder.says('locked')
  return holder
}

describe('the lock of an embedded directory', () => {
  it('turns a second process away and names the holder', async () => {
    const directory = newDirectory()
    const holder = await heldBy(directory)
    const second = await hold(directory).ended
    expect(second.code).toBe(1)
    expect(second.stdout).toContain(`PID ${holder.child.pid}`)
    expect(second.stdout).toContain(directory)
    holder.child.kill('SIGKILL')
    await holder.ended
  })

  it('passes on at once when its holder is killed', async () => {
    const directory = newDirectory()
    const holder = await heldBy(directory)
    holder.child.kill('SIGKILL')
    await holder.ended
    expect(await isLocked(directory)).toBe(false)
    const next = await heldBy(directory)
    next.child.kill('SIGKILL')
    await next.ended
  })

  it('is never taken from a holder that is stopped, however long it does not answer', async () => {
    const directory = newDirectory()
    const holder = await heldBy(directory)
    holder.child.kill('SIGSTOP')
    for (let attempt = 0; attempt < 3; attempt++) {
      const thief = await hold(directory).ended
      expect(thief.stdout).toContain(`PID ${holder.child.pid}`)
      expect(thief.code).toBe(1)
    }
    holder.child.kill('SIGCONT')
    expect(await isLocked(directory)).toBe(true)
    holder.child.kill('SIGKILL')
    await holder.ended
  })

  it('goes to exactly one of many that start together', async () => {
    const directory = newDirectory()
    const rivals = Array.from({ length: 4 }, () => hold(directory))
    const outcomes = await Promise.all(rivals.map((rival) => rival.says('locked').then(() => 'locked', () => 'refused')))
    expect(outcomes.sort()).toEqual(['locked', 'refused', 'refused', 'refused'])
    for (const rival of rivals) rival.child.kill('SIGKILL')
    await Promise.all(rivals.map(({ ended }) => ended))
  })

  it('is one lock by whatever path the directory is named', async () => {
    const directory = newDirectory()
    const holder = await heldBy(directory)
    expect((await hold(`${directory}/../${directory.split('/').pop()}/`).ended).code).toBe(1)
    holder.child.kill('SIGKILL')
    await holder.ended
  })
})
