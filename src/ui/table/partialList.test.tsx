import { screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Language } from '../../i18n/i18n'
import { openPage } from '../../test/openPage'

/** Opens a page on which an action returns partial lists, as for a user with a limited scope. */
async function openPartial(path: string, action: string, language: Language, rows?: object) {
  const { router, console } = await openPage('/settings/sessions', { language })
  await screen.findByRole('heading', { level: 1 })
  const answerOf = console.fetch
  vi.spyOn(console, 'fetch').mockImplementation(async (request) => {
    const response = await answerOf(request)
    if (!request.url.endsWith(`/api/call/${action}`)) return response
    const { data } = await response.json()
    const partial = { read: 5000, total: 7200 }
    return Response.json({ data: { ...data, ...rows }, partial }, { headers: response.headers })
  })
  await router.navigate(path)
}

const notice = (language: Language) =>
  screen.findByText(language === 'en' ? 'This list is incomplete.' : '列表不完整。')

describe('the footer of a list that was too long to be filtered by scope', () => {
  it.each([
    ['clusters', '/clusters', 'DescribeCluster', 'en'],
    ['clusters in Chinese', '/clusters', 'DescribeCluster', 'zh-CN'],
    [
      'services of all clusters, for a partial list of clusters',
      '/services',
      'DescribeCluster',
      'en',
    ],
    ['triggers', '/triggers', 'ListTrigger', 'en'],
  ] as const)('says how many rows of %s were checked', async (_, path, action, language) => {
    await openPartial(`${path}?account=embedded&region=gz`, action, language)
    const { textContent } = (await notice(language)).parentElement ?? document.body
    for (const count of ['5,000', '7,200', '2,200']) expect(textContent).toContain(count)
    expect(screen.getByRole('table')).toBeTruthy()
  })

  it('is shown for an empty list too', async () => {
    const rows = { clusters: [], totalCount: 0 }
    await openPartial('/clusters?account=embedded&region=gz', 'DescribeCluster', 'en', rows)
    await notice('en')
    expect(screen.queryByRole('table')).toBeNull()
  })
})

it('the footer of a complete list does not mention checked rows', async () => {
  await openPage('/clusters?account=embedded&region=gz')
  await screen.findByRole('link', { name: 'shop-prod' })
  expect(screen.queryByText('This list is incomplete.')).toBeNull()
})
