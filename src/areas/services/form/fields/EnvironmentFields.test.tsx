import { MantineProvider } from '@mantine/core'
import { fireEvent, render, screen } from '@testing-library/react'
import { I18nextProvider } from 'react-i18next'
import { beforeAll, expect, it } from 'vitest'
import { i18n, startI18n } from '../../../../i18n/i18n'
import { type SpecForm, useSpecForm } from '../useSpecForm'
import { initialValues, newContainer } from '../values'
import { EnvironmentFields } from './EnvironmentFields'

beforeAll(async () => {
  if (!i18n.isInitialized) await startI18n()
  await i18n.changeLanguage('en')
})

type Envs = { name: string; value: string }[]

function Page({ envs, foundForm }: { envs: Envs; foundForm: { form?: SpecForm['form'] } }) {
  const containers = [{ ...newContainer(), envs }]
  const { form } = useSpecForm('create', { ...initialValues('cls-1', 'default'), containers })
  foundForm.form = form
  return <EnvironmentFields form={form} container={0} />
}

/** Renders the rows; returns a function for their present values. */
function renderFields(envs: Envs) {
  const foundForm: { form?: SpecForm['form'] } = {}
  render(
    <MantineProvider env="test">
      <I18nextProvider i18n={i18n}>
        <Page envs={envs} foundForm={foundForm} />
      </I18nextProvider>
    </MantineProvider>,
  )
  return () => foundForm.form?.values.containers[0]?.envs
}

const paste = (input: HTMLElement, text: string) =>
  fireEvent.paste(input, { clipboardData: { getData: () => text } })

it('keeps the line breaks of a value when it is edited', () => {
  const envs = renderFields([{ name: 'PEM', value: 'one\ntwo' }])
  const [, value] = screen.getAllByRole('textbox')
  if (!value) throw new Error('no input of the value')
  expect(value).toHaveProperty('value', 'one\ntwo')
  fireEvent.change(value, { target: { value: 'one\ntwo\nthree' } })
  expect(envs()).toEqual([{ name: 'PEM', value: 'one\ntwo\nthree' }])
})

it('adds a row for each pasted line, replacing an empty row and following a filled one', () => {
  const envs = renderFields([
    { name: '', value: '' },
    { name: 'Z', value: '26' },
  ])
  const [first, , last] = screen.getAllByRole('textbox')
  if (!first || !last) throw new Error('no inputs')
  paste(last, 'export C="3"')
  paste(first, '# two\nA=1\nB=2')
  expect(envs()).toEqual([
    { name: 'A', value: '1' },
    { name: 'B', value: '2' },
    { name: 'Z', value: '26' },
    { name: 'C', value: '3' },
  ])
})

it('marks all rows with the same name', () => {
  renderFields(['A', 'B', 'A'].map((name) => ({ name, value: '' })))
  const marked = screen
    .getAllByRole('textbox')
    .map((input) => input.getAttribute('aria-invalid') === 'true')
  expect(marked).toEqual([true, false, false, false, true, false])
})
