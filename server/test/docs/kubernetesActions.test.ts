import { expect, it } from 'vitest'
import { type ActionName, actions, isActionName } from '../../../src/contract/index'
import { unavailableMessages } from '../../../src/contract/rules/unavailable'
import { differences } from '../../cloud/kubernetes/differences'
import { createKubernetes } from '../../cloud/kubernetes/kubernetes'
import { memoryTasks } from '../kubernetes/stubs/memoryTasks'
import { steppedTime } from '../kubernetes/stubs/steppedTime'

const { signal } = new AbortController()
const { handlers, unavailable = {} } = await createKubernetes(
  { clusters: [], tasks: memoryTasks(), timing: steppedTime().timing, log: () => {} },
  signal,
)

const rowOf = (name: ActionName): string => {
  const reason = unavailable[name]
  const state = reason ? unavailableMessages[reason] : 'Done.'
  return `| ${name} | ${[state, differences[name]].filter(Boolean).join(' ')} |`
}

const page = `# Actions on Kubernetes clusters

What each action of the API does on [Kubernetes clusters](kubernetes.md). Generated from the declarations of the backend by \`npm run docs\`. An action that is not done is refused with code 6100 and the sentence that stands here; the console disables it and says why.

| action | on a cluster |
|---|---|
${Object.keys(actions).filter(isActionName).map(rowOf).join('\n')}
`

it('docs/kubernetes-actions.md lists what the backend declares (update it with npm run docs)', async () => {
  await expect(page).toMatchFileSnapshot('../../../docs/kubernetes-actions.md')
})

it('every action is implemented or has a reason, and only implemented actions have differences', () => {
  for (const name of Object.keys(actions).filter(isActionName)) {
    expect(handlers[name] === undefined, name).toBe(unavailable[name] !== undefined)
    expect(unavailable[name], name).not.toBe('notYet')
    if (differences[name]) expect(handlers[name], name).toBeDefined()
  }
})
