import * as z from 'zod/mini'
import { field, requiredText } from './declare/field'
import { route } from './declare/route'
import { noData, time } from './declare/values'

/**
 * `total`: maximum number of characters in all charts of a board, because every page that shows
 * boards reads all of them.
 */
export const boardLimits = { charts: 60, chart: 4_000, total: 32_000, name: 60 }
const limits = boardLimits

const board = z.object({
  id: z.string(),
  name: z.string(),
  account: z.string(),
  region: z.string(),
  /** In the format of chart URLs. */
  charts: z.readonly(z.array(z.string())),
  /** A range such as `1h`; if empty, the page's range. */
  range: z.string(),
  /** Version of the board, for optimistic locking. */
  version: z.number(),
  /** The user that last changed the board. */
  user: z.string(),
  changedAt: time,
})
export type Board = z.output<typeof board>

const tooLong = (message: string) => ({ error: message, params: { id: 'tooLong' } })

const name = z.pipe(
  requiredText(),
  z.pipe(
    z.transform((value: string) => value.trim()),
    z
      .string()
      .check(
        z.refine(
          (value) => value !== '' && value.length <= limits.name,
          tooLong(`must have 1 to ${limits.name} characters`),
        ),
      ),
  ),
)

const charts = z.pipe(
  field(z.readonly(z.array(z.string()).check(z.maxLength(limits.charts))), {
    rule: 'type',
    message: `must be a list of at most ${limits.charts} texts`,
  }),
  z.readonly(
    z.array(z.string()).check(
      z.refine((value) => value.every((candidate) => candidate.length <= limits.chart), {
        ...tooLong(`must have at most ${limits.chart} characters each`),
        abort: true,
      }),
      z.refine(
        (value) => value.join('').length <= limits.total,
        tooLong(`must have at most ${limits.total} characters together`),
      ),
    ),
  ),
)

const content = {
  name,
  charts,
  range: z._default(
    field(z.string().check(z.regex(/^\w{0,8}$/)), {
      rule: 'type',
      message: 'must be a range such as 1h',
    }),
    '',
  ),
}

export const listBoards = route('GET /api/boards', {
  summary: 'Boards of charts in the user’s scope, by name.',
  access: 'viewer',
  response: z.object({ boards: z.readonly(z.array(board)) }),
})

export const addBoard = route('POST /api/boards', {
  summary: 'Save charts as a board.',
  access: 'operator',
  body: z.strictObject({ account: requiredText(), region: requiredText(), ...content }),
  response: z.object({ board }),
  errors: ['UnknownAccount', 'SwitchedOff', 'OutOfScope', 'TooManyBoards'],
})

export const changeBoard = route('PUT /api/boards/:name', {
  summary: 'Replace the content of a board that has not changed since `version`.',
  access: 'operator',
  name: 'ID of the board.',
  body: z.strictObject({
    ...content,
    version: field(z.int(), { rule: 'type', message: 'must be the version that was read' }),
  }),
  response: z.object({ version: z.number() }),
  errors: ['SwitchedOff', 'OutOfScope', 'UnknownBoard', 'BoardChanged'],
})

export const removeBoard = route('DELETE /api/boards/:name', {
  summary: 'Remove a board.',
  access: 'operator',
  name: 'ID of the board.',
  response: noData,
  errors: ['SwitchedOff', 'UnknownBoard'],
})
