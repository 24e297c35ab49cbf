import { NativeSelect, Radio, SimpleGrid, Stack, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useCloudLocation } from '../../../../api/session/location'
import { useSession } from '../../../../api/session/session'
import { triggerRegions } from '../../../../contract/actions/registry/triggers'
import type { RegexFault } from '../../../../contract/rules/linearRegex'
import { ErrorText } from '../../../../ui/feedback/ErrorText'
import { FormSection } from '../../../../ui/forms/FormPage'
import { StatusChip } from '../../../../ui/value/StatusChip'
import { regionShort } from '../../registryState'
import { useRepositories } from '../../repositories/useRepositories'
import { Highlighted } from '../rules/Highlighted'
import { useChoices } from './useChoices'
import type { TriggerValues } from './values'

type Form = UseFormReturnType<TriggerValues>

type Option = string | { value: string; label: string }

const choiceOf = (option: Option) => (typeof option === 'string' ? option : option.value)

/** Adds the current value to the options if it is missing, e.g. while they load. */
function withChosen(options: readonly Option[], chosen: string): Option[] {
  if (options.some((option) => choiceOf(option) === chosen)) return [...options]
  return [chosen === '' ? { value: '', label: '–' } : chosen, ...options]
}

function ConditionFields({ form, fault }: { form: Form; fault: RegexFault | undefined }) {
  const { t } = useTranslation('triggers')
  const { invokeMethod, invokeExpr } = form.values
  return (
    <Stack gap="sm">
      <Radio.Group label={t('form.method')} {...form.getInputProps('invokeMethod')}>
        <Stack gap={6} mt={4}>
          <Radio value="regex" label={t('form.regex')} />
          <Radio value="taglist" label={t('form.taglist')} />
          <Radio value="all" label={t('form.all')} />
        </Stack>
      </Radio.Group>
      {invokeMethod !== 'all' && (
        <TextInput
          label={t(invokeMethod === 'regex' ? 'form.expr' : 'form.tags')}
          description={t(invokeMethod === 'regex' ? 'form.exprHelp' : 'form.tagsHelp')}
          spellCheck={false}
          autoComplete="off"
          {...form.getInputProps('invokeExpr')}
          error={
            fault ? (
              <>
                {t('fault.text', { message: fault.message, place: fault.from + 1 })}{' '}
                <Highlighted isFault text={invokeExpr} from={fault.from} to={fault.to} />
              </>
            ) : (
              form.errors.invokeExpr
            )
          }
        />
      )}
    </Stack>
  )
}

function TargetFields({ form }: { form: Form }) {
  const { t } = useTranslation('triggers')
  const { t: shell } = useTranslation('shell')
  const { session } = useSession()
  const { account } = useCloudLocation()
  const choices = useChoices(form.values)
  const openRegions =
    session?.accounts.find((candidate) => candidate.name === account)?.regions ?? []
  const regions = triggerRegions.flatMap((id) => {
    const short = regionShort(id)
    if (short === undefined || !openRegions.includes(short)) return []
    return [{ value: String(id), label: shell(`regions.${short}`, { defaultValue: short }) }]
  })
  const { values } = form
  /** `change` also resets the fields that depend on the chosen one. */
  const choose = (change: Partial<TriggerValues>) => form.setValues(change)
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <NativeSelect
          label={shell('region')}
          description={t('form.regionHelp')}
          data={withChosen(regions, values.clusterRegion)}
          {...form.getInputProps('clusterRegion')}
          onChange={(event) =>
            choose({
              clusterRegion: event.currentTarget.value,
              clusterId: '',
              namespace: '',
              serviceName: '',
              containerName: '',
            })
          }
        />
        <NativeSelect
          label={t('form.cluster')}
          data={withChosen(choices.clusters, values.clusterId)}
          {...form.getInputProps('clusterId')}
          onChange={(event) =>
            choose({
              clusterId: event.currentTarget.value,
              namespace: '',
              serviceName: '',
              containerName: '',
            })
          }
        />
        <NativeSelect
          label={t('form.namespace')}
          data={withChosen(choices.namespaces, values.namespace)}
          {...form.getInputProps('namespace')}
          onChange={(event) =>
            choose({ namespace: event.currentTarget.value, serviceName: '', containerName: '' })
          }
        />
        <NativeSelect
          label={t('form.service')}
          data={withChosen(choices.services, values.serviceName)}
          {...form.getInputProps('serviceName')}
          onChange={(event) =>
            choose({ serviceName: event.currentTarget.value, containerName: '' })
          }
        />
        <NativeSelect
          label={t('form.container')}
          description={choices.image && t('form.image', { image: choices.image })}
          data={withChosen(choices.containers, values.containerName)}
          {...form.getInputProps('containerName')}
        />
      </SimpleGrid>
      {choices.isDeleted && (
        <StatusChip health="failing" word={t('broken')} reason={t('missing.service')} />
      )}
      {choices.error && <ErrorText error={choices.error} />}
    </Stack>
  )
}

/** A trigger's name, condition and target. */
export function TriggerFields({ form, fault }: { form: Form; fault: RegexFault | undefined }) {
  const { t } = useTranslation('triggers')
  const { t: common } = useTranslation()
  const { read, repositories } = useRepositories()
  const names = (repositories ?? []).map((repository) => repository.reponame)
  return (
    <>
      <FormSection title={t('form.basics')}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput
            label={common('name')}
            description={t('form.nameHelp')}
            spellCheck={false}
            autoComplete="off"
            {...form.getInputProps('triggerName')}
            error={form.errors.triggerName ?? form.errors.newTriggerName}
          />
          <NativeSelect
            label={t('column.repository')}
            data={withChosen(names, form.values.reponame)}
            {...form.getInputProps('reponame')}
          />
        </SimpleGrid>
        {read.error && !repositories && <ErrorText error={read.error} />}
      </FormSection>
      <FormSection title={t('column.condition')}>
        <ConditionFields form={form} fault={fault} />
      </FormSection>
      <FormSection title={t('column.target')}>
        <TargetFields form={form} />
      </FormSection>
    </>
  )
}
