import * as z from 'zod/mini'
import {
  patternString,
  type Rule,
  relevantIf,
  withMeta,
  withRules,
  withVocabulary,
} from '../../rules/rules'
import { healthCheckLimits, leastResources } from '../../tables/limits'
import { port } from '../common'

/** 服务相关接口/创建服务 and 修改服务: the containers of a service. */

export const env = z.strictObject({
  name: patternString(
    'envName',
    /^[A-Za-z_][A-Za-z0-9_]*$/,
    'must be letters, digits and underscores, and not begin with a digit',
  ),
  value: z.string(),
})

export const volumeMount = z.strictObject({
  volumeName: z.string().check(z.minLength(1)),
  mountPath: z.string().check(z.minLength(1)),
  mode: withVocabulary(z.enum(['ro', 'rw']), 'mountMode'),
})

const forMethod = (methods: string[], field: string): Rule<Record<string, unknown>> => ({
  id: `${field}WithCheckMethod`,
  text: `${field} is required when checkMethod is ${methods.join(' or ')}`,
  path: [field],
  holds: (value) =>
    !methods.includes(String(value.checkMethod)) ||
    (value[field] !== undefined && value[field] !== ''),
})

const withMethod = <F extends string>(field: F, methods: string[]) => ({
  field,
  when: `checkMethod is ${methods.join(' or ')}`,
  holds: ({ checkMethod }: Readonly<Record<string, unknown>>) =>
    methods.includes(String(checkMethod)),
})

/** An integer within the limits of a health check's parameter. */
function healthCheckNumber(name: keyof typeof healthCheckLimits) {
  const { min, max } = healthCheckLimits[name]
  return z.int().check(z.gte(min), z.lte(max))
}

export const checkMethod = withVocabulary(
  z.enum(['methodTcp', 'methodHttp', 'methodCmd']),
  'checkMethod',
)

export const healthCheck = relevantIf(
  withRules(
    z.strictObject({
      /** Liveness or readiness probe. */
      type: withVocabulary(z.enum(['liveCheck', 'readyCheck']), 'checkType'),
      /** Number of consecutive successes; must be 1 for liveCheck. */
      healthNum: z.optional(healthCheckNumber('healthNum')),
      /** Number of consecutive failures. */
      unhealthNum: z.optional(healthCheckNumber('unhealthNum')),
      intervalTime: z.optional(withMeta(healthCheckNumber('intervalTime'), { unit: 's' })),
      timeOut: z.optional(withMeta(healthCheckNumber('timeOut'), { unit: 's' })),
      /** Delay between the container's start and the first check. */
      delayTime: z._default(withMeta(healthCheckNumber('delayTime'), { unit: 's' }), 0),
      checkMethod,
      port: z.optional(port()),
      /** Only for methodHttp; Kubernetes' default is HTTP. */
      protocol: z.optional(z.enum(['HTTP', 'HTTPS'])),
      /** Only for methodHttp; Kubernetes' default is `/`. Statuses 200 to 399 mean success. */
      path: z.optional(z.string()),
      /** Executed in the container; exit code 0 means success. */
      cmd: z.optional(z.string()),
    }),
    [
      {
        id: 'liveCheckHealthNum',
        text: 'healthNum must be 1 for liveCheck',
        path: ['healthNum'],
        holds: (value) =>
          value.type !== 'liveCheck' || value.healthNum === undefined || value.healthNum === 1,
      },
      forMethod(['methodTcp', 'methodHttp'], 'port'),
      forMethod(['methodCmd'], 'cmd'),
    ],
  ),
  [
    withMethod('port', ['methodTcp', 'methodHttp']),
    withMethod('protocol', ['methodHttp']),
    withMethod('path', ['methodHttp']),
    withMethod('cmd', ['methodCmd']),
  ],
)

const quantity = (unit: string, least: number, id: string, ofZero = 'no limit') =>
  z.optional(
    withRules(
      z.int().check(z.gte(0)),
      [
        {
          id,
          text: `must be 0 (${ofZero}) or at least ${least}`,
          values: { minimum: least },
          holds: (value) => !value || value >= least,
        },
      ],
      { unit },
    ),
  )

const atLeast = (limit: string, request: string): Rule<Record<string, unknown>> => ({
  id: `${limit}AtLeastRequest`,
  text: `${limit} must be at least ${request}`,
  path: [limit],
  holds: (value) => !value[limit] || !(Number(value[request]) > Number(value[limit])),
})

/**
 * An image reference. As in Kubernetes, spaces around it are refused; any other malformed reference
 * causes InvalidImageName when the instances start.
 */
export const image = () =>
  withRules(z.string().check(z.minLength(1)), [
    {
      id: 'imageBlanks',
      text: 'must not begin or end with blanks',
      holds: (value) => typeof value !== 'string' || value === value.trim(),
    },
  ])

export const container = withRules(
  z.strictObject({
    containerName: z.string().check(z.minLength(1), z.maxLength(63)),
    image: image(),
    envs: z.optional(z.array(env)),
    volumeMounts: z.optional(z.array(volumeMount)),
    healthCheck: z.optional(z.array(healthCheck)),
    /** CPU request in millicores, at least 100; 0 or absent means none. */
    cpu: quantity('mU', leastResources.cpu, 'leastCpu'),
    /** CPU limit in millicores, at least 100 and at least `cpu`; 0 or absent means none. */
    cpuLimits: quantity('mU', leastResources.cpu, 'leastCpu'),
    /** Memory request in MiB (at least 4 recommended); 0 or absent means none. */
    memory: z.optional(withMeta(z.int().check(z.gte(0)), { unit: 'MiB' })),
    /**
     * Memory limit in MiB, at least 4 and at least `memory`; 0 or absent means equal to `memory`.
     */
    memoryLimits: quantity(
      'MiB',
      leastResources.memoryLimits,
      'leastMemoryLimits',
      'equal to memory',
    ),
    command: z.optional(z.string()),
    arguments: z.optional(z.array(z.string())),
    /** `true` or `false` on the wire, in lowercase. */
    privileged: z.optional(z.boolean()),
    workingDir: z.optional(z.string()),
  }),
  [
    atLeast('cpuLimits', 'cpu'),
    atLeast('memoryLimits', 'memory'),
    {
      id: 'oneCheckOfEachType',
      text: 'healthCheck can have one liveCheck and one readyCheck',
      path: ['healthCheck'],
      holds: ({ healthCheck: checks }) => {
        const types = Array.isArray(checks) ? checks.map((check) => check?.type) : []
        return new Set(types).size === types.length
      },
    },
  ],
)
