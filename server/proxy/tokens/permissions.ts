import { type Role, roles, scopeKinds } from '../../../src/contract/console/declare/values'
import { isInScope, isRegionInScope } from '../access/scope'
import type { Permissions, Scope } from '../ports'

export const isRoleWithin = (role: Role, limit: Role): boolean =>
  roles.indexOf(role) <= roles.indexOf(limit)

/** The intersection of two scopes; an empty list covers nothing. */
function intersectScopes(a: Scope, b: Scope): Scope {
  const intersection: Record<string, readonly string[]> = {}
  for (const kind of scopeKinds) {
    const [first, second] = [a[kind], b[kind]]
    const isShared = (name: string) =>
      kind === 'regions' ? isRegionInScope(b, name) : isInScope(b, kind, name)
    const names = first ? first.filter(isShared) : second
    if (names) intersection[kind] = names
  }
  return intersection
}

/** Limits a token's permissions to its user's current ones. */
export const limitPermissions = (
  token: Pick<Permissions, 'role' | 'scope'>,
  holder: Permissions,
): Permissions => ({
  role: isRoleWithin(token.role, holder.role) ? token.role : holder.role,
  scope: intersectScopes(token.scope, holder.scope),
  isReadOnly: holder.isReadOnly,
})
