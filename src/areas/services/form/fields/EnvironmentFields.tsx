import type { ClipboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { envLines, repeatedNames } from '../envLines'
import type { SpecFormApi } from '../useSpecForm'
import { SpecLinesInput, SpecTextInput } from './inputs'
import { Rows } from './Rows'

interface Props {
  form: SpecFormApi
  /** The container's index. */
  container: number
}

/** Rows of environment variables. */
export function EnvironmentFields({ form, container }: Props) {
  const { t } = useTranslation('services')
  const { t: rules } = useTranslation('rules')
  const list = `containers.${container}.envs`
  const rows = form.values.containers[container]?.envs ?? []
  const repeated = repeatedNames(rows)
  /** Pasted `NAME=value` lines become rows, in place of the row if it is empty. */
  const paste = (event: ClipboardEvent<HTMLInputElement>, index: number) => {
    const pasted = envLines(event.clipboardData.getData('text/plain'))
    if (!pasted) return
    event.preventDefault()
    const current = form.getValues().containers[container]?.envs ?? []
    const row = current[index]
    const isEmpty = !row?.name && !row?.value
    form.setFieldValue(
      list,
      current.toSpliced(isEmpty ? index : index + 1, isEmpty ? 1 : 0, ...pasted),
    )
  }
  return (
    <Rows
      form={form}
      path={list}
      rows={rows}
      fresh={() => ({ name: '', value: '' })}
      dependsOn={(index) => repeated.has(rows[index]?.name ?? '')}
      addLabel={t('form.addVariable')}
      removeLabel={(number) => t('form.removeVariable', { number })}
      row={(path, number) => (
        <>
          <SpecTextInput
            flex={1}
            miw={120}
            aria-label={t('form.variable', { number })}
            placeholder={t('form.variable', { number })}
            onPaste={(event) => paste(event, number - 1)}
            {...form.getInputProps(`${path}.name`)}
            {...(repeated.has(rows[number - 1]?.name ?? '') && { error: rules('envNameRepeated') })}
          />
          <SpecLinesInput
            flex={2}
            miw={120}
            aria-label={t('form.value', { number })}
            placeholder={t('form.value', { number })}
            {...form.getInputProps(`${path}.value`)}
          />
        </>
      )}
    />
  )
}
