import * as z from 'zod/mini'
import { userName } from '../rules/userNames'
import { field, flag, requiredText } from './declare/field'
import { route } from './declare/route'
import {
  newPassword,
  noData,
  role,
  roleField,
  scope,
  shownScope,
  source,
  time,
  userNames,
} from './declare/values'

const user = z.object({
  ...userNames,
  role,
  createdAt: time,
  scope: shownScope,
  readOnly: z.boolean(),
  source,
  /** Absent for users with a password, and for single sign-on users who are not linked yet. */
  identity: z.optional(z.object({ issuer: z.string(), subject: z.string() })),
})

const listedUser = z.extend(user, {
  /** Number of the user's current sessions. */
  sessions: z.number(),
  /** Time of the last sign-in; null if the user never signed in. */
  signedInAt: z.nullable(time),
})
export type ListedUser = z.output<typeof listedUser>

const name = field(z.string().check(z.regex(userName)), {
  rule: 'userName',
  message:
    'must have 1 to 64 characters, none of them a control character, no space at either end, and must not be . or ..',
})

const permissions = { scope: z.optional(scope), readOnly: z.optional(flag()) }

export const listUsers = route('GET /api/users', {
  summary: 'All users, with their sessions and last sign-in.',
  access: 'admin',
  response: z.readonly(z.array(listedUser)),
})

export const addUser = route('POST /api/users', {
  summary: 'Add a user with a password.',
  access: 'admin',
  body: z.strictObject({ user: name, password: newPassword(), role: roleField, ...permissions }),
  response: user,
  errors: ['ReauthenticationRequired', 'ReadOnly', 'OutOfScope', 'UserExists', 'TooManySignIns'],
})

export const changeUser = route('PATCH /api/users/:name', {
  summary: 'Change role, scope, read-only or password; a new password ends the user’s sessions.',
  access: 'admin',
  name: 'ID or name of the user.',
  body: z.strictObject({
    password: z.optional(newPassword()),
    role: z.optional(roleField),
    ...permissions,
    /**
     * The permissions that the client last read; the change is refused if they differ from the
     * stored ones.
     */
    before: z.optional(z.strictObject({ role: roleField, readOnly: flag(), scope })),
  }),
  response: user,
  errors: [
    'ReauthenticationRequired',
    'ReadOnly',
    'OutOfScope',
    'UnknownUser',
    'AmbiguousUser',
    'UserChanged',
    'LastAdmin',
    'NoPassword',
    'TooManySignIns',
  ],
})

export const removeUser = route('DELETE /api/users/:name', {
  summary: 'Remove a user; ends the user’s sessions.',
  access: 'admin',
  name: 'ID or name of the user.',
  response: noData,
  errors: [
    'ReauthenticationRequired',
    'ReadOnly',
    'OutOfScope',
    'UnknownUser',
    'AmbiguousUser',
    'LastAdmin',
  ],
})

export const endUserSessions = route('POST /api/signOut/:name', {
  summary: 'End all sessions of a user.',
  access: 'admin',
  name: 'ID or name of the user.',
  response: noData,
  errors: ['ReauthenticationRequired', 'ReadOnly', 'OutOfScope', 'UnknownUser', 'AmbiguousUser'],
})

export const linkUser = route('POST /api/linkUser/:name', {
  summary:
    'Give a single sign-on user from before version 0.2 the identity of another, who is removed.',
  access: 'admin',
  name: 'ID or name of the user without an identity.',
  body: z.strictObject({ user: requiredText('is required: the ID or name of the user to remove') }),
  response: user,
  errors: [
    'ReauthenticationRequired',
    'ReadOnly',
    'OutOfScope',
    'UnknownUser',
    'AmbiguousUser',
    'NotLinkable',
    'LastAdmin',
  ],
})
