import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { knownSpec } from '../../../src/areas/services/spec/known'
import { modifyParams, type Spec } from '../../../src/areas/services/spec/spec'
import { bare, long, rich, strategy, volumes, web } from './foreignFields'
import {
  deploymentsPath,
  eventually,
  foreignDeployment,
  isPlaneMissing,
  needsPlane,
  openTestCluster,
  servicesPath,
} from './testCluster'

const object = z.object({
  metadata: z.looseObject({
    generation: z.optional(z.int()),
    annotations: z._default(z.record(z.string(), z.string()), {}),
    labels: z._default(z.record(z.string(), z.string()), {}),
  }),
  spec: z.looseObject({}),
})

describe.skipIf(isPlaneMissing())(`edits of foreign Deployments ${needsPlane}`, () => {
  let cluster: Awaited<ReturnType<typeof openTestCluster>>
  beforeAll(async () => {
    cluster = await openTestCluster('edits')
  })
  afterAll(() => cluster.close())

  const read = async (path: string, name: string) =>
    z.parse(object, await cluster.admin.get(`${path.replace('{namespace}', 'edits')}/${name}`))
  const serviceOf = (name: string) =>
    eventually(
      () => cluster.call('DescribeClusterServiceInfo', cluster.service(name)),
      () => true,
    ).then(({ service }) => service)
  const isBookkeeping = (annotation: string) =>
    /^(deployment\.kubernetes\.io|gantry\.io)\//.test(annotation)
  /** The object without the fields and annotations that controllers and Gantry maintain. */
  const editableParts = ({ metadata, spec }: z.output<typeof object>) => {
    const annotations = Object.entries(metadata.annotations)
    const others = annotations.filter(([name]) => !isBookkeeping(name))
    return { labels: metadata.labels, annotations: Object.fromEntries(others), spec }
  }

  /** Creates a paused Deployment, because its pods do not matter to these tests. */
  async function make(name: string, pod: object, overrides: object = {}) {
    const deployment = foreignDeployment(name, { paused: true, ...overrides })
    const template = { ...deployment.spec.template, spec: pod }
    await cluster.make(deploymentsPath, { ...deployment, spec: { ...deployment.spec, template } })
    return editableParts(await read(deploymentsPath, name))
  }

  /** Sends the settings as the console's form does, with one setting changed. */
  async function save(name: string, change: (spec: Spec) => Spec = (spec) => spec) {
    const readSpec = knownSpec(await serviceOf(name))
    expect(readSpec.unreadable).toEqual([])
    const params = modifyParams(cluster.service(name), change(readSpec.spec))
    await cluster.call('ModifyClusterService', params)
    return editableParts(await read(deploymentsPath, name))
  }

  it('change nothing if no field is changed', async () => {
    const before = await make('rich', rich, { strategy, minReadySeconds: 2, replicas: 3 })
    expect(await save('rich')).toEqual(before)
    expect((await read(deploymentsPath, 'rich')).metadata.generation).toBe(1)
  })

  it('change nothing of empty objects and of names of 253 characters', async () => {
    const pod = { containers: [bare('web')], affinity: {}, securityContext: {} }
    expect(long).toHaveLength(253)
    const before = await make(long, pod, { selector: { matchLabels: { app: 'long' } } }).catch(
      async () => {
        const deployment = foreignDeployment('long', { paused: true })
        await cluster.make(deploymentsPath, { ...deployment, metadata: { name: long } })
        return editableParts(await read(deploymentsPath, long))
      },
    )
    expect(await save(long)).toEqual(before)
    const empty = await make('empty', pod)
    expect(await save('empty')).toEqual(empty)
  })

  it('change values with characters that JSON encoders escape differently', async () => {
    const value = 'a=1&b="<2>"\u2028\u2029\u0007\t\\/é容器'
    const env = [{ name: 'QUERY', value }]
    const before = await make('escaped', { containers: [{ ...bare('web'), env }] })
    expect(before.spec).toMatchObject({ template: { spec: { containers: [{ env }] } } })
    const changed = await save('escaped', (spec) => ({
      ...spec,
      containers: spec.containers.map((container) => ({
        ...container,
        envs: [{ name: 'QUERY', value: '<&>' }],
      })),
    }))
    const envOf = { containers: [{ env: [{ name: 'QUERY', value: '<&>' }] }] }
    expect(changed.spec).toMatchObject({ template: { spec: envOf } })
  })

  it('give a Deployment that selects by expressions a Service that leads to its pods', async () => {
    const selector = { matchExpressions: [{ key: 'app', operator: 'In', values: ['expressed'] }] }
    await make('expressed', { containers: [bare('web')] }, { selector })
    await save('expressed', (spec) => ({
      ...spec,
      accessType: 'ClusterIP',
      portMappings: [{ lbPort: 80, containerPort: 80, protocol: 'TCP' }],
    }))
    const { spec } = await read(servicesPath, 'expressed')
    expect(spec).toMatchObject({ selector: { app: 'expressed' } })
    const { kept, ...service } = await serviceOf('expressed')
    expect(service).toMatchObject({ accessType: 'ClusterIP', selector: {} })
    expect(kept).toContainEqual({ path: ['selector', 'app'], value: 'In (expressed)' })
  })

  it('show the settings that they keep, with references in place of values', async () => {
    const { kept, containers, managers } = await serviceOf('rich')
    expect(containers[0]).toMatchObject({
      envs: [
        { name: 'A', value: '2' },
        { name: 'EMPTY', value: '' },
        { name: 'URL', value: 'http://$(POD)/' },
      ],
      privileged: false,
      workingDir: '/srv',
      liveProbe: { methodHttp: { port: 8080, protocol: 'HTTPS', path: '/live' }, delayTime: 120 },
    })
    expect(managers).toEqual([])
    const keptPaths = kept?.map(({ path, value }) => [path.join('.'), value])
    expect(keptPaths).toEqual(
      expect.arrayContaining([
        ['containers.web.envs.PASSWORD', 'secretKeyRef db/password'],
        ['containers.web.envs.spring.profile', undefined],
        ['containers.web.envs.X_*', 'secretRef keys'],
        ['containers.web.cpu', '50m'],
        ['containers.web.healthCheck.liveCheck.delayTime', '120'],
        ['containers.agent.healthCheck.liveCheck', undefined],
        ['volumes.keys', 'secret'],
        ['volumes.data', 'persistentVolumeClaim'],
        ['nodeAffinity', undefined],
      ]),
    )
  })

  const withFirstContainer = (
    spec: Spec,
    change: (container: Spec['containers'][number]) => object,
  ): Spec => ({
    ...spec,
    containers: spec.containers.map((container, index) =>
      index === 0 ? { ...container, ...change(container) } : container,
    ),
  })
  const edits: [string, (spec: Spec) => Spec, string, unknown][] = [
    ['image', (spec) => withFirstContainer(spec, () => ({ image: 'web:2' })), 'image', 'web:2'],
    [
      'working directory',
      (spec) => withFirstContainer(spec, () => ({ workingDir: '/n' })),
      'workingDir',
      '/n',
    ],
    ['command', (spec) => withFirstContainer(spec, () => ({ command: '/n' })), 'command', ['/n']],
    [
      'value of a variable',
      (spec) =>
        withFirstContainer(spec, ({ envs = [] }) => ({
          envs: envs.map((variable) =>
            variable.name === 'URL' ? { ...variable, value: 'x' } : variable,
          ),
        })),
      'env.7.value',
      'x',
    ],
    [
      'security context',
      (spec) => withFirstContainer(spec, () => ({ privileged: true })),
      'securityContext.privileged',
      true,
    ],
    [
      'port of a check',
      (spec) =>
        withFirstContainer(spec, ({ healthCheck = [] }) => ({
          healthCheck: healthCheck.map((check) =>
            check.type === 'liveCheck' ? { ...check, port: 8081 } : check,
          ),
        })),
      'livenessProbe.httpGet.port',
      8081,
    ],
    [
      'CPU limit',
      (spec) => withFirstContainer(spec, () => ({ cpuLimits: 200 })),
      'resources.limits.cpu',
      '200m',
    ],
  ]

  it.each(edits)('change only the %s if it alone is changed', async (_title, change, at, value) => {
    const before = await read(deploymentsPath, 'rich')
    const wanted: unknown = structuredClone(editableParts(before))
    const path = `spec.template.spec.containers.0.${at}`.split('.')
    const field = path.pop() ?? ''
    const parent = path.reduce((node, name) => Reflect.get(Object(node), name), wanted)
    Reflect.set(Object(parent), field, value)
    expect(await save('rich', change)).toEqual(wanted)
    const { labels, annotations, spec } = editableParts(before)
    await cluster.admin.write({
      method: 'PUT',
      path: `${deploymentsPath.replace('{namespace}', 'edits')}/rich`,
      body: { metadata: { name: 'rich', namespace: 'edits', labels, annotations }, spec },
    })
  })

  it('change only the description if it alone is changed', async () => {
    const before = editableParts(await read(deploymentsPath, 'rich'))
    const changed = await save('rich', (spec) => ({ ...spec, serviceDesc: 'new' }))
    const annotations = { ...before.annotations, description: 'new' }
    expect(changed).toEqual({ ...before, annotations })
  })

  it('refuse a value in place of a reference, and change nothing then', async () => {
    const before = editableParts(await read(deploymentsPath, 'rich'))
    const replaced = save('rich', (spec) =>
      withFirstContainer(spec, ({ envs = [] }) => ({
        envs: [...envs, { name: 'PASSWORD', value: 'plain' }],
      })),
    )
    await expect(replaced).rejects.toMatchObject({
      response: { code: 4000, message: expect.stringMatching(/containers\.0\.envs\.3\.name/) },
    })
    expect(editableParts(await read(deploymentsPath, 'rich'))).toEqual(before)
  })

  it('keep ports that the API cannot express, for each type of Service', async () => {
    for (const type of ['ClusterIP', 'NodePort', 'LoadBalancer']) {
      const name = `ports-${type.toLowerCase()}`
      await make(name, { containers: [web], volumes })
      await cluster.make(servicesPath, {
        metadata: { name, annotations: { 'example.com/owner': 'team-a' } },
        spec: {
          type,
          selector: { app: name },
          sessionAffinity: 'ClientIP',
          ...(type !== 'ClusterIP' && { externalTrafficPolicy: 'Local' }),
          ports: [
            { name: 'http', port: 80, targetPort: 'http', appProtocol: 'http' },
            { name: 'sync', port: 5000, protocol: 'SCTP', targetPort: 'sync' },
            { name: 'other', port: 81, targetPort: 'nowhere' },
          ],
        },
      })
      await eventually(
        () => serviceOf(name),
        ({ accessType }) => accessType === type,
      )
      const before = editableParts(await read(servicesPath, name))
      await save(name)
      expect(editableParts(await read(servicesPath, name))).toEqual(before)
    }
  })
})
