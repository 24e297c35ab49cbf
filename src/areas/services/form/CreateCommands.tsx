import { isFields } from '../../../contract/fields'
import { shellInput } from '../../../contract/formats/shell'
import { KubectlCommands } from '../../../ui/call/KubectlPreview'
import { maskSecrets } from '../../../ui/call/maskedCall'
import type { ServiceRef } from '../serviceState'
import { kubernetesOf } from '../spec/kubernetes'
import { specFrom } from '../spec/spec'
import { toYaml } from '../spec/yaml'

/** The kubectl command that creates the same service; assumes that its disks exist. */
export function CreateCommands({ serviceRef, params }: { serviceRef: ServiceRef; params: object }) {
  const masked = maskSecrets(params)
  const spec = isFields(masked) ? specFrom(masked) : undefined
  // The annotation of an internal load balancer is known to the server only.
  if (!spec || spec.accessType === 'SvcLBTypeInner') return null
  const manifests = kubernetesOf(serviceRef, spec)
    .filter(({ kind }) => kind !== 'PersistentVolumeClaim')
    .map(toYaml)
    .join('---\n')
  return <KubectlCommands text={shellInput('kubectl create --filename -', manifests)} />
}
