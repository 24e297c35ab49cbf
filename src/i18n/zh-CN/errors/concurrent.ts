import type { concurrent as english } from '../../en/errors/concurrent'
import type { Texts } from '../../texts'

export const concurrent: Texts<typeof english> = {
  changed: '尚未保存：其他用户已在此期间做出修改',
  changedText: '请为每个字段选择要保留的值，也可以继续编辑表单，然后再次保存。',
  deleted: '未保存：其他用户已在此期间删除或重命名该对象',
  deletedText: '您输入的内容仍保留在表单中。',
  before: '原值：{{value}}',
  mine: '您的值：{{value}}',
  unchanged: '保留原值：{{value}}',
  theirs: '其他用户的值：{{value}}',
  draft: {
    title: '此表单有另一个版本',
    text: '该版本来自其他标签页、其他浏览器或之前的访问，<age></age>保存。选择版本之前，您在此处填写的内容不会保存为草稿。',
    mine: '您正在编辑自己的版本。另一版本保存于 <age></age>。',
    theirs: '您正在编辑另一版本，保存于 <age></age>。',
    keepMine: '使用我的版本',
    takeTheirs: '使用另一版本',
  },
  none: '未设置',
  allMine: '全部保留您的值',
  allTheirs: '全部采用其他用户的值',
}
