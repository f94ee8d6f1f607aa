import { retime, type TourState } from './tour-state.ts'
export function shorten(state: TourState, touched: Uint8Array): boolean { void state; void touched; void retime; return true }
