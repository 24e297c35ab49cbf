import { useOutletContext, useParams } from 'react-router'
import type { Repository } from '../registryState'

/** `namespace/name` of the page's repository, as its address has it. */
export function useReponame(): string {
  const { namespace = '', repo = '' } = useParams()
  return `${namespace}/${repo}`
}

/** The repository of the page, for its tabs. */
export const useRepository = () => useOutletContext<Repository>()
