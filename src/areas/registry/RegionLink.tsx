import { Link, type LinkProps } from 'react-router'
import { useCloudLocation, withLocation } from '../../api/session/location'

interface Props extends Omit<LinkProps, 'to'> {
  to: string
  /** Short name of the target's region. */
  region: string
}

/** A link to a resource in a region other than the page's. */
export function RegionLink({ to, region, ...rest }: Props) {
  const { account } = useCloudLocation()
  return <Link to={withLocation(to, { account, region })} {...rest} />
}
