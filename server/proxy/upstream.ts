import type { Action } from '../../src/contract/action'
import { type Envelope, readEnvelope } from '../wire/envelope'
import type { Account, OutgoingAnswer, TransportError } from './ports'
import { Problem } from './problem'

/** An endpoint that did not answer as the API does. `fate`: what is known of the call. */
export class UpstreamProblem extends Problem {
  readonly fate: 'notDone' | 'unknown'

  constructor(status: number, codeDesc: string, message: string, fate: 'notDone' | 'unknown') {
    super(status, codeDesc, message)
    this.fate = fate
  }
}

const unknownFate =
  'Whether it was carried out is not known: look at the object before you repeat it.'

/** Makes problems that name the account, the host and what to do next. */
export function problemsOf(action: Action, account: Account, url: string) {
  const who = `Account ${account.name}: the endpoint ${new URL(url).host}`

  function problem(status: number, codeDesc: string, what: string, next: string, sent: boolean) {
    const fate = action.mutates && sent ? 'unknown' : 'notDone'
    const known = fate === 'unknown' ? ` ${unknownFate}` : ''
    return new UpstreamProblem(status, codeDesc, `${who} ${what} ${next}${known}`, fate)
  }

  const checkEndpoint = 'Check the endpoint of the account and whether it is up.'

  return {
    ofTransport(error: TransportError): UpstreamProblem {
      switch (error.kind) {
        case 'timeout':
          return problem(
            504,
            'UpstreamSlow',
            'did not answer in time.',
            'Try again later.',
            error.sent,
          )
        case 'tooLarge':
          return problem(502, 'UpstreamBadAnswer', 'answered more than 8 MiB.', checkEndpoint, true)
        case 'closed':
          return problem(502, 'UpstreamDown', 'closed the connection.', checkEndpoint, error.sent)
        case 'unreachable':
          return problem(502, 'UpstreamDown', 'cannot be reached.', checkEndpoint, error.sent)
      }
    },

    /** What the API answered, or the problem with it. */
    read(answer: OutgoingAnswer): Envelope {
      if (answer.status >= 300 && answer.status < 400) {
        throw problem(
          502,
          'UpstreamRedirect',
          'redirects, and redirects are not followed.',
          'Put the address that it points to into the configuration of the account.',
          true,
        )
      }
      if (answer.status !== 200) {
        const what = `answered with HTTP status ${answer.status}.`
        throw problem(502, 'UpstreamStatus', what, checkEndpoint, true)
      }
      let value: unknown
      try {
        value = JSON.parse(answer.body)
      } catch {
        value = undefined
      }
      const envelope = readEnvelope(action, value)
      if (envelope) return envelope
      const what = 'answered with something that is not the JSON of the API.'
      throw problem(502, 'UpstreamBadAnswer', what, checkEndpoint, true)
    },
  }
}
