import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { withLocation } from '../../../api/session/location'
import { withQuery } from '../../../api/session/paths'
import type { AuditEntry } from '../../../contract/console/audit'
import { roles } from '../../../contract/console/declare/values'
import { useFormats } from '../../../i18n/useFormats'
import { useRegionName } from '../../../i18n/useRegionName'
import { FactList } from '../../../ui/page/FactList'
import { LocationLink } from '../../../ui/page/LocationLink'
import { Age } from '../../../ui/value/Age'
import { Mono } from '../../../ui/value/Mono'
import css from './AuditPage.module.css'
import { pathOf } from './auditQuery'

function ObjectLink({ entry }: { entry: AuditEntry }) {
  const path = pathOf(entry.params ?? {})
  const { account, region, target } = entry
  if (!path || !account || !region) return target ? <Mono>{target}</Mono> : '–'
  return <Link to={withLocation(path, { account, region })}>{target || path}</Link>
}

function UserLink({ entry: { user, role } }: { entry: AuditEntry }) {
  const { t } = useTranslation('common')
  if (!user) return '–'
  const knownRole = roles.find((candidate) => candidate === role)
  return (
    <>
      <LocationLink to={withQuery('/audit', { user })}>{user}</LocationLink>
      {knownRole && ` · ${t(`role.${knownRole}`)}`}
    </>
  )
}

const id = (value: string) => (value ? <Mono isCopied>{value}</Mono> : '–')

/** All fields of an entry except its request. */
export function EntryFacts({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation('admin')
  const { number } = useFormats()
  const regionName = useRegionName()
  const { account, region, code, duration } = entry
  const factRows = [
    [t('audit.at'), <Age key="at" time={entry.at} isFull />],
    [t('audit.user'), <UserLink key="user" entry={entry} />],
    [t('audit.address'), entry.address || '–'],
    [t('audit.place'), account ? `${account} / ${regionName(region)}` : '–'],
    [t('audit.object'), <ObjectLink key="object" entry={entry} />],
    [t('audit.code'), code === null ? '–' : `${code} ${entry.codeDesc}`],
    [t('audit.message'), entry.message || '–'],
    [t('audit.duration'), duration === null ? '–' : number(duration, 'ms')],
    [t('audit.requestId'), id(entry.id)],
    [t('audit.cloudRequestId'), id(entry.cloudRequestId)],
  ] as const
  return (
    <div className={css.facts}>
      <FactList facts={factRows} />
    </div>
  )
}
