/** How long the performance update takes, cold and warm, beside the count of one of its rows from incidents. */
import { readConfig } from '../../api/config.ts'
import { openDatabase } from '../../api/db/database.ts'
import { quiet, runCommand, startService } from './programs.ts'
import { median, ms, type Report } from './report.ts'
import type { Target } from './run.ts'

const ROUNDS = 9
const UPDATE = '/api/performance?month=2014-09'

export async function measurePerformance(targets: readonly Target[], report: Report): Promise<void> {
  for (const { engine, environment } of targets) {
    await runCommand(['demo', '--reset', '--yes'], environment)
    const service = await startService(environment)
    const db = await openDatabase(readConfig({ ...process.env, ...environment }), { attach: true })
    try {
      const timed = async (work: () => Promise<unknown>) => { const begun = performance.now(); await work(); return performance.now() - begun }
      const ask = () => timed(async () => {
        const answer = await fetch(service.address + UPDATE)
        if (!answer.ok) throw new Error(`${UPDATE} answered ${answer.status}`)
        await answer.arrayBuffer()
      })
      await quiet()
      await ask()
      const [cold, warm]: [number[], number[]] = [[], []]
      for (let round = 0; round < ROUNDS; round++) {
        await db.run('update data_version set version = version + 1')
        // Past the quarter of a second in which the server trusts the version it knows.
        await new Promise((wake) => setTimeout(wake, 300))
        cold.push(await ask())
        warm.push(await ask())
      }
      const theirs = await timed(() => db.rows(`select s.month, count(*) from incidents i join live_slices s using (slice_id) join kinds k using (kind_id) where k.is_crime group by 1`))
      report.add({
        what: 'Performance update, 38 rows of two years', engine, value: `${ms(median(cold))} cold, ${ms(median(warm))} warm`, budget: 'under 300 ms cold', met: median(cold) < 300,
        how: `median of ${ROUNDS} over HTTP, the data version raised before each cold one (the forecasts of the map are then made anew beside it); offences by month counted from incidents, one row of the 38, in the same run: ${ms(theirs)}`
      })
    } finally {
      await db.close()
      await service.stop()
    }
  }
}
