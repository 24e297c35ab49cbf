import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { openPage } from '../../../test/openPage'
import { helpFor } from './help'
import { isFaulty } from './isFaulty'

it('explains a service that crashes, with its exit code, its log and the way back', async () => {
  await openPage('/services?status=Abnormal')
  await userEvent.click(await screen.findByRole('link', { name: 'invoice-worker' }))
  const panel = within(await screen.findByRole('region', { name: 'What is wrong' }))
  await panel.findByText(/exits with code 1 and is restarted/)
  await panel.findByText(/ERROR exit status 1/)
  panel.getByRole('button', { name: 'Roll back' })
  const log = panel.getByRole('link', { name: 'Open log' })
  expect(log.getAttribute('href')).toMatch(/\/instances\?logs=.*invoice-worker/)
}, 60_000)

it('explains no service that runs', async () => {
  await openPage('/services')
  const [link] = await screen.findAllByRole('link', { name: 'storefront' })
  if (link) await userEvent.click(link)
  await screen.findByRole('button', { name: 'Scale' })
  expect(screen.queryByRole('region', { name: 'What is wrong' })).toBeNull()
}, 60_000)

it('counts a service as faulty by its status or by the reasons of its containers', () => {
  expect(isFaulty({ status: 'Abnormal', reasonMap: {} })).toBe(true)
  expect(isFaulty({ status: 'Paused', reasonMap: { 容器运行中: 2, 下载镜像失败: 1 } })).toBe(true)
  expect(isFaulty({ status: 'Updating', reasonMap: { 正在下载镜像: 1 } })).toBe(false)
})

it('offers help for every kind of cause', () => {
  expect(helpFor('imageTagMissing')).toContain('rollback')
  expect(helpFor('configMapMissing')).toContain('edit')
  expect(helpFor('noNodes')).toContain('addNodes')
})
