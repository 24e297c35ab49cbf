import { useRead } from '../../../api/read'
import { ListTrigger } from '../../../contract/registryTriggers'

/** More than any quota that is known. */
const most = 500

/** The triggers of a repository, or of all. */
export function useTriggers(reponame?: string) {
  const read = useRead(ListTrigger, { limit: most, ...(reponame !== undefined && { reponame }) })
  return { read, triggers: read.data?.triggerInfo }
}
