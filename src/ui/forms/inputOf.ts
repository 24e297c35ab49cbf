/** The input element of a path, if it is rendered. */
export const inputOf = (path: string) =>
  document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)

/** A field's label, prefixed with its group's name; its path where it has no label. */
export function nameOf(path: string): string {
  const input = inputOf(path)
  const label =
    input instanceof HTMLInputElement ||
    input instanceof HTMLSelectElement ||
    input instanceof HTMLTextAreaElement
      ? (input.labels?.[0]?.textContent ?? input.getAttribute('aria-label'))
      : input?.getAttribute('aria-label')
  const group =
    input?.closest('[role=group]')?.getAttribute('aria-label') ??
    input?.closest('fieldset')?.querySelector('legend')?.textContent
  return [group, label ?? path].filter(Boolean).join(' › ')
}
