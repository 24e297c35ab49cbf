import { Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useActionForm } from '../../../api/client/form'
import { useStored } from '../../../api/merge/useStored'
import { DescribeCluster } from '../../../contract/actions/clusters/clusters'
import { ModifyClusterAttributes } from '../../../contract/actions/clusters/undocumentedActions'
import { KubectlPreview } from '../../../ui/call/KubectlPreview'
import { FormDialog } from '../../../ui/forms/FormDialog'
import type { Cluster } from '../clusterState'

const valuesOf = ({ clusterId, clusterName, description }: Cluster) => ({
  clusterId,
  clusterName,
  clusterDesc: description,
})

/** Edits a cluster's name and description. */
export function EditDialog({ cluster, onClose }: { cluster: Cluster; onClose: () => void }) {
  const { t } = useTranslation('clusterActions')
  const { t: common } = useTranslation()
  const { clusterId, clusterName } = cluster
  const readStored = useStored()
  const { form, ...rest } = useActionForm(ModifyClusterAttributes, {
    initial: valuesOf(cluster),
    stored: async () => {
      const now = await readStored(DescribeCluster, { clusterIds: [clusterId] })
      const [current] = now?.clusters ?? []
      return current && valuesOf(current)
    },
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
      <KubectlPreview action="ModifyClusterAttributes" params={form.values} />
    </FormDialog>
  )
}
