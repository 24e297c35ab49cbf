import type { RequestOf } from '../../../../contract/action'
import {
  type AddUpdateServiceTrigger,
  type ModifyUpdateServiceTrigger,
  triggerRegions,
} from '../../../../contract/actions/registry/triggers'
import type { Trigger } from '../../registryState'
import type { TriggerRule } from '../log/firing'

/** Values of the trigger form's inputs. */
export interface TriggerValues {
  triggerName: string
  reponame: string
  invokeMethod: 'all' | 'taglist' | 'regex'
  invokeExpr: string
  /** The region's number as text, for the select. */
  clusterRegion: string
  clusterId: string
  namespace: string
  serviceName: string
  containerName: string
}

export const emptyValues = (reponame: string, clusterRegion: string): TriggerValues => ({
  triggerName: '',
  reponame,
  invokeMethod: 'regex',
  invokeExpr: '',
  clusterRegion,
  clusterId: '',
  namespace: '',
  serviceName: '',
  containerName: '',
})

export const valuesOf = (trigger: Trigger): TriggerValues => ({
  triggerName: trigger.triggerName,
  reponame: trigger.repoName,
  ...trigger.invokeCondition,
  clusterRegion: String(trigger.invokePara.clusterRegion),
  clusterId: trigger.invokePara.clusterId,
  namespace: trigger.invokePara.namespace,
  serviceName: trigger.invokePara.serviceName,
  containerName: trigger.invokePara.containerName,
})

type Region = (typeof triggerRegions)[number]

const regionOf = (text: string): Region =>
  triggerRegions.find((region) => String(region) === text) ?? triggerRegions[0]

/** List and regex conditions have an expression; `all` has none. */
const exprOf = ({ invokeMethod, invokeExpr }: TriggerValues) =>
  invokeMethod === 'all' ? '' : invokeExpr

export const addRequest = (values: TriggerValues): RequestOf<typeof AddUpdateServiceTrigger> => ({
  ...values,
  triggerName: values.triggerName.trim(),
  invokeExpr: exprOf(values),
  clusterRegion: regionOf(values.clusterRegion),
})

/** The new name is sent only if it has changed. */
export const modifyRequest =
  (before: string) =>
  (values: TriggerValues): RequestOf<typeof ModifyUpdateServiceTrigger> => {
    const { triggerName, ...rest } = addRequest(values)
    return {
      ...rest,
      triggerName: before,
      ...(triggerName !== before && { newTriggerName: triggerName }),
    }
  }

/** The trigger described by the inputs, for the tester. */
export const ruleOf = (values: TriggerValues): TriggerRule => ({
  triggerName: values.triggerName,
  invokeCondition: { invokeMethod: values.invokeMethod, invokeExpr: exprOf(values) },
  invokePara: {
    serviceName: values.serviceName,
    clusterId: values.clusterId,
    namespace: values.namespace,
    containerName: values.containerName,
    clusterRegion: regionOf(values.clusterRegion),
  },
})
