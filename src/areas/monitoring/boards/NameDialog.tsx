import { type SyntheticEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '../../../ui/forms/FormDialog'
import { BoardNameInput } from './BoardNameInput'

interface Props {
  isPending: boolean
  error: Error | null
  onSave: (name: string) => Promise<void>
  onClose: () => void
}

/** Asks for the name under which to save the page's charts. */
export function NameDialog({ isPending, error, onSave, onClose }: Props) {
  const { t } = useTranslation('monitoring')
  const [name, setName] = useState('')
  const [isMissing, setMissing] = useState(false)
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (name.trim() === '') return setMissing(true)
    // The error is shown in the dialog, which stays open.
    onSave(name.trim()).then(onClose, () => {})
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t('board.saveTitle')}
      submitLabel={t('board.saveAs')}
      submit={submit}
      isPending={isPending}
      error={error}
    >
      <BoardNameInput value={name} isMissing={isMissing} onChange={setName} />
    </FormDialog>
  )
}
