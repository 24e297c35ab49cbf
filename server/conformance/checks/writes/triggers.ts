import { expectThat, requirePresent } from '../../outcomes'
import { type Check, type Context, checksOf } from '../check'
import {
  clusterIdOf,
  containerName,
  create,
  ownRepository,
  ownService,
  requireCreated,
} from './own'

async function triggerNamed({ api }: Context, triggerName: string) {
  const { triggerInfo } = await api.ok('ListTrigger', { triggerName })
  return triggerInfo[0]
}

/** Parameters of the run's trigger, which updates the run's service. */
export async function triggerSettings(context: Context) {
  const [service, repository] = [ownService(context), ownRepository(context)]
  const { clusters } = await context.api.ok('DescribeCluster', {
    clusterIds: [clusterIdOf(context)],
  })
  const clusterRegion = requirePresent(clusters[0]?.regionId, 'the cluster has no region number')
  return {
    ...service,
    ...repository,
    triggerName: context.own.name,
    invokeMethod: 'taglist',
    invokeExpr: 'v1;v2',
    containerName,
    clusterRegion,
  } as const
}

export const triggerCreation: readonly Check[] = checksOf('AddUpdateServiceTrigger', {
  'a new trigger is listed with its settings': async (context) => {
    const settings = await triggerSettings(context)
    const { clusterRegion, ...others } = settings
    const regions = [1, 4, 5, 7, 8, 9, 16] as const
    const region = requirePresent(
      regions.find((candidate) => candidate === clusterRegion),
      'triggers do not reach the region',
    )
    await create(context, 'trigger', () =>
      context.api.ok('AddUpdateServiceTrigger', { ...others, clusterRegion: region }),
    )
    const row = await triggerNamed(context, settings.triggerName)
    const expected = [settings.reponame, 'taglist', 'v1;v2', settings.serviceName, containerName]
    const actual = [
      row?.repoName,
      row?.invokeCondition.invokeMethod,
      row?.invokeCondition.invokeExpr,
      row?.invokePara.serviceName,
      row?.invokePara.containerName,
    ]
    expectThat(actual.join() === expected.join(), expected.join(', '), actual)
  },
  'refuses a name that exists': async (context) => {
    requireCreated(context, 'trigger')
    const settings = await triggerSettings(context)
    await context.api.refused('AddUpdateServiceTrigger', settings, [5100], 'a name that exists')
  },
  'refuses a condition without its expression': async (context) => {
    const { invokeExpr: _expr, ...settings } = await triggerSettings(context)
    for (const invokeMethod of ['taglist', 'regex']) {
      const params = { ...settings, triggerName: `${context.own.name}-new`, invokeMethod }
      await context.api.refused('AddUpdateServiceTrigger', params, [4000], invokeMethod)
    }
  },
})

export const triggerChanges: readonly Check[] = [
  ...checksOf('ModifyUpdateServiceTrigger', {
    'changes what is sent, and keeps the rest': async (context) => {
      requireCreated(context, 'trigger')
      const triggerName = context.own.name
      const changes = { triggerName, invokeMethod: 'regex', invokeExpr: '^v[0-9]+$' } as const
      await context.api.ok('ModifyUpdateServiceTrigger', changes)
      const row = requirePresent(
        await triggerNamed(context, triggerName),
        'the trigger is not listed',
      )
      const { invokeMethod, invokeExpr } = row.invokeCondition
      expectThat(invokeMethod === 'regex', 'regex', invokeMethod)
      expectThat(invokeExpr === '^v[0-9]+$', '^v[0-9]+$', invokeExpr)
      const { serviceName } = row.invokePara
      expectThat(serviceName === context.own.name, context.own.name, serviceName)
    },
    'newTriggerName renames a trigger': async (context) => {
      requireCreated(context, 'trigger')
      const { name } = context.own
      const renamed = `${name}-renamed`
      const rename = (triggerName: string, newTriggerName: string) =>
        context.api.ok('ModifyUpdateServiceTrigger', { triggerName, newTriggerName })
      await rename(name, renamed)
      const rows = [await triggerNamed(context, name), await triggerNamed(context, renamed)]
      await rename(renamed, name)
      const isRenamed = rows[0] === undefined && rows[1] !== undefined
      expectThat(isRenamed, `${renamed} in place of ${name}`, rows)
    },
  }),

  ...checksOf('DeleteUpdateServiceTrigger', {
    'a deleted trigger is no longer listed': async (context) => {
      requireCreated(context, 'trigger')
      const triggerName = context.own.name
      await context.api.ok('DeleteUpdateServiceTrigger', { triggerName })
      context.own.exists.delete('trigger')
      const row = await triggerNamed(context, triggerName)
      expectThat(row === undefined, 'no trigger', row)
    },
  }),
]
