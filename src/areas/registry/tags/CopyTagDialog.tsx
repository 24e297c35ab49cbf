import { NativeSelect, TextInput } from '@mantine/core'
import type { SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionForm } from '../../../api/client/form'
import { useRead } from '../../../api/client/read'
import { DuplicateImage, GetTagList } from '../../../contract/actions/registry/tags'
import { isTagName } from '../../../contract/formats/imageReference'
import { FormDialog } from '../../../ui/forms/FormDialog'
import css from '../registry.module.css'
import { useRepositories } from '../repositories/useRepositories'
import { FiringPreview } from '../triggers/rules/FiringPreview'
import type { TagRow } from './useTags'

interface Props {
  reponame: string
  tags: readonly TagRow[]
  onClose: () => void
}

interface Values {
  repository: string
  tag: string
}

/** Copies a tag within or across repositories; shows which triggers this would fire. */
export function CopyTagDialog({ reponame, tags, onClose }: Props) {
  const { t } = useTranslation('registry')
  const source = tags[0]?.tagName ?? ''
  const { repositories } = useRepositories()
  const names = repositories?.map((item) => item.reponame) ?? [reponame]
  const { form, submit, ...rest } = useActionForm<typeof DuplicateImage, Values>(DuplicateImage, {
    initial: { repository: reponame, tag: '' },
    request: ({ repository, tag }) => ({
      src_image: `${reponame}:${source}`,
      dest_image: `${repository}:${tag.trim()}`,
    }),
    notice: (_data, { dest_image }) => t('copyTag.notice', { name: dest_image }),
    done: onClose,
  })
  const { repository } = form.values
  const tag = form.values.tag.trim()
  const isWellFormed = isTagName(tag)
  const isItself = repository === reponame && tag === source
  const current = useRead(
    GetTagList,
    { reponame: repository, tag, limit: 100 },
    { enabled: isWellFormed, isPolled: false },
  )
  const isThere = current.data?.tagInfo.some((candidate) => candidate.tagName === tag) ?? false
  const fault = (() => {
    if (tag !== '' && !isWellFormed) return t('tags.nameHelp')
    if (isItself) return t('copyTag.itself')
    return form.errors.dest_image ?? form.errors.tag
  })()
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (tag === '') form.setFieldError('tag', t('tags.nameHelp'))
    else if (isWellFormed && !isItself) submit(event)
  }
  return (
    <FormDialog
      {...rest}
      submit={send}
      onClose={onClose}
      title={t('copyTag.title', { name: `${reponame}:${source}` })}
      submitLabel={t('copyTag.submit')}
    >
      <NativeSelect
        label={t('copyTag.repository')}
        data={names}
        {...form.getInputProps('repository')}
      />
      <TextInput
        label={t('copyTag.tag')}
        description={t('tags.nameHelp')}
        spellCheck={false}
        autoComplete="off"
        data-autofocus
        {...form.getInputProps('tag')}
        error={fault}
      />
      {isThere && !isItself && (
        <p className={css.warning}>{t('copyTag.moves', { name: `${repository}:${tag}` })}</p>
      )}
      {isWellFormed && !isItself && <FiringPreview reponame={repository} tag={tag} />}
    </FormDialog>
  )
}
