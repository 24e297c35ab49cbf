import type { UseFormReturnType } from '@mantine/form'

type InputProps = ReturnType<UseFormReturnType<Record<string, unknown>>['getInputProps']>

/**
 * What shared parts of forms need of Mantine's form, whatever else the form holds: parts for new
 * machines stand in the form of a cluster and in a form of their own.
 */
export interface Inputs<Values> {
  values: Values
  getInputProps: (path: string, options?: { type?: 'input' | 'checkbox' }) => InputProps
  setValues: (values: Partial<Values>) => void
}

interface Handlers {
  error?: React.ReactNode
  onBlur?: (event: React.FocusEvent<HTMLElement>) => void
  'data-path'?: string
}

/** What an input that sets its value by itself takes of the form: error, leaving, and where it is. */
export function handlersOf<Values>(form: Inputs<Values>, path: string): Handlers {
  const { error, onBlur, 'data-path': dataPath }: Handlers = form.getInputProps(path)
  return {
    error,
    ...(onBlur && { onBlur }),
    ...(dataPath !== undefined && { 'data-path': dataPath }),
  }
}
