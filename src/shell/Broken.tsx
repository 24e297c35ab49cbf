import { useRouteError } from 'react-router'
import { Broken as Words } from '../ui/feedback/Boundary'

/** A page whose code could not be loaded, or failed before its own boundary stood. */
export const Broken = () => <Words error={useRouteError()} />
