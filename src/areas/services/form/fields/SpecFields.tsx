import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FormSection } from '../../../../ui/forms/FormPage'
import type { SpecForm } from '../useSpecForm'
import type { SpecValues } from '../values'
import { AccessFields } from './AccessFields'
import { AffinityFields } from './affinity/AffinityFields'
import { BasicFields } from './BasicFields'
import { ContainerFields } from './ContainerFields'
import { Fold } from './Fold'
import { RenderWhenChanged } from './RenderWhenChanged'
import css from './SpecFields.module.css'
import { UpdateFields } from './UpdateFields'
import { VolumeFields } from './VolumeFields'

/**
 * All inputs of a service; disabled while the YAML contains settings that the inputs cannot
 * represent.
 */
export function SpecFields({ spec, isNew }: { spec: SpecForm; isNew: boolean }) {
  const { t, i18n } = useTranslation('services')
  const { t: own } = useTranslation('spec')
  const { form, isLocked } = spec
  const { volumes, nodeAffinity, podAffinity } = form.values
  const hasFault = (...names: string[]) =>
    Object.entries(form.errors).some(
      ([path, fault]) => fault && names.some((name) => path.startsWith(name)),
    )
  /** A part that shows only these values and their errors. */
  const part = (names: readonly (keyof SpecValues)[], render: () => ReactNode) => (
    <RenderWhenChanged
      watch={[
        ...names.map((name) => form.values[name]),
        Object.entries(form.errors)
          .filter(([path, fault]) => fault && names.some((name) => path.startsWith(name)))
          .map(([path, fault]) => `${path} ${String(fault)}`),
        isNew,
        i18n.language,
      ]}
      render={render}
    />
  )
  const affinities = [...nodeAffinity, ...podAffinity].map(({ key }) => key).filter(Boolean)
  return (
    <>
      {isLocked && (
        <p role="alert" className={css.locked}>
          {own('yaml.locked')}
        </p>
      )}
      <fieldset disabled={isLocked} className={css.root}>
        <FormSection title={t('form.basics')}>
          {part(['clusterId', 'namespace', 'serviceName', 'serviceDesc', 'replicas'], () => (
            <BasicFields form={form} isNew={isNew} />
          ))}
        </FormSection>
        <FormSection title={t('form.containers')}>
          <ContainerFields form={form} />
        </FormSection>
        <FormSection title={t('form.accessTitle')}>
          {part(['clusterId', 'accessType', 'subnetId', 'portMappings'], () => (
            <AccessFields form={form} />
          ))}
        </FormSection>
        <Fold
          title={t('overview.volumes')}
          summary={volumes.map(({ name }) => name).join(', ') || own('none')}
          hasFault={hasFault('volumes')}
          isOpenedFirst={volumes.length > 0}
        >
          {part(['volumes'], () => (
            <VolumeFields form={form} />
          ))}
        </Fold>
        <Fold
          title={own('affinity.title')}
          summary={affinities.join(', ') || own('affinity.anywhere')}
          hasFault={hasFault('nodeAffinity', 'podAffinity')}
          isOpenedFirst={affinities.length > 0}
        >
          {part(['clusterId', 'nodeAffinity', 'podAffinity'], () => (
            <AffinityFields form={form} />
          ))}
        </Fold>
        {!isNew && (
          <FormSection title={own('updates')}>
            {part(['strategy', 'minReadySeconds', 'replicas'], () => (
              <UpdateFields form={form} />
            ))}
          </FormSection>
        )}
      </fieldset>
    </>
  )
}
