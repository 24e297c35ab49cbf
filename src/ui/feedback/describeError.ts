import type { TFunction } from 'i18next'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/client/error'

/** Texts of an error: the failure, the next step, and technical details. */
export interface ErrorTexts {
  what: string
  next: string
  /** The API's code and message; empty if they add nothing. */
  small: string
}

function keyOf(error: ApiError, exists: (key: string) => boolean): string {
  if (error.isOutcomeUnknown) return 'kind.outcome'
  // InvalidParameter and InternalError have different meanings in the API and in the proxy.
  const keys =
    error.kind === 'cloud'
      ? [`cloud.${error.codeDesc}`, `code.${error.code}`, 'kind.cloud']
      : [`desc.${error.codeDesc}`, `kind.${error.kind}`]
  return keys.find((key) => exists(`errors:${key}.what`)) ?? 'kind.server'
}

function detailsOf(error: ApiError, t: TFunction<'errors'>): string {
  if (error.kind === 'network') return ''
  const { code, codeDesc, requestId } = error
  return [
    t('small', { code, codeDesc }).replace(/ · $/, ''),
    error.message,
    requestId ? t('requestId', { id: requestId }) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Returns the texts for any error; `thing` names the affected resource, e.g. "web in default". */
export function describeError(
  error: unknown,
  t: TFunction<'errors'>,
  exists: (key: string) => boolean,
  thing?: string,
): ErrorTexts {
  const isApi = error instanceof ApiError
  if (isApi && error.reason) {
    const { reason } = error
    return {
      what: t(`unavailable:what.${reason}`, { defaultValue: '' }),
      next: t(`unavailable:next.${reason}`, { defaultValue: '' }),
      small: '',
    }
  }
  const key = isApi ? keyOf(error, exists) : 'kind.unexpected'
  const what = t(`${key}.what`, { defaultValue: '' })
  const errorTexts = {
    what: thing ? t('about', { thing, what }) : what,
    next: t(`${key}.next`, { defaultValue: '' }),
  }
  if (isApi) return { ...errorTexts, small: detailsOf(error, t) }
  return { ...errorTexts, small: error instanceof Error ? error.message : '' }
}

/** Returns `describeError` bound to the current language. */
export function useDescribeError(): (error: unknown, thing?: string) => ErrorTexts {
  const { t, i18n } = useTranslation('errors')
  return useCallback(
    (error, thing) => describeError(error, t, (key) => i18n.exists(key), thing),
    [t, i18n],
  )
}
