import { Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../../api/client/act'
import { useActionForm } from '../../../api/client/form'
import { useRead } from '../../../api/client/read'
import { useStored } from '../../../api/merge/useStored'
import { useNamedInProduction } from '../../../api/session/production'
import {
  CreateClusterNamespace,
  DeleteClusterNamespace,
  DescribeClusterNameSpaces,
} from '../../../contract/actions/clusters/namespaces'
import { ModifyNamespaceDescription } from '../../../contract/actions/clusters/undocumentedActions'
import { DescribeClusterService } from '../../../contract/actions/services/services'
import { KubectlPreview } from '../../../ui/call/KubectlPreview'
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog'
import { ErrorText } from '../../../ui/feedback/ErrorText'
import { FormDialog } from '../../../ui/forms/FormDialog'

interface Props {
  clusterId: string
  onClose: () => void
}

export function CreateNamespaceDialog({ clusterId, onClose }: Props) {
  const { t } = useTranslation('clusterActions')
  const { t: common } = useTranslation()
  const { form, ...rest } = useActionForm(CreateClusterNamespace, {
    initial: { clusterId, name: '', description: '' },
    notice: (_data, { name }) => t('namespace.created', { name }),
    done: onClose,
  })
  return (
    <FormDialog
      {...rest}
      onClose={onClose}
      title={t('namespace.createTitle')}
      submitLabel={t('namespace.create')}
    >
      <TextInput
        label={common('name')}
        description={t('namespace.nameHelp')}
        spellCheck={false}
        autoComplete="off"
        data-autofocus
        {...form.getInputProps('name')}
      />
      <Textarea
        label={common('description')}
        description={common('optional')}
        autosize
        {...form.getInputProps('description')}
      />
      <KubectlPreview action="CreateClusterNamespace" params={form.values} />
    </FormDialog>
  )
}

interface DescribeProps extends Props {
  name: string
  description: string
}

export function DescribeNamespaceDialog({ name, description, ...props }: DescribeProps) {
  const readStored = useStored()
  const { t } = useTranslation('clusterActions')
  const { t: common } = useTranslation()
  const { form, ...rest } = useActionForm(ModifyNamespaceDescription, {
    initial: { clusterId: props.clusterId, name, description },
    stored: async () => {
      const now = await readStored(DescribeClusterNameSpaces, { clusterId: props.clusterId })
      const current = now?.namespaces.find((namespace) => namespace.name === name)
      return current && { clusterId: props.clusterId, name, description: current.description }
    },
    notice: t('namespace.described', { name }),
    done: props.onClose,
  })
  return (
    <FormDialog
      {...rest}
      onClose={props.onClose}
      title={t('namespace.describeTitle', { name })}
      submitLabel={common('save')}
    >
      <Textarea
        label={common('description')}
        autosize
        data-autofocus
        {...form.getInputProps('description')}
      />
      <KubectlPreview action="ModifyNamespaceDescription" params={form.values} />
    </FormDialog>
  )
}

/** Lists what is deleted with each namespace. */
function DeletedResources({ clusterId, names }: { clusterId: string; names: readonly string[] }) {
  const { t } = useTranslation('clusterActions')
  const read = useRead(DescribeClusterService, { clusterId, allnamespace: 1 })
  if (read.error) return <ErrorText error={read.error} />
  return (
    <ul>
      {names.map((name) => {
        const ownServices =
          read.data?.services.filter((service) => service.namespace === name) ?? []
        const services =
          ownServices.length === 0
            ? t('namespace.empty')
            : t('namespace.services', {
                count: ownServices.length,
                names: ownServices.map((service) => service.serviceName).join(', '),
              })
        const balancers = ownServices.filter((service) => service.lbId !== '').length
        return (
          <li key={name}>
            {t('namespace.content', {
              name,
              content:
                balancers === 0
                  ? services
                  : t('namespace.withBalancers', { services, count: balancers }),
            })}
          </li>
        )
      })}
    </ul>
  )
}

/**
 * Dialog that deletes namespaces with everything in them after the user has typed the name or, for
 * several, their number.
 */
export function DeleteNamespacesDialog({
  clusterId,
  names,
  onClose,
}: Props & { names: readonly string[] }) {
  const { t } = useTranslation('clusterActions')
  const [first = ''] = names
  const count = names.length
  const act = useAct(DeleteClusterNamespace, { notice: t('namespace.deleted', { count }) })
  const typed = count === 1 ? first : String(count)
  const confirmation = useNamedInProduction(typed)
  return (
    <ConfirmDialog
      isOpened
      isDestructive
      onClose={onClose}
      title={
        count === 1
          ? t('namespace.deleteOne', { name: first })
          : t('namespace.deleteMany', { count })
      }
      confirmLabel={t('namespace.delete', { count })}
      {...confirmation}
      typedName={typed}
      onConfirm={(confirm) => act.run({ clusterId, names: [...names] }, { confirm })}
    >
      <p>{t('namespace.deleteText')}</p>
      <DeletedResources clusterId={clusterId} names={names} />
      <KubectlPreview action="DeleteClusterNamespace" params={{ names: [...names] }} />
    </ConfirmDialog>
  )
}
