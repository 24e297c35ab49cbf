import { success } from './answer'
import { readFields, textField } from './body'
import type { Account, ProxyPorts, Push } from './ports'
import { invalid, Problem } from './problem'
import type { Record } from './record'
import { statuses } from './refusal'
import { requireWriter } from './roles'
import type { Routes } from './routes'
import type { Sessions } from './session'

/** How it stands in the audit: the API has no action for it. */
const action = 'PushTag'

function pushOf(accounts: readonly Account[], name: string): Push {
  const able = accounts.filter((one) => one.push)
  const push = able.find((one) => one.name === name)?.push
  if (push) return push
  const values = able.map((one) => one.name).join(', ')
  const message = values ? `must be one of ${values}` : 'has no registry that can be pushed to here'
  throw invalid([{ path: 'account', rule: 'oneOf', values: { values }, message }], 'UnknownAccount')
}

/** Where the cloud names the parameter that it refuses, so does the answer. */
function refused({ code, codeDesc, message }: { code: number; codeDesc: string; message: string }) {
  const path = ['reponame', 'tag'].find((name) => message.startsWith(`${name} `))
  return new Problem(statuses[code] ?? 502, codeDesc, message, {
    code,
    ...(code === 4000 && path && { fields: [{ path, message }] }),
  })
}

/**
 * POST /api/push `{"account","reponame","tag"}`: what `docker push` does, in the world of an account that
 * the host has at hand. A write like others: for operators, and in the audit.
 */
export function createPushRoute(
  { accounts }: ProxyPorts,
  sessions: Sessions,
  record: Record,
): Routes {
  return {
    'POST /api/push': async ({ request, peer, requestId }) => {
      const person = await sessions.person(request, peer)
      const fields = await readFields(request, ['account', 'reponame', 'tag'])
      const account = textField(fields, 'account')
      const what = { reponame: textField(fields, 'reponame'), tag: textField(fields, 'tag') }
      const target = `${what.reponame}:${what.tag}`
      const deed = { ...person, requestId, address: peer.address, action, account, target }
      const push = await record.unlessRefused(deed, () => {
        requireWriter(person, action)
        return pushOf(accounts, account)
      })
      const { deleted, fired } = await record.around({ ...deed, params: what }, async () => {
        const end = await push(what)
        if (end.refusal) throw refused(end.refusal)
        return end
      })
      return success({ deleted: deleted.length, fired })
    },
  }
}
