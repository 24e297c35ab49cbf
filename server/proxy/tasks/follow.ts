import type { Action, RequestOf } from '../../../src/contract/action'
import { DescribeClusterTaskResult } from '../../../src/contract/actions/clusters/tasks'
import type { Task, TaskProgress } from '../../../src/contract/console/tasks'
import type { TaskEnd } from '../../../src/contract/facts'
import { actions, isActionName } from '../../../src/contract/index'
import { check } from '../../../src/contract/rules/faults'
import { resolveLocation } from '../calls/callRequest'
import { createDispatch } from '../calls/dispatch'
import { Problem } from '../http/problem'
import type { CallCounter } from '../metrics/metrics'
import type { ProxyPorts } from '../ports'
import type { Circuits } from '../upstream/circuits'
import {
  observeAddedNodes,
  observeCreatedCluster,
  observeDeletedCluster,
  observeDeletedNamespaces,
  observeDrainedNode,
  observeRemovedNodes,
} from './clusterObservations'
import { type Observation, type ObservedTask, type ReadAction, unlessNotFound } from './observation'
import {
  observeChangedService,
  observeCreatedService,
  observeDeletedService,
} from './serviceObservations'

/** Observers by the outcome that a task waits for. */
const observers: Readonly<Record<TaskEnd, (observe: ObservedTask) => Promise<Observation>>> = {
  clusterCreated: observeCreatedCluster,
  clusterDeleted: observeDeletedCluster,
  nodesAdded: observeAddedNodes,
  nodesRemoved: observeRemovedNodes,
  nodeDrained: observeDrainedNode,
  namespacesDeleted: observeDeletedNamespaces,
  serviceCreated: observeCreatedService,
  serviceChanged: observeChangedService,
  serviceDeleted: observeDeletedService,
}

/**
 * Returns the outcome that an action declares. Stored tasks may refer to actions that are no longer
 * in the contract.
 */
function outcomeOf({ action }: Task): TaskEnd {
  const started: Action | undefined = isActionName(action) ? actions[action] : undefined
  return started?.task?.end ?? 'serviceChanged'
}

const day = 86_400_000
/** After this time without a visible effect, a call counts as not executed. */
const gracePeriod = 120_000
/** Maximum number of tasks per run; the others are checked in the next run. */
const maxPerRun = 20
const retention = 90 * day

/**
 * Delay until the next check, in whole milliseconds: from a second for a new task up to a minute
 * for an old one.
 */
const delayFor = (age: number) => Math.min(60_000, Math.max(1_000, Math.round(age / 8)))

const taskStates = { running: 'running', succ: 'done', fail: 'failed' } as const

/**
 * Asks the API about the task's requestId if there is one, otherwise observes the task's resource.
 */
async function observe(now: ObservedTask): Promise<Observation> {
  const { task, ask } = now
  const taskResult =
    task.requestId !== null &&
    (await unlessNotFound(ask(DescribeClusterTaskResult, { requestId: task.requestId })))
  if (taskResult) {
    const state = taskStates[taskResult.status]
    const { reason: detail } = taskResult
    const isWaiting = state === 'running' && detail !== undefined
    return {
      state,
      ...(state === 'failed' && { reason: 'cloudFailed' as const }),
      ...(isWaiting && { reason: 'inProgress' as const }),
      ...(detail !== undefined && { detail }),
    }
  }
  return observers[outcomeOf(task)](now)
}

/** Returns the task's state after an observation. */
export function progressOf(task: Task, observation: Observation, now: number): TaskProgress {
  const age = now - task.at
  const isLost = observation.state === 'untouched' && age > gracePeriod
  const openState = task.isAnswered ? ('running' as const) : ('unknown' as const)
  const state =
    observation.state === 'untouched' ? (isLost ? 'failed' : openState) : observation.state
  const isEnd = state === 'done' || state === 'failed'
  // Rejected machines fail the task, even if the other machines succeed.
  if (task.reason === 'partly') {
    const { reason, detail } = task
    const partly = state === 'done' ? 'failed' : state
    return {
      state: partly,
      reason,
      detail,
      endedAt: isEnd ? now : null,
      nextAt: nextCheckAt(isEnd),
    }
  }
  function nextCheckAt(isOver: boolean) {
    return isOver ? null : now + delayFor(age)
  }
  if (!isEnd && age > day) {
    return { state: 'unknown', reason: 'givenUp', detail: '', endedAt: null, nextAt: null }
  }
  const openReason = openState === 'unknown' ? ('noAnswer' as const) : ('' as const)
  const untouchedReason = isLost ? ('notCarriedOut' as const) : openReason
  return {
    state,
    reason: observation.reason ?? (observation.state === 'untouched' ? untouchedReason : ''),
    detail: observation.detail ?? '',
    endedAt: isEnd ? now : null,
    nextAt: nextCheckAt(isEnd),
  }
}

/** Reads on behalf of the console itself: without a session and without an audit entry. */
function createReader(ports: ProxyPorts, count: CallCounter, circuits: Circuits | undefined) {
  const dispatch = createDispatch(ports, count, { circuits })
  return ({ account, region }: Task): ReadAction =>
    async <A extends Action>(action: A, params: RequestOf<A> & object) => {
      const location = resolveLocation({ account, region }, ports.accounts, { user: '', scope: {} })
      const { data } = await dispatch({ action, ...location, params })
      const { value } = check<A['response']>(action.response, data)
      if (value !== undefined) return value
      throw new Problem(
        502,
        'UpstreamBadAnswer',
        `The response to ${action.name} does not match the contract.`,
      )
    }
}

/**
 * Checks the tasks that are due and stores their state. The host calls it once a second; all other
 * timing is stored with the tasks, so that it survives a restart.
 */
export function createTaskFollower(
  ports: ProxyPorts,
  count: CallCounter,
  circuits?: Circuits,
): () => Promise<void> {
  const { store, now, log } = ports
  const askFor = createReader(ports, count, circuits)
  let forgotAt = 0

  async function checkTask(task: Task): Promise<void> {
    const at = now()
    let observation: Observation
    try {
      observation = await observe({ task, ask: askFor(task), now: at })
    } catch (error) {
      if (!(error instanceof Problem)) log({ event: 'followFailed', error: String(error) })
      const detail = error instanceof Problem ? error.message : ''
      observation = { state: 'unknown', reason: 'notTold', detail }
    }
    const clusterId = observation.clusterId ?? task.subject.clusterId
    const subject = { ...task.subject, ...(clusterId !== undefined && { clusterId }) }
    await store.tasks.change(task.id, { ...progressOf(task, observation, now()), subject })
  }

  return async () => {
    const at = now()
    if (at - forgotAt > day) {
      forgotAt = at
      await store.tasks.forget(at - retention)
    }
    await Promise.all((await store.tasks.due(at, maxPerRun)).map(checkTask))
  }
}
