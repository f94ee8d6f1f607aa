/** A question about clusters: understood, and answered on a thread. */
import type { ClusterRules } from '../analysis/collision-clusters.ts'
import { collisionValues } from '../analysis/collision-values.ts'
import type { Reader } from '../access.ts'
import { ApiError } from '../errors.ts'
import { noted, type Question, type Questions } from '../questions.ts'
import type { ClusterPreset } from '../road-vocabulary.ts'
import { clusterPresets } from '../road-vocabulary.ts'
import type { ClusterOptions } from './cluster-routes.ts'
import type { ClustersFound, ClustersQuery } from './cluster-schema.ts'
import { clusterMethod, monthsText, reasonOf, ruleText } from './cluster-text.ts'
import type { ClusterFacts, ClusterFindings, ClusterTask, CollisionFilter } from './cluster-work.ts'
import { filterOf, understoodSpan } from './opening.ts'

/** `key`: the same text for the same question. */
export interface ClustersAsked { preset: ClusterPreset; rules: ClusterRules; filter: CollisionFilter; question: Question; key: string }

/** @throws ApiError for what the data cannot answer, and for numbers that a named rule does not take. */
export async function clustersAsked(questions: Questions, reader: Reader, { preset = 'wales', fewest, radius, ruralFewest, ruralRadius, from, to, area, ...rest }: ClustersQuery): Promise<ClustersAsked> {
  const rules = rulesOf(preset, { fewest, radius, ruralFewest, ruralRadius })
  const filter = filterOf(rest)
  const question = await understoodSpan(questions, reader, { from, to, area }, preset)
  return { preset, rules, filter, question, key: [question.key, preset, JSON.stringify(rules), JSON.stringify(filter)].join(' ') }
}

export async function clustersAnswered({ collisions: pool, ground }: Pick<ClusterOptions, 'collisions' | 'ground'>, reader: Reader, version: string, { preset, rules, filter, question }: ClustersAsked): Promise<ClustersFound> {
  const { collisions, settlements, beside, missing } = await ground.of(reader, version, question)
  const roads = await ground.roads(reader, question)
  const found = await pool.run<ClusterFindings>('clusterFindings', { collisions, rules, filter, settlements, roads } satisfies ClusterTask)
  const { from, to, area } = question.query
  const clusters = found.clusters.map((one) => ({ ...shortened(one), reason: reasonOf(one, beside.monthsHeld, filter.by) }))
  return {
    query: { preset, from, to, area, ...rules, ...filter }, dataVersion: version, rule: ruleText(preset, filter.by, rules, beside.monthsAsked), method: clusterMethod(clusters.some(({ expectation }) => expectation?.basis === 'length'), filter.by, found.snapped), edition: collisionValues.edition,
    chosen: found.chosen, snapped: found.snapped, inClusters: clusters.reduce((sum, { collisions: own }) => sum + own, 0), clusters, dense: found.dense, ...beside, note: noted(missing, monthsText(preset, beside.monthsHeld))
  }
}

const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits

/** Thousands of clusters in full precision are mostly digits that say nothing. */
const shortened = ({ expectation, extentM, ...facts }: ClusterFacts): ClusterFacts => {
  const to6 = (value: number) => rounded(value, 6)
  return {
    ...facts, extentM: rounded(extentM, 2),
    expectation: expectation && { ...expectation, expected: to6(expectation.expected), behind: to6(expectation.behind), lower: to6(expectation.lower), upper: to6(expectation.upper), excess: to6(expectation.excess) }
  }
}

interface OwnRule { fewest?: number; radius?: number; ruralFewest?: number; ruralRadius?: number }

/** @throws ApiError where a named rule is changed: then it is no longer that rule. */
export function rulesOf(preset: ClusterPreset, { fewest, radius, ruralFewest, ruralRadius }: OwnRule): ClusterRules {
  const { urban, rural } = clusterPresets.find(({ id }) => id === preset)!
  const own = Object.entries({ fewest, radius, ruralFewest, ruralRadius }).find(([, value]) => value !== undefined)
  if (preset !== 'free') {
    if (own) throw new ApiError('bad-parameter', `The rule "${preset}" has its own numbers; ask for the rule "free" to set them.`, own[0])
    return { urban, rural }
  }
  const town = { fewest: fewest ?? urban.fewest, radiusM: radius ?? urban.radiusM }
  return { urban: town, rural: { fewest: ruralFewest ?? town.fewest, radiusM: ruralRadius ?? town.radiusM } }
}
