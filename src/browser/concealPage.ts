/**
 * Removes everything but `host` from the document, so that no data remains behind a dialog, not
 * even in the DOM. React keeps updating the removed nodes, so input in forms survives. The returned
 * function restores the nodes.
 */
export function concealPage(host: HTMLElement): () => void {
  const { body, head } = document
  const concealed = document.createDocumentFragment()
  const focused = document.activeElement
  const { title } = document
  const scroll = { left: window.scrollX, top: window.scrollY }
  // The styles of the widgets are part of the page.
  const styles = [...body.querySelectorAll('style')].map((style) => style.cloneNode(true))

  const conceal = () => {
    for (const node of [...body.childNodes]) if (node !== host) concealed.append(node)
  }
  head.append(...styles)
  conceal()
  body.append(host)
  document.title = 'Gantry'
  // Dialogs of the page that open meanwhile add nodes.
  const observer = new MutationObserver(conceal)
  observer.observe(body, { childList: true })

  return () => {
    observer.disconnect()
    host.remove()
    body.append(concealed)
    for (const style of styles) style.parentNode?.removeChild(style)
    document.title = title
    window.scrollTo({ ...scroll, behavior: 'instant' })
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  }
}
