import * as z from 'zod/mini'
import { field, flag } from './declare/field'
import { route } from './declare/route'
import {
  newPassword,
  nothing,
  role,
  roleField,
  scope,
  shownScope,
  source,
  time,
} from './declare/values'

const user = z.object({
  user: z.string(),
  role,
  createdAt: time,
  scope: shownScope,
  readOnly: z.boolean(),
  source,
})

const listedUser = z.extend(user, {
  /** Current sessions of the user. */
  sessions: z.number(),
  /** Last sign-in; null: none yet. */
  signedInAt: z.nullable(time),
})
export type ListedUser = z.output<typeof listedUser>

/** Names of users: letters, digits and . _ - @ */
export const userName = /^[\w.@-]{1,64}$/

const name = field(z.string().check(z.regex(userName)), {
  rule: 'userName',
  message: 'must have 1 to 64 letters, digits, or the characters . _ - @',
})

const standing = { scope: z.optional(scope), readOnly: z.optional(flag()) }

export const listUsers = route('GET /api/users', {
  summary: 'All users, with their sessions and last sign-in.',
  access: 'admin',
  response: z.readonly(z.array(listedUser)),
})

export const addUser = route('POST /api/users', {
  summary: 'Add a user with a password.',
  access: 'admin',
  body: z.strictObject({ user: name, password: newPassword(), role: roleField, ...standing }),
  response: user,
  errors: ['ReadOnly', 'OutOfScope', 'UserExists', 'TooManySignIns'],
})

export const changeUser = route('PATCH /api/users/:name', {
  summary: 'Change role, scope, read-only or password; a new password ends the user’s sessions.',
  access: 'admin',
  name: 'Name of the user.',
  body: z.strictObject({
    password: z.optional(newPassword()),
    role: z.optional(roleField),
    ...standing,
  }),
  response: user,
  errors: ['ReadOnly', 'OutOfScope', 'UnknownUser', 'LastAdmin', 'NoPassword', 'TooManySignIns'],
})

export const removeUser = route('DELETE /api/users/:name', {
  summary: 'Remove a user; ends the user’s sessions.',
  access: 'admin',
  name: 'Name of the user.',
  response: nothing,
  errors: ['ReadOnly', 'OutOfScope', 'UnknownUser', 'LastAdmin'],
})

export const endUserSessions = route('POST /api/signOut/:name', {
  summary: 'End all sessions of a user.',
  access: 'admin',
  name: 'Name of the user.',
  response: nothing,
  errors: ['ReadOnly', 'OutOfScope', 'UnknownUser'],
})
