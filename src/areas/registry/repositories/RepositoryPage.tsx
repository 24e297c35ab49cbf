import { Skeleton } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet } from 'react-router'
import { useRead } from '../../../api/client/read'
import { useCanPush } from '../../../api/console/push'
import { repositoryPath } from '../../../api/session/paths'
import { SearchUserRepository } from '../../../contract/actions/registry/repositories'
import { GetAutoDelStrategy } from '../../../contract/actions/registry/tags'
import { ListTrigger } from '../../../contract/actions/registry/triggers'
import { registryDomain } from '../../../contract/formats/registryNames'
import { useFormats } from '../../../i18n/useFormats'
import { EmptyState } from '../../../ui/feedback/EmptyState'
import { ErrorState } from '../../../ui/feedback/ErrorState'
import { useForbiddenReason, useReadOnlyReason } from '../../../ui/menu/useForbiddenReason'
import { type Fact, FactStrip } from '../../../ui/page/FactStrip'
import { LocationLink } from '../../../ui/page/LocationLink'
import { PageHeader } from '../../../ui/page/PageHeader'
import { RouteTabs } from '../../../ui/page/RouteTabs'
import { useLocationNavigate } from '../../../ui/page/useLocationNavigate'
import { IconTrash, IconUpload } from '../../../ui/theme/icons'
import { Age } from '../../../ui/value/Age'
import { FavouriteStar } from '../favourites/FavouriteStar'
import type { Repository } from '../registryState'
import { useReponame } from './useRepository'
import { Visibility } from './Visibility'

const DeleteRepositoriesDialog = lazy(async () => ({
  default: (await import('./DeleteRepositoriesDialog')).DeleteRepositoriesDialog,
}))
const PushDialog = lazy(async () => ({ default: (await import('../tags/PushDialog')).PushDialog }))

function useFacts(repository: Repository | undefined): Fact[] {
  const { t } = useTranslation('registry')
  const { number } = useFormats()
  const reponame = useReponame()
  const triggers = useRead(ListTrigger, { reponame, limit: 100 })
  const strategies = useRead(GetAutoDelStrategy, { reponame })
  if (!repository) return []
  const strategy = strategies.data?.strategyInfo.find((candidate) => candidate.valid === 1)
  return [
    { label: t('column.tags'), value: number(repository.tagCount) },
    { label: t('column.pulls'), value: number(repository.pullCount) },
    { label: t('column.favourites'), value: <FavouriteStar repository={repository} /> },
    { label: t('tab.triggers'), value: triggers.data ? number(triggers.data.totalCount) : '–' },
    {
      label: t('tab.retention'),
      value: !strategies.data
        ? '–'
        : strategy
          ? t(`retention.sentence.${strategy.type}`, { count: strategy.value })
          : t('retention.noneShort'),
    },
    { label: t('column.updated'), value: <Age time={repository.updateTime} /> },
  ]
}

/** The page of a repository: tags, triggers, retention and settings. */
export function RepositoryPage() {
  const { t } = useTranslation('registry')
  const { t: common } = useTranslation()
  const navigate = useLocationNavigate()
  const reponame = useReponame()
  const read = useRead(SearchUserRepository, { reponame })
  const repository = read.data?.repoInfo[0]
  const [opened, setOpened] = useState<'delete' | 'push'>()
  const readOnly = useReadOnlyReason()
  const reason = useForbiddenReason('BatchDeleteRepository')
  const canPush = useCanPush()
  const facts = useFacts(repository)
  const close = () => setOpened(undefined)

  if (read.error && !repository) {
    return (
      <>
        <PageHeader title={reponame} />
        <ErrorState title={t('one.unreadable')} error={read.error} onRetry={read.refetch} />
      </>
    )
  }
  if (read.data && !repository) {
    return (
      <>
        <PageHeader title={reponame} />
        <EmptyState
          title={t('one.gone')}
          text={t('one.goneText', { name: reponame })}
          action={<LocationLink to="/registry">{t('one.toAll')}</LocationLink>}
        />
      </>
    )
  }
  return (
    <>
      <PageHeader
        title={reponame}
        status={repository && <Visibility isPublic={repository.public === 1} />}
        id={`${registryDomain}/${reponame}`}
        secondary={
          canPush
            ? [
                {
                  id: 'push',
                  label: t('push.action'),
                  icon: <IconUpload size={16} />,
                  reason: readOnly,
                  onClick: () => setOpened('push'),
                },
              ]
            : []
        }
        menu={[
          {
            id: 'delete',
            label: common('delete'),
            icon: <IconTrash size={16} />,
            reason,
            onClick: () => setOpened('delete'),
          },
        ]}
      />
      {repository ? <FactStrip facts={facts} /> : <Skeleton height={58} mb="md" />}
      <RouteTabs
        base={repositoryPath(reponame)}
        label={t('one.tabsLabel')}
        tabs={[
          {
            segment: 'tags',
            label: t('tab.tags'),
            count: repository?.tagCount,
            actions: ['GetTagList'],
          },
          { segment: 'triggers', label: t('tab.triggers'), actions: ['ListTrigger'] },
          { segment: 'retention', label: t('tab.retention'), actions: ['GetAutoDelStrategy'] },
          { segment: 'settings', label: t('tab.settings') },
        ]}
      />
      {repository ? <Outlet context={repository} /> : <Skeleton height={16} width="40%" />}
      <Suspense fallback={null}>
        {opened === 'push' && <PushDialog reponame={reponame} onClose={close} />}
        {opened === 'delete' && repository && (
          <DeleteRepositoriesDialog
            repositories={[repository]}
            onClose={close}
            onDeleted={() => navigate('/registry')}
          />
        )}
      </Suspense>
    </>
  )
}
