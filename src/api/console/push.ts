import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type PushResult, pushTag } from '../../contract/console/push'
import { askConsole } from '../client/console'
import { gatherKey } from '../client/gather'
import { useCloudLocation } from '../session/location'
import { useSession } from '../session/session'

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
  const mutation = useMutation<PushResult, Error, { reponame: string; tag: string }>({
    mutationFn: (what) => askConsole(pushTag, { body: { account, ...what } }),
    // Triggers update services anywhere: everything that is on the page may be stale.
    onSettled: async () => {
      void client.invalidateQueries({ queryKey: gatherKey(account) })
      await client.invalidateQueries({ queryKey: ['call', account] })
    },
  })
  return { run: mutation.mutateAsync, isPending: mutation.isPending, error: mutation.error }
}
