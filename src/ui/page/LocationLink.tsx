import { Link, type LinkProps } from 'react-router'
import { useLocationHref } from '../../api/session/location'

interface Props extends Omit<LinkProps, 'to'> {
  to: string
  /** Reads ahead while the pointer or the focus rests on the link. */
  onPrefetch?: (() => void) | undefined
}

/** A link inside the console that keeps account and region. */
export function LocationLink({ to, onPrefetch, ...rest }: Props) {
  const href = useLocationHref()
  return <Link to={href(to)} onMouseEnter={onPrefetch} onFocus={onPrefetch} {...rest} />
}
