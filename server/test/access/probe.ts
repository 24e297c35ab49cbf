import type { Action } from '../../../src/contract/action'
import type { Fixture } from './fixture'
import { parametersOf } from './parameters'
import type { DemoResources } from './places'

/** Where a call is sent, and the resources that its parameters name. */
export interface Sent {
  account?: string
  region: string
  resources: DemoResources
  /** Parameters that replace those of the resources. */
  overrides?: Readonly<Record<string, unknown>>
}

/**
 * Sends a call with the required confirmation. `answer` is `accepted` for an accepted write, which
 * is then reverted, `ok` for an accepted read, and otherwise the error.
 */
export async function probe(fixture: Fixture, action: Action, cookie: string, sent: Sent) {
  const { account = 'embedded', region, resources, overrides } = sent
  const params = { ...parametersOf(action, resources), ...overrides }
  fixture.storage.changed = []
  const send = (confirm?: string) =>
    fixture.call(cookie, region, action.name, params, {
      account,
      ...(confirm !== undefined && { confirm }),
    })
  let answer = await send()
  const [field] = answer.body.error?.fields ?? []
  if (answer.body.error?.codeDesc === 'NotConfirmed') {
    const [, name = ''] = /must be "(.*)", /.exec(field?.message ?? '') ?? []
    answer = await send(name)
  }
  const { changed } = fixture.storage
  const { error } = answer.body
  const reason = field && error?.code !== 403 ? ` ${field.path}: ${field.message}` : ''
  const refusal = error && `${error.codeDesc}${reason}`
  return {
    answer: changed.length > 0 ? 'accepted' : (refusal ?? 'ok'),
    changed,
    text: answer.text,
    fields: error?.fields ?? [],
  }
}
