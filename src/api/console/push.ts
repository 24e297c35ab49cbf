import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../client/call'
import { gatherKey } from '../client/gather'
import { useCloudLocation } from '../session/location'
import { useSession } from '../session/session'

/** What came of a push: tags that made room for it, and triggers that fired. */
export interface Pushed {
  deleted: number
  fired: number
}

const numberIn = (data: unknown, name: string): number => {
  const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, name) : 0
  return typeof value === 'number' ? value : 0
}

/** Whether the page's account has a world that can be pushed to: only the embedded cloud's. */
export function useCanPush(): boolean {
  const { account } = useCloudLocation()
  const { session } = useSession()
  return session?.accounts.find((one) => one.name === account)?.canPush === true
}

/** Pushes a tag to the embedded cloud's registry, which the API has no action for. */
export function usePush() {
  const client = useQueryClient()
  const { account } = useCloudLocation()
  const mutation = useMutation<Pushed, Error, { reponame: string; tag: string }>({
    mutationFn: async (what) => {
      const data = await ask('/api/push', {
        method: 'POST',
        body: { account, ...what },
        isWrite: true,
      })
      return { deleted: numberIn(data, 'deleted'), fired: numberIn(data, 'fired') }
    },
    // Triggers update services anywhere: everything that is on the page may be stale.
    onSettled: async () => {
      void client.invalidateQueries({ queryKey: gatherKey(account) })
      await client.invalidateQueries({ queryKey: ['call', account] })
    },
  })
  return { run: mutation.mutateAsync, isPending: mutation.isPending, error: mutation.error }
}
