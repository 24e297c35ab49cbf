import { describe, expect, it } from 'vitest'
import type { Action } from '../contract/action'
import { actions } from '../contract/index'
import { tasks } from './en/console/tasks'
import { serviceLife } from './en/services/serviceLife'

const allActions: readonly Action[] = Object.values(actions)
const namesWith = (fact: 'task' | 'revision') =>
  allActions.filter((action) => action[fact]).map(({ name }) => name)

describe('texts', () => {
  it('include a description for every action that starts a task', () => {
    expect(Object.keys(tasks.did).sort()).toEqual(namesWith('task').sort())
  })

  it('include a label for every action that records a revision', () => {
    expect(Object.keys(serviceLife.action)).toEqual(expect.arrayContaining(namesWith('revision')))
  })
})
