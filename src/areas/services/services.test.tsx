import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { openPage } from '../../test/openPage'

/** Opens a service from a list with few rows, because a query by role visits each element. */
async function openService(name: string, options = {}) {
  const page = await openPage(`/services?q=${name}`, options)
  await userEvent.click(await screen.findByRole('link', { name }))
  await screen.findByRole('heading', { name, level: 1 })
  await screen.findByRole('button', { name: 'Scale' })
  return page
}

describe('service list', () => {
  it('applies the URL’s filters and shows the reason beside the status', async () => {
    await openPage('/services?status=Abnormal')
    const table = await screen.findByRole('table', { name: 'Services' })
    await within(table).findByRole('link', { name: 'invoice-worker' })
    expect(within(table).queryByText('Normal')).toBeNull()
    await within(table).findByText(/container .*crash/)
    await within(table).findByText(/image pull failed/)
    await userEvent.click(screen.getByRole('button', { name: /Remove filter/ }))
    await within(screen.getByRole('table')).findAllByText('Normal')
  })
})

describe('form for a new service', () => {
  it('confirms leaving only with unsaved changes', async () => {
    const { router } = await openPage('/services/new')
    await userEvent.type(await screen.findByLabelText('Name'), 'half-done')
    await userEvent.click(screen.getByRole('link', { name: 'Clusters' }))
    const dialog = await screen.findByRole('dialog', { name: /Leave this form/ })
    await userEvent.click(within(dialog).getByRole('button', { name: 'Keep editing' }))
    expect(screen.getByLabelText('Name')).toHaveProperty('value', 'half-done')
    await userEvent.clear(screen.getByLabelText('Name'))
    await userEvent.click(screen.getByRole('link', { name: 'Clusters' }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/clusters'))
  })
})

describe('service page', () => {
  it('scales a service after stating the effect', async () => {
    await openService('admin')
    await userEvent.click(screen.getByRole('button', { name: 'Scale' }))
    const dialog = await screen.findByRole('dialog')
    const input = within(dialog).getByLabelText('Instances')
    await userEvent.clear(input)
    await userEvent.type(input, '6')
    within(dialog).getByText('Starts 4 instances.')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Scale' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await screen.findByText(/of 6/)
  })

  it('rejects an invalid number at its field', async () => {
    await openService('admin')
    await userEvent.click(screen.getByRole('button', { name: 'Change image' }))
    const dialog = await screen.findByRole('dialog')
    await userEvent.clear(within(dialog).getByRole('textbox'))
    await userEvent.click(within(dialog).getByRole('button', { name: 'Change image' }))
    await within(dialog).findByText('Enter an image')
  })

  it('disables the actions for a viewer and states the reason', async () => {
    await openService('admin', { role: 'viewer' })
    const scale = screen.getByRole('button', { name: 'Scale' })
    expect(scale.getAttribute('aria-disabled')).toBe('true')
    expect(
      document.getElementById(scale.getAttribute('aria-describedby') ?? '')?.textContent,
    ).toMatch(/your role \(Viewer\) is read-only/)
    await userEvent.click(scale)
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('asks before deletion, with initial focus on Cancel', async () => {
    const { router } = await openService('edge')
    await userEvent.click(
      screen.getAllByRole('button', { name: 'More actions' })[0] ?? document.body,
    )
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete service' }))
    const dialog = await screen.findByRole('dialog', { name: 'Delete service edge?' })
    within(dialog).getByText(/load balancer/)
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete service' }))
    await waitFor(() =>
      expect(router.state.location.pathname).toMatch(/\/clusters\/cls-\w+\/services$/),
    )
  })

  it('shows an error for an unknown service', async () => {
    await openPage('/clusters/cls-00000000/services/default/nothing')
    await screen.findByRole('heading', { name: 'Couldn’t load the service' })
  })
})
