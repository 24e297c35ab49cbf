import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { actions } from '../../../src/contract/index'
import { addedFields, compatibilityPage, groups, misprints, undocumented } from './page'

const differences = groups.flatMap((group) => group.differences)

describe('the differences from the API document', () => {
  it('match the page of documentation (update it with npm run docs)', async () => {
    await expect(compatibilityPage()).toMatchFileSnapshot('../../../docs/compatibility.md')
  })

  it('name tests that exist', () => {
    const tests = differences.flatMap(({ test = [] }) => test)
    expect(tests.filter((file) => !existsSync(file))).toEqual([])
  })

  it('name actions that exist, and each subject once', () => {
    const subjects = differences.map(({ about }) => about)
    expect(subjects).toEqual([...new Set(subjects)])
    const namedActions = subjects.flatMap(
      (about) => about.match(/\b(?:Get|Describe|Create|Add|Delete|Modify|RollBack)[A-Z]\w+/g) ?? [],
    )
    expect(namedActions.length).toBeGreaterThan(0)
    expect(namedActions.filter((name) => !(name in actions))).toEqual([])
  })

  it('include the names, fields and actions that the contract declares as different', () => {
    expect(misprints).toContainEqual(['ModifyServiceReplicas', 'parameter `replicas`', '`scaleTo`'])
    expect(addedFields).toContainEqual({
      action: 'DescribeClusterInstances',
      fields: ['nodes[].labels', 'nodes[].unschedulable', 'nodes[].conditions[]'],
    })
    const names = undocumented.flatMap((item) => item.names)
    expect(names).toContain('DrainClusterNode')
    expect(names).not.toContain('DescribeCluster')
  })
})
