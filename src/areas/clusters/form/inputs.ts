import type { UseFormReturnType } from '@mantine/form'

type InputProps = ReturnType<UseFormReturnType<Record<string, unknown>>['getInputProps']>

/**
 * The part of Mantine's form API that shared fields need, because the machine fields are used both
 * in the cluster form and in a form of their own.
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

/** Form props for inputs that set their value themselves: error, blur handler and path. */
export function handlersOf<Values>(form: Inputs<Values>, path: string): Handlers {
  const { error, onBlur, 'data-path': dataPath }: Handlers = form.getInputProps(path)
  return {
    error,
    ...(onBlur && { onBlur }),
    ...(dataPath !== undefined && { 'data-path': dataPath }),
  }
}
