import type * as contract from '../../../../../src/contract/actions/registry/account'
import type { Handlers } from '../../handler'
import { registryOf, username } from './find'

export const registryAccount: Handlers<typeof contract> = {
  /** Stores only the time of the change: no action reads the password. */
  ChangePassword: (_params, { world, now }) => {
    world.put('registry', { ...registryOf(world), passwordChangedAt: now })
    return {}
  },

  GetLimit: (_params, { world }) => {
    const { namespace, repo, tag, triggers } = registryOf(world).limits
    return {
      limitInfo: [
        { username, type: 'namespace', value: namespace },
        { username, type: 'repo', value: repo },
        { username, type: 'tag', value: tag },
        { username, type: 'triggers', value: triggers },
      ],
    }
  },
}
