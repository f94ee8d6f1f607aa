/** Steps by which a point is moved without a pointer. */
export const STEPS = [{ key: 'ArrowUp', label: 'north', sign: '↑' }, { key: 'ArrowDown', label: 'south', sign: '↓' }, { key: 'ArrowLeft', label: 'west', sign: '←' }, { key: 'ArrowRight', label: 'east', sign: '→' }] as const
export type StepKey = (typeof STEPS)[number]['key']
export const isStep = (key: string): key is StepKey => STEPS.some((one) => one.key === key)

const KM_PER_DEGREE = 111.2
/** A kilometre further. */
export function nudged([lng, lat]: readonly [number, number], key: StepKey, km = 1): [number, number] {
  const [north, east] = { ArrowUp: [km, 0], ArrowDown: [-km, 0], ArrowLeft: [0, -km], ArrowRight: [0, km] }[key] as [number, number]
  return [lng + east / (KM_PER_DEGREE * Math.cos((lat * Math.PI) / 180)), lat + north / KM_PER_DEGREE]
}
