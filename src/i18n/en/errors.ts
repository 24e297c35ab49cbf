/**
 * What happened and what to do next: of the console’s own errors by codeDesc (`desc`), of the API’s by
 * codeDesc (`cloud`), then by code, of all others by kind.
 */
export const errors = {
  about: '{{thing}}: {{what}}',
  small: 'Code {{code}} · {{codeDesc}}',
  requestId: 'request {{id}}',
  kind: {
    network: {
      what: 'The server of the console cannot be reached.',
      next: 'Check your connection, then try again.',
    },
    outcome: {
      what: 'Nobody answered whether this was carried out.',
      next: 'Look at the present state before you try again: it may have been done.',
    },
    server: {
      what: 'The server of the console failed.',
      next: 'Try again in a moment; if it stays so, tell an administrator.',
    },
    cloud: { what: 'The cloud refused.', next: 'Its own words are below.' },
    refused: { what: 'The server of the console refused this.', next: 'Its own words are below.' },
    unexpected: { what: 'The console itself has failed.', next: 'Load the page again.' },
  },
  desc: {
    SignInRequired: { what: 'You are not signed in.', next: 'Sign in and try again.' },
    WrongPassword: {
      what: 'The user or the password is wrong.',
      next: 'Check both and try again.',
    },
    TooManyAttempts: {
      what: 'There were too many attempts.',
      next: 'Wait a minute, then try again.',
    },
    ReadOnly: {
      what: 'Your role may look, but not change.',
      next: 'Ask an operator to do it, or an administrator for another role.',
    },
    Forbidden: { what: 'You may not do this.', next: 'Ask an administrator.' },
    UnknownAction: {
      what: 'This server does not know the action.',
      next: 'Load the page again: the console and the server may be of different versions.',
    },
    UnknownAccount: {
      what: 'This server does not know the account or the region.',
      next: 'Choose another at the top of the page.',
    },
    InvalidParameter: {
      what: 'Something that was entered is not right.',
      next: 'Correct the fields named and try again.',
    },
    KeyReused: {
      what: 'Something else was sent under this key before.',
      next: 'Load the page again, then repeat it.',
    },
    RepeatUnknown: {
      what: 'Nobody knows whether this was carried out: the console stopped over it.',
      next: 'Look at the present state before you do it again.',
    },
    StoreFailed: {
      what: 'The database of the console failed; nothing was sent to the cloud.',
      next: 'Tell an administrator: its disk may be full. Then try again.',
    },
    StoreAway: {
      what: 'The database of the console does not answer; nothing was done.',
      next: 'Try again in a moment. If it stays so, tell an administrator.',
    },
    StoreLost: {
      what: 'The database of the console failed meanwhile; nobody knows whether this was carried out.',
      next: 'Look at the present state before you do it again.',
    },
    OutOfScope: {
      what: 'This is beyond what you may reach.',
      next: 'Ask an administrator who reaches it.',
    },
    SwitchedOff: { what: 'Changes are switched off at present.', next: 'Ask an administrator.' },
    TooManyRequests: { what: 'There were too many requests.', next: 'Wait a moment.' },
    Busy: { what: 'Too many of your calls are under way.', next: 'Try again in a moment.' },
    NoPassword: { what: 'You sign in elsewhere.', next: 'Change your password there.' },
    SingleSignOnFailed: {
      what: 'Single sign-on failed.',
      next: 'Try again, or ask an administrator.',
    },
    NotConfirmed: {
      what: 'This has to be confirmed.',
      next: 'Type what is asked for, then try again.',
    },
    UpstreamDown: {
      what: 'The cloud of this account cannot be reached.',
      next: 'Try again in a moment; if it stays so, ask an administrator to check the account’s endpoint.',
    },
    UpstreamSlow: {
      what: 'The cloud of this account did not answer in time.',
      next: 'Try again in a moment.',
    },
    UpstreamBadAnswer: {
      what: 'The cloud of this account answered with something unreadable.',
      next: 'Try again; if it stays so, ask an administrator to check the account’s endpoint.',
    },
    InternalError: {
      what: 'The server of the console failed.',
      next: 'Try again in a moment; if it stays so, tell an administrator the request id.',
    },
    CrossSite: {
      what: 'The server of the console did not take this for a request of this page.',
      next: 'Load the page again.',
    },
    NotJson: {
      what: 'The server of the console could not read the request.',
      next: 'Load the page again.',
    },
    TooLarge: {
      what: 'This is more than the server of the console takes at once.',
      next: 'Enter less, or do it in parts.',
    },
    NotFound: {
      what: 'There is nothing at this address of the server.',
      next: 'Load the page again: the console and the server may be of different versions.',
    },
    MethodNotAllowed: {
      what: 'The server does not do this at this address.',
      next: 'Load the page again: the console and the server may be of different versions.',
    },
    UpstreamRedirect: {
      what: 'The cloud of this account points to another address.',
      next: 'Ask an administrator to put the final address into the account’s settings.',
    },
    UpstreamStatus: {
      what: 'The cloud of this account answered with a failure.',
      next: 'Try again in a moment; if it stays so, ask an administrator to check the account’s endpoint.',
    },
    UnknownEntry: {
      what: 'The audit has no such entry.',
      next: 'Check the address, or look for it in the audit.',
    },
    UnknownUser: { what: 'There is no such user.', next: 'Look at the list of users again.' },
    UserExists: { what: 'There is a user of this name already.', next: 'Choose another name.' },
    LastAdmin: { what: 'This is the last administrator.', next: 'Make somebody else one first.' },
    UnknownBoard: {
      what: 'There is no such board, or not any more.',
      next: 'Choose another, or save the charts as a new one.',
    },
    TooManyBoards: { what: 'There are too many boards.', next: 'Delete one first.' },
    BoardChanged: {
      what: 'Somebody else has changed this board meanwhile.',
      next: 'Save the charts as a board of your own, or discard them to see the other’s.',
    },
    NoEndpoint: {
      what: 'This account has no endpoint for this part of the API.',
      next: 'Ask an administrator to add it to the account’s settings.',
    },
    UnknownHost: {
      what: 'The server of the console does not answer under this name.',
      next: 'Open the console under the address it printed, or ask an administrator.',
    },
  },
  cloud: {
    ConflictWithOtherClusterCIDR: {
      what: 'The container network overlaps that of another cluster.',
      next: 'Choose another CIDR.',
    },
    ClusterNotReadyError: {
      what: 'The cluster’s present state does not allow this.',
      next: 'Wait until it runs, then try again.',
    },
    ResourceExistAlready: {
      what: 'There is one of this name already.',
      next: 'Choose another name.',
    },
    ProcessAlreadyRunning: {
      what: 'The cluster is busy with something else.',
      next: 'Wait until that is done, then try again.',
    },
  },
  code: {
    4000: {
      what: 'The cloud refused a parameter.',
      next: 'Correct it and try again; the cloud’s own words are below.',
    },
    4100: {
      what: 'The cloud did not accept the account’s signature.',
      next: 'Ask an administrator to check the account’s key.',
    },
    4101: {
      what: 'The account may not use this action.',
      next: 'Ask an administrator to grant it in the cloud.',
    },
    4102: {
      what: 'The account may not touch this thing.',
      next: 'Ask an administrator to grant it in the cloud.',
    },
    4103: {
      what: 'The account’s key may not be used for this.',
      next: 'Ask an administrator to use another key.',
    },
    4104: {
      what: 'The account’s key does not exist or is disabled.',
      next: 'Ask an administrator to check the account’s key.',
    },
    4105: {
      what: 'The account’s temporary token is wrong or has expired.',
      next: 'Ask an administrator to renew it.',
    },
    4106: {
      what: 'The cloud asks for a second factor.',
      next: 'Ask an administrator to use a key without it.',
    },
    4110: {
      what: 'The cloud did not authorise the account.',
      next: 'Ask an administrator to check its rights.',
    },
    4200: {
      what: 'The request reached the cloud too late.',
      next: 'Try again; if it stays so, the server’s clock is off.',
    },
    4300: {
      what: 'The cloud denies the account access.',
      next: 'Check whether the account is blocked or has a debt.',
    },
    4400: { what: 'The cloud received too many requests.', next: 'Wait a moment and try again.' },
    4420: { what: 'The cloud received too many requests.', next: 'Wait a moment and try again.' },
    4480: { what: 'The cloud received too many requests.', next: 'Wait a moment and try again.' },
    4500: {
      what: 'The cloud took the request for a replay.',
      next: 'Try again; if it stays so, the server’s clock is off.',
    },
    4600: {
      what: 'The cloud does not speak this protocol.',
      next: 'Ask an administrator to check the account’s endpoint.',
    },
    5000: {
      what: 'The thing does not exist any more, or belongs to somebody else.',
      next: 'Go back to the list and look again.',
    },
    5100: { what: 'The cloud could not do it.', next: 'Look at the reason below, then try again.' },
    5200: {
      what: 'This configuration cannot be bought.',
      next: 'It may be sold out here: choose another size or zone.',
    },
    5300: { what: 'The account’s balance is too low.', next: 'Top it up, then try again.' },
    5400: { what: 'Only a part of it was done.', next: 'Look at the list for what is missing.' },
    5500: {
      what: 'The account is not qualified to buy.',
      next: 'Finish its verification in the cloud first.',
    },
    6000: {
      what: 'The cloud failed inside.',
      next: 'Try again in a moment; quote the request id if you report it.',
    },
    6100: {
      what: 'The cloud does not know this action here.',
      next: 'Ask an administrator to check the account’s endpoint.',
    },
    6200: { what: 'The cloud has closed this action for maintenance.', next: 'Try again later.' },
    '-502': {
      what: 'The cloud has no measurements of this: it does not exist.',
      next: 'Go back to the list.',
    },
    '-503': {
      what: 'The cloud refused what is to be measured.',
      next: 'Its own words are below.',
    },
    '-505': {
      what: 'The cloud misses something of what is to be measured.',
      next: 'Its own words are below.',
    },
    '-507': {
      what: 'These are more measurements than can be had at once.',
      next: 'Choose a shorter time or a longer period.',
    },
    '-509': {
      what: 'The cloud cannot measure this of such a thing.',
      next: 'Its own words are below.',
    },
    '-513': { what: 'The cloud cannot read its measurements.', next: 'Try again in a moment.' },
  },
}
