import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionForm } from '../../../api/client/form'
import { clusterPath } from '../../../api/session/paths'
import type { RequestOf } from '../../../contract/action'
import { AddClusterInstancesFromExistedCvm } from '../../../contract/actions/clusters/clusters'
import { BlockedNotice } from '../../../ui/forms/BlockedNotice'
import { FormPage, FormSection } from '../../../ui/forms/FormPage'
import { PageHeader } from '../../../ui/page/PageHeader'
import { useLocationNavigate } from '../../../ui/page/useLocationNavigate'
import { useActionReason } from '../actions/useActionReason'
import { ExistingResult, type Result } from './ExistingResult'
import { AccessFields } from './fields/AccessFields'
import { ExistingPicker } from './fields/ExistingPicker'
import css from './fields/ExistingPicker.module.css'
import { ReinstallDialog } from './ReinstallDialog'
import { useClusterOfUrl } from './useClusterOfUrl'
import { type AccessValues, accessOf, initialAccess } from './values'

interface Values extends AccessValues {
  instanceIds: string[]
}

const initial: Values = { ...initialAccess, instanceIds: [] }

/**
 * /clusters/:clusterId/add-existing-nodes: adds existing machines to the cluster and shows a result
 * per machine.
 */
export function AddExistingPage() {
  const { t } = useTranslation('clusterActions')
  const navigate = useLocationNavigate()
  const { clusterId, cluster, name, left } = useClusterOfUrl()
  const reason = useActionReason(cluster)('AddClusterInstancesFromExistedCvm')
  const [result, setResult] = useState<Result>()
  const nodesPath = `${clusterPath(clusterId)}/nodes`
  const requestOf = (values: Values): RequestOf<typeof AddClusterInstancesFromExistedCvm> => ({
    clusterId,
    instanceIds: values.instanceIds,
    ...accessOf(values),
  })
  const { form, review, ...rest } = useActionForm<typeof AddClusterInstancesFromExistedCvm, Values>(
    AddClusterInstancesFromExistedCvm,
    {
      initial,
      request: requestOf,
      draft: `add-existing ${clusterId}`,
      done: setResult,
      isReviewed: true,
    },
  )
  const title = t('addExisting.title', { name })
  if (result) {
    const retry = () => {
      const instanceIds = result.faliInstanceIds.map((failedInstance) => failedInstance.instanceId)
      form.setValues({ ...form.values, instanceIds })
      setResult(undefined)
    }
    return (
      <>
        <PageHeader title={title} />
        <ExistingResult result={result} onRetry={retry} onLeave={() => navigate(nodesPath)} />
      </>
    )
  }
  const { instanceIds } = form.values
  const count = instanceIds.length
  return (
    <>
      <FormPage
        {...rest}
        title={title}
        submitLabel={t('addExisting.submit')}
        onCancel={() => navigate(nodesPath)}
        isDirty={form.isDirty}
        faults={form.errors}
        summary={
          <>
            <h2>{t('addMachines.summary')}</h2>
            <p>{t('addExisting.chosen', { count, left })}</p>
            {count > 0 && <p>{t('addExisting.summary', { count, name })}</p>}
          </>
        }
      >
        <BlockedNotice reason={reason} />
        <FormSection title={t('addExisting.machines')}>
          <p className={css.warning}>{t('addExisting.reinstall')}</p>
          <ExistingPicker
            clusterId={clusterId}
            chosen={instanceIds}
            error={form.errors.instanceIds}
            onChange={(ids) => form.setValues({ instanceIds: ids })}
          />
        </FormSection>
        <FormSection title={t('addMachines.access')}>
          <AccessFields form={form} />
        </FormSection>
      </FormPage>
      {review && (
        <ReinstallDialog
          clusterId={clusterId}
          clusterName={name}
          instanceIds={instanceIds}
          review={review}
        />
      )}
    </>
  )
}
