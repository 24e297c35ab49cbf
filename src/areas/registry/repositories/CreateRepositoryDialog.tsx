import { NativeSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionForm } from '../../../api/client/form'
import { useRead } from '../../../api/client/read'
import { repositoryPath } from '../../../api/session/paths'
import {
  CreateRepository,
  RepositoryisExists,
} from '../../../contract/actions/registry/repositories'
import { GetNamespaceInfo } from '../../../contract/actions/registry/undocumentedActions'
import { isRegistryName } from '../../../contract/formats/registryNames'
import { FormDialog } from '../../../ui/forms/FormDialog'
import { useLocationNavigate } from '../../../ui/page/useLocationNavigate'

interface Values {
  namespace: string
  name: string
  public: '0' | '1'
  description: string
}

const reponameOf = ({ namespace, name }: Values) => `${namespace}/${name.trim()}`

/** Whether a name is available, checked when typing pauses; undefined while unknown. */
function useIsNameAvailable(values: Values): boolean | undefined {
  const reponame = reponameOf(values)
  const [settled] = useDebouncedValue(reponame, 300)
  const { data } = useRead(
    RepositoryisExists,
    { reponame: settled },
    { enabled: values.namespace !== '' && isRegistryName(values.name.trim()), isPolled: false },
  )
  return settled === reponame && data ? !data.isExist : undefined
}

/** Creates a repository; checks while typing whether the name is available. */
export function CreateRepositoryDialog({
  namespace,
  onClose,
}: {
  namespace?: string
  onClose: () => void
}) {
  const { t } = useTranslation('registry')
  const { t: common } = useTranslation()
  const navigate = useLocationNavigate()
  const namespaces = useRead(GetNamespaceInfo, { limit: 100 })
  const names = (namespaces.data?.namespaceInfo ?? []).map((item) => item.namespace)
  const initial: Values = { namespace: namespace ?? '', name: '', public: '0', description: '' }
  const { form, submit, ...rest } = useActionForm<typeof CreateRepository, Values>(
    CreateRepository,
    {
      initial,
      request: (values) => ({
        reponame: reponameOf(values),
        public: values.public === '1' ? 1 : 0,
        description: values.description,
      }),
      notice: (_data, { reponame }) => t('create.notice', { name: reponame }),
      done: (_data, { reponame }) => {
        onClose()
        navigate(repositoryPath(reponame))
      },
    },
  )
  // Preselect the first namespace once loaded.
  const chosen = form.values.namespace || (names[0] ?? '')
  const values = { ...form.values, namespace: chosen }
  const isFree = useIsNameAvailable(values)
  const name = values.name.trim()
  const isWellFormed = isRegistryName(name)
  const fault =
    name !== '' && !isWellFormed
      ? t('create.nameHelp')
      : isFree === false
        ? t('create.exists', { name: reponameOf(values) })
        : form.errors.reponame

  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (chosen !== form.values.namespace) form.setFieldValue('namespace', chosen)
    if (name === '') form.setFieldError('reponame', t('create.nameHelp'))
    else if (isWellFormed && isFree !== false) submit(event)
  }

  return (
    <FormDialog
      {...rest}
      submit={send}
      onClose={onClose}
      title={t('create.title')}
      submitLabel={t('create.submit')}
    >
      <NativeSelect
        label={t('column.namespace')}
        data={names}
        {...form.getInputProps('namespace')}
        value={chosen}
        description={names.length === 0 && namespaces.data ? t('create.noNamespace') : undefined}
      />
      <TextInput
        label={common('name')}
        spellCheck={false}
        autoComplete="off"
        data-autofocus
        description={isFree ? t('create.free', { name: reponameOf(values) }) : t('create.nameHelp')}
        {...form.getInputProps('name')}
        error={fault}
      />
      <Radio.Group label={t('column.visibility')} {...form.getInputProps('public')}>
        <Stack gap={6} mt={4}>
          <Radio value="0" label={t('visibility.privateText')} />
          <Radio value="1" label={t('visibility.publicText')} />
        </Stack>
      </Radio.Group>
      <Textarea
        label={common('description')}
        description={common('optional')}
        autosize
        {...form.getInputProps('description')}
      />
    </FormDialog>
  )
}
