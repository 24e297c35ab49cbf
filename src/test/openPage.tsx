import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import { http } from 'msw'
import { setupServer } from 'msw/node'
import { I18nextProvider } from 'react-i18next'
import { createMemoryRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { onTestFinished } from 'vitest'
import { type TestConsole, testConsole } from '../../server/test/proxy/testConsole'
import { createQueryClient } from '../api/client/queryClient'
import { signIn } from '../api/session/session'
import { timeRequest } from '../browser/clock'
import { changeLanguage, i18n, type Language, startI18n } from '../i18n/i18n'
import { routes } from '../routes'
import { theme } from '../ui/theme/theme'

type Options = NonNullable<Parameters<typeof testConsole>[0]> & {
  language?: Language
  /** False opens the page without a session. */
  isSignedIn?: boolean
}

/** Serves the page's requests from a console of its own, closed when the test finishes. */
async function serve(options: Options): Promise<TestConsole> {
  const console = await testConsole(options)
  const server = setupServer(http.all('*/api/*', ({ request }) => console.fetch(request)))
  server.listen({ onUnhandledRequest: 'error' })
  onTestFinished(async () => {
    server.close()
    await console.close()
    // The page's clock follows the console's, which the test may have moved.
    timeRequest()(new Headers({ 'X-Gantry-Time': String(Date.now()) }))
  })
  return console
}

/** Renders the application at a path, with a new simulation. */
export async function openPage(path: string, options: Options = {}) {
  localStorage.clear()
  const console = await serve(options)
  if (!i18n.isInitialized) await startI18n()
  await changeLanguage(options.language ?? 'en')
  const client = createQueryClient()
  if (options.isSignedIn !== false) await signIn(client, console.user, console.password)
  const router = createMemoryRouter(routes, { initialEntries: [path] })
  render(
    // Without Mantine's style sheets: jsdom matches each rule with each element that queries visit.
    <MantineProvider theme={theme} env="test" withCssVariables={false} withGlobalClasses={false}>
      <I18nextProvider i18n={i18n}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </I18nextProvider>
    </MantineProvider>,
  )
  return { router, console }
}
