import { useTranslation } from 'react-i18next'
import { serviceStatus } from '../../contract/actions/services/serviceInfo'
import { shownServiceStatus } from '../../ui/value/health'
import { Mono } from '../../ui/value/Mono'
import { ContainerOverview } from './ContainerOverview'
import css from './ServicePage.module.css'
import type { Service } from './serviceState'
import { useService } from './useServiceRef'

function Ports({ service }: { service: Service }) {
  const { t } = useTranslation('services')
  if (service.portMappings.length === 0) return <p>{t('overview.noPorts')}</p>
  return (
    <table className={css.plain}>
      <thead>
        <tr>
          <th scope="col">{t('overview.lbPort')}</th>
          <th scope="col">{t('overview.containerPort')}</th>
          <th scope="col">{t('overview.nodePort')}</th>
          <th scope="col">{t('overview.protocol')}</th>
        </tr>
      </thead>
      <tbody>
        {service.portMappings.map((portMapping) => (
          <tr key={`${portMapping.protocol} ${portMapping.lbPort}`}>
            <td>{portMapping.lbPort}</td>
            <td>{portMapping.containerPort}</td>
            <td>{portMapping.nodePort || '–'}</td>
            <td>{portMapping.protocol}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The service's configuration as returned by the API. */
export function OverviewTab() {
  const { t } = useTranslation('services')
  const { t: common } = useTranslation()
  const { t: vocabulary } = useTranslation('vocabulary')
  const service = useService()
  const status = serviceStatus.options.find((option) => option === shownServiceStatus(service))
  const labels = Object.entries(service.labels)
  return (
    <>
      <section className={css.section}>
        <h2>{t('overview.settings')}</h2>
        <dl className={css.grid}>
          {status && (
            <>
              <dt>{common('status')}</dt>
              <dd>{vocabulary(`serviceStatus.${status}`)}</dd>
            </>
          )}
          <dt>{t('overview.description')}</dt>
          <dd>{service.serviceDesc || common('none')}</dd>
          {service.strategy && (
            <>
              <dt>{t('overview.strategy')}</dt>
              <dd>{t(`overview.strategies.${service.strategy}`)}</dd>
            </>
          )}
          {service.subnetId && (
            <>
              <dt>{t('overview.subnet')}</dt>
              <dd>
                <Mono>{service.subnetId}</Mono>
              </dd>
            </>
          )}
          <dt>{t('overview.labels')}</dt>
          <dd>
            {labels.length === 0 && common('none')}
            {labels.map(([key, value]) => (
              <div key={key}>
                <Mono>{`${key}=${value}`}</Mono>
              </div>
            ))}
          </dd>
        </dl>
      </section>
      <section className={css.section}>
        <h2>{t('overview.ports')}</h2>
        <Ports service={service} />
      </section>
      <section className={css.section}>
        <h2>{t('overview.containers')}</h2>
        {service.containers.map((container) => (
          <ContainerOverview
            key={container.containerName}
            container={container}
            kept={service.kept ?? []}
          />
        ))}
      </section>
      {service.volumes.length > 0 && (
        <section className={css.section}>
          <h2>{t('overview.volumes')}</h2>
          <dl className={css.grid}>
            {service.volumes.map((volume) => (
              <div key={volume.name} style={{ display: 'contents' }}>
                <dt>{volume.name}</dt>
                <dd>
                  {volume.hostPath ? <Mono>{volume.hostPath}</Mono> : t('overview.temporary')}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  )
}
