import { parseAllDocuments, stringify } from 'yaml'
import { type ReplaceSecret, replaceSecrets } from '../../../src/contract/secrets/settings'

/**
 * Removes secrets from Kubernetes manifests in YAML; a text that can't be parsed is replaced as a
 * whole.
 */
function withoutManifestSecrets(text: string, replace: ReplaceSecret): string {
  try {
    const documents = parseAllDocuments(text)
    const hasErrors = documents.some(({ errors }) => errors.length > 0)
    const values: unknown[] = documents.map((document) => document.toJS({ maxAliasCount: 100 }))
    const replaced = values.map((value) => replaceSecrets(value, replace))
    if (hasErrors) return replace({ path: '', name: '', value: text })
    if (replaced.every((item, index) => item === values[index])) return text
    return replaced.map((item) => stringify(item, { lineWidth: 0 })).join('---\n')
  } catch {
    return replace({ path: '', name: '', value: text })
  }
}

/** Response fields whose text is a manifest (DescribeClusterServiceText). */
export const manifestFields = {
  serviceText: withoutManifestSecrets,
  servicePureText: withoutManifestSecrets,
} as const
