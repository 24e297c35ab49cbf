/**
 * Whether npm's record of node_modules (node_modules/.package-lock.json) has exactly the packages
 * of the lock file. Optional packages, such as those of other platforms, may be absent.
 */
export function isInstalled(lock, record) {
  const wanted = Object.entries(lock?.packages ?? {}).filter(([place]) => place !== '')
  const present = record?.packages
  if (!present || wanted.length === 0) return false
  const places = new Set(wanted.map(([place]) => place))
  return (
    Object.keys(present).every((place) => places.has(place)) &&
    wanted.every(([place, { version, integrity, optional, devOptional }]) => {
      const found = present[place]
      if (!found) return optional === true || devOptional === true
      return found.version === version && found.integrity === integrity
    })
  )
}
