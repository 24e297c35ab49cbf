/**
 * Whether npm's record of node_modules (node_modules/.package-lock.json) has exactly the packages
 * of the lock file. Optional packages, such as those of other platforms, may be absent.
 */
export function isInstalled(lock, record) {
  const lockedPackages = Object.entries(lock?.packages ?? {}).filter(([place]) => place !== '')
  const current = record?.packages
  if (!current || lockedPackages.length === 0) return false
  const places = new Set(lockedPackages.map(([place]) => place))
  return (
    Object.keys(current).every((place) => places.has(place)) &&
    lockedPackages.every(([place, { version, integrity, optional, devOptional }]) => {
      const installed = current[place]
      if (!installed) return optional === true || devOptional === true
      return installed.version === version && installed.integrity === integrity
    })
  )
}
