import { ActionIcon } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../../api/client/act'
import { notify } from '../../../api/console/notices'
import { AddFavor, DeleteFavor } from '../../../contract/actions/registry/undocumentedActions'
import { useDescribeError } from '../../../ui/feedback/describeError'
import { ActionButton } from '../../../ui/menu/ActionButton'
import { useUnavailableReason } from '../../../ui/menu/useForbiddenReason'
import { IconStar, IconStarFilled } from '../../../ui/theme/icons'
import type { Repository } from '../registryState'
import css from './FavouriteStar.module.css'

type FavouriteState = Pick<Repository, 'reponame' | 'isUserFavor' | 'favorCount'> & {
  repotype: string
}

/**
 * A repository's favourite count with a toggle, which needs no confirmation because a second click
 * reverts it.
 */
export function FavouriteStar({ repository }: { repository: FavouriteState }) {
  const { t } = useTranslation('registry')
  const explain = useDescribeError()
  const add = useAct(AddFavor)
  const remove = useAct(DeleteFavor)
  const { reponame, isUserFavor, favorCount } = repository
  const repotype = repository.repotype === 'DOCKER HUB' ? 'DOCKER HUB' : 'QCLOUD HUB'
  const flip = () => {
    const toggle = isUserFavor ? remove : add
    toggle.run({ reponame, repotype }).catch((error: unknown) => {
      const { what, next, small } = explain(error, reponame)
      notify('failure', [what, next, small].filter(Boolean).join(' '))
    })
  }
  const Icon = isUserFavor ? IconStarFilled : IconStar
  const reason = useUnavailableReason()(isUserFavor ? 'DeleteFavor' : 'AddFavor')
  const label = t('favourite.mark', { name: reponame })
  return (
    <span className={css.root}>
      {favorCount}
      {reason === undefined ? (
        <ActionIcon
          size={22}
          loading={add.isPending || remove.isPending}
          aria-pressed={isUserFavor}
          aria-label={label}
          onClick={flip}
        >
          <Icon size={15} />
        </ActionIcon>
      ) : (
        <ActionButton size="compact-xs" px={3} aria-label={label} reason={reason}>
          <Icon size={15} />
        </ActionButton>
      )}
    </span>
  )
}
