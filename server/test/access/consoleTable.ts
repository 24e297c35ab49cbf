import type { ConsoleRouteId } from '../../../src/contract/console/routes'
import type { Kind, Plant, Prefix, Spot } from './consolePlants'

/** Parameters of a request to a route: the value of `:name`, the query and the body. */
export interface Asked {
  name?: string
  query?: Readonly<Record<string, string>>
  body?: object
}

/** Resources that the requests of a row refer to. */
export interface Ground {
  kind: Kind
  near: Spot
  own: Plant
  /** Services outside the scope, by name prefix; only that of `zz` exists. */
  beyond: Readonly<Record<Prefix, Spot>>
  /** Resources stored outside the scope. */
  hidden: Plant
  /** A mask of a secret within the scope. */
  mask: string
  /** A repository without triggers. */
  reponame: string
}

type Code = string

/** Expected responses of a route to an operator with a limited scope. */
export interface Row {
  /** A request within the scope. */
  here: (ground: Ground) => Asked
  /** Error code of the `here` request; absent if the request is allowed. */
  answer?: Code | Partial<Record<Kind, Code>>
  /**
   * Requests that name a resource outside the scope or, with another prefix, a nonexistent one:
   * both get the same response.
   */
  there?: (ground: Ground, prefix: Prefix) => readonly Asked[]
  /** Error code of the `there` requests; `ok` for a list that omits the named resources. */
  thereAnswer?: Code
  /**
   * Whether the route also hides those resources from administrators. Lists of users and audit
   * entries show them to every administrator (docs/security.md, known limits).
   */
  isForAdmins?: boolean
}

const nothing = () => ({})
/**
 * A route that ignores the scope: its response is the same for every user, or is only about the
 * calling user.
 */
const open: Row = { here: nothing }
const forAdmins = (here: Row['here'], more: Partial<Row> = {}): Row => ({
  here,
  answer: 'Forbidden',
  ...more,
})

const unknownId = 'f'.repeat(16)
const range = { from: '0', to: '9999999999999' }
const servicesOf = ({ account, region, clusterId, namespace, serviceName }: Spot) => ({
  ...{ account, region, clusterId, namespace, serviceName },
})
const chartOf = ({ clusterId, namespace, serviceName }: Spot) =>
  `service_cpu_used:${clusterId}/${namespace}/${serviceName}`
const boardAt = (spot: Spot) => ({
  ...{ account: spot.account, region: spot.region, name: 'mine', range: '' },
  charts: [chartOf(spot)],
})
const service: Row = {
  here: ({ near }) => ({ query: servicesOf(near) }),
  there: ({ beyond }, prefix) => [{ query: servicesOf(beyond[prefix]) }],
  thereAnswer: 'OutOfScope',
}
const seriesOf = ({ account, region, clusterId, namespace, serviceName }: Spot) => {
  const names = Object.entries({ clusterId, namespace, serviceName })
  const dimensions = names.map(([name, value]) => ({ name, value }))
  const params = { namespace: 'qce/docker', metricName: 'service_cpu_used', dimensions }
  return { account, region, params }
}
const ofUser = (ground: Ground): Asked => ({ name: ground.hidden.user, body: {} })
const maskOf = (spot: Spot) => `<masked:${Object.values(servicesOf(spot)).join('/')}/0123>`

/** Every route of the console; a missing route is a type error. */
export const consoleTable: Readonly<Record<ConsoleRouteId, Row>> = {
  'POST /api/call/:name': {
    here: ({ near }) => {
      const { account, region, ...params } = servicesOf(near)
      return { name: 'DescribeClusterServiceInfo', body: { account, region, params } }
    },
    there: ({ beyond }, prefix) => {
      const { account, region, ...params } = servicesOf(beyond[prefix])
      const at = { account, region }
      return [
        { name: 'DescribeClusterServiceInfo', body: { ...at, params } },
        { name: 'ModifyServiceReplicas', body: { ...at, params: { ...params, scaleTo: 3 } } },
      ]
    },
    thereAnswer: 'OutOfScope',
  },
  'POST /api/series': {
    here: ({ near }) => ({ body: { series: [seriesOf(near)] } }),
    // Each series has its own error.
    there: ({ beyond }, prefix) => [{ body: { series: [seriesOf(beyond[prefix])] } }],
    thereAnswer: 'ok',
    isForAdmins: true,
  },

  'GET /api/tasks': {
    here: nothing,
    there: ({ beyond, kind }, prefix) => [
      { query: { q: `${prefix}-${kind}` } },
      { query: { account: beyond[prefix].account, q: beyond[prefix].serviceName } },
    ],
    thereAnswer: 'ok',
    isForAdmins: true,
  },
  'GET /api/inventory/state': { here: nothing, isForAdmins: true },
  'GET /api/inventory/objects': {
    here: () => ({ query: { kind: 'service', limit: '1000' } }),
    there: ({ beyond }, prefix) => {
      const { account, region, clusterId, namespace } = beyond[prefix]
      return [{ query: { kind: 'service', account, region, clusterId, namespace } }]
    },
    thereAnswer: 'ok',
    isForAdmins: true,
  },
  'GET /api/inventory/search': {
    here: () => ({ query: { q: 'e', limit: '200' } }),
    there: ({ beyond }, prefix) => [{ query: { q: beyond[prefix].serviceName } }],
    thereAnswer: 'ok',
    isForAdmins: true,
  },
  'GET /api/inventory/problems': {
    here: nothing,
    there: ({ beyond }, prefix) => [{ query: { account: beyond[prefix].account } }],
    thereAnswer: 'ok',
    isForAdmins: true,
  },
  'GET /api/activity': {
    here: ({ near: { account, region, clusterId } }) => ({
      query: { account, region, target: clusterId, ...range },
    }),
    there: ({ beyond }, prefix) => {
      const { account, region, clusterId, namespace, serviceName } = beyond[prefix]
      const target = [clusterId, namespace, serviceName].join('/')
      return [{ query: { account, region, target, ...range } }]
    },
    thereAnswer: 'OutOfScope',
    isForAdmins: true,
  },
  'GET /api/revisions': { ...service, isForAdmins: true },
  'GET /api/events': { ...service, isForAdmins: true },
  'GET /api/nodeEvents': {
    here: ({ near: { account, region, clusterId } }) => ({ query: { account, region, clusterId } }),
    // A cluster of several namespaces is visible to the users of each.
    there: ({ beyond, kind }, prefix) => {
      const { account, region, clusterId } = beyond[prefix]
      return kind === 'namespace' ? [] : [{ query: { account, region, clusterId } }]
    },
    thereAnswer: 'OutOfScope',
    isForAdmins: true,
  },

  'GET /api/boards': { here: nothing, isForAdmins: true },
  'POST /api/boards': {
    here: ({ near }) => ({ body: boardAt(near) }),
    there: ({ beyond }, prefix) => [{ body: boardAt(beyond[prefix]) }],
    thereAnswer: 'OutOfScope',
  },
  'PUT /api/boards/:name': {
    here: ({ own, near }) => {
      const { account: _, region: __, ...content } = boardAt(near)
      return { name: own.board, body: { ...content, version: 1 } }
    },
    there: ({ hidden, near }, prefix) => {
      const { account: _, region: __, ...content } = boardAt(near)
      const name = prefix === 'zz' ? hidden.board : unknownId
      return [{ name, body: { ...content, version: 1 } }]
    },
    thereAnswer: 'UnknownBoard',
  },
  'DELETE /api/boards/:name': {
    here: ({ own }) => ({ name: own.board, body: {} }),
    there: ({ hidden }, prefix) => [{ name: prefix === 'zz' ? hidden.board : unknownId, body: {} }],
    thereAnswer: 'UnknownBoard',
  },

  'GET /api/drafts/:name': {
    here: () => ({ name: 'form' }),
    there: ({ kind }, prefix) => [{ name: `${prefix}-${kind} form` }],
    thereAnswer: 'ok',
  },
  'PUT /api/drafts/:name': {
    here: () => ({ name: 'form', body: { values: { a: 'b' } } }),
    // A draft belongs to its user, so this saves the user's own draft.
    there: ({ kind, beyond }, prefix) => [
      { name: `${prefix}-${kind} form`, body: { values: { a: maskOf(beyond[prefix]) } } },
    ],
    thereAnswer: 'ok',
  },
  'DELETE /api/drafts/:name': {
    here: () => ({ name: 'form', body: {} }),
    there: ({ kind }, prefix) => [{ name: `${prefix}-${kind} form`, body: {} }],
    thereAnswer: 'ok',
  },

  'POST /api/push': {
    here: ({ reponame }) => ({ body: { account: 'embedded', reponame, tag: '1' } }),
    answer: { cluster: 'OutOfScope', namespace: 'OutOfScope' },
    there: ({ beyond, reponame, kind }, prefix) =>
      kind === 'account' ? [{ body: { account: beyond[prefix].account, reponame, tag: '1' } }] : [],
    thereAnswer: 'OutOfScope',
  },
  'POST /api/reveal': {
    here: ({ mask }) => ({ body: { mask } }),
    there: ({ beyond }, prefix) => [{ body: { mask: maskOf(beyond[prefix]) } }],
    thereAnswer: 'OutOfScope',
  },

  'GET /api/accounts': { here: nothing, isForAdmins: true },
  'POST /api/accounts/:name': {
    here: () => ({ name: 'embedded', body: {} }),
    there: ({ beyond, kind }, prefix) =>
      kind === 'account' ? [{ name: beyond[prefix].account, body: {} }] : [],
    thereAnswer: 'UnknownAccount',
    isForAdmins: true,
  },

  'GET /api/tokens': {
    here: nothing,
    there: () => [{ query: { all: 'true' } }],
    thereAnswer: 'Forbidden',
  },
  'POST /api/tokens': {
    here: ({ kind, near }) => {
      const scopes = {
        account: { accounts: [near.account] },
        region: { regions: [near.region] },
        cluster: { clusters: [near.clusterId] },
        namespace: { namespaces: [near.namespace] },
      }
      return { body: { name: 'mine', role: 'operator', days: 1, scope: scopes[kind] } }
    },
    there: ({ kind, beyond }, prefix) => {
      const { account, region, clusterId, namespace } = beyond[prefix]
      const scopes = {
        account: { accounts: [account] },
        region: { regions: [region] },
        cluster: { clusters: [clusterId] },
        namespace: { namespaces: [namespace] },
      }
      return [{ body: { name: 'mine', role: 'operator', days: 1, scope: scopes[kind] } }]
    },
    thereAnswer: 'OutOfScope',
  },
  'DELETE /api/tokens/:name': {
    here: () => ({ name: unknownId, body: {} }),
    answer: 'UnknownToken',
    there: ({ hidden }, prefix) => [{ name: prefix === 'zz' ? hidden.token : unknownId, body: {} }],
    thereAnswer: 'UnknownToken',
  },

  'GET /api/sessions': {
    here: nothing,
    there: ({ kind }, prefix) => [{ query: { user: `${prefix}-${kind}-user` } }],
    thereAnswer: 'Forbidden',
  },
  'DELETE /api/sessions/:name': {
    here: () => ({ name: unknownId, body: {} }),
    answer: 'UnknownSession',
    there: ({ hidden }, prefix) => [
      { name: prefix === 'zz' ? hidden.session : unknownId, body: {} },
    ],
    thereAnswer: 'UnknownSession',
  },

  'GET /api/audit': forAdmins(nothing),
  'GET /api/audit/:name': forAdmins(({ hidden }) => ({ name: hidden.entry })),
  'GET /api/audit.csv': forAdmins(nothing),
  'GET /api/audit.jsonl': forAdmins(nothing),
  'GET /api/users': forAdmins(nothing),
  'POST /api/users': forAdmins(() => ({
    body: { user: 'new', password: 'a long password', role: 'viewer' },
  })),
  'PATCH /api/users/:name': forAdmins((ground) => ({
    ...ofUser(ground),
    body: { role: 'viewer' },
  })),
  'DELETE /api/users/:name': forAdmins(ofUser),
  'POST /api/signOut/:name': forAdmins(ofUser),
  'POST /api/linkUser/:name': forAdmins((ground) => ({
    ...ofUser(ground),
    body: { user: 'someone' },
  })),
  'GET /api/switches': forAdmins(nothing, { isForAdmins: true }),
  'PATCH /api/switches': forAdmins(({ near }) => ({
    body: { accounts: { [near.account]: true } },
  })),
  'GET /api/warnings': forAdmins(nothing, { isForAdmins: true }),

  'GET /api/session': { here: nothing, isForAdmins: true },
  'POST /api/session': {
    here: () => ({ body: { user: 'zz', password: 'wrong' } }),
    answer: 'WrongPassword',
  },
  'POST /api/session/verify': {
    here: () => ({ body: { password: 'wrong' } }),
    answer: 'InvalidParameter',
  },
  'POST /api/password': {
    here: () => ({ body: { currentPassword: 'wrong', password: 'a long password' } }),
    answer: 'InvalidParameter',
  },
  'POST /api/signOut': { here: () => ({ body: {} }) },
  'DELETE /api/session': { here: () => ({ body: {} }) },
  'GET /api/signIn': open,
  'GET /api/sso': { here: nothing, answer: 'NotFound' },
  'GET /api/sso/callback': { here: nothing, answer: 'NotFound' },
  'POST /hooks/oidc/logout': { here: nothing, answer: 'NotFound' },
  'GET /api/contract': open,
  'GET /api/openapi.json': open,
  'GET /healthz': open,
  'GET /readyz': open,
  'GET /metrics': open,
}
