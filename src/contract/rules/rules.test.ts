import { describe, expect, it } from 'vitest'
import { contractDocument } from '../document/contractDocument'
import { ruleExamples, validParams } from '../document/ruleExamples'
import { serviceRuleExamples } from '../document/serviceRuleExamples'
import { actions, isActionName } from '../index'
import { builtInRules, validate } from './faults'

const examples = [...ruleExamples, ...serviceRuleExamples]

/** Yields every occurrence of a rule in the published contract. */
function* rulesIn(value: unknown): Generator<{ id: string; text: string }> {
  if (typeof value !== 'object' || value === null) return
  if ('rules' in value && Array.isArray(value.rules)) yield* value.rules
  for (const item of Object.values(value)) yield* rulesIn(item)
}

describe('the rules of the contract', () => {
  const rules = [...rulesIn(contractDocument())]

  it('have one meaning each, and different IDs than built-in rules', () => {
    const meanings = new Map(rules.map(({ id, text }) => [id, text]))
    for (const { id, text } of rules) expect(text, id).toBe(meanings.get(id))
    expect(builtInRules.filter((id) => meanings.has(id))).toEqual([])
  })

  it('have an example each', () => {
    const exampleIds = new Set(examples.map(([id]) => id))
    expect([...exampleIds].sort()).toEqual([...new Set(rules.map(({ id }) => id))].sort())
  })

  it.each(Object.entries(validParams))('start from parameters that %s accepts', (name, params) => {
    const action = isActionName(name) ? actions[name] : undefined
    expect(action && validate(action, params)).toEqual([])
  })

  it.each(examples)('report %s for %s at %s', (rule, name, path, broken, kept) => {
    const faults = validate(actions[name], { ...validParams[name], ...broken })
    expect(faults.map((fault) => [fault.rule, fault.path])).toEqual([[rule, path]])
    expect(faults[0]?.message).toMatch(/\w/)
    expect(validate(actions[name], { ...validParams[name], ...kept })).toEqual([])
  })
})
