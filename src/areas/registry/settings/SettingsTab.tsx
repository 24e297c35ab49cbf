import { Button, Stack, Textarea } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../../api/client/act'
import { useActionForm } from '../../../api/client/form'
import { useStored } from '../../../api/merge/useStored'
import {
  SearchUserRepository,
  UpdateRepositoryDesc,
  UpdateRepositoryPublic,
} from '../../../contract/actions/registry/repositories'
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog'
import { ErrorText } from '../../../ui/feedback/ErrorText'
import { ConcurrentChanges } from '../../../ui/forms/concurrent/ConcurrentChanges'
import { FormSection } from '../../../ui/forms/FormPage'
import { ActionButton } from '../../../ui/menu/ActionButton'
import { useForbiddenReason } from '../../../ui/menu/useForbiddenReason'
import { useLocationNavigate } from '../../../ui/page/useLocationNavigate'
import { Age } from '../../../ui/value/Age'
import css from '../registry.module.css'
import type { Repository } from '../registryState'
import { useRepository } from '../repositories/useRepository'
import { Visibility } from '../repositories/Visibility'

const DeleteRepositoriesDialog = lazy(async () => ({
  default: (await import('../repositories/DeleteRepositoriesDialog')).DeleteRepositoriesDialog,
}))

function Description({ repository }: { repository: Repository }) {
  const { t } = useTranslation('registry')
  const { t: common } = useTranslation()
  const { reponame, description } = repository
  const reason = useForbiddenReason('UpdateRepositoryDesc')
  const readStored = useStored()
  const { form, submit, isPending, error, concurrency } = useActionForm(UpdateRepositoryDesc, {
    initial: { reponame, description },
    stored: async () => {
      const now = await readStored(SearchUserRepository, { reponame })
      const current = now?.repoInfo.find((candidate) => candidate.reponame === reponame)
      return current && { reponame, description: current.description }
    },
    notice: t('settings.described', { name: reponame }),
  })
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm" align="flex-start">
        <Textarea
          w="100%"
          maw={560}
          autosize
          minRows={2}
          label={common('description')}
          description={t('settings.descriptionHelp')}
          {...form.getInputProps('description')}
        />
        <ConcurrentChanges concurrency={concurrency} />
        {error && <ErrorText error={error} />}
        {reason === undefined ? (
          <Button type="submit" variant="default" loading={isPending}>
            {common('save')}
          </Button>
        ) : (
          <ActionButton reason={reason}>{common('save')}</ActionButton>
        )}
      </Stack>
    </form>
  )
}

/**
 * Setting of the visibility. Anyone can pull from a public repository, as the dialog states first.
 */
function VisibilitySetting({ repository }: { repository: Repository }) {
  const { t } = useTranslation('registry')
  const reason = useForbiddenReason('UpdateRepositoryPublic')
  const [isAsking, setAsking] = useState(false)
  const { reponame } = repository
  const nextVisibility = repository.public === 1 ? 'private' : 'public'
  const act = useAct(UpdateRepositoryPublic, {
    notice: t(`settings.${nextVisibility}.notice`, { name: reponame }),
  })
  return (
    <Stack gap="sm" align="flex-start">
      <Visibility isPublic={repository.public === 1} />
      <ActionButton reason={reason} onClick={() => setAsking(true)}>
        {t(`settings.${nextVisibility}.action`)}
      </ActionButton>
      <ConfirmDialog
        isOpened={isAsking}
        onClose={() => setAsking(false)}
        title={t(`settings.${nextVisibility}.title`, { name: reponame })}
        confirmLabel={t(`settings.${nextVisibility}.action`)}
        onConfirm={() => act.run({ reponame, public: nextVisibility === 'public' ? 1 : 0 })}
      >
        {t(`settings.${nextVisibility}.text`)}
      </ConfirmDialog>
    </Stack>
  )
}

/** A repository's description, visibility and deletion. */
export function SettingsTab() {
  const { t } = useTranslation('registry')
  const { t: common } = useTranslation()
  const navigate = useLocationNavigate()
  const repository = useRepository()
  const reason = useForbiddenReason('BatchDeleteRepository')
  const [isDeleting, setDeleting] = useState(false)
  return (
    <Stack gap="lg" maw={880}>
      <FormSection title={common('description')}>
        <Description key={repository.reponame} repository={repository} />
        <p className={css.small}>
          {common('created')} <Age time={repository.creationTime} isFull />
        </p>
      </FormSection>
      <FormSection title={t('settings.whoMayPull')}>
        <VisibilitySetting repository={repository} />
      </FormSection>
      <FormSection title={t('settings.delete')}>
        <Stack gap="sm" align="flex-start">
          <p>{t('deleteRepository.text', { count: repository.tagCount })}</p>
          <ActionButton reason={reason} onClick={() => setDeleting(true)}>
            {t('settings.deleteAction')}
          </ActionButton>
        </Stack>
      </FormSection>
      <Suspense fallback={null}>
        {isDeleting && (
          <DeleteRepositoriesDialog
            repositories={[repository]}
            onClose={() => setDeleting(false)}
            onDeleted={() => navigate('/registry')}
          />
        )}
      </Suspense>
    </Stack>
  )
}
