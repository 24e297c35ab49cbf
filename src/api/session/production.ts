import { useCloudLocation } from './location'
import { useSession } from './session'

/**
 * For delete dialogs that need a typed name only in production accounts: returns the name to type
 * and the account there, otherwise nothing.
 */
export function useNamedInProduction(name: string): { typedName?: string; production?: string } {
  const { session } = useSession()
  const { account } = useCloudLocation()
  const isProduction = session?.accounts.some(
    (candidate) => candidate.name === account && candidate.production,
  )
  return isProduction ? { typedName: name, production: account } : {}
}
