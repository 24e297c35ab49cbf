import type { ConsoleRouteId } from '../../../src/contract/console/routes'
import type { Spot } from './consolePlants'
import type { Fixture, RouteParameters, Row } from './consoleRow'

const nothing = () => ({})
/**
 * A route that ignores the scope: its response is the same for every user, or is only about the
 * calling user.
 */
const open: Row = { inside: nothing }
const forAdmins = (inside: Row['inside'], more: Partial<Row> = {}): Row => ({
  inside,
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
  inside: ({ inside }) => ({ query: servicesOf(inside) }),
  outside: ({ outside }, prefix) => [{ query: servicesOf(outside[prefix]) }],
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
    inside: ({ inside }) => {
      const { account, region, ...params } = servicesOf(inside)
      return { name: 'DescribeClusterServiceInfo', body: { account, region, params } }
    },
    outside: ({ outside }, prefix) => {
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
    inside: ({ inside }) => ({ body: { series: [seriesOf(inside)] } }),
    // Each series has its own error.
    outside: ({ outside }, prefix) => [{ body: { series: [seriesOf(outside[prefix])] } }],
    outsideAnswer: 'ok',
    isForAdmins: true,
  },

  'GET /api/tasks': {
    inside: nothing,
    outside: ({ outside, kind }, prefix) => [
      { query: { q: `${prefix}-${kind}` } },
      { query: { account: outside[prefix].account, q: outside[prefix].serviceName } },
    ],
    outsideAnswer: 'ok',
    isForAdmins: true,
  },
  'GET /api/inventory/state': { inside: nothing, isForAdmins: true },
  'GET /api/inventory/objects': {
    inside: () => ({ query: { kind: 'service', limit: '1000' } }),
    outside: ({ outside }, prefix) => {
      const { account, region, clusterId, namespace } = outside[prefix]
      return [{ query: { kind: 'service', account, region, clusterId, namespace } }]
    },
    outsideAnswer: 'ok',
    isForAdmins: true,
  },
  'GET /api/inventory/search': {
    inside: () => ({ query: { q: 'e', limit: '200' } }),
    outside: ({ outside }, prefix) => [{ query: { q: outside[prefix].serviceName } }],
    outsideAnswer: 'ok',
    isForAdmins: true,
  },
  'GET /api/inventory/uses': {
    inside: ({ inside: { account } }) => ({ query: { account } }),
    // Services outside the scope are left out; only another account is refused.
    outside: ({ outside, kind }, prefix) =>
      kind === 'account' ? [{ query: { account: outside[prefix].account } }] : [],
    outsideAnswer: 'OutOfScope',
    isForAdmins: true,
  },
  'GET /api/inventory/problems': {
    inside: nothing,
    outside: ({ outside }, prefix) => [{ query: { account: outside[prefix].account } }],
    outsideAnswer: 'ok',
    isForAdmins: true,
  },
  'GET /api/activity': {
    inside: ({ inside: { account, region, clusterId } }) => ({
      query: { account, region, target: clusterId, ...range },
    }),
    outside: ({ outside }, prefix) => {
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
    inside: ({ inside: { account, region, clusterId } }) => ({
      query: { account, region, clusterId },
    }),
    // A cluster of several namespaces is visible to the users of each.
    outside: ({ outside, kind }, prefix) => {
      const { account, region, clusterId } = outside[prefix]
      return kind === 'namespace' ? [] : [{ query: { account, region, clusterId } }]
    },
    outsideAnswer: 'OutOfScope',
    isForAdmins: true,
  },

  'GET /api/boards': { inside: nothing, isForAdmins: true },
  'POST /api/boards': {
    inside: ({ inside }) => ({ body: boardAt(inside) }),
    outside: ({ outside }, prefix) => [{ body: boardAt(outside[prefix]) }],
    outsideAnswer: 'OutOfScope',
  },
  'PUT /api/boards/:name': {
    inside: ({ own, inside }) => {
      const { account: _, region: __, ...content } = boardAt(inside)
      return { name: own.board, body: { ...content, version: 1 } }
    },
    outside: ({ hidden, inside }, prefix) => {
      const { account: _, region: __, ...content } = boardAt(inside)
      const name = prefix === 'zz' ? hidden.board : unknownId
      return [{ name, body: { ...content, version: 1 } }]
    },
    outsideAnswer: 'UnknownBoard',
  },
  'DELETE /api/boards/:name': {
    inside: ({ own }) => ({ name: own.board, body: {} }),
    outside: ({ hidden }, prefix) => [
      { name: prefix === 'zz' ? hidden.board : unknownId, body: {} },
    ],
    outsideAnswer: 'UnknownBoard',
  },

  'GET /api/drafts/:name': {
    inside: () => ({ name: 'form' }),
    outside: ({ kind }, prefix) => [{ name: `${prefix}-${kind} form` }],
    outsideAnswer: 'ok',
  },
  'PUT /api/drafts/:name': {
    inside: () => ({ name: 'form', body: { values: { a: 'b' } } }),
    // A draft belongs to its user, so this saves the user's own draft.
    outside: ({ kind, outside }, prefix) => [
      { name: `${prefix}-${kind} form`, body: { values: { a: maskOf(outside[prefix]) } } },
    ],
    outsideAnswer: 'ok',
  },
  'DELETE /api/drafts/:name': {
    inside: () => ({ name: 'form', body: {} }),
    outside: ({ kind }, prefix) => [{ name: `${prefix}-${kind} form`, body: {} }],
    outsideAnswer: 'ok',
  },

  'POST /api/push': {
    inside: ({ reponame }) => ({ body: { account: 'embedded', reponame, tag: '1' } }),
    answer: { cluster: 'OutOfScope', namespace: 'OutOfScope' },
    outside: ({ outside, reponame, kind }, prefix) =>
      kind === 'account'
        ? [{ body: { account: outside[prefix].account, reponame, tag: '1' } }]
        : [],
    outsideAnswer: 'OutOfScope',
  },
  'POST /api/reveal': {
    inside: ({ mask }) => ({ body: { mask } }),
    outside: ({ outside }, prefix) => [{ body: { mask: maskOf(outside[prefix]) } }],
    outsideAnswer: 'OutOfScope',
  },

  'GET /api/accounts': { inside: nothing, isForAdmins: true },
  'POST /api/accounts/:name': {
    inside: () => ({ name: 'embedded', body: {} }),
    outside: ({ outside, kind }, prefix) =>
      kind === 'account' ? [{ name: outside[prefix].account, body: {} }] : [],
    outsideAnswer: 'UnknownAccount',
    isForAdmins: true,
  },

  'GET /api/tokens': {
    inside: nothing,
    outside: () => [{ query: { all: 'true' } }],
    outsideAnswer: 'Forbidden',
  },
  'POST /api/tokens': {
    inside: ({ kind, inside }) => {
      const scopes = {
        account: { accounts: [inside.account] },
        region: { regions: [inside.region] },
        cluster: { clusters: [inside.clusterId] },
        namespace: { namespaces: [inside.namespace] },
      }
      return { body: { name: 'mine', role: 'operator', days: 1, scope: scopes[kind] } }
    },
    outside: ({ kind, outside }, prefix) => {
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
    inside: () => ({ name: unknownId, body: {} }),
    answer: 'UnknownToken',
    outside: ({ hidden }, prefix) => [
      { name: prefix === 'zz' ? hidden.token : unknownId, body: {} },
    ],
    outsideAnswer: 'UnknownToken',
  },

  'GET /api/sessions': {
    inside: nothing,
    outside: ({ kind }, prefix) => [{ query: { user: `${prefix}-${kind}-user` } }],
    outsideAnswer: 'Forbidden',
  },
  'DELETE /api/sessions/:name': {
    inside: () => ({ name: unknownId, body: {} }),
    answer: 'UnknownSession',
    outside: ({ hidden }, prefix) => [
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

  'GET /api/session': { inside: nothing, isForAdmins: true },
  'POST /api/session': {
    inside: () => ({ body: { user: 'zz', password: 'wrong' } }),
    answer: 'WrongPassword',
  },
  'POST /api/session/verify': {
    inside: () => ({ body: { password: 'wrong' } }),
    answer: 'InvalidParameter',
  },
  'POST /api/password': {
    inside: () => ({ body: { currentPassword: 'wrong', password: 'a long password' } }),
    answer: 'InvalidParameter',
  },
  'POST /api/signOut': { inside: () => ({ body: {} }) },
  'DELETE /api/session': { inside: () => ({ body: {} }) },
  'GET /api/signIn': open,
  'GET /api/sso': { inside: nothing, answer: 'NotFound' },
  'GET /api/sso/callback': { inside: nothing, answer: 'NotFound' },
  'POST /hooks/oidc/logout': { inside: nothing, answer: 'NotFound' },
  'GET /api/contract': open,
  'GET /api/openapi.json': open,
  'GET /healthz': open,
  'GET /readyz': open,
  'GET /metrics': open,
}
