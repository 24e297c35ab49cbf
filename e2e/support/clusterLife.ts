import { expect, type Page } from '@playwright/test'
import { chooseFirst, chooseFrom, enter, press } from './keyboard'

/** The texts of the console in one language. */
export interface Texts {
  create: string
  created: string
  name: string
  vpc: string
  zone: string
  subnet: string
  use: RegExp
  next: RegExp
  password: string
  send: string
  running: string
  tasks: RegExp
  taskList: string
  allTasks: string
  done: string
  addMachines: string
  machinesTitle: (name: string) => string
  nodes: RegExp
  normal: string
  moreActions: string
  moreFor: RegExp
  labels: string
  addLabel: string
  key: string
  value: string
  save: string
  drain: string
  remove: string
  typed: RegExp
  namespaces: string
  createNamespace: string
  deleteNamespace: string
  deleteCluster: string
  clusters: string
  close: string
}

export const english: Texts = {
  create: 'Create cluster',
  created: 'Create cluster',
  name: 'Name',
  vpc: 'VPC',
  zone: 'Zone',
  subnet: 'Subnet',
  use: /^Use 172/,
  next: /^Next:/,
  password: 'Password',
  send: 'Create cluster',
  running: 'Running',
  tasks: /^Tasks: /,
  taskList: 'Tasks',
  allTasks: 'All tasks',
  done: 'Done',
  addMachines: 'Add machines',
  machinesTitle: (name) => `Add machines to cluster ${name}`,
  nodes: /^Nodes/,
  normal: 'Normal',
  moreActions: 'More actions',
  moreFor: /^More actions for/,
  labels: 'Edit labels',
  addLabel: 'Add label',
  key: 'Key 1',
  value: 'Value 1',
  save: 'Save',
  drain: 'Drain',
  remove: 'Remove from cluster',
  typed: /^Type /,
  namespaces: 'Namespaces',
  createNamespace: 'Create namespace',
  deleteNamespace: 'Delete namespace',
  deleteCluster: 'Delete cluster',
  clusters: 'Clusters',
  close: 'Close tasks',
}

export const chinese: Texts = {
  create: '新建集群',
  created: '新建集群',
  name: '名称',
  vpc: '私有网络',
  zone: '可用区',
  subnet: '子网',
  use: /^使用 172/,
  next: /^下一步/,
  password: '密码',
  send: '新建集群',
  running: '运行中',
  tasks: /^任务：/,
  taskList: '任务',
  allTasks: '全部任务',
  done: '已完成',
  addMachines: '新增节点',
  machinesTitle: (name) => `为集群 ${name} 新增节点`,
  nodes: /^节点/,
  normal: '健康',
  moreActions: '更多操作',
  moreFor: / 的更多操作$/,
  labels: '编辑标签',
  addLabel: '添加标签',
  key: '键 1',
  value: '值 1',
  save: '保存',
  drain: '驱逐',
  remove: '移出集群',
  typed: /^请输入/,
  namespaces: '命名空间',
  createNamespace: '新建命名空间',
  deleteNamespace: '删除命名空间',
  deleteCluster: '删除集群',
  clusters: '集群',
  close: '关闭任务列表',
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true })
const field = (page: Page, name: string | RegExp) => page.getByLabel(name, { exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 })
const dialog = (page: Page) => page.getByRole('dialog')

interface Life {
  page: Page
  words: Texts
  name: string
  clean: () => Promise<void>
}

/** Opens the next step and waits until it is shown, because a slow endpoint delays it. */
async function openNextStep({ page, words }: Life) {
  const nextButton = button(page, words.next)
  const label = (await nextButton.textContent()) ?? ''
  await press(page, nextButton)
  await expect(nextButton.filter({ hasText: label })).toHaveCount(0)
}

/** Walks through every step of the form for a new cluster and submits it. */
export async function createCluster(life: Life) {
  const { page, words, name, clean } = life
  await press(page, button(page, words.create))
  await expect(heading(page, words.created)).toBeVisible()
  await enter(page, field(page, words.name), name)
  await clean()
  await openNextStep(life)
  await chooseFirst(page, field(page, words.vpc))
  await chooseFirst(page, field(page, words.zone))
  await chooseFirst(page, field(page, words.subnet))
  await press(page, button(page, words.use))
  await clean()
  await openNextStep(life)
  await clean()
  await openNextStep(life)
  await enter(page, page.getByRole('textbox', { name: words.password }), 'hunter22+')
  await clean()
  // Enter in a field also opens the next step.
  await page.keyboard.press('Enter')
  await expect(page.getByText('password=••••••')).toBeVisible()
  await expect(page.getByText('hunter22+')).toBeHidden()
  await clean()
  await press(page, button(page, words.send))
}

/** Adds, labels, drains and removes a node of the open cluster, then deletes the cluster. */
export async function runThroughLife({ page, words, name, clean }: Life) {
  const header = page.getByRole('main').locator('header').first()
  await expect(header.getByText(words.running, { exact: true })).toBeVisible({ timeout: 40_000 })
  await clean()

  await press(page, button(page, words.addMachines))
  await expect(heading(page, words.machinesTitle(name))).toBeVisible()
  await chooseFirst(page, field(page, words.zone))
  await chooseFirst(page, field(page, words.subnet))
  await enter(page, page.getByRole('textbox', { name: words.password }), 'hunter22+')
  await clean()
  await page.keyboard.press('Enter')
  const table = page.getByRole('table')
  await expect(table.getByText(words.normal)).toHaveCount(2, { timeout: 40_000 })
  await expect(header.getByText(words.running, { exact: true })).toBeVisible({ timeout: 40_000 })
  await clean()

  const row = () => page.getByRole('button', { name: words.moreFor }).last()
  await chooseFrom(page, row(), words.labels)
  await press(page, dialog(page).getByRole('button', { name: words.addLabel }))
  await enter(page, field(page, words.key), 'disk')
  await enter(page, field(page, words.value), 'ssd')
  await expect(dialog(page).getByText('disk=ssd')).toBeVisible()
  await clean()
  await press(page, dialog(page).getByRole('button', { name: words.save }))
  await expect(dialog(page)).toBeHidden()

  await chooseFrom(page, row(), words.drain)
  await expect(dialog(page).locator('.mantine-Skeleton-root')).toHaveCount(0)
  await clean()
  await press(page, dialog(page).getByRole('button', { name: words.drain, exact: true }))
  await expect(dialog(page)).toBeHidden()

  await chooseFrom(page, row(), words.remove)
  await expect(dialog(page).locator('.mantine-Skeleton-root')).toHaveCount(0)
  await clean()
  await typeName(page, words)
  await press(page, dialog(page).getByRole('button', { name: words.remove, exact: true }))
  await expect(table.getByText(words.normal)).toHaveCount(1, { timeout: 40_000 })
  await expect(header.getByText(words.running, { exact: true })).toBeVisible({ timeout: 40_000 })

  await press(page, page.getByRole('link', { name: words.namespaces, exact: true }))
  await press(page, button(page, words.createNamespace))
  await enter(page, dialog(page).getByLabel(words.name, { exact: true }), 'team-a')
  await clean()
  await press(page, dialog(page).getByRole('button', { name: words.createNamespace, exact: true }))
  await expect(page.getByRole('link', { name: 'team-a' })).toBeVisible()
  await press(page, page.getByRole('checkbox', { name: /team-a/ }), 'Space')
  await clean()
  await press(
    page,
    page.getByRole('main').getByRole('button', { name: words.deleteNamespace, exact: true }),
  )
  await clean()
  await typeName(page, words)
  await press(page, dialog(page).getByRole('button', { name: words.deleteNamespace, exact: true }))
  await expect(page.getByRole('link', { name: 'team-a' })).toBeHidden({ timeout: 40_000 })

  await chooseFrom(
    page,
    header.getByRole('button', { name: words.moreActions, exact: true }).first(),
    words.deleteCluster,
  )
  await expect(dialog(page).locator('.mantine-Skeleton-root')).toHaveCount(0)
  await clean()
  await typeName(page, words)
  await press(page, dialog(page).getByRole('button', { name: words.deleteCluster }))
  await expect(heading(page, words.clusters)).toBeVisible()
  await expect(page.getByRole('link', { name, exact: true })).toBeHidden({ timeout: 40_000 })
}

/** Types the name that the label of the dialog's field asks for. */
async function typeName(page: Page, words: Texts) {
  const input = dialog(page).getByLabel(words.typed)
  const label = await dialog(page)
    .locator('label')
    .filter({ hasText: words.typed })
    .first()
    .textContent()
  await enter(page, input, nameIn(label ?? ''))
}

/** The name in a label such as "Type web to confirm". */
const nameIn = (label: string) =>
  label.match(/[a-zA-Z0-9][\w-]*(?= to confirm)|(?<=输入 )[\w-]+/)?.[0] ?? ''

/** Opens the drawer of the bell and the page of tasks. */
export async function checkTasks({ page, words, clean }: Life) {
  await press(page, button(page, words.tasks))
  const drawer = page.getByRole('dialog', { name: words.taskList })
  await expect(drawer.getByRole('listitem').first()).toBeVisible()
  await clean()
  await press(page, drawer.getByRole('link', { name: words.allTasks }))
  await expect(heading(page, words.taskList)).toBeVisible()
  await expect(page.getByRole('table').getByText(words.done).first()).toBeVisible({
    timeout: 40_000,
  })
  await clean()
}
