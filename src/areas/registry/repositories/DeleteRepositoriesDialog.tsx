import { useTranslation } from 'react-i18next'
import { useAct } from '../../../api/client/act'
import { useRead } from '../../../api/client/read'
import { useNamedInProduction } from '../../../api/session/production'
import { BatchDeleteRepository } from '../../../contract/actions/registry/repositories'
import { ListTrigger } from '../../../contract/actions/registry/triggers'
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog'
import css from '../registry.module.css'
import type { Repository } from '../registryState'
import { UsesWarning } from '../UsesWarning'

interface Props {
  repositories: readonly Repository[]
  onClose: () => void
  onDeleted: () => void
}

/**
 * Lists what is deleted with the repositories: tags and triggers, and services that could not
 * restart.
 */
export function DeleteRepositoriesDialog({ repositories, onClose, onDeleted }: Props) {
  const { t } = useTranslation('registry')
  const names = repositories.map((repository) => repository.reponame)
  const [first = ''] = names
  const tags = repositories.reduce((sum, repository) => sum + repository.tagCount, 0)
  const triggers = useRead(ListTrigger, { limit: 100 })
  const hanging = (triggers.data?.triggerInfo ?? []).filter((trigger) =>
    names.includes(trigger.repoName),
  )
  const act = useAct(BatchDeleteRepository, {
    notice: t('deleteRepository.notice', { count: names.length, name: first }),
  })
  const typed = names.length === 1 ? first : String(names.length)
  const confirmation = useNamedInProduction(typed)
  return (
    <ConfirmDialog
      isOpened
      isDestructive
      onClose={onClose}
      title={t('deleteRepository.title', { count: names.length, name: first })}
      confirmLabel={t('deleteRepository.submit', { count: names.length })}
      {...confirmation}
      typedName={typed}
      onConfirm={async (confirm) => {
        await act.run({ reponames: names }, { confirm })
        onDeleted()
      }}
    >
      <p>{t('deleteRepository.text', { count: tags })}</p>
      {names.length > 1 && (
        <ul className={css.list}>
          {names.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      )}
      {hanging.length > 0 && (
        <>
          <p>{t('deleteRepository.triggers', { count: hanging.length })}</p>
          <ul className={css.list}>
            {hanging.map(({ triggerName, repoName }) => (
              <li key={triggerName}>
                {triggerName} <span className={css.dim}>{repoName}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <UsesWarning matches={({ reponame }) => names.includes(reponame)} />
    </ConfirmDialog>
  )
}
