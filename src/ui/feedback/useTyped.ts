import { type FormEvent, useRef } from 'react'

type Typed = HTMLInputElement | HTMLTextAreaElement

const isTextInput = (target: EventTarget): target is Typed =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && !/^(checkbox|radio|search|file)$/.test(target.type))

/**
 * Whether the user has entered text below an element and not undone it. Search inputs don't count,
 * nor do inputs that are no longer shown.
 */
export function useHasTypedText() {
  const initialValues = useRef(new Map<Typed, string>())
  return {
    onInputCapture: ({ target }: FormEvent) => {
      // Until React updates the default value, it is the value before the event.
      if (isTextInput(target) && !initialValues.current.has(target)) {
        initialValues.current.set(target, target.defaultValue)
      }
    },
    isTyped: () =>
      [...initialValues.current].some(
        ([input, value]) => input.isConnected && input.value !== value,
      ),
  }
}
