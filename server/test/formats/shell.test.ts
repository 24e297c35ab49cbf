import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { kubectlOf, labelCommand } from '../../../src/contract/formats/kubectl'
import { shellCommand, shellInput, shellWord } from '../../../src/contract/formats/shell'

const run = (script: string) => execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' })

const odd = [
  '',
  'two words',
  "it's",
  `"double" $HOME \`id\` $(id) \\ ; & | > < * ? ~ ! # {a,b} [c]`,
  'line\nbreak\n',
  '-x',
  '容器 服务',
  "'''",
  'a=b',
]

/** A shell function in place of kubectl that prints each argument between brackets. */
const printer = `kubectl() { for one in "$@"; do printf '[%s]' "$one"; done; printf '\\n'; }; `
const shown = (words: readonly string[]) => `${words.map((word) => `[${word}]`).join('')}\n`

it('a shell reads every text as the one word that was quoted', () => {
  for (const text of odd) expect(run(`printf %s ${shellWord(text)}`)).toBe(text)
  expect(run(printer + shellCommand('kubectl', ...odd))).toBe(shown(odd))
})

it('leaves plain words unquoted', () => {
  expect(shellCommand('kubectl', 'scale', 'deployment/web', '--replicas=3')).toBe(
    'kubectl scale deployment/web --replicas=3',
  )
})

it('a command reads its input unchanged, whatever lines it has', () => {
  for (const text of ['a: $HOME\n', 'EOF\nb\n', 'EOF\nEOF_\n`id`\n']) {
    expect(run(shellInput('cat', text))).toBe(text)
  }
})

it('kubectl gets the parameters of a call as its arguments', () => {
  const service = { clusterId: 'cls-1', namespace: 'shop', serviceName: 'web' }
  const words = (action: string, params: object) => run(printer + kubectlOf(action, params))
  const description = `it's "$HOME"\n\`id\``
  expect(words('ModifyServiceDescription', { ...service, description })).toBe(
    shown([
      ...['annotate', '--overwrite', 'deployment/web', '--namespace', 'shop'],
      `description=${description}`,
    ]),
  )
  expect(words('ModifyClusterServiceImage', { ...service, image: 'web:2' })).toBe(
    shown(['set', 'image', 'deployment/web', '--namespace', 'shop', '*=web:2']),
  )
  expect(words('CreateClusterNamespace', { name: 'risk', description: 'a b' })).toBe(
    shown(['create', 'namespace', 'risk']) +
      shown(['annotate', '--overwrite', 'namespace/risk', 'description=a b']),
  )
  expect(kubectlOf('CreateCluster', {})).toBe('')
})

it('labels are set and removed by one command, and unchanged ones left out', () => {
  const wanted = [
    { key: 'disk', value: 'ssd' },
    { key: 'rack', value: 'b2' },
    { key: '', value: '' },
  ]
  expect(labelCommand('node-1', { disk: 'ssd', rack: 'b1', old: '' }, wanted)).toBe(
    'kubectl label --overwrite node node-1 rack=b2 old-',
  )
  expect(labelCommand('node-1', { disk: 'ssd' }, wanted.slice(0, 1))).toBe('')
})
