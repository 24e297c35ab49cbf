import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type PushResult, pushTag } from '../../contract/console/push'
import { askConsole } from '../client/console'
import { gatherKey } from '../client/gather'
import { useCloudLocation } from '../session/location'
import { useSession } from '../session/session'

/** Whether the page's account accepts pushes, which only simulated accounts do. */
export function useCanPush(): boolean {
  const { account } = useCloudLocation()
  const { session } = useSession()
  return session?.accounts.find((candidate) => candidate.name === account)?.canPush === true
}

/** Pushes a tag to the simulated registry; the API has no action for this. */
export function usePush() {
  const client = useQueryClient()
  const { account } = useCloudLocation()
  const mutation = useMutation<PushResult, Error, { reponame: string; tag: string }>({
    mutationFn: (what) => askConsole(pushTag, { body: { account, ...what } }),
    // Triggers may update services in any cluster, so everything is invalidated.
    onSettled: async () => {
      void client.invalidateQueries({ queryKey: gatherKey(account) })
      await client.invalidateQueries({ queryKey: ['call', account] })
    },
  })
  return { run: mutation.mutateAsync, isPending: mutation.isPending, error: mutation.error }
}
