import * as z from 'zod/mini'

const schema = z.object({
  code: z.optional(z.int()),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
  details: z.optional(
    z.object({
      causes: z.optional(
        z.array(z.object({ field: z.optional(z.string()), message: z.optional(z.string()) })),
      ),
    }),
  ),
})

/** An error response of the API server: its Status object. */
export class StatusError extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
    message: string,
    readonly retryAfter?: string | undefined,
    /** The rejected fields of the object, with messages. */
    readonly causes: readonly { field: string; message: string }[] = [],
  ) {
    super(message)
    this.name = 'StatusError'
  }
}

const causesOf = (status: z.output<typeof schema>) =>
  (status.details?.causes ?? [])
    .map(({ field = '', message = '' }) => [field, message].filter(Boolean).join(': '))
    .join('; ')

/** The error in a Status object; `code` is used if it has no HTTP status. */
export function statusError(value: unknown, code: number, retryAfter?: string): StatusError {
  const parsed = z.safeParse(schema, value)
  const status = parsed.success ? parsed.data : {}
  const message = status.message || causesOf(status) || `the API server answered ${code}`
  const causes = (status.details?.causes ?? []).map((cause) => ({
    field: cause.field ?? '',
    message: cause.message ?? '',
  }))
  return new StatusError(status.code ?? code, status.reason ?? '', message, retryAfter, causes)
}
