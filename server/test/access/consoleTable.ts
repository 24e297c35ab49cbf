import type { ConsoleRouteId } from '../../../src/contract/console/routes'
import type { Kind, Plant, Prefix, Spot } from './consolePlants'

/** Parameters of a request to a route: the value of `:name`, the query and the body. */
export interface RouteParameters {
  name?: string
  query?: Readonly<Record<string, string>>
  body?: object
}

/** Resources that the requests of a row refer to. */
export interface Fixture {
  kind: Kind
  inside: Spot
  own: Plant
  /** Services outside the scope, by name prefix; only that of `zz` exists. */
  outside: Readonly<Record<Prefix, Spot>>
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
  requestInside: (fixture: Fixture) => RouteParameters
  /** Error code of the `requestInside` request; absent if the request is allowed. */
  answer?: Code | Partial<Record<Kind, Code>>
  /**
   * Requests that name a resource outside the scope or, with another prefix, a nonexistent one:
   * both get the same response.
   */
  requestsOutside?: (fixture: Fixture, prefix: Prefix) => readonly RouteParameters[]
  /** Error code of the `requestsOutside` requests; `ok` for a list that omits the named resources. */
  outsideAnswer?: Code
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
const open: Row = { requestInside: nothing }
const forAdmins = (requestInside: Row['requestInside'], more: Partial<Row> = {}): Row => ({
  requestInside,
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
  requestInside: ({ inside }) => ({ query: servicesOf(inside) }),
  requestsOutside: ({ outside }, prefix) => [{ query: servicesOf(outside[prefix]) }],
  outsideAnswer: 'OutOfScope',
}
const seriesOf = ({ account, region, clusterId, namespace, serviceName }: Spot) => {
  const names = Object.entries({ clusterId, namespace, serviceName })
  const dimensions = names.map(([name, value]) => ({ name, value }))
  const params = { namespace: 'qce/docker', metricName: 'service_cpu_used', dimensions }
  return { account, region, params }
}
const ofUser = (fixture: Fixture): RouteParameters => ({ name: fixture.hidden.user, body: {} })
const maskOf = (spot: Spot) => `<masked:${Object.values(servicesOf(spot)).join('/')}/0123>`

/** Every route of the console; a missing route is a type error. */
export const consoleTable: Readonly<Record<ConsoleRouteId, Row>> = {
  'POST /api/call/:name': {
    requestInside: ({ inside }) => {
      const { account, region, ...params } = servicesOf(inside)
      return { name: 'DescribeClusterServiceInfo', body: { account, region, params } }
    },
    requestsOutside: ({ outside }, prefix) => {
      const { account, region, ...params } = servicesOf(outside[prefix])
      const at = { account, region }
      return [
        { name: 'DescribeClusterServiceInfo', body: { ...at, params } },
        { name: 'ModifyServiceReplicas', body: { ...at, params: { ...params, scaleTo: 3 } } },
      ]
    },
    outsideAnswer: 'OutOfScope',
  },
  'POST /api/series': {
    requestInside: ({ inside }) => ({ body: { series: [seriesOf(inside)] } }),
    // Each series has its own error.
    requestsOutside: ({ outside }, prefix) => [{ body: { series: [seriesOf(outside[prefix])] } }],
    outsideAnswer: 'ok',
    isForAdmins: true,
  },

  'GET /api/tasks': {
    requestInside: nothing,
    requestsOutside: ({ outside, kind }, prefix) => [
      { query: { q: `${prefix}-${kind}` } },
      { query: { account: outside[prefix].account, q: outside[prefix].serviceName } },
    ],
    outsideAnswer: 'ok',
    isForAdmins: true,
  },
  'GET /api/inventory/state': { requestInside: nothing, isForAdmins: true },
  'GET /api/inventory/objects': {
    requestInside: () => ({ query: { kind: 'service', limit: '1000' } }),
    requestsOutside: ({ outside }, prefix) => {
      const { account, region, clusterId, namespace } = outside[prefix]
      return [{ query: { kind: 'service', account, region, clusterId, namespace } }]
    },
    outsideAnswer: 'ok',
    isForAdmins: true,
  },
  'GET /api/inventory/search': {
    requestInside: () => ({ query: { q: 'e', limit: '200' } }),
    requestsOutside: ({ outside }, prefix) => [{ query: { q: outside[prefix].serviceName } }],
    outsideAnswer: 'ok',
    isForAdmins: true,
  },
  'GET /api/inventory/problems': {
    requestInside: nothing,
    requestsOutside: ({ outside }, prefix) => [{ query: { account: outside[prefix].account } }],
    outsideAnswer: 'ok',
    isForAdmins: true,
  },
  'GET /api/activity': {
    requestInside: ({ inside: { account, region, clusterId } }) => ({
      query: { account, region, target: clusterId, ...range },
    }),
    requestsOutside: ({ outside }, prefix) => {
      const { account, region, clusterId, namespace, serviceName } = outside[prefix]
      const target = [clusterId, namespace, serviceName].join('/')
      return [{ query: { account, region, target, ...range } }]
    },
    outsideAnswer: 'OutOfScope',
    isForAdmins: true,
  },
  'GET /api/revisions': { ...service, isForAdmins: true },
  'GET /api/events': { ...service, isForAdmins: true },
  'GET /api/nodeEvents': {
    requestInside: ({ inside: { account, region, clusterId } }) => ({
      query: { account, region, clusterId },
    }),
    // A cluster of several namespaces is visible to the users of each.
    requestsOutside: ({ outside, kind }, prefix) => {
      const { account, region, clusterId } = outside[prefix]
      return kind === 'namespace' ? [] : [{ query: { account, region, clusterId } }]
    },
    outsideAnswer: 'OutOfScope',
    isForAdmins: true,
  },

  'GET /api/boards': { requestInside: nothing, isForAdmins: true },
  'POST /api/boards': {
    requestInside: ({ inside }) => ({ body: boardAt(inside) }),
    requestsOutside: ({ outside }, prefix) => [{ body: boardAt(outside[prefix]) }],
    outsideAnswer: 'OutOfScope',
  },
  'PUT /api/boards/:name': {
    requestInside: ({ own, inside }) => {
      const { account: _, region: __, ...content } = boardAt(inside)
      return { name: own.board, body: { ...content, version: 1 } }
    },
    requestsOutside: ({ hidden, inside }, prefix) => {
      const { account: _, region: __, ...content } = boardAt(inside)
      const name = prefix === 'zz' ? hidden.board : unknownId
      return [{ name, body: { ...content, version: 1 } }]
    },
    outsideAnswer: 'UnknownBoard',
  },
  'DELETE /api/boards/:name': {
    requestInside: ({ own }) => ({ name: own.board, body: {} }),
    requestsOutside: ({ hidden }, prefix) => [
      { name: prefix === 'zz' ? hidden.board : unknownId, body: {} },
    ],
    outsideAnswer: 'UnknownBoard',
  },

  'GET /api/drafts/:name': {
    requestInside: () => ({ name: 'form' }),
    requestsOutside: ({ kind }, prefix) => [{ name: `${prefix}-${kind} form` }],
    outsideAnswer: 'ok',
  },
  'PUT /api/drafts/:name': {
    requestInside: () => ({ name: 'form', body: { values: { a: 'b' } } }),
    // A draft belongs to its user, so this saves the user's own draft.
    requestsOutside: ({ kind, outside }, prefix) => [
      { name: `${prefix}-${kind} form`, body: { values: { a: maskOf(outside[prefix]) } } },
    ],
    outsideAnswer: 'ok',
  },
  'DELETE /api/drafts/:name': {
    requestInside: () => ({ name: 'form', body: {} }),
    requestsOutside: ({ kind }, prefix) => [{ name: `${prefix}-${kind} form`, body: {} }],
    outsideAnswer: 'ok',
  },

  'POST /api/push': {
    requestInside: ({ reponame }) => ({ body: { account: 'embedded', reponame, tag: '1' } }),
    answer: { cluster: 'OutOfScope', namespace: 'OutOfScope' },
    requestsOutside: ({ outside, reponame, kind }, prefix) =>
      kind === 'account'
        ? [{ body: { account: outside[prefix].account, reponame, tag: '1' } }]
        : [],
    outsideAnswer: 'OutOfScope',
  },
  'POST /api/reveal': {
    requestInside: ({ mask }) => ({ body: { mask } }),
    requestsOutside: ({ outside }, prefix) => [{ body: { mask: maskOf(outside[prefix]) } }],
    outsideAnswer: 'OutOfScope',
  },

  'GET /api/accounts': { requestInside: nothing, isForAdmins: true },
  'POST /api/accounts/:name': {
    requestInside: () => ({ name: 'embedded', body: {} }),
    requestsOutside: ({ outside, kind }, prefix) =>
      kind === 'account' ? [{ name: outside[prefix].account, body: {} }] : [],
    outsideAnswer: 'UnknownAccount',
    isForAdmins: true,
  },

  'GET /api/tokens': {
    requestInside: nothing,
    requestsOutside: () => [{ query: { all: 'true' } }],
    outsideAnswer: 'Forbidden',
  },
  'POST /api/tokens': {
    requestInside: ({ kind, inside }) => {
      const scopes = {
        account: { accounts: [inside.account] },
        region: { regions: [inside.region] },
        cluster: { clusters: [inside.clusterId] },
        namespace: { namespaces: [inside.namespace] },
      }
      return { body: { name: 'mine', role: 'operator', days: 1, scope: scopes[kind] } }
    },
    requestsOutside: ({ kind, outside }, prefix) => {
      const { account, region, clusterId, namespace } = outside[prefix]
      const scopes = {
        account: { accounts: [account] },
        region: { regions: [region] },
        cluster: { clusters: [clusterId] },
        namespace: { namespaces: [namespace] },
      }
      return [{ body: { name: 'mine', role: 'operator', days: 1, scope: scopes[kind] } }]
    },
    outsideAnswer: 'OutOfScope',
  },
  'DELETE /api/tokens/:name': {
    requestInside: () => ({ name: unknownId, body: {} }),
    answer: 'UnknownToken',
    requestsOutside: ({ hidden }, prefix) => [
      { name: prefix === 'zz' ? hidden.token : unknownId, body: {} },
    ],
    outsideAnswer: 'UnknownToken',
  },

  'GET /api/sessions': {
    requestInside: nothing,
    requestsOutside: ({ kind }, prefix) => [{ query: { user: `${prefix}-${kind}-user` } }],
    outsideAnswer: 'Forbidden',
  },
  'DELETE /api/sessions/:name': {
    requestInside: () => ({ name: unknownId, body: {} }),
    answer: 'UnknownSession',
    requestsOutside: ({ hidden }, prefix) => [
      { name: prefix === 'zz' ? hidden.session : unknownId, body: {} },
    ],
    outsideAnswer: 'UnknownSession',
  },

  'GET /api/audit': forAdmins(nothing),
  'GET /api/audit/:name': forAdmins(({ hidden }) => ({ name: hidden.entry })),
  'GET /api/audit.csv': forAdmins(nothing),
  'GET /api/audit.jsonl': forAdmins(nothing),
  'GET /api/users': forAdmins(nothing),
  'POST /api/users': forAdmins(() => ({
    body: { user: 'new', password: 'a long password', role: 'viewer' },
  })),
  'PATCH /api/users/:name': forAdmins((fixture) => ({
    ...ofUser(fixture),
    body: { role: 'viewer' },
  })),
  'DELETE /api/users/:name': forAdmins(ofUser),
  'POST /api/signOut/:name': forAdmins(ofUser),
  'POST /api/linkUser/:name': forAdmins((fixture) => ({
    ...ofUser(fixture),
    body: { user: 'someone' },
  })),
  'GET /api/switches': forAdmins(nothing, { isForAdmins: true }),
  'PATCH /api/switches': forAdmins(({ inside }) => ({
    body: { accounts: { [inside.account]: true } },
  })),
  'GET /api/warnings': forAdmins(nothing, { isForAdmins: true }),

  'GET /api/session': { requestInside: nothing, isForAdmins: true },
  'POST /api/session': {
    requestInside: () => ({ body: { user: 'zz', password: 'wrong' } }),
    answer: 'WrongPassword',
  },
  'POST /api/session/verify': {
    requestInside: () => ({ body: { password: 'wrong' } }),
    answer: 'InvalidParameter',
  },
  'POST /api/password': {
    requestInside: () => ({ body: { currentPassword: 'wrong', password: 'a long password' } }),
    answer: 'InvalidParameter',
  },
  'POST /api/signOut': { requestInside: () => ({ body: {} }) },
  'DELETE /api/session': { requestInside: () => ({ body: {} }) },
  'GET /api/signIn': open,
  'GET /api/sso': { requestInside: nothing, answer: 'NotFound' },
  'GET /api/sso/callback': { requestInside: nothing, answer: 'NotFound' },
  'POST /hooks/oidc/logout': { requestInside: nothing, answer: 'NotFound' },
  'GET /api/contract': open,
  'GET /api/openapi.json': open,
  'GET /healthz': open,
  'GET /readyz': open,
  'GET /metrics': open,
}
