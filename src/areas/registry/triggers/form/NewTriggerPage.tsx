import { useSearchParams } from 'react-router'
import { CreateTriggerForm } from './CreateTriggerForm'

/** /triggers/new?repo= */
export function NewTriggerPage() {
  const [search] = useSearchParams()
  return <CreateTriggerForm repo={search.get('repo') ?? ''} />
}
