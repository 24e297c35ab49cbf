import { type ScalarTag, stringify, type Tags } from 'yaml'
import { stringifyString } from 'yaml/util'
import { needsQuotes, quoteYaml } from '../../src/contract/formats/yamlText'

/** Quotes texts that a reader of YAML 1.1, such as Kubernetes' tools, or 1.2 could misread. */
const stringTag: ScalarTag = {
  identify: (value) => typeof value === 'string',
  default: true,
  tag: 'tag:yaml.org,2002:str',
  resolve: (value) => value,
  stringify: (item, context, ...rest) =>
    typeof item.value === 'string' && needsQuotes(item.value)
      ? quoteYaml(item.value)
      : stringifyString(item, { ...context, actualString: true }, ...rest),
}
const options = {
  version: '1.1',
  lineWidth: 0,
  aliasDuplicateObjects: false,
  customTags: (tags: Tags): Tags =>
    tags.map((tag) => (typeof tag === 'object' && tag.tag === stringTag.tag ? stringTag : tag)),
} as const

/** Manifests as one text of YAML documents. */
export const yamlOf = (manifests: readonly unknown[]): string =>
  manifests.map((manifest) => stringify(manifest, options)).join('---\n')
