import { Button, Group, Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { kubectlOf } from '../../../contract/formats/kubectl'
import { KubectlCommands } from '../../../ui/call/KubectlPreview'
import { ErrorText } from '../../../ui/feedback/ErrorText'
import { downloadText } from '../../../ui/page/download'
import { IconDownload } from '../../../ui/theme/icons'
import { CopyButton } from '../../../ui/value/CopyButton'
import { Changes } from '../change/Changes'
import changeCss from '../change/change.module.css'
import { KeptSettings } from '../change/KeptSettings'
import type { ServiceRef } from '../serviceState'
import { kubernetesOf } from '../spec/kubernetes'
import { modifyParams } from '../spec/spec'
import { toYaml } from '../spec/yaml'
import { useKnownSpec } from '../useKnownSpec'
import { useServiceRef } from '../useServiceRef'
import css from './config.module.css'
import { MaskedValues } from './MaskedValues'
import { useManifests } from './useManifests'

const forms = ['live', 'service', 'kubernetes'] as const

/** Actions on a service whose commands need no other parameters. */
const plainActions = [
  'DescribeClusterServiceText',
  'DescribeClusterServiceInfo',
  'DescribeServiceInstance',
  'DescribeServiceEvent',
  'DescribeInstanceLog',
  'PauseClusterService',
  'ResumeClusterService',
  'RedeployClusterService',
  'RollBackClusterService',
] as const

const shownCommands = (serviceRef: ServiceRef) =>
  plainActions.map((name) => kubectlOf(name, serviceRef)).join('\n')

/**
 * All settings of a service as YAML: in this API's terms, as Kubernetes manifests or, for a
 * Kubernetes account, as the objects in the cluster.
 */
export function ConfigTab() {
  const { t } = useTranslation('serviceLife')
  const { t: spec } = useTranslation('spec')
  const serviceRef = useServiceRef()
  const { knownSpec, error } = useKnownSpec(serviceRef)
  const [search, setSearch] = useSearchParams()
  const manifests = useManifests(serviceRef)
  const offered = manifests ? forms : forms.filter((form) => form !== 'live')
  const shownForm = offered.find((item) => item === search.get('as')) ?? offered[0] ?? 'service'
  if (manifests?.error) return <ErrorText error={manifests.error} />
  if (error && !knownSpec) return <ErrorText error={error} />
  if (!knownSpec || (manifests && manifests.kubernetes === undefined))
    return <Skeleton height={320} />
  const texts = {
    live: manifests?.live ?? '',
    service: toYaml(modifyParams(serviceRef, knownSpec.spec)),
    kubernetes:
      manifests?.kubernetes ?? kubernetesOf(serviceRef, knownSpec.spec).map(toYaml).join('---\n'),
  }
  const text = texts[shownForm]
  const file =
    shownForm === 'service'
      ? `${serviceRef.serviceName}.ccs.yaml`
      : `${serviceRef.serviceName}.yaml`
  return (
    <>
      <Group gap="xs" mb="sm">
        {offered.map((item) => (
          <Button
            key={item}
            variant={item === shownForm ? 'filled' : 'default'}
            aria-pressed={item === shownForm}
            onClick={() =>
              setSearch((now) => {
                now.set('as', item)
                return now
              })
            }
          >
            {t(`config.as.${item}`)}
          </Button>
        ))}
        <Button
          variant="default"
          leftSection={<IconDownload size={16} />}
          onClick={() => downloadText(file, text, 'application/yaml')}
        >
          {t('download')}
        </Button>
        <CopyButton value={text} what={file} />
      </Group>
      <p className={css.help}>
        {t(
          manifests && shownForm === 'kubernetes' ? 'config.help.pure' : `config.help.${shownForm}`,
        )}
      </p>
      {(shownForm === 'service' || !manifests) && knownSpec.unreadable.length > 0 && (
        <section className={changeCss.notice} aria-label={spec('unreadable.title')}>
          <h3>{spec('unreadable.title')}</h3>
          <p>{t('config.unreadable')}</p>
          <ul>
            {knownSpec.unreadable.map(({ path }) => (
              <li key={path.join('.')}>{path.join('.')}</li>
            ))}
          </ul>
        </section>
      )}
      {knownSpec.drift.length > 0 && (
        <section className={changeCss.notice} aria-label={spec('concurrent.drift')}>
          <h3>{spec('concurrent.drift')}</h3>
          <Changes changes={knownSpec.drift} label={spec('concurrent.drift')} />
        </section>
      )}
      <KeptSettings kept={knownSpec.kept} />
      <MaskedValues spec={knownSpec.spec} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable areas must be reachable by keyboard */}
      <section className={css.text} tabIndex={0} aria-label={t(`config.as.${shownForm}`)}>
        {text}
      </section>
      <KubectlCommands text={shownCommands(serviceRef)} />
    </>
  )
}
