import { type ReactNode, type SyntheticEvent, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActionForm } from '../../../../api/client/form'
import { FormPage } from '../../../../ui/forms/FormPage'
import { useLocationNavigate } from '../../../../ui/page/useLocationNavigate'
import { Tester } from '../rules/Tester'
import { useMatcherOf } from '../rules/useMatcherOf'
import { TriggerFields } from './TriggerFields'
import { ruleOf, type TriggerValues } from './values'

interface Props extends ActionForm<TriggerValues> {
  title: string
  submitLabel: string
  /** Shown if the trigger was deleted meanwhile, e.g. a button to create it again. */
  whenDeleted?: ReactNode
}

/** A trigger form with a tester that previews its effect. */
export function TriggerForm({ form, submit, ...rest }: Props) {
  const { t } = useTranslation('triggers')
  const navigate = useLocationNavigate()
  const matcherOf = useMatcherOf()
  const { invokeMethod, invokeExpr, reponame, serviceName, containerName } = form.values
  const fault = useMemo(
    () => (invokeExpr === '' ? undefined : matcherOf?.({ invokeMethod, invokeExpr }).fault),
    [matcherOf, invokeMethod, invokeExpr],
  )
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    if (fault) event.preventDefault()
    else submit(event)
  }
  const armed = ruleOf(form.values)
  return (
    <FormPage
      {...rest}
      submit={send}
      onCancel={() => navigate('/triggers')}
      isDirty={form.isDirty}
      faults={form.errors}
      summary={
        <>
          <h2>{t('tester.heading')}</h2>
          {reponame !== '' && serviceName !== '' && containerName !== '' && (
            <p>
              {t(`form.sentence.${invokeMethod}`, {
                repository: reponame,
                container: containerName,
                service: serviceName,
              })}
            </p>
          )}
          {reponame === '' ? (
            <p>{t('tester.noRepository')}</p>
          ) : (
            <Tester reponame={reponame} armed={armed} />
          )}
        </>
      }
    >
      <TriggerFields form={form} fault={fault} />
    </FormPage>
  )
}
