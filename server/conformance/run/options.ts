import { parseArgs } from 'node:util'
import { type ActionName, isActionName } from '../../../src/contract/index'
import type { Config } from '../checks/own'
import type { Target } from '../client'

/** Thrown for invalid arguments; the message is written for the user of the command. */
export class UsageError extends Error {}

export interface CommandOptions {
  target: Target
  /** Path of a file with declared differences. */
  differences: string | undefined
  clusterId: string | undefined
  node: string | undefined
  isWriting: boolean
  isBuying: boolean
  isFillingQuotas: boolean
  disk: string | undefined
  config: Config | undefined
  only: readonly ActionName[] | undefined
  /** Longest wait for a change, in milliseconds. */
  patience: number
  isJson: boolean
}

export const usage = `npm run conformance -- <endpoint> [options]

  <endpoint>             URL; {module} stands for ccs, ccr and so on if each has its own host
  --write                also create, change and delete resources, in a namespace of the run
  --buy                  also buy a cluster for that, with up to two machines, and return it,
                         and load balancers
  --quotas               with --write: fill the registry's quotas of the account for a moment
  --node <instanceId>    a node that --write may relabel and cordon
  --disk <storageId>     a cloud disk that a service of --write may name; it is not mounted
  --config <config>      a configuration for the same, as <configId>:<configVersion>:<key>
  --cluster <clusterId>  the cluster to check; default: the first that runs and has nodes
  --only <action>        check this action only; may be repeated
  --differences <file>   JSON with the differences that the endpoint declares
  --patience <seconds>   longest wait for a change; default 900
  --json                 print the report as JSON

Environment: GANTRY_CONFORMANCE_SECRET_ID, GANTRY_CONFORMANCE_SECRET_KEY,
GANTRY_CONFORMANCE_REGION (default gz)
`

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        cluster: { type: 'string' },
        node: { type: 'string' },
        disk: { type: 'string' },
        config: { type: 'string' },
        quotas: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
        buy: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true },
        differences: { type: 'string' },
        patience: { type: 'string', default: '900' },
        json: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function configIn(text: string): Config {
  const [id, version, key, ...more] = text.split(':')
  if (!id || !version || !key || more.length > 0) {
    throw new UsageError('--config must be <configId>:<configVersion>:<key>.')
  }
  return { id, version, key }
}

const isUrl = (text: string) => /^https?:\/\//.test(text) && URL.canParse(text)

/** Reads the command line and the environment; throws a UsageError. */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): CommandOptions {
  const { values, positionals } = parsed(args)
  const [endpoint, ...more] = positionals
  if (endpoint === undefined || more.length > 0) throw new UsageError('Give one endpoint.')
  if (!isUrl(endpoint.replace('{module}', 'ccs'))) {
    throw new UsageError(`${endpoint} is no http or https URL.`)
  }
  const {
    GANTRY_CONFORMANCE_SECRET_ID: secretId,
    GANTRY_CONFORMANCE_SECRET_KEY: secretKey,
    GANTRY_CONFORMANCE_REGION: region = 'gz',
  } = env
  if (!secretId || !secretKey) {
    throw new UsageError(
      'Set GANTRY_CONFORMANCE_SECRET_ID and GANTRY_CONFORMANCE_SECRET_KEY to keys of the endpoint.',
    )
  }
  const patience = Number(values.patience) * 1000
  if (!(patience > 0)) throw new UsageError('--patience must be a number of seconds above 0.')
  const unknown = values.only?.find((name) => !isActionName(name))
  if (unknown !== undefined) throw new UsageError(`${unknown} is no action of the API.`)
  return {
    target: { endpoint, secretId, secretKey, region },
    differences: values.differences,
    clusterId: values.cluster,
    node: values.node,
    isWriting: values.write || values.buy,
    isBuying: values.buy,
    isFillingQuotas: values.quotas,
    disk: values.disk,
    config: values.config === undefined ? undefined : configIn(values.config),
    only: values.only?.filter(isActionName),
    patience,
    isJson: values.json,
  }
}
