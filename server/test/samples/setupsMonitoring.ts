import { beijingTime } from '../../cloud/beijingTime'
import type { Correction } from './sampleRequest'
import type { SampleWorld } from './sampleWorld'

const minute = 60_000

/** Runs a service for an hour and returns its names as values for a sample request's dimensions. */
export const measured = (level: 'cluster' | 'service' | 'instance' | 'container') => {
  return async (world: SampleWorld): Promise<Readonly<Record<string, string>>> => {
    const { call, clock, clusterId } = world
    await world.service('test')
    clock.pass(3600)
    const replacements: Record<string, string> = { 'dimensions.0.value': clusterId }
    if (level === 'cluster' || level === 'service') return replacements
    const { instances } = await call('DescribeServiceInstance', { clusterId, serviceName: 'test' })
    const [instance] = instances
    replacements['dimensions.3.value'] = instance?.name ?? ''
    if (level === 'instance') return replacements
    // Twelve digits, as in `docker ps` and in the sample.
    replacements['dimensions.4.value'] = instance?.containers[0]?.containerId.slice(0, 12) ?? ''
    return replacements
  }
}

const ago = (minutes: number) => (world: SampleWorld) =>
  beijingTime(world.clock.now() - minutes * minute)

export const monitorSlips: readonly Correction[] = [
  { name: 'Action', value: 'GetMonitorData', because: 'every request has one: 公共请求参数' },
  { name: 'startTime', value: ago(30), because: 'nothing in a test runs since 2017' },
  { name: 'endTime', value: ago(20), because: 'the sample ends a year before it begins' },
]
