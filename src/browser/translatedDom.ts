/**
 * Browsers that translate a page wrap its texts in `<font>` or replace them, so that React's next
 * update finds a node under another parent, and throws. As a workaround for
 * https://github.com/facebook/react/issues/11538, DOM operations here use the node's actual parent.
 */
export function tolerateTranslation(prototype: Node = Node.prototype): void {
  const { removeChild, insertBefore } = prototype

  /** The child of `parent` that contains the node; undefined if none does. */
  const childWith = (parent: Node, node: Node): Node | undefined => {
    let at: Node | null = node
    while (at && at.parentNode !== parent) at = at.parentNode
    return at ?? undefined
  }

  prototype.removeChild = function <T extends Node>(this: Node, child: T): T {
    if (child.parentNode === this) return removeChild.call(this, child) as T
    const wrapper = childWith(this, child)
    if (wrapper) removeChild.call(this, wrapper)
    return child
  }

  prototype.insertBefore = function <T extends Node>(this: Node, node: T, before: Node | null): T {
    const isOwn = before === null || before.parentNode === this
    const sibling = isOwn ? before : (childWith(this, before) ?? null)
    return insertBefore.call(this, node, sibling) as T
  }
}
