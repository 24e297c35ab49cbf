import type { Documented } from './notation'

const reponame = 'reponame string !'

/** 镜像仓库相关接口 */
export const registry: Readonly<Record<string, Documented>> = {
  ChangePassword: {
    host: 'ccr',
    section: '镜像仓库相关接口/修改密码',
    is: ['mutating'],
    request: 'password string ! #8..16',
  },

  ModifyUpdateServiceTrigger: {
    host: 'ccr',
    section: '镜像仓库相关接口/修改服务更新触发器',
    is: ['mutating'],
    request: `
      .  ~noInvokeExprWithAll
      triggerName     string  !
      reponame        string
      newTriggerName  string
      invokeMethod    string  all|taglist|regex
      invokeExpr      string
      serviceName     string
      clusterId       string
      namespace       string
      containerName   string
      clusterRegion   int     1|4|5|7|8|9|16
    `,
  },

  CloseAutoDelStrategy: {
    host: 'ccr',
    section: '镜像仓库相关接口/关闭仓库 tag 超额保留策略',
    is: ['mutating'],
    request: reponame,
  },

  CreateRepository: {
    host: 'ccr',
    section: '镜像仓库相关接口/创建镜像仓库',
    is: ['mutating'],
    request: `
      ${reponame}
      public       int     !  0|1
      description  string
    `,
  },

  DeleteUpdateServiceTrigger: {
    host: 'ccr',
    section: '镜像仓库相关接口/删除触发器',
    is: ['mutating'],
    request: 'triggerName string !',
  },

  DuplicateImage: {
    host: 'ccr',
    section: '镜像仓库相关接口/复制镜像版本',
    is: ['mutating'],
    request: `
      src_image   string  !
      dest_image  string  !
    `,
  },

  BatchDeleteTag: {
    host: 'ccr',
    section: '镜像仓库相关接口/批量删除 tag',
    is: ['mutating', 'destructive'],
    request: `
      ${reponame}
      tags[]  string  !  #1..
    `,
  },

  BatchDeleteRepository: {
    host: 'ccr',
    section: '镜像仓库相关接口/批量删除仓库',
    is: ['mutating', 'destructive'],
    request: 'reponames[] string ! #1..',
  },

  UpdateRepositoryDesc: {
    host: 'ccr',
    section: '镜像仓库相关接口/更改镜像仓库描述内容',
    is: ['mutating'],
    request: `
      ${reponame}
      description  string  !
    `,
  },

  UpdateRepositoryPublic: {
    host: 'ccr',
    section: '镜像仓库相关接口/更改镜像仓库访问属性',
    is: ['mutating'],
    request: `
      ${reponame}
      public  int  !  0|1
    `,
  },

  SearchUserRepository: {
    host: 'ccr',
    section: '镜像仓库相关接口/查询用户仓库列表',
    is: ['paged'],
    request: `
      offset     int     =0   0..
      limit      int     =20  1..100
      reponame   string
      public     string  0|1
      namespace  string
    `,
    response: `
      totalCount                   int
      privilegeFiltered            bool
      repoInfo[]                   object
      repoInfo[].reponame          string
      repoInfo[].repotype          string
      repoInfo[].tagCount          int
      repoInfo[].public            int  0|1
      repoInfo[].isUserFavor       bool
      repoInfo[].isQcloudOfficial  bool
      repoInfo[].favorCount        int
      repoInfo[].pullCount         int
      repoInfo[].description       string
      repoInfo[].creationTime      time
      repoInfo[].updateTime        time
      +server                      string  ?
    `,
  },

  GetLimit: {
    host: 'ccr',
    section: '镜像仓库相关接口/查询用户配额',
    response: `
      limitInfo[]           object
      limitInfo[].username  string
      limitInfo[].type      string  namespace|repo|tag|triggers
      limitInfo[].value     int
    `,
  },

  GetRepositoryInfo: {
    host: 'ccr',
    section: '镜像仓库相关接口/查询镜像仓库信息',
    request: reponame,
    response: `
      creationTime      time
      description       string
      favorCount        int
      isQcloudOfficial  bool
      isUserFavor       bool
      public            int  0|1
      pullCount         int
      reponame          string
      repotype          string
    `,
  },

  AddUpdateServiceTrigger: {
    host: 'ccr',
    section: '镜像仓库相关接口/添加触发器',
    is: ['mutating'],
    request: `
      .  ~noInvokeExprWithAll  ~invokeExprWithMethod
      triggerName    string  !
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

  GetTagList: {
    host: 'ccr',
    section: '镜像仓库相关接口/获取 tag 列表',
    is: ['paged'],
    request: `
      ${reponame}
      offset  int  =0   0..
      limit   int  =20  1..100
      tag     string
    `,
    response: `
      reponame                 string
      server                   string
      tagCount                 int
      tagInfo[]                object
      tagInfo[].repo_name      string
      tagInfo[].tagName        string
      tagInfo[].tagId          string
      tagInfo[].imageId        string
      tagInfo[].size           string
      tagInfo[].creationTime   string
      tagInfo[].updateTime     string
      tagInfo[].author         string
      tagInfo[].architecture   string
      tagInfo[].dockerVersion  string
      tagInfo[].os             string
      tagInfo[].pushTime       string
      tagInfo[].sizeByte       int  [B]
      +tagInfo[].id            int  ?
    `,
  },

  GetAutoDelStrategy: {
    host: 'ccr',
    section: '镜像仓库相关接口/获取仓库 tag 超额保留策略',
    request: reponame,
    response: `
      totalCount                    int
      strategyInfo[]                object
      strategyInfo[].username       string
      strategyInfo[].reponame       string
      strategyInfo[].type           string  keep_last_days|keep_last_nums
      strategyInfo[].value          int
      strategyInfo[].valid          int  0|1
      strategyInfo[].creation_time  string
    `,
  },

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
      triggerInfo[].invokePara.appId              string  ?
    `,
  },

  SetAutoDelStrategy: {
    host: 'ccr',
    section: '镜像仓库相关接口/设置仓库 tag 超额保留策略',
    is: ['mutating'],
    request: `
      ${reponame}
      type  string  !  keep_last_days|keep_last_nums
      val   int     !  1..
    `,
  },

  RepositoryisExists: {
    host: 'ccr',
    section: '镜像仓库相关接口/镜像仓库是否存在',
    request: reponame,
    response: 'isExist bool',
  },
}
