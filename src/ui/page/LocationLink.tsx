import { Link, type LinkProps } from 'react-router'
import { useLocationHref } from '../../api/session/location'

interface Props extends Omit<LinkProps, 'to'> {
  to: string
  /** Prefetches the target's data on hover and focus. */
  onPrefetch?: (() => void) | undefined
}

/** A link within the console that keeps account and region. */
export function LocationLink({ to, onPrefetch, ...rest }: Props) {
  const href = useLocationHref()
  return <Link to={href(to)} onMouseEnter={onPrefetch} onFocus={onPrefetch} {...rest} />
}
