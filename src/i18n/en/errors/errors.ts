import { cloudErrors } from './cloudErrors'

/** Causes and next steps: of the console’s own errors by codeDesc (`desc`), of others by kind. */
export const errors = {
  about: '{{thing}}: {{what}}',
  small: 'Code {{code}} · {{codeDesc}}',
  requestId: 'request ID {{id}}',
  kind: {
    network: {
      what: 'Can’t reach the console server.',
      next: 'Check your connection, then try again.',
    },
    outcome: {
      what: 'No response was received, so the outcome is unknown.',
      next: 'The change may have been made. Check the current state before you try again.',
    },
    server: {
      what: 'The console server failed.',
      next: 'Try again in a moment. If the problem continues, contact an administrator.',
    },
    cloud: { what: 'The cloud rejected the request.', next: 'See the message below.' },
    refused: { what: 'The console server rejected the request.', next: 'See the message below.' },
    unexpected: { what: 'Something went wrong in the console.', next: 'Reload the page.' },
  },
  desc: {
    SignInRequired: { what: 'You’re not signed in.', next: 'Sign in and try again.' },
    WrongPassword: {
      what: 'Wrong user name or password.',
      next: 'Check both and try again.',
    },
    WrongCode: {
      what: 'The sign-in code is wrong, already used, or expired.',
      next: 'Sign in again.',
    },
    ReauthenticationRequired: {
      what: 'This action requires a recent sign-in.',
      next: 'Try again and confirm your password.',
    },
    InvalidLogoutToken: {
      what: 'The logout token of the identity provider is not valid.',
      next: 'Check the client’s settings at the provider.',
    },
    OtherUser: {
      what: 'Another user has signed in in this browser, so nothing was done.',
      next: 'Sign in again, or reload the page to continue as that user.',
    },
    OtherUserConfirmed: {
      what: 'Another user has signed in.',
      next: 'Sign in as the user of this session.',
    },
    NotAuthenticatedAnew: {
      what: 'The identity provider didn’t ask for a new sign-in.',
      next: 'Sign out there, then try again.',
    },
    TooManyAttempts: {
      what: 'Too many sign-in attempts.',
      next: 'Wait a moment, then try again. Each further failure makes the wait longer.',
    },
    TooManySignIns: {
      what: 'Too many users are signing in at once.',
      next: 'Try again in a few seconds.',
    },
    ReadOnly: {
      what: 'Your role is read-only.',
      next: 'Ask an operator to make the change, or ask an administrator for another role.',
    },
    Forbidden: {
      what: 'You don’t have permission to do this.',
      next: 'Ask an administrator for access.',
    },
    UnknownAction: {
      what: 'The server doesn’t support this action.',
      next: 'Reload the page. The page and the server may be different versions.',
    },
    UnknownAccount: {
      what: 'The account or region doesn’t exist on this server.',
      next: 'Choose another one at the top of the page.',
    },
    InvalidParameter: {
      what: 'Some values aren’t valid.',
      next: 'Correct the marked fields, then try again.',
    },
    KeyReused: {
      what: 'This idempotency key was already used for another request.',
      next: 'Reload the page, then try again.',
    },
    RepeatUnknown: {
      what: 'The console stopped during this request, so the outcome is unknown.',
      next: 'Check the current state before you try again.',
    },
    StoreFailed: {
      what: 'The console’s database failed. Nothing was sent to the cloud.',
      next: 'Contact an administrator. The disk may be full.',
    },
    StoreAway: {
      what: 'The console’s database isn’t responding or can’t store changes. Nothing was changed.',
      next: 'Try again in a moment. If the problem continues, contact an administrator.',
    },
    StoreLost: {
      what: 'The console’s database failed during this request, so the outcome is unknown.',
      next: 'Check the current state before you try again.',
    },
    OutOfScope: {
      what: 'This is outside your scope.',
      next: 'Ask an administrator to extend your scope.',
    },
    SwitchedOff: {
      what: 'Changes are turned off by a read-only switch.',
      next: 'Ask an administrator.',
    },
    TooManyRequests: { what: 'Too many requests.', next: 'Try again in a moment.' },
    Busy: { what: 'Too many of your calls are in progress.', next: 'Try again in a moment.' },
    CircuitOpen: {
      what: 'The account isn’t responding in this region. Nothing was sent.',
      next: 'The console tries again automatically. To see when, go to Accounts in the settings.',
    },
    NoPassword: {
      what: 'You sign in through single sign-on, so you have no password here.',
      next: 'Change your password with your identity provider.',
    },
    SingleSignOnFailed: {
      what: 'Single sign-on failed.',
      next: 'Try again, or ask an administrator.',
    },
    SignInExpired: {
      what: 'This sign-in was started in another browser, or more than 10 minutes ago.',
      next: 'Start the sign-in again.',
    },
    NoRole: {
      what: 'None of your groups has a role in this console.',
      next: 'Ask an administrator to give one of your groups a role.',
    },
    EmailNotVerified: {
      what: 'Your identity provider hasn’t verified your email address.',
      next: 'Verify the address with your identity provider, then sign in again.',
    },
    UserNameRefused: {
      what: 'Your identity provider sent a user name that this console can’t show.',
      next: 'Ask an administrator of your identity provider to change the name.',
    },
    AmbiguousUser: {
      what: 'Several users have this name.',
      next: 'Refresh the list of users, then choose the user there.',
    },
    NotConfirmed: {
      what: 'This action must be confirmed.',
      next: 'Type the requested name, then try again.',
    },
    UpstreamDown: {
      what: 'Can’t reach the cloud API of this account.',
      next: 'Try again in a moment. If the problem continues, ask an administrator to check the account’s endpoint.',
    },
    UpstreamSlow: {
      what: 'The cloud API of this account didn’t respond in time.',
      next: 'Try again in a moment.',
    },
    UpstreamBadAnswer: {
      what: 'The cloud API of this account returned an unreadable response.',
      next: 'Try again. If the problem continues, ask an administrator to check the account’s endpoint.',
    },
    InternalError: {
      what: 'The console server failed.',
      next: 'Try again in a moment. If the problem continues, give the request ID to an administrator.',
    },
    CrossSite: {
      what: 'The console server rejected the request because it seems to come from another site.',
      next: 'Reload the page.',
    },
    NotJson: {
      what: 'The console server couldn’t read the request.',
      next: 'Reload the page.',
    },
    TooLarge: {
      what: 'The request is larger than the console server accepts.',
      next: 'Enter less, or split the change into parts.',
    },
    NotFound: {
      what: 'There’s nothing at this address on the server.',
      next: 'Reload the page. The page and the server may be different versions.',
    },
    MethodNotAllowed: {
      what: 'The server doesn’t support this method at this address.',
      next: 'Reload the page. The page and the server may be different versions.',
    },
    UpstreamRedirect: {
      what: 'The cloud API of this account redirects to another address.',
      next: 'Ask an administrator to enter the final address as the account’s endpoint.',
    },
    UpstreamStatus: {
      what: 'The cloud API of this account returned an HTTP error.',
      next: 'Try again in a moment. If the problem continues, ask an administrator to check the account’s endpoint.',
    },
    UnknownEntry: {
      what: 'This audit entry doesn’t exist.',
      next: 'Check the address, or search the audit log.',
    },
    UnknownSession: {
      what: 'This session has already ended.',
      next: 'Refresh the list of sessions.',
    },
    UnknownUser: { what: 'This user doesn’t exist.', next: 'Refresh the list of users.' },
    UserExists: {
      what: 'This user name is already taken. Names that differ only in case or in equivalent characters count as the same.',
      next: 'Choose another name.',
    },
    NotLinkable: {
      what: 'These users can’t be linked.',
      next: 'Link a user that isn’t linked yet to a user that has signed in through single sign-on.',
    },
    LastAdmin: {
      what: 'This is the last administrator.',
      next: 'Give another user the administrator role first.',
    },
    UnknownSecret: {
      what: 'The value behind this mask is no longer known.',
      next: 'Reload the page, then try again.',
    },
    UnknownToken: {
      what: 'This access token doesn’t exist or was revoked.',
      next: 'Refresh the list of access tokens.',
    },
    TooManyTokens: {
      what: 'You’ve reached the limit of access tokens.',
      next: 'Revoke an access token first.',
    },
    UnknownBoard: {
      what: 'This dashboard doesn’t exist or was deleted.',
      next: 'Choose another dashboard, or save the charts as a new one.',
    },
    TooManyBoards: {
      what: 'The console has reached its limit of dashboards.',
      next: 'Delete a dashboard first.',
    },
    BoardChanged: {
      what: 'Another user changed this dashboard in the meantime.',
      next: 'Save your charts as a new dashboard, or discard them to see the other user’s changes.',
    },
    DraftChanged: {
      what: 'The draft was saved from another tab or browser in the meantime.',
      next: 'Choose which version to keep.',
    },
    UserChanged: {
      what: 'Another administrator changed this user in the meantime.',
      next: 'Check the current permissions, then save again.',
    },
    NoEndpoint: {
      what: 'This account has no endpoint for this part of the API.',
      next: 'Ask an administrator to add the endpoint to the account.',
    },
    UnknownHost: {
      what: 'The console server doesn’t accept this host name.',
      next: 'Open the console at the address printed at startup, or ask an administrator.',
    },
  },
  ...cloudErrors,
}
