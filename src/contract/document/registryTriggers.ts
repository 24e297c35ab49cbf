import type { Documented } from './notation'

const reponame = 'reponame string !'

/** 镜像仓库相关接口: triggers */
export const registryTriggers: Readonly<Record<string, Documented>> = {
  ListTrigger: {
    host: 'ccr',
    section: '镜像仓库相关接口/获取触发器',
    is: ['paged'],
    request: `
      triggerName  string
      offset       int  =0   0..
      limit        int  =20  1..
      reponame     string
    `,
    response: `
      totalCount                                  int
      triggerInfo[]                               object
      triggerInfo[].triggerName                   string
      triggerInfo[].repoName                      string
      triggerInfo[].invokeSource                  string
      triggerInfo[].invokeAction                  string
      triggerInfo[].createTime                    time
      triggerInfo[].updateTime                    time
      triggerInfo[].invokeCondition               object
      triggerInfo[].invokeCondition.invokeMethod  string  all|taglist|regex
      triggerInfo[].invokeCondition.invokeExpr    string
      triggerInfo[].invokePara                    object
      triggerInfo[].invokePara.serviceName        string
      triggerInfo[].invokePara.clusterId          string
      triggerInfo[].invokePara.namespace          string
      triggerInfo[].invokePara.containerName      string
      triggerInfo[].invokePara.clusterRegion      int
      +triggerInfo[].invokePara.appId             string  ?
    `,
  },

  AddUpdateServiceTrigger: {
    host: 'ccr',
    section: '镜像仓库相关接口/添加触发器',
    is: ['mutating'],
    request: `
      .  ~noInvokeExprWithAll  ~invokeExprWithMethod
      triggerName    string  !  ~triggerName
      ${reponame}
      invokeMethod   string  !  all|taglist|regex
      invokeExpr     string
      serviceName    string  !
      clusterId      string  !
      namespace      string  !
      containerName  string  !
      clusterRegion  int     !  1|4|5|7|8|9|16
    `,
  },

  ModifyUpdateServiceTrigger: {
    host: 'ccr',
    section: '镜像仓库相关接口/修改服务更新触发器',
    is: ['mutating'],
    request: `
      .  ~noInvokeExprWithAll
      triggerName     string  !
      reponame        string
      newTriggerName  string  ~triggerName
      invokeMethod    string  all|taglist|regex
      invokeExpr      string
      serviceName     string
      clusterId       string
      namespace       string
      containerName   string
      clusterRegion   int     1|4|5|7|8|9|16
    `,
  },

  DeleteUpdateServiceTrigger: {
    host: 'ccr',
    section: '镜像仓库相关接口/删除触发器',
    is: ['mutating'],
    request: 'triggerName string !',
  },
}
