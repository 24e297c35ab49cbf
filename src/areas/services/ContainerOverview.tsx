import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cores } from '../../i18n/format'
import { useFormats } from '../../i18n/useFormats'
import { withDots } from '../../ui/call/maskedCall'
import { Mono } from '../../ui/value/Mono'
import css from './ServicePage.module.css'
import type { Service } from './serviceState'
import type { KeptSetting } from './spec/known'

type Container = Service['containers'][number]
type Probe = NonNullable<Container['liveProbe']>

function useProbeText() {
  const { t } = useTranslation('services')
  return (probe: Probe) => {
    const what = t(`overview.probe.${probe.checkMethod}`, {
      port: probe.methodTcp?.port ?? probe.methodHttp?.port,
      protocol: probe.methodHttp?.protocol,
      path: probe.methodHttp?.path,
      cmd: withDots(probe.methodCmd?.cmd ?? ''),
    })
    const timing = t('overview.probeTiming', {
      interval: probe.intervalTime,
      timeOut: probe.timeOut,
      delay: probe.delayTime,
      health: probe.healthNum,
      unhealth: probe.unhealthNum,
    })
    return t('overview.probeText', { what, timing })
  }
}

function useResources({ cpu, cpuLimits, memory, memoryLimits }: Container) {
  const { t } = useTranslation('services')
  const formats = useFormats()
  const inCores = (value: number) =>
    t('overview.cores', { count: cores(value), amount: formats.number(cores(value)) })
  const requested = (amount: string) => t('overview.request', { amount })
  const atMost = (amount: string) => t('overview.limit', { amount })
  const line = (request: string, limit: string) => t('overview.requestLimit', { request, limit })
  return {
    cpu: line(
      cpu ? requested(inCores(cpu)) : t('overview.noRequest'),
      cpuLimits ? atMost(inCores(cpuLimits)) : t('overview.noLimit'),
    ),
    memory: line(
      memory ? requested(formats.memory(memory)) : t('overview.noRequest'),
      memoryLimits ? atMost(formats.memory(memoryLimits)) : t('overview.noLimit'),
    ),
  }
}

/** A container's settings; omits unset ones. */
export function ContainerOverview({
  container,
  kept,
}: {
  container: Container
  kept: readonly KeptSetting[]
}) {
  const { t } = useTranslation('services')
  const probeText = useProbeText()
  const resources = useResources(container)
  const { envs, volumeMounts, liveProbe, readyProbe } = container
  const references = kept.flatMap(({ path: [list, name, field, variable], value }) =>
    list === 'containers' && name === container.containerName && field === 'envs' && value
      ? `${variable} ← ${value}`
      : [],
  )
  const factRows: [string, ReactNode][] = [
    [
      t('overview.image'),
      <Mono key="image" isCopied>
        {container.image}
      </Mono>,
    ],
    [t('overview.command'), container.command && <Mono>{withDots(container.command)}</Mono>],
    [
      t('overview.arguments'),
      container.arguments.length > 0 && <Mono>{withDots(container.arguments.join(' '))}</Mono>,
    ],
    [t('overview.workingDir'), container.workingDir && <Mono>{container.workingDir}</Mono>],
    [t('overview.cpu'), resources.cpu],
    [t('overview.memory'), resources.memory],
    [
      t('overview.environment'),
      envs.length + references.length > 0 &&
        [
          ...envs.map((variable) => withDots(`${variable.name}=${variable.value}`)),
          ...references,
        ].map((value) => (
          <div key={value}>
            <Mono>{value}</Mono>
          </div>
        )),
    ],
    [
      t('overview.mounts'),
      volumeMounts.length > 0 &&
        volumeMounts.map((mount) => (
          <div key={mount.mountPath}>
            {t('overview.mount', {
              volume: mount.volumeName,
              path: mount.mountPath,
              mode: t(`overview.mode.${mount.mode}`),
            })}
          </div>
        )),
    ],
    [t('overview.live'), liveProbe && probeText(liveProbe)],
    [t('overview.ready'), readyProbe && probeText(readyProbe)],
  ]
  return (
    <>
      <h3>{container.containerName}</h3>
      <dl className={css.grid}>
        {factRows
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label} style={{ display: 'contents' }}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </>
  )
}
