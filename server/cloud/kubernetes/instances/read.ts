import { invalid, notFound } from '../../apiError'
import type { Handlers } from '../../backend'
import { beijingTime, parseBeijingTime } from '../../beijingTime'
import type { Clusters } from '../clusters/find'
import { timeOf } from '../objects/meta'
import { lastingContainers } from '../objects/pod'
import { serviceIn } from '../services/find'
import { pathOf } from '../services/paths'
import { workloadOf } from '../services/workload'
import { podView } from '../states/podView'
import { logRefusal } from './logRefusal'

const defaultLines = 200
const maxLines = 10_000
/** Maximum bytes of one container's log. */
const maxLogBytes = 1_048_576
/** Maximum concurrent reads of logs. */
const maxConcurrentReads = 8

/** Maps with a limited number of concurrent calls. */
async function mapConcurrently<T, R>(
  items: readonly T[],
  map: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  for (let first = 0; first < items.length; first += maxConcurrentReads) {
    results.push(...(await Promise.all(items.slice(first, first + maxConcurrentReads).map(map))))
  }
  return results
}

/** The kubelet may return an error message in place of the log. */
const isLog = (text: string) => !/^unable to retrieve container logs for /.test(text)

export const instanceReads = (clusters: Clusters) =>
  ({
    DescribeServiceInstance: async (params, context) => {
      const { cluster, deployment } = await serviceIn(clusters, params, context)
      const { pods, finished } = workloadOf(cluster.cache, deployment)
      const { offset, limit } = params
      return {
        totalCount: pods.length,
        instances: pods
          .slice(offset, offset + limit)
          .map((pod) => podView(cluster.cache, pod, context.now).instance),
        past: finished.map(({ metadata, status }) => ({
          name: metadata.name,
          reason: status.reason || (status.phase === 'Succeeded' ? 'Completed' : 'Failed'),
          message: status.message ?? '',
          nodeIp: status.hostIP ?? '',
          createdAt: beijingTime(timeOf(metadata.creationTimestamp)),
        })),
      }
    },

    DescribeInstanceLog: async (params, context) => {
      const { podName, containerName, sinceTime, tail = defaultLines } = params
      const { cluster, deployment } = await serviceIn(clusters, params, context)
      const since = sinceTime === undefined ? undefined : parseBeijingTime(sinceTime)
      if (since !== undefined && since > context.now) {
        throw invalid('sinceTime', 'must not be in the future')
      }
      const { pods } = workloadOf(cluster.cache, deployment)
      const requestedPods = pods.filter(({ metadata }) => !podName || metadata.name === podName)
      if (podName && requestedPods.length === 0) throw notFound('Pod', podName)
      const requestedContainers = requestedPods.flatMap((pod) =>
        lastingContainers(pod)
          .filter(({ name }) => !containerName || name === containerName)
          .map(({ name }) => ({ pod, name })),
      )
      if (containerName && requestedContainers.length === 0)
        throw notFound('Container', containerName)
      const logs = await mapConcurrently(requestedContainers, async ({ pod, name }) => {
        const state = pod.status.containerStatuses?.find((status) => status.name === name)
        // A container that was never created has no log, and requesting it is an error.
        if (!state?.containerID && !state?.state?.running) return { pod, name, log: '' }
        const query = new URLSearchParams({
          container: name,
          tailLines: String(Math.min(tail, maxLines)),
          limitBytes: String(maxLogBytes),
          ...(since !== undefined && { sinceTime: new Date(since).toISOString() }),
        })
        const path = `${pathOf('pods', pod)}/log?${query}`
        const text = await cluster.client.text(path, context.signal).catch((error: unknown) => {
          throw logRefusal(error, pod)
        })
        return { pod, name, log: isLog(text) ? text : '' }
      })
      return {
        podLog: requestedPods.map((pod) => ({
          name: pod.metadata.name,
          containerLog: logs
            .filter((log) => log.pod === pod)
            .map(({ name, log }) => ({ name, log })),
        })),
      }
    },
  }) satisfies Handlers
