import { availabilityOf } from '../access/availability'
import type { Principal } from '../access/principal'
import type { ReadOnly } from '../access/readOnlySwitches'
import { isInScope, isRegionInScope, mayUseHost } from '../access/scope'
import type { Account } from '../ports'

/** The session as returned to the browser. */
export const sessionView = (
  { user, role, scope, isReadOnly }: Principal,
  accounts: readonly Account[],
  readOnly: ReadOnly,
) => ({
  user,
  role,
  scope,
  readOnly: isReadOnly || readOnly.isReadOnly,
  accounts: accounts
    .filter(({ name }) => isInScope(scope, 'accounts', name))
    .map((account) => {
      const { name, regions, production, backendKind, push } = account
      return {
        name,
        regions: regions.filter((region) => isRegionInScope(scope, region)),
        production,
        readOnly: readOnly.accounts.includes(name),
        ...(backendKind && { backend: backendKind }),
        ...(push && { canPush: true }),
        ...(!mayUseHost(scope, account) && { noHostAccess: true }),
        actions: availabilityOf(account),
      }
    }),
})
