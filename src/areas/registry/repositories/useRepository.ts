import { useOutletContext } from 'react-router'
import { usePathNames } from '../../../api/session/paths'
import type { Repository } from '../registryState'

/** `namespace/name` of the repository in the URL. */
export function useReponame(): string {
  const { namespace = '', repo = '' } = usePathNames()
  return `${namespace}/${repo}`
}

/** The repository loaded by its page, for the tabs. */
export const useRepository = () => useOutletContext<Repository>()
