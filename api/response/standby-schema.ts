/** Questions about where to stand, and their answers. */
import { Type, type Static } from 'typebox'
import { AreaCode, DataVersion, H3Cell, LngLat, Month, Nullable, OneOf, ThemeId } from '../schema.ts'
import { complianceStatuses, hourClasses, mostSites, standbyCandidates, standbyModels, standbySpreads, type HourClass, type StandbyCandidates, type StandbyModel, type StandbySpread } from '../response-vocabulary.ts'

const keys = <T extends object>(of: T) => Object.keys(of) as (keyof T & string)[]
const Degree = (most: number) => Type.Number({ minimum: -most, maximum: most })
const Point = Type.Object({ name: Type.String({ minLength: 1, maxLength: 80 }), position: Type.Tuple([Degree(180), Degree(90)], { description: '[lng, lat], degrees' }) }, { additionalProperties: false })
export type Point = Static<typeof Point>

export const StandbyBody = Type.Object({
  sites: Type.Optional(Type.Integer({ minimum: 0, maximum: mostSites, description: 'How many new points; 0: what stands is looked at as it is. Not read by set-cover' })),
  model: Type.Optional(OneOf<StandbyModel>(keys(standbyModels), '"maximal-cover" where nothing is said')),
  points: Type.Optional(Type.Array(Point, { maxItems: mostSites, description: 'Points that stand already: they are kept' })), bases: Type.Optional(Type.Union([Type.Literal('all'), Type.Array(Type.String({ minLength: 1, maxLength: 80 }), { maxItems: 200 })], { description: 'Loaded bases that stand already, by name or part of it' })),
  candidates: Type.Optional(OneOf<StandbyCandidates>(keys(standbyCandidates), '"settlements" where nothing is said')), spread: Type.Optional(OneOf<StandbySpread>(keys(standbySpreads), '"anywhere" where nothing is said; the other goes with two sites and maximal cover')),
  theme: Type.Optional(ThemeId), from: Type.Optional(Month), to: Type.Optional(Month), area: Type.Optional(AreaCode),
  only: Type.Optional(OneOf(['both', 'urban', 'rural'], 'Which demand counts; "both" where nothing is said')), hours: Type.Optional(OneOf<HourClass>(keys(hourClasses), 'Part of the week; all of it where nothing is said')),
  travel: Type.Optional(OneOf(['best', 'distance'], 'Routing server, imported roads or distance, the first that there is; or distance whatever there is')),
  speeds: Type.Optional(OneOf(['observed', 'model'], 'Model times as they are, or changed by how long drives took; "observed" where nothing is said')), quick: Type.Optional(Type.Boolean({ description: 'The best found at once, without a proof' })),
  curve: Type.Optional(Type.Integer({ minimum: 1, maximum: 30, description: 'Also the cover by 0 to so many new points' })), week: Type.Optional(Type.Boolean({ description: 'Also the points of each part of the week' }))
}, { additionalProperties: false })
export type StandbyBody = Static<typeof StandbyBody>

const Share = (description: string) => Nullable(Type.Number({ description: `${description}, 0 to 1` }))
const Cover = Type.Object({ covered: Type.Number(), total: Type.Number(), share: Share('covered of total'), lower: Share('Lower end of Wilson\'s 95 % interval'), upper: Share('Upper end'), status: Nullable(OneOf(keys(complianceStatuses), 'Against 90 %')) })
export type Cover = Static<typeof Cover>
const Covers = Type.Object({ urban: Cover, rural: Cover, pooled: Cover })
export type Covers = Static<typeof Covers>
const Worth = {
  cover: Covers, backup: Share('Of the demand, within the limit of two points or more'), meanS: Nullable(Type.Number({ description: 'From call to arrival, seconds, over what some point gets to' })), worstS: Nullable(Type.Number()),
  cutOff: Type.Number({ description: 'Demand that no point gets to' })
}
const Standing = Type.Object({ name: Type.String(), position: LngLat, kept: Type.Boolean({ description: 'Stood already' }), loses: Type.Number({ description: 'Demand that nobody else reaches in time' }) })
const Calibration = Type.Object({
  hours: OneOf<HourClass>(keys(hourClasses), 'Part of the week'), title: Type.String(), drives: Type.Integer(), factor: Nullable(Type.Number({ description: 'Median of drives observed over those of the model from the nearest base; null under 30 drives' })), dispatchS: Nullable(Type.Number({ description: 'Median from call to dispatch' }))
})
const Solved = { proved: Type.Boolean(), gap: Type.Number({ description: 'How far at most a better answer lies, relative' }), method: OneOf(['exact', 'greedy', 'given'], 'given: nothing was searched for') }

export const StandbyAnswer = Type.Object({
  query: Type.Object({
    sites: Type.Integer(), model: OneOf(keys(standbyModels), 'Model'), candidates: OneOf(keys(standbyCandidates), 'Candidates'), spread: OneOf(keys(standbySpreads), 'Spread'), only: Type.String(), hours: Nullable(Type.String()), theme: Nullable(Type.String()), from: Month, to: Month, area: Nullable(Type.String()), speeds: Type.String()
  }), dataVersion: DataVersion, text: Type.String({ description: 'What the points come to, in sentences' }),
  points: Type.Array(Standing), ...Worth, before: Nullable(Type.Object(Worth, { description: 'Without the new points' })), greedy: Nullable(Type.Object({ cover: Cover, points: Type.Array(Type.String()) }, { description: 'The usual greedy choice, for comparison' })), ...Solved,
  unreachable: Type.Object({ demand: Type.Number(), cells: Type.Integer() }, { description: 'That no candidate reaches in time' }),
  observed: Nullable(Type.Object({ urban: Share('Attended in time'), rural: Share('Attended in time'), pooled: Share('Attended in time'), text: Type.String() }, { description: 'What was observed, beside what the model says of the bases; null without emergencies' })),
  reach: Type.Object({ cells: Type.Array(H3Cell), seconds: Type.Array(Nullable(Type.Integer())), within: Type.Array(Type.Integer({ description: 'How many points reach the hexagon within its limit' })), demand: Type.Array(Type.Number()), areaShare: Share('Of the hexagons of the area, reached within the limit') }, { description: 'Every hexagon of the area, from call to arrival of the nearest' }),
  calibrations: Type.Array(Calibration), curve: Type.Array(Type.Object({ sites: Type.Integer(), share: Share('Cover'), bound: Share('No points reach more'), proved: Type.Boolean() })),
  week: Type.Array(Type.Object({ hours: OneOf(keys(hourClasses), 'Part of the week'), title: Type.String(), points: Type.Array(Type.String()), cover: Covers, same: Type.Integer({ description: 'Of the points, also chosen for the whole week' }) })),
  limits: Type.Object({ urbanS: Type.Integer(), ruralS: Type.Integer() }), travel: Type.String({ description: 'Where times come from, in sentences' }), travelModel: OneOf(['osrm', 'roads', 'distance'], 'Which'), unit: Type.String(),
  source: Type.String(), caveat: Type.String(), synthetic: Type.Boolean(), note: Nullable(Type.String())
})
export type StandbyAnswer = Static<typeof StandbyAnswer>

export const PlacesAnswer = Type.Object({ bases: Type.Array(Type.Object({ name: Type.String(), position: LngLat })), note: Nullable(Type.String()) })
export type PlacesAnswer = Static<typeof PlacesAnswer>
