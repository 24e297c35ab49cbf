import * as z from 'zod/mini'
import { route } from './declare/route'

/** `clientAddressUnknown`: requests arrive through a proxy that the console does not trust. */
const warning = z.enum(['clientAddressUnknown'])

export const readWarnings = route('GET /api/warnings', {
  summary: 'What an administrator should correct in the console’s configuration.',
  access: 'admin',
  response: z.readonly(z.array(warning)),
})
