import * as z from 'zod/mini'
import { unavailableReasons } from '../rules/unavailable'
import { requiredText } from './declare/field'
import { route } from './declare/route'
import { newPassword, noData, role, shownScope, source, time, userNames } from './declare/values'

/** What answers an account within this process. */
const backendKind = z.enum(['simulation', 'kubernetes'])
export type BackendKind = z.output<typeof backendKind>

const account = z.object({
  name: z.string(),
  /** Short region names of the API, e.g. `gz`. */
  regions: z.readonly(z.array(z.string())),
  production: z.boolean(),
  /** Whether the account is currently read-only for every user. */
  readOnly: z.boolean(),
  /** Absent for a remote endpoint. */
  backend: z.optional(backendKind),
  /** Whether POST /api/push is available, which is the case only for a simulated registry. */
  canPush: z.optional(z.boolean()),
  /** Whether this user is refused privileged containers and directories of the node. */
  noHostAccess: z.optional(z.boolean()),
  /** For each action: true, or the reason why the account's backend does not answer it. */
  actions: z.record(z.string(), z.union([z.literal(true), z.enum(unavailableReasons)])),
})
export type SessionAccount = z.output<typeof account>

/** The signed-in user and the accounts in the user's scope. */
const session = z.object({
  ...userNames,
  role,
  scope: shownScope,
  /** True for a read-only user, and for all users while the console is read-only. */
  readOnly: z.boolean(),
  accounts: z.readonly(z.array(account)),
  /** How the user signs in: with a password of this console, or through single sign-on. */
  source,
})
export type Session = z.output<typeof session>

export const beginSession = route('POST /api/session', {
  summary:
    'Sign in with user and password, or complete a single sign-on with its one-time code; sets the session cookie.',
  access: 'public',
  isOpenWhileReadOnly: true,
  isRepeatable: false,
  body: z.union([
    z.strictObject({ user: requiredText(), password: requiredText() }),
    z.strictObject({ code: requiredText() }),
  ]),
  response: z.extend(session, {
    /** Only on plain HTTP: requests with the cookie send it as X-Gantry-Session. */
    sessionSecret: z.optional(z.string()),
  }),
  errors: ['WrongPassword', 'WrongCode', 'TooManyAttempts', 'TooManySignIns'],
})

export const verifySession = route('POST /api/session/verify', {
  summary:
    'Enter the user’s password again, or the one-time code of a fresh single sign-on; managing users needs it, and it holds for 10 minutes.',
  // The request changes no data, and turning the switch off may require it.
  isOpenWhileReadOnly: true,
  access: 'viewer',
  isRepeatable: false,
  body: z.union([
    z.strictObject({ password: requiredText() }),
    z.strictObject({ code: requiredText() }),
  ]),
  response: z.object({ verifiedUntil: time }),
  errors: [
    'NoPassword',
    'TooManyAttempts',
    'TooManySignIns',
    'WrongCode',
    'OtherUserConfirmed',
    'NotAuthenticatedAnew',
  ],
})

export const readSession = route('GET /api/session', {
  summary: 'The signed-in user, and the accounts and regions in the user’s scope.',
  access: 'viewer',
  response: session,
})

export const endSession = route('DELETE /api/session', {
  summary: 'Sign out in this browser; `signOutUrl` is where the identity provider signs out too.',
  access: 'public',
  isOpenWhileReadOnly: true,
  isRepeatable: false,
  response: z.object({ signOutUrl: z.optional(z.string()) }),
  errors: ['OtherUser'],
})

export const endOwnSessions = route('POST /api/signOut', {
  summary: 'End all sessions of the signed-in user.',
  access: 'viewer',
  isOpenWhileReadOnly: true,
  response: noData,
})

export const changePassword = route('POST /api/password', {
  summary: 'Change the user’s own password; ends the user’s other sessions.',
  access: 'viewer',
  body: z.strictObject({ currentPassword: requiredText(), password: newPassword() }),
  response: noData,
  errors: ['NoPassword', 'WrongPassword', 'TooManyAttempts', 'TooManySignIns'],
})

export const readSignInWays = route('GET /api/signIn', {
  summary: 'The ways to sign in.',
  access: 'public',
  response: z.object({ singleSignOn: z.boolean() }),
})

export const beginSingleSignOn = route('GET /api/sso', {
  summary:
    'Redirect to the identity provider; `to` is the page to return to. `again=1` asks for a new authentication, for example as another user; `fresh=1` asks for one that confirms the session of the browser instead of beginning another.',
  access: 'public',
  query: z.object({
    to: z.optional(z.string()),
    again: z.optional(z.string()),
    fresh: z.optional(z.string()),
  }),
  isRedirect: true,
  errors: ['NotFound', 'SingleSignOnFailed'],
})

export const endSingleSignOn = route('GET /api/sso/callback', {
  summary:
    'Where the identity provider redirects to; sets the session cookie, or returns the code of a fresh sign-in.',
  access: 'public',
  isRedirect: true,
  errors: [
    'NotFound',
    'SignInExpired',
    'NoRole',
    'EmailNotVerified',
    'UserNameRefused',
    ['LastAdmin', 403],
    'SingleSignOnFailed',
    'TooManyAttempts',
    'StoreLost',
    'WrongPassword',
  ],
})

const listedSession = z.object({
  id: z.string(),
  user: z.string(),
  /** User-Agent of the sign-in. */
  device: z.string(),
  /** Client address of the last use. */
  address: z.string(),
  createdAt: time,
  /** Last use, with a precision of a minute. */
  usedAt: time,
  /** Whether this request belongs to the session. */
  isCurrent: z.boolean(),
})
export type ListedSession = z.output<typeof listedSession>

export const listSessions = route('GET /api/sessions', {
  summary: 'The user’s own sessions; for administrators, those of `user` too.',
  access: 'viewer',
  query: z.object({ user: z.optional(z.string()) }),
  response: z.readonly(z.array(listedSession)),
  errors: ['Forbidden', 'OutOfScope', 'UnknownUser', 'AmbiguousUser'],
})

export const endOneSession = route('DELETE /api/sessions/:name', {
  summary: 'End an own session; for administrators, one of another user too.',
  // A stolen session must be revocable at any time.
  isOpenWhileReadOnly: true,
  access: 'viewer',
  name: 'ID of the session.',
  response: noData,
  errors: ['OutOfScope', 'ReauthenticationRequired', 'UnknownSession', 'UnknownUser'],
})
