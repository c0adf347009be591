import * as z from 'zod'
import { type Role, roles, who } from '../core/person.ts'

/** Somebody, or whoever has a role. */
export const target = z.union([z.object({ who }), z.object({ role: z.enum(roles) })])
export type Target = z.infer<typeof target>

/** Tells whether something meant for a target is meant for a person. */
export const isFor = (it: Target, person: { id: string; role: Role }): boolean =>
  'who' in it ? it.who.person === person.id : it.role === person.role
