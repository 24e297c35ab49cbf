import { Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useActionForm } from '../../../api/client/form'
import { ModifyClusterAttributes } from '../../../contract/actions/clusters/undocumentedActions'
import { FormDialog } from '../../../ui/forms/FormDialog'
import type { Cluster } from '../clusterState'

/** Edits a cluster's name and description. */
export function EditDialog({ cluster, onClose }: { cluster: Cluster; onClose: () => void }) {
  const { t } = useTranslation('clusterActions')
  const { t: common } = useTranslation()
  const { clusterId, clusterName, description } = cluster
  const { form, ...rest } = useActionForm(ModifyClusterAttributes, {
    initial: { clusterId, clusterName, clusterDesc: description },
    notice: t('edit.notice', { name: clusterName }),
    done: onClose,
  })
  return (
    <FormDialog
      {...rest}
      onClose={onClose}
      title={t('edit.title', { name: clusterName })}
      submitLabel={common('save')}
    >
      <TextInput
        label={common('name')}
        spellCheck={false}
        data-autofocus
        {...form.getInputProps('clusterName')}
      />
      <Textarea label={common('description')} autosize {...form.getInputProps('clusterDesc')} />
    </FormDialog>
  )
}
