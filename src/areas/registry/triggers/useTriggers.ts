import { useRead } from '../../../api/client/read'
import { ListTrigger } from '../../../contract/actions/registry/triggers'

/** More than any quota that is known. */
const most = 500

/** The triggers of a repository, or of all. */
export function useTriggers(reponame?: string) {
  const read = useRead(ListTrigger, { limit: most, ...(reponame !== undefined && { reponame }) })
  return { read, triggers: read.data?.triggerInfo }
}
