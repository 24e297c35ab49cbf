import { TextInput } from '@mantine/core'
import { type SyntheticEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { notify } from '../../../api/console/notices'
import { usePush } from '../../../api/console/push'
import { isTagName } from '../../../contract/formats/imageReference'
import { FormDialog } from '../../../ui/forms/FormDialog'
import { FiringPreview } from '../triggers/rules/FiringPreview'

/** Pushes a tag like docker push; only the simulation supports this. */
export function PushDialog({ reponame, onClose }: { reponame: string; onClose: () => void }) {
  const { t } = useTranslation('registry')
  const [tag, setTag] = useState('')
  const push = usePush()
  const isWellFormed = isTagName(tag)
  const send = async (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isWellFormed || push.isPending) return
    const { deleted, fired } = await push.run({ reponame, tag })
    notify('success', t('push.notice', { name: `${reponame}:${tag}`, count: fired }))
    if (deleted > 0) notify('info', t('push.deleted', { count: deleted }))
    onClose()
  }
  return (
    <FormDialog
      submit={(event) => void send(event).catch(() => undefined)}
      isPending={push.isPending}
      error={push.error}
      onClose={onClose}
      title={t('push.title', { name: reponame })}
      submitLabel={t('push.submit')}
    >
      <p>{t('push.text')}</p>
      <TextInput
        label={t('copyTag.tag')}
        description={t('tags.nameHelp')}
        spellCheck={false}
        autoComplete="off"
        data-autofocus
        value={tag}
        onChange={(event) => setTag(event.currentTarget.value)}
        error={tag !== '' && !isWellFormed ? t('tags.nameHelp') : undefined}
      />
      {isWellFormed && <FiringPreview reponame={reponame} tag={tag} />}
    </FormDialog>
  )
}
