import { useMemo } from 'react'
import { useLocation, useParams } from 'react-router'

interface ServiceRef {
  clusterId: string
  namespace: string
  serviceName: string
}

/** Returns a path of the console; each segment is a name and is encoded once. */
export const pathTo = (...segments: readonly string[]): string =>
  segments.map((segment) => `/${encodeURIComponent(segment)}`).join('')

export const clusterPath = (clusterId: string) => pathTo('clusters', clusterId)

export const servicePath = ({ clusterId, namespace, serviceName }: ServiceRef) =>
  pathTo('clusters', clusterId, 'services', namespace, serviceName)

/** Path of the page of a repository `namespace/name`. */
export function repositoryPath(reponame: string): string {
  const [namespace = '', ...name] = reponame.split('/')
  return pathTo('registry', namespace, name.join('/'))
}

/** Returns a path with a query; parameters are encoded once. */
export const withQuery = (path: string, query: Readonly<Record<string, string>>): string =>
  `${path}?${new URLSearchParams(query)}`

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    // The user may have typed an invalid escape, such as `/triggers/100%/edit`.
    return segment
  }
}

/**
 * Returns the names in a path by the route's parameters, decoded once. React Router decodes them
 * twice, which would make the names `a/b` and `a%2Fb` the same.
 */
export function namesIn(
  pathname: string,
  params: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const pathSegments = pathname.split('/')
  const names: Record<string, string> = {}
  for (const [key, value = ''] of Object.entries(params)) {
    const at = pathSegments.findIndex(
      (pathSegment) => decodeSegment(pathSegment).replaceAll('%2F', '/') === value,
    )
    names[key] = at < 0 ? value : decodeSegment(pathSegments[at] ?? '')
    pathSegments.splice(0, at + 1)
  }
  return names
}

/** Returns the names in the page's path; use this hook instead of React Router's useParams. */
export function usePathNames(): Readonly<Record<string, string>> {
  const { pathname } = useLocation()
  const params = useParams()
  return useMemo(() => namesIn(pathname, params), [pathname, params])
}
