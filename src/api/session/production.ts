import { useCloudLocation } from './location'
import { useSession } from './session'

/**
 * For a dialog before something is taken away that is named in production accounts alone: what has to
 * be typed there, and the account; nothing in others.
 */
export function useNamedInProduction(name: string): { typedName?: string; production?: string } {
  const { session } = useSession()
  const { account } = useCloudLocation()
  const isProduction = session?.accounts.some((one) => one.name === account && one.production)
  return isProduction ? { typedName: name, production: account } : {}
}
