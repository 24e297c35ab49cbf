import { useRouteError } from 'react-router'
import { BrokenPage as Words } from '../ui/feedback/Boundary'

/** Shown when a page's code cannot be loaded or fails outside its own error boundary. */
export const BrokenPage = () => <Words error={useRouteError()} />
