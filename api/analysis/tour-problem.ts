/**
 * What a set of tours is asked for and what is answered: team orienteering with time windows, repeated visits with falling reward, a gap between
 * visits of one place, breaks and locks. Types alone; tours.ts solves it, tour-schedule.ts says whether and when a given order can be kept.
 *
 * All times are in one unit (seconds in patrol plans) on one clock whose nought is the beginning of the shift; worth is in any one unit (expected
 * harm or events in patrol plans). Nodes 0 to places - 1 are the places, the others bases.
 * Source of the problem: Vansteenwegen et al. 2009, doi 10.1016/j.cor.2008.11.008; reward of repeated visits: Koper 1995 (full value at the dose,
 * nothing for more).
 */

/** When a visit may begin, both ends included, and what it is worth as the only one of its place. Options of a place do not overlap but at their ends. */
export interface TourOption { from: number; to: number; worth: number }

export interface TourPlace {
  /** How long a visit lasts. */
  service: number
  options: readonly TourOption[]
  /** Visits in the whole shift, by all units together. */
  most: number
  /** Must be visited at least once. */
  must: boolean
}

/** Begins in `from` to `to`, wherever the unit is then, on its way too, between two visits. A unit's breaks are taken in their order, which is that of `from`. */
export interface TourBreak { from: number; to: number; length: number }

export interface TourUnit {
  /** Index into `travel`. */
  mode: number
  /** Nodes where it begins and ends. */
  start: number
  end: number
  /** It leaves at `from` at the earliest and is back at `to` at the latest. */
  from: number
  to: number
  breaks: readonly TourBreak[]
}

/** A visit that stays with this unit; at this time where `start` is not null. Locked visits of a unit keep the order in which they stand here. */
export interface TourLock { unit: number; place: number; start: number | null }

export interface TourProblem {
  places: readonly TourPlace[]
  units: readonly TourUnit[]
  nodes: number
  /** For each mode of travel, `nodes` x `nodes` times, row by row: from, to. Infinity: no way. */
  travel: readonly Float64Array[]
  /** Least time from the end of one visit to the beginning of the next at the same place, whoever makes it. */
  gap: number
  /**
   * Of a place's visits, the k-th best is worth its option's worth times falling^(k-1), in whatever order they are made; of equal ones the earlier is
   * the better. By order of time instead, a unit would wait idle for the busy hour, lest an earlier visit take the full worth. From 0 to 1.
   */
  falling: number
  locks: readonly TourLock[]
  /** What a unit of travel time takes from the worth while tours are compared, so that of nearly equal ones the shorter ways win; 0 where absent. No part of any worth told. */
  thrift?: number
  /** What uneven work takes from the worth while tours are compared: this times the mean over units, by their time, of (share of it at places) squared; 0 where absent. No part of any worth told. */
  evenness?: number
}

export interface TourVisit { place: number; option: number; start: number; worth: number; locked: boolean }

export interface TourRoute {
  visits: TourVisit[]
  /** In the order of the unit's breaks; `after` visits have been made before it. */
  breaks: { start: number; after: number }[]
  /** When it leaves its base, as late as its first visit allows, and when it is back. */
  leaves: number
  back: number
  travelTime: number
}

export interface Tours {
  routes: TourRoute[]
  /** Worth of all visits. */
  worth: number
  /** No set of tours can be worth more. */
  bound: number
  /** Steps of the search that were made. */
  steps: number
}
