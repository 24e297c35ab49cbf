import { ActionIcon, TextInput, type TextInputProps } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconSearch } from '../../../../../ui/theme/icons'

const ImagePicker = lazy(async () => ({ default: (await import('./ImagePicker')).ImagePicker }))

interface Props extends TextInputProps {
  onPick: (image: string) => void
}

/** An image reference, typed or picked from the account's registry. */
export function ImageInput({ onPick, ...input }: Props) {
  const { t } = useTranslation('serviceLife')
  const [isPicking, setPicking] = useState(false)
  return (
    <>
      <TextInput
        spellCheck={false}
        autoComplete="off"
        {...input}
        rightSection={
          <ActionIcon
            variant="subtle"
            aria-label={t('picker.title')}
            title={t('picker.title')}
            onClick={() => setPicking(true)}
          >
            <IconSearch size={16} />
          </ActionIcon>
        }
      />
      {isPicking && (
        <Suspense>
          <ImagePicker
            present={String(input.value ?? '')}
            onClose={() => setPicking(false)}
            onPick={(image) => {
              setPicking(false)
              onPick(image)
            }}
          />
        </Suspense>
      )}
    </>
  )
}
