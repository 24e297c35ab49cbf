import * as z from 'zod/mini'
import { format, noted, type Rule, ruled } from '../../rules/rules'
import { port } from '../common'

/** 服务相关接口/创建服务 and 修改服务: the containers of a service. */

export const env = z.strictObject({
  name: format(
    'envName',
    /^[A-Za-z_][A-Za-z0-9_]*$/,
    'must be letters, digits and underscores, and not begin with a digit',
  ),
  value: z.string(),
})

export const volumeMount = z.strictObject({
  volumeName: z.string().check(z.minLength(1)),
  mountPath: z.string().check(z.minLength(1)),
  /** ro: read only, rw: read and write. */
  mode: z.enum(['ro', 'rw']),
})

const forMethod = (methods: string[], field: string): Rule<Record<string, unknown>> => ({
  id: `${field}WithCheckMethod`,
  says: `${field} is required when checkMethod is ${methods.join(' or ')}`,
  path: [field],
  holds: (value) =>
    !methods.includes(String(value.checkMethod)) ||
    (value[field] !== undefined && value[field] !== ''),
})

export const healthCheck = ruled(
  z.strictObject({
    /** liveCheck restarts a container that fails, readyCheck keeps requests away from it. */
    type: z.enum(['liveCheck', 'readyCheck']),
    /** Successes in a row; only 1 for liveCheck. */
    healthNum: z.optional(z.int().check(z.gte(1), z.lte(10))),
    /** Failures in a row. */
    unhealthNum: z.optional(z.int().check(z.gte(1), z.lte(10))),
    intervalTime: z.optional(noted(z.int().check(z.gte(2), z.lte(300)), { unit: 's' })),
    timeOut: z.optional(noted(z.int().check(z.gte(2), z.lte(60)), { unit: 's' })),
    /** Time from the container's start to the first check. */
    delayTime: z._default(noted(z.int().check(z.gte(0), z.lte(60)), { unit: 's' }), 0),
    checkMethod: z.enum(['methodTcp', 'methodHttp', 'methodCmd']),
    port: z.optional(port()),
    /** Of methodHttp; Kubernetes takes HTTP where it is not sent. */
    protocol: z.optional(z.enum(['HTTP', 'HTTPS'])),
    /** Of methodHttp; Kubernetes takes `/` where it is not sent. 200 to 399 is success. */
    path: z.optional(z.string()),
    /** Run in the container; 0 is success. */
    cmd: z.optional(z.string()),
  }),
  [
    {
      id: 'liveCheckHealthNum',
      says: 'healthNum must be 1 for liveCheck',
      path: ['healthNum'],
      holds: (value) =>
        value.type !== 'liveCheck' || value.healthNum === undefined || value.healthNum === 1,
    },
    forMethod(['methodTcp', 'methodHttp'], 'port'),
    forMethod(['methodCmd'], 'cmd'),
  ],
)

const quantity = (unit: string, least: number, id: string) =>
  z.optional(
    ruled(
      z.int().check(z.gte(0)),
      [
        {
          id,
          says: `must be 0 (no limit) or at least ${least}`,
          holds: (value) => !value || value >= least,
        },
      ],
      { unit },
    ),
  )

const atLeast = (limit: string, request: string): Rule<Record<string, unknown>> => ({
  id: `${limit}AtLeastRequest`,
  says: `${limit} must be at least ${request}`,
  path: [limit],
  holds: (value) => !value[limit] || !(Number(value[request]) > Number(value[limit])),
})

export const container = ruled(
  z.strictObject({
    containerName: z.string().check(z.minLength(1), z.maxLength(63)),
    image: z.string().check(z.minLength(1)),
    envs: z.optional(z.array(env)),
    volumeMounts: z.optional(z.array(volumeMount)),
    healthCheck: z.optional(z.array(healthCheck)),
    /** Request in thousandths of a core, at least 100; 0 or not sent: none. */
    cpu: quantity('mU', 100, 'leastCpu'),
    /** Limit in thousandths of a core, at least 100 and at least `cpu`; 0 or not sent: none. */
    cpuLimits: quantity('mU', 100, 'leastCpu'),
    /** Request in MiB (4 or more is advised); 0 or not sent: none. */
    memory: z.optional(noted(z.int().check(z.gte(0)), { unit: 'MiB' })),
    /** Limit in MiB, at least 4 and at least `memory`; 0 or not sent: the same as `memory`. */
    memoryLimits: quantity('MiB', 4, 'leastMemoryLimits'),
    command: z.optional(z.string()),
    arguments: z.optional(z.array(z.string())),
    /** `true` or `false` on the wire, in lower case. */
    privileged: z.optional(z.boolean()),
    workingDir: z.optional(z.string()),
  }),
  [atLeast('cpuLimits', 'cpu'), atLeast('memoryLimits', 'memory')],
)
