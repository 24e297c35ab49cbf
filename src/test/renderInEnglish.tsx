import { MantineProvider } from '@mantine/core'
import { render } from '@testing-library/react'
import { createInstance } from 'i18next'
import type { ReactNode } from 'react'
import { I18nextProvider, initReactI18next } from 'react-i18next'
import { en } from '../i18n/en'

const english = createInstance()
void english.use(initReactI18next).init({
  lng: 'en',
  resources: { en },
  defaultNS: 'common',
  interpolation: { escapeValue: false },
  initAsync: false,
})

/** Renders a component with the English texts and the theme. */
export const renderInEnglish = (component: ReactNode) =>
  render(
    <I18nextProvider i18n={english}>
      <MantineProvider env="test">{component}</MantineProvider>
    </I18nextProvider>,
  )
