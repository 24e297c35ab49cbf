import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../../api/client/act'
import { useActionForm } from '../../../api/client/form'
import { useRead } from '../../../api/client/read'
import { useNamedInProduction } from '../../../api/session/production'
import {
  CreateCCRNamespace,
  DeleteUserNamespace,
  NamespaceIsExists,
} from '../../../contract/actions/registry/undocumentedActions'
import { isRegistryName } from '../../../contract/formats/registryNames'
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog'
import { FormDialog } from '../../../ui/forms/FormDialog'
import type { Namespace } from '../registryState'
import { namespaceOf } from '../registryState'
import { UsesWarning } from '../UsesWarning'

/** Creates a namespace; checks while typing whether the name is available across all accounts. */
export function CreateNamespaceDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('registry')
  const { t: common } = useTranslation()
  const { form, submit, ...rest } = useActionForm(CreateCCRNamespace, {
    initial: { namespace: '' },
    notice: (_data, { namespace }) => t('createNamespace.notice', { name: namespace }),
    done: onClose,
  })
  const name = form.values.namespace
  const [settled] = useDebouncedValue(name, 300)
  const isWellFormed = isRegistryName(name)
  const { data } = useRead(
    NamespaceIsExists,
    { namespace: settled },
    { enabled: isRegistryName(settled), isPolled: false },
  )
  const knownNamespace = settled === name ? data : undefined
  const fault = (() => {
    if (name !== '' && !isWellFormed) return t('create.nameHelp')
    if (knownNamespace?.isPreserved) return t('createNamespace.preserved', { name })
    if (knownNamespace?.isExist) return t('createNamespace.exists', { name })
    return form.errors.namespace
  })()
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (name === '' || (isWellFormed && !knownNamespace?.isPreserved && !knownNamespace?.isExist))
      submit(event)
  }
  return (
    <FormDialog
      {...rest}
      submit={send}
      onClose={onClose}
      title={t('createNamespace.title')}
      submitLabel={common('create')}
    >
      <TextInput
        label={common('name')}
        spellCheck={false}
        autoComplete="off"
        data-autofocus
        description={
          knownNamespace && !fault ? t('create.free', { name }) : t('createNamespace.help')
        }
        {...form.getInputProps('namespace')}
        error={fault}
      />
    </FormDialog>
  )
}

/** Deletes a namespace with everything in it; needs the name typed. */
export function DeleteNamespaceDialog({
  namespace: { namespace, repoCount },
  onClose,
}: {
  namespace: Namespace
  onClose: () => void
}) {
  const { t } = useTranslation('registry')
  const act = useAct(DeleteUserNamespace, {
    notice: t('deleteNamespace.notice', { name: namespace }),
  })
  const confirmation = useNamedInProduction(namespace)
  return (
    <ConfirmDialog
      isOpened
      isDestructive
      onClose={onClose}
      title={t('deleteNamespace.title', { name: namespace })}
      confirmLabel={t('deleteNamespace.submit')}
      {...confirmation}
      typedName={namespace}
      onConfirm={(confirm) => act.run({ namespace }, { confirm })}
    >
      <p>{t('deleteNamespace.text', { count: repoCount })}</p>
      <UsesWarning matches={({ reponame }) => namespaceOf(reponame) === namespace} />
    </ConfirmDialog>
  )
}
