import { isFields } from '../../../contract/fields'
import { parseImageReference } from '../../../contract/formats/imageReference'
import type { Fault } from '../../../contract/rules/faults'

/** Containers whose image is not an image reference: their instances would never start. */
export const imageFaults = (containers: unknown): Fault[] =>
  (Array.isArray(containers) ? containers : []).flatMap((container: unknown, index) => {
    const image = isFields(container) ? container.image : undefined
    // The contract reports a missing image and blanks around it.
    if (typeof image !== 'string' || image === '' || image !== image.trim()) return []
    if (parseImageReference(image)) return []
    const message = 'must be an image reference, such as registry.example.com:5000/shop/web:2.1'
    return [{ path: `containers.${index}.image`, rule: 'imageReference', message }]
  })
