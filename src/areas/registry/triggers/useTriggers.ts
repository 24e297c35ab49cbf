import { useRead } from '../../../api/client/read'
import { ListTrigger } from '../../../contract/actions/registry/triggers'

/** Exceeds any known quota. */
const maxTriggers = 500

/** Triggers of one repository, or of all repositories. */
export function useTriggers(reponame?: string) {
  const read = useRead(ListTrigger, {
    limit: maxTriggers,
    ...(reponame !== undefined && { reponame }),
  })
  return { read, triggers: read.data?.triggerInfo }
}
