/** Causes and next steps of errors of the API, by codeDesc (`cloud`), then by code (`code`). */
export const cloudErrors = {
  cloud: {
    ConflictWithOtherClusterCIDR: {
      what: 'The container network overlaps with that of another cluster.',
      next: 'Choose another CIDR.',
    },
    ClusterNotReadyError: {
      what: 'The cluster’s status doesn’t allow this.',
      next: 'Wait until the cluster is running, then try again.',
    },
    ResourceExistAlready: {
      what: 'A resource with this name already exists.',
      next: 'Choose another name.',
    },
    ProcessAlreadyRunning: {
      what: 'The cluster is busy with another operation.',
      next: 'Wait until it finishes, then try again.',
    },
  },
  code: {
    4000: {
      what: 'The cloud rejected a parameter.',
      next: 'Correct the value and try again. See the message below.',
    },
    4100: {
      what: 'The cloud rejected the account’s signature.',
      next: 'Ask an administrator to check the account’s key.',
    },
    4101: {
      what: 'The account isn’t permitted to call this action.',
      next: 'Ask an administrator to grant the permission in the cloud.',
    },
    4102: {
      what: 'The account isn’t permitted to access this resource.',
      next: 'Ask an administrator to grant the permission in the cloud.',
    },
    4103: {
      what: 'The account’s key isn’t permitted to do this.',
      next: 'Ask an administrator to use another key.',
    },
    4104: {
      what: 'The account’s key doesn’t exist or is disabled.',
      next: 'Ask an administrator to check the account’s key.',
    },
    4105: {
      what: 'The account’s temporary token is invalid or has expired.',
      next: 'Ask an administrator to renew the token.',
    },
    4106: {
      what: 'The cloud requires multi-factor authentication.',
      next: 'Ask an administrator to use a key that doesn’t require it.',
    },
    4110: {
      what: 'The cloud didn’t authorize the account.',
      next: 'Ask an administrator to check the account’s permissions.',
    },
    4200: {
      what: 'The request expired before it reached the cloud.',
      next: 'Try again. If the problem continues, check the server’s clock.',
    },
    4300: {
      what: 'The cloud denied access to the account.',
      next: 'Check whether the account is blocked or has overdue payments.',
    },
    4400: { what: 'The cloud received too many requests.', next: 'Try again in a moment.' },
    4420: { what: 'The cloud received too many requests.', next: 'Try again in a moment.' },
    4480: { what: 'The cloud received too many requests.', next: 'Try again in a moment.' },
    4500: {
      what: 'The cloud rejected the request as a replay.',
      next: 'Try again. If the problem continues, check the server’s clock.',
    },
    4600: {
      what: 'The cloud doesn’t support this protocol.',
      next: 'Ask an administrator to check the account’s endpoint.',
    },
    5000: {
      what: 'The resource doesn’t exist, or belongs to another account.',
      next: 'Return to the list and check.',
    },
    5100: {
      what: 'The cloud couldn’t complete the operation.',
      next: 'Check the reason below, then try again.',
    },
    5200: {
      what: 'This configuration can’t be purchased.',
      next: 'It may be sold out. Choose another size or zone.',
    },
    5300: {
      what: 'The account’s balance is too low.',
      next: 'Add funds to the account, then try again.',
    },
    5400: {
      what: 'The operation was only partly completed.',
      next: 'Check the list for what’s missing.',
    },
    5500: {
      what: 'The account isn’t eligible to make purchases.',
      next: 'Complete the account verification in the cloud first.',
    },
    6000: {
      what: 'The cloud had an internal error.',
      next: 'Try again in a moment. Include the request ID if you report the problem.',
    },
    6100: {
      what: 'The endpoint doesn’t support this action.',
      next: 'Ask an administrator to check the account’s endpoint.',
    },
    6200: { what: 'This isn’t available at the moment.', next: 'Try again later.' },
    '-502': {
      what: 'There are no metrics, because the object doesn’t exist.',
      next: 'Return to the list.',
    },
    '-503': {
      what: 'The cloud rejected a parameter of the metric query.',
      next: 'See the message below.',
    },
    '-505': {
      what: 'A parameter of the metric query is missing.',
      next: 'See the message below.',
    },
    '-507': {
      what: 'The query returns too many data points.',
      next: 'Choose a shorter range or a longer period.',
    },
    '-509': {
      what: 'This metric isn’t available for this object.',
      next: 'See the message below.',
    },
    '-513': { what: 'The cloud couldn’t read its metrics.', next: 'Try again in a moment.' },
  },
}
