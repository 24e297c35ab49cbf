import { type ApiError, invalid, refuse } from '../../apiError'
import { NoAnswer } from '../ports'
import { StatusError } from './status'

/** RBAC's messages name the user and the verb; quotas and admission refuse with 403, too. */
const isAccessControl = (message: string) => /is forbidden: User ".*" cannot /.test(message)

/**
 * Policies refuse with any status: webhooks choose theirs, and admission policies default to 422.
 */
const isPolicy = (message: string) =>
  /^admission webhook ".*" denied the request|ValidatingAdmissionPolicy '.*' .*denied request/.test(
    message,
  )

function refusalOfStatus({ status, message }: StatusError, isWrite: boolean): ApiError {
  if (isPolicy(message)) return refuse(5100, message)
  if (status === 401) {
    return refuse(4110, `the cluster does not accept the account's credentials: ${message}`)
  }
  if (status === 403) {
    if (!isAccessControl(message)) return refuse(5100, message)
    return refuse(isWrite ? 4102 : 4101, message)
  }
  if (status === 404) return refuse(5000, message)
  if (status === 409) return refuse(5100, message)
  if (status === 400 || status === 422) return invalid('request:', message)
  if (status === 429) return refuse(4400, message)
  if (status === 503 || status === 504) return refuse(6200, message)
  return refuse(6000, message)
}

/** The refusal of a call for an error of the API server; other errors are returned unchanged. */
export function refusalFor(error: unknown, isWrite: boolean): unknown {
  if (error instanceof StatusError) return refusalOfStatus(error, isWrite)
  if (error instanceof NoAnswer) {
    return refuse(6200, `the cluster's API server does not answer: ${error.message}`)
  }
  return error
}

/**
 * Converts the error of a write. If the API server rejected a field, the refusal names the
 * parameter of that field. Several rejected fields become one refusal, since the API names one
 * parameter.
 */
export function refusalOfFields(
  error: unknown,
  parameterOf: (field: string) => string | undefined,
): unknown {
  if (!(error instanceof StatusError) || error.status !== 422) return refusalFor(error, true)
  const fieldErrors = error.causes.map(({ field, message }) => ({
    path: parameterOf(field),
    text: `${field}: ${message}`,
    message,
  }))
  const parameterError = fieldErrors.find(({ path }) => path !== undefined)
  if (!parameterError?.path) return refusalFor(error, true)
  const otherTexts = fieldErrors
    .filter((fieldError) => fieldError !== parameterError)
    .map(({ text }) => text)
  return invalid(parameterError.path, [parameterError.message, ...otherTexts].join('; '))
}
