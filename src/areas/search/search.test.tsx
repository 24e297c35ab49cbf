import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { openPage } from '../../test/openPage'

const field = () => screen.findByRole('searchbox', { name: 'Search all accounts and regions' })
const results = () => within(screen.getByRole('list', { name: 'Results' })).getAllByRole('link')
const firstName = () => results()[0]?.textContent

describe('search', () => {
  it('finds objects of every region while the user types, filtered by kind', async () => {
    const { router } = await openPage('/search?account=embedded&region=gz')
    await userEvent.type(await field(), 'orefron')
    await waitFor(() => expect(firstName()).toBe('storefront'))
    expect(router.state.location.search).toContain('q=orefron')
    expect(results()[0]?.querySelector('mark')?.textContent).toBe('orefron')
    screen.getAllByText('embedded / Hong Kong (hk) / shop-intl / web')
    const button = screen.getByRole('button', { name: /^Triggers \d+/ })
    await userEvent.click(button)
    await waitFor(() => expect(firstName()).toBe('storefront-hotfix'))
    expect(button.getAttribute('aria-pressed')).toBe('true')
    expect(router.state.location.search).toContain('kind=trigger')
    screen.getByRole('button', { name: /^All \d+/ })
  })

  it('opens on /, moves with the arrow keys and opens the first result with Enter', async () => {
    const { router } = await openPage('/tasks')
    await screen.findByRole('heading', { name: 'Tasks' })
    await userEvent.keyboard('/')
    const input = await field()
    await waitFor(() => expect(document.activeElement).toBe(input))
    await userEvent.keyboard('web/')
    expect(input).toHaveProperty('value', 'web/')
    await userEvent.clear(input)
    await userEvent.keyboard('storefront')
    await waitFor(() => expect(firstName()).toBe('storefront'))
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    expect(document.activeElement).toBe(results()[1])
    await userEvent.keyboard('{ArrowUp}{ArrowUp}')
    expect(document.activeElement).toBe(input)
    await userEvent.keyboard('{Enter}')
    await waitFor(() =>
      expect(router.state.location.pathname).toMatch(/services\/web\/storefront$/),
    )
  })

  it('says that nothing was found, and offers other kinds that match', async () => {
    const { router } = await openPage('/search?q=no-such-object')
    await screen.findByRole('heading', { name: 'No matches for “no-such-object”' })
    expect(screen.queryByRole('button', { name: 'Show all kinds' })).toBeNull()
    await router.navigate('/search?q=recommender&kind=cluster')
    await screen.findByRole('heading', { name: 'No matches for “recommender”' })
    await userEvent.click(screen.getByRole('button', { name: 'Show all kinds' }))
    await waitFor(() => expect(firstName()).toBe('recommender'))
  })

  it('limits the list and shows more', async () => {
    await openPage('/search?q=1')
    await screen.findByText(/Showing the first 40 of \d+/)
    expect(results()).toHaveLength(40)
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }))
    await waitFor(() => expect(results()).toHaveLength(200))
    screen.getByText(/narrow the search/)
  })

  it('says that not everything has been read', async () => {
    const transport = async () => {
      throw new Error('refused')
    }
    await openPage('/search?q=storefront', { transport })
    await screen.findByText('Not everything has been read yet, so results may be missing.')
    screen.getByText(/Some lists couldn’t be read/)
  })

  it('explains itself before the first search', async () => {
    await openPage('/search', { language: 'zh-CN' })
    await screen.findByRole('heading', { name: '查找任意资源' })
  })
})
