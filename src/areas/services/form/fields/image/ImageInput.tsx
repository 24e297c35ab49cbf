import { ActionIcon } from '@mantine/core'
import { type ComponentProps, lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconSearch } from '../../../../../ui/theme/icons'
import { SpecTextInput } from '../inputs'

const ImagePicker = lazy(async () => ({ default: (await import('./ImagePicker')).ImagePicker }))

type Props = ComponentProps<typeof SpecTextInput> & { onPick: (image: string) => void }

/** An image reference, typed or picked from the account's registry. */
export function ImageInput({ onPick, ...input }: Props) {
  const { t } = useTranslation('serviceLife')
  const [isPicking, setPicking] = useState(false)
  return (
    <>
      <SpecTextInput
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
            current={String(input.value ?? '')}
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
