/** Checks a decoded answer against its schema, closed to fields that the schema does not name: a serialiser would hide both faults. */
import { Type, type Static, type TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { expect } from 'vitest'

/** The same schema with no room for undeclared fields, at every depth. */
function closed(schema: TSchema): TSchema {
  const copy = structuredClone(schema) as Record<string, unknown>
  const close = (node: Record<string, unknown>) => {
    if (node.type === 'object' && node.properties) node.additionalProperties = false
    for (const child of Object.values(node)) {
      for (const inner of Array.isArray(child) ? child : [child]) if (inner && typeof inner === 'object') close(inner as Record<string, unknown>)
    }
  }
  close(copy)
  return Type.Unsafe(copy)
}

export function expectSchema<S extends TSchema>(schema: S, value: unknown): asserts value is Static<S> {
  const faults = [...Value.Errors(closed(schema), value)].slice(0, 5).map((fault) => `${(fault as { instancePath?: string }).instancePath ?? ''} ${fault.message}`)
  expect(faults).toEqual([])
}
