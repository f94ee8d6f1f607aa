// The demonstration county's outlines: sound on their own, and true to the published boundaries.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { area } from '@turf/area'
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import { multiPolygon, polygon } from '@turf/helpers'
import { kinks } from '@turf/kinks'
import { describe, expect, it } from 'vitest'
import { arcs, type ArcName } from '../../fixtures/county/district-arcs.js'
import { outlines } from '../../fixtures/county/districts.js'
import { county, type District, type Position } from '../../fixtures/county/index.js'

const names: Record<string, string> = {
  E06000033: 'Southend-on-Sea', E06000034: 'Thurrock', E07000066: 'Basildon', E07000067: 'Braintree',
  E07000068: 'Brentwood', E07000069: 'Castle Point', E07000070: 'Chelmsford', E07000071: 'Colchester',
  E07000072: 'Epping Forest', E07000073: 'Harlow', E07000074: 'Maldon', E07000075: 'Rochford',
  E07000076: 'Tendring', E07000077: 'Uttlesford',
}

const districtByCode = new Map(county.districts.map((district) => [district.code, district]))
const covers = (district: District | undefined, position: Position) =>
  district !== undefined && booleanPointInPolygon(position, multiPolygon(district.rings))
const outerRings = county.districts.flatMap((district) => district.rings.flat())

/** Twice the signed area in square degrees: above zero when counter-clockwise. */
const turn = (ring: Position[]) =>
  ring.reduce((sum, [lng, lat], index) => {
    const [nextLng, nextLat] = ring[(index + 1) % ring.length] as Position
    return sum + lng * nextLat - nextLng * lat
  }, 0)

describe('the outlines on their own', () => {
  it('holds the fourteen districts of Essex under their official codes and names', () => {
    expect(Object.fromEntries(county.districts.map(({ code, name }) => [code, name]))).toEqual(names)
  })

  it('gives every district its census counts and the county its published totals', () => {
    const total = (field: 'households' | 'residents' | 'crimeShare') =>
      county.districts.reduce((sum, district) => sum + district[field], 0)
    expect(total('households')).toBe(771_180)
    expect(total('residents')).toBe(1_860_224)
    // the rest of the published rows carry no place, or one outside the county
    expect(total('crimeShare')).toBeCloseTo(0.988, 3)
  })

  it('closes every ring, turns it counter-clockwise and never lets it cross itself', () => {
    for (const ring of outerRings) {
      expect(ring.length).toBeGreaterThan(4)
      expect(ring.at(-1)).toEqual(ring[0])
      expect(turn(ring)).toBeGreaterThan(0)
      expect(kinks(polygon([ring])).features.map((feature) => feature.geometry.coordinates)).toEqual([])
    }
  })

  it('joins every arc to the next at a shared node', () => {
    for (const step of outlines.flatMap(({ steps }) => steps)) {
      const ends = step.map((name) => {
        const { from, to } = arcs[name.replace(/^-/, '') as ArcName]
        return name.startsWith('-') ? { from: to, to: from } : { from, to }
      })
      ends.forEach((end, index) => expect(end.to).toBe(ends[(index + 1) % ends.length]?.from))
    }
  })

  it('uses every border between districts once each way and every outer arc once, so nothing gapes or overlaps', () => {
    const used = outlines.flatMap(({ steps }) => steps.flat())
    for (const name of Object.keys(arcs) as ArcName[]) {
      const forwards = used.filter((step) => step === name).length
      const backwards = used.filter((step) => step === `-${name}`).length
      if (arcs[name].kind === 'district') expect([name, forwards, backwards]).toEqual([name, 1, 1])
      else expect([name, forwards + backwards]).toEqual([name, 1])
    }
  })

  it('covers about 3,670 square kilometres', () => {
    const areaKm2 = county.districts.reduce((sum, { rings }) => sum + area(multiPolygon(rings)), 0) / 1e6
    expect(Math.abs(areaKm2 / 3_670 - 1)).toBeLessThan(0.03)
  })

  it('places every settlement, base, premises, monument and school inside its district', () => {
    const placed = [...county.settlements, ...county.places]
    expect(placed.filter(({ district, position }) => !covers(districtByCode.get(district), position))).toEqual([])
  })

  it('gives every place an id of its own', () => {
    const ids = county.places.map(({ placeId }) => placeId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(expect.arrayContaining(['police-base-maldon', 'police-base-dunmow']))
  })

  it('takes every road through the county', () => {
    for (const { ref, lines } of county.roads) {
      const inside = lines.flat().filter((position) => county.districts.some((district) => covers(district, position)))
      expect([ref, inside.length >= 5]).toEqual([ref, true])
    }
  })

  it('keeps the sea simple, off the land, and on the very shore of the coast arcs', () => {
    const sea = county.water.find(({ kind }) => kind === 'sea')?.rings ?? []
    for (const ring of sea) expect(kinks(polygon([ring])).features).toEqual([])
    const dry = [...county.settlements, ...county.places]
    expect(dry.filter(({ position }) => booleanPointInPolygon(position, polygon(sea)))).toEqual([])
    const seaVertices = new Set(sea.flat().map(String))
    expect(county.coast.flatMap(({ line }) => line).filter((position) => !seaVertices.has(String(position)))).toEqual([])
  })
})

const reference = resolve(process.cwd(), '../shared/data/boundaries/lsoa21')
const grid = { west: -0.03, east: 1.31, south: 51.44, north: 52.1, columns: 1_340, rows: 660 }

/** Marks the cells, each about 70 by 110 m, whose middle lies in the rings (even-odd), row by row. */
function raster(polygons: Position[][][]): Uint8Array {
  const cells = new Uint8Array(grid.columns * grid.rows)
  const column = (lng: number) => Math.ceil(((lng - grid.west) / (grid.east - grid.west)) * grid.columns - 0.5)
  for (let row = 0; row < grid.rows; row++) {
    const lat = grid.south + ((row + 0.5) * (grid.north - grid.south)) / grid.rows
    for (const rings of polygons) {
      const crossings = rings.flatMap((ring) => crossingsAt(ring, lat)).sort((a, b) => a - b)
      for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
        cells.fill(1, row * grid.columns + column(crossings[pair] as number), row * grid.columns + column(crossings[pair + 1] as number))
      }
    }
  }
  return cells
}

function crossingsAt(ring: Position[], lat: number): number[] {
  const found: number[] = []
  for (let index = 1; index < ring.length; index++) {
    const [lngA, latA] = ring[index - 1] as Position
    const [lngB, latB] = ring[index] as Position
    if (latA > lat !== latB > lat) found.push(lngA + ((lngB - lngA) * (lat - latA)) / (latB - latA))
  }
  return found
}

/** Shared area over joint area; a cell weighs its true width at its latitude. */
function intersectionOverUnion(ours: Uint8Array, theirs: Uint8Array): number {
  let shared = 0
  let joint = 0
  for (let cell = 0; cell < ours.length; cell++) {
    if (!ours[cell] && !theirs[cell]) continue
    const lat = grid.south + ((Math.floor(cell / grid.columns) + 0.5) * (grid.north - grid.south)) / grid.rows
    const weight = Math.cos((lat * Math.PI) / 180)
    joint += weight
    if (ours[cell] && theirs[cell]) shared += weight
  }
  return shared / joint
}

type Published = { features: { geometry: { type: string; coordinates: unknown } }[] }

function publishedPolygons(code: string): Position[][][] {
  const { features } = JSON.parse(readFileSync(resolve(reference, `${code}.geojson`), 'utf8')) as Published
  return features.flatMap(({ geometry }) =>
    geometry.type === 'Polygon' ? [geometry.coordinates as Position[][]] : (geometry.coordinates as Position[][][]),
  )
}

describe('the outlines beside the published ones', () => {
  it.skipIf(!existsSync(reference))(
    'overlaps every published district by at least 93 % (skipped where the reference boundaries are not at hand)',
    () => {
      expect(readdirSync(reference).filter((file) => file.endsWith('.geojson'))).toHaveLength(county.districts.length)
      for (const { code, name, rings } of county.districts) {
        const overlap = intersectionOverUnion(raster(rings), raster(publishedPolygons(code)))
        expect(overlap, `${name} overlaps by ${overlap.toFixed(4)}`).toBeGreaterThanOrEqual(0.93)
      }
    },
    30_000,
  )
})
