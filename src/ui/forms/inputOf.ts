/** The input element of a path, if it is rendered. */
export const findInput = (path: string) =>
  document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)

/** Returns a field's label, prefixed with its group's name; its path if it has no label. */
export function fieldLabel(path: string): string {
  const input = findInput(path)
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
