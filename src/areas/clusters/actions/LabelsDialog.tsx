import { ActionIcon, Button, Group, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useActionForm } from '../../../api/client/form'
import { useStored } from '../../../api/merge/useStored'
import {
  DescribeClusterInstances,
  ModifyClusterNodeLabel,
} from '../../../contract/actions/clusters/clusters'
import { labelCommand } from '../../../contract/formats/kubectl'
import { KubectlCommands } from '../../../ui/call/KubectlPreview'
import { FormDialog } from '../../../ui/forms/FormDialog'
import { IconPlus, IconTrash } from '../../../ui/theme/icons'
import type { Node } from '../clusterState'
import { AffinityChanges } from './AffinityChanges'
import { changesOf, type LabelRow, rowsOf } from './labels'

interface Props {
  clusterId: string
  node: Node
  onClose: () => void
}

interface Values {
  clusterId: string
  instanceId: string
  labels: LabelRow[]
}

function Changes({ node, rows }: { node: Node; rows: readonly LabelRow[] }) {
  const { t } = useTranslation('clusterActions')
  const changes = changesOf(node.labels, rows)
  if (changes.length === 0) return <p>{t('labels.same')}</p>
  return (
    <ul aria-label={t('labels.changes')}>
      {changes.map(({ key, kind, before = '', after = '' }) => (
        <li key={key}>
          {t(`labels.${kind}`)}{' '}
          <code>{kind === 'removed' ? `${key}=${before}` : `${key}=${after}`}</code>
          {kind === 'changed' && ` ${t('labels.was', { before })}`}
        </li>
      ))}
    </ul>
  )
}

/** Edits a node's labels and shows the diff before sending. */
export function LabelsDialog({ clusterId, node, onClose }: Props) {
  const { t } = useTranslation('clusterActions')
  const { t: common } = useTranslation()
  const name = node.instanceName
  const readStored = useStored()
  const { form, ...rest } = useActionForm<typeof ModifyClusterNodeLabel, Values>(
    ModifyClusterNodeLabel,
    {
      initial: { clusterId, instanceId: node.instanceId, labels: rowsOf(node.labels) },
      stored: async () => {
        const now = await readStored(DescribeClusterInstances, { clusterId })
        const current = now?.nodes.find((candidate) => candidate.instanceId === node.instanceId)
        return current && { clusterId, instanceId: node.instanceId, labels: rowsOf(current.labels) }
      },
      check: ({ labels }) => {
        const faults: Record<string, string> = {}
        for (const [index, { key }] of labels.entries()) {
          const isTwice = key !== '' && labels.findIndex((label) => label.key === key) < index
          if (isTwice) faults[`labels.${index}.key`] = t('labels.twice')
        }
        return faults
      },
      notice: t('labels.notice', { name }),
      done: onClose,
    },
  )
  const { labels } = form.values
  return (
    <FormDialog
      {...rest}
      onClose={onClose}
      title={t('labels.title', { name })}
      submitLabel={common('save')}
    >
      <Stack gap="xs">
        {labels.map((_label, index) => {
          const number = index + 1
          const path = `labels.${index}`
          return (
            <Group key={form.key(path)} gap="xs" wrap="nowrap" align="flex-start">
              <TextInput
                flex={1}
                aria-label={t('labels.key', { number })}
                placeholder={t('labels.keyHint')}
                spellCheck={false}
                {...form.getInputProps(`${path}.key`)}
              />
              <TextInput
                flex={1}
                aria-label={t('labels.value', { number })}
                placeholder={t('labels.valueHint')}
                spellCheck={false}
                {...form.getInputProps(`${path}.value`)}
              />
              <ActionIcon
                aria-label={t('labels.remove', { number })}
                onClick={() => form.removeListItem('labels', index)}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </Group>
          )
        })}
        <Group>
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            onClick={() => form.insertListItem('labels', { key: '', value: '' })}
          >
            {t('labels.add')}
          </Button>
        </Group>
      </Stack>
      <Changes node={node} rows={labels} />
      <AffinityChanges clusterId={clusterId} node={node} rows={labels} />
      <KubectlCommands text={labelCommand(name, node.labels ?? {}, labels)} />
    </FormDialog>
  )
}
