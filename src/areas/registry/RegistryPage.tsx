import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet } from 'react-router'
import { useForbiddenReasons } from '../../ui/menu/useForbiddenReason'
import { PageHeader } from '../../ui/page/PageHeader'
import { RouteTabs } from '../../ui/page/RouteTabs'
import { IconPlus } from '../../ui/theme/icons'
import { Quotas } from './Quotas'
import { useRepositories } from './repositories/useRepositories'

const CreateRepositoryDialog = lazy(async () => ({
  default: (await import('./repositories/CreateRepositoryDialog')).CreateRepositoryDialog,
}))
const PasswordDialog = lazy(async () => ({
  default: (await import('./PasswordDialog')).PasswordDialog,
}))

/** /registry: the account's registry, which all regions share. */
export function RegistryPage() {
  const { t } = useTranslation('registry')
  const { repositories } = useRepositories()
  const [opened, setOpened] = useState<'create' | 'password'>()
  const forbiddenReason = useForbiddenReasons()
  const close = () => setOpened(undefined)
  return (
    <>
      <PageHeader
        title={t('title')}
        primary={{
          id: 'create',
          label: t('create.action'),
          icon: <IconPlus size={16} />,
          reason: forbiddenReason('CreateRepository'),
          onClick: () => setOpened('create'),
        }}
        secondary={[
          {
            id: 'password',
            label: t('password.action'),
            reason: forbiddenReason('ChangePassword'),
            onClick: () => setOpened('password'),
          },
        ]}
      />
      <Quotas repositories={repositories} />
      <RouteTabs
        base="/registry"
        label={t('tabsLabel')}
        tabs={[
          {
            segment: '',
            label: t('tab.repositories'),
            count: repositories?.length,
            actions: ['SearchUserRepository'],
          },
          { segment: 'namespaces', label: t('tab.namespaces'), actions: ['GetNamespaceInfo'] },
          { segment: 'favourites', label: t('tab.favourites'), actions: ['GetFavor'] },
        ]}
      />
      <Outlet />
      <Suspense fallback={null}>
        {opened === 'create' && <CreateRepositoryDialog onClose={close} />}
        {opened === 'password' && <PasswordDialog onClose={close} />}
      </Suspense>
    </>
  )
}
