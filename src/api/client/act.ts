import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Action, RequestOf, ResponseOf } from '../../contract/action'
import { notify } from '../console/notices'
import { refreshTasks } from '../console/tasks'
import { unavailableError, useUnavailable } from '../session/available'
import { useCloudLocation } from '../session/location'
import { type CallOptions, call, type Target } from './call'
import { ApiError } from './error'
import { gatherKey } from './gather'
import { readKey } from './read'

export interface ActOptions<A extends Action> {
  /** Notification after the call has been accepted, e.g. "Scaling web to 5". */
  notice?: string | ((data: ResponseOf<A>, params: RequestOf<A>) => string)
}

interface RunOptions extends Pick<CallOptions, 'confirm'> {
  /** The target's region, if it differs from the page's. */
  region?: string
}

export interface Act<A extends Action> {
  /**
   * Sends the call; rejects with ApiError, whose `isOutcomeUnknown` distinguishes a missing
   * response from a refusal.
   */
  run: (params: RequestOf<A>, how?: RunOptions) => Promise<ResponseOf<A>>
  isPending: boolean
  error: Error | null
  reset: () => void
}

interface RunOptions extends Pick<CallOptions, 'confirm'> {
  /** The target's region, if it differs from the page's. */
  region?: string
}

interface Run<A extends Action> extends Pick<CallOptions, 'confirm'> {
  params: RequestOf<A>
  target: Target
}

/**
 * A write in the page's account and region. After a success or an unknown outcome, it invalidates
 * the reads that the contract names.
 */
export function useAct<A extends Action>(
  action: A & { mutates: true },
  options: ActOptions<A> = {},
): Act<A> {
  const client = useQueryClient()
  const { account, region } = useCloudLocation()
  const reasonOf = useUnavailable()

  const touch = (target: Target) => {
    for (const name of action.invalidates) {
      void client.invalidateQueries({ queryKey: readKey(name, target) })
    }
    void client.invalidateQueries({ queryKey: gatherKey(target.account) })
    if (action.async) void refreshTasks(client)
  }

  const mutation = useMutation<ResponseOf<A>, Error, Run<A>>({
    mutationFn: async ({ params, target, confirm }) => {
      const reason = reasonOf(action.name)
      if (reason !== undefined) throw unavailableError(reason)
      return call(action, target, params, { confirm })
    },
    onSuccess: (data, { params, target }) => {
      touch(target)
      const { notice } = options
      if (notice) notify('success', typeof notice === 'string' ? notice : notice(data, params))
    },
    onError: (error, { target }) => {
      // 5400 means that the write was partly executed.
      if (error instanceof ApiError && (error.isOutcomeUnknown || error.code === 5400)) {
        touch(target)
      }
    },
  })

  return {
    run: (params, { confirm, region: elsewhere } = {}) =>
      mutation.mutateAsync({ confirm, params, target: { account, region: elsewhere ?? region } }),
    isPending: mutation.isPending,
    error: mutation.error,
    reset: mutation.reset,
  }
}
