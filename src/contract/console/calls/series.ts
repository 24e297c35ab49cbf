import * as z from 'zod/mini'
import { GetMonitorData } from '../../actions/monitoring/monitoring'
import { isFields } from '../../fields'
import { documentedAs, listOfUnchecked } from '../declare/field'
import { route } from '../declare/route'
import { callTarget } from './calls'

/** Maximum number of series of one call; an answer of this size has at most about 2 MB. */
export const maxSeries = 200

/** One series of a call. The proxy checks each by itself, and its parameters as the action's. */
export const seriesRequest = z.strictObject(callTarget)

const documentedSeries = z.strictObject({ ...callTarget, params: GetMonitorData.request })

/** A series whose read succeeded. */
const seriesData = z.object({
  data: documentedAs(
    z.custom<unknown>((value) => isFields(value)),
    GetMonitorData.response,
  ),
  /** Seconds since the data was current, if the endpoint can't reach what it describes. */
  age: z.optional(z.int()),
})

/** A series whose read failed: status and error that POST /api/call/GetMonitorData would answer. */
const seriesError = z.object({
  status: z.int(),
  error: z.looseObject({
    /** The API's code, or the HTTP status. */
    code: z.int(),
    codeDesc: z.string(),
    message: z.string(),
    requestId: z.string(),
    fields: z.readonly(z.array(z.object({ path: z.string(), message: z.string() }))),
  }),
})

const seriesAnswer = z.union([seriesData, seriesError])
export type SeriesAnswer = z.output<typeof seriesAnswer>

export const readSeries = route('POST /api/series', {
  summary:
    'Read several series of GetMonitorData. Each series has its own data or error, in the order of the request.',
  access: 'viewer',
  // The route only reads.
  isOpenWhileReadOnly: true,
  isRepeatable: false,
  body: z.strictObject({ series: listOfUnchecked(documentedSeries, maxSeries) }),
  response: z.object({ series: z.readonly(z.array(seriesAnswer)) }),
})
