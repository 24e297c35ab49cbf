import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../../api/client/act'
import { ApiError } from '../../../api/client/error'
import { faultsByPath } from '../../../api/client/form'
import type { Draft } from '../../../api/console/drafts'
import { clusterPath, servicePath } from '../../../api/session/paths'
import { CreateClusterService } from '../../../contract/actions/services/services'
import { BlockedNotice } from '../../../ui/forms/BlockedNotice'
import { useLocationNavigate } from '../../../ui/page/useLocationNavigate'
import type { Unreadable } from '../spec/known'
import { useClusterAndNamespace } from '../useClusterAndNamespace'
import { CreateCommands } from './CreateCommands'
import { Review } from './Review'
import { SpecFormPage } from './SpecFormPage'
import { Summary } from './Summary'
import { useSpecForm } from './useSpecForm'
import type { SpecValues } from './values'

interface Props {
  initial: SpecValues
  unreadable?: readonly Unreadable[]
  draftName: string
  title: string
  /** Values entered in another form; the form then counts as changed. */
  entered?: SpecValues | undefined
  /** Shown above the inputs. */
  notices?: ReactNode
}

/** The form for creating a service. */
export function CreateForm({ initial, unreadable = [], draftName, title, ...rest }: Props) {
  const { t } = useTranslation('services')
  const { t: own } = useTranslation('spec')
  const { t: rules } = useTranslation('rules')
  const navigate = useLocationNavigate()
  const spec = useSpecForm('create', initial)
  const { form } = spec
  // Applied before a draft is restored, because entered values take precedence.
  const entered = useRef(rest.entered)
  const { setValues } = form
  useLayoutEffect(() => {
    if (entered.current) setValues(entered.current)
    entered.current = undefined
  }, [setValues])
  const [draft, setDraft] = useState<Draft>()
  const [failed, setFailed] = useState<ApiError | null>(null)
  const act = useAct(CreateClusterService, {
    notice: (_data, { serviceName }) => t('form.notice', { name: serviceName }),
  })
  const { clusterId, namespace, serviceName } = form.values
  const reason = useClusterAndNamespace(clusterId, namespace).reasonOf('CreateClusterService')

  const send = async () => {
    setFailed(null)
    try {
      // The cast is safe: the form has validated the values against the contract.
      await act.run(spec.params as Parameters<typeof act.run>[0])
    } catch (error) {
      if (error instanceof ApiError && error.fields.length > 0) {
        form.setErrors(faultsByPath(error.fields, rules))
        setFailed(error)
        setDraft(undefined)
        return
      }
      throw error
    }
    form.resetDirty()
    draft?.discard()
    navigate(servicePath({ clusterId, namespace, serviceName }))
  }

  return (
    <>
      <SpecFormPage
        spec={spec}
        isNew
        title={title}
        submitLabel={t('form.submit')}
        onCancel={() => navigate(clusterId ? `${clusterPath(clusterId)}/services` : '/services')}
        unreadable={unreadable}
        draftName={draftName}
        initial={initial}
        base=""
        onBase={() => undefined}
        error={failed}
        notices={
          <>
            {rest.notices}
            <BlockedNotice reason={reason} />
          </>
        }
        summary={<Summary values={form.values} />}
        onReview={setDraft}
      />
      {draft && (
        <Review
          title={own('review.create', { name: serviceName })}
          action={CreateClusterService}
          params={spec.params}
          sendLabel={t('form.submit')}
          reason={reason}
          onSend={send}
          onClose={() => setDraft(undefined)}
        >
          <Summary values={form.values} />
          <CreateCommands serviceRef={{ clusterId, namespace, serviceName }} params={spec.params} />
        </Review>
      )}
    </>
  )
}
