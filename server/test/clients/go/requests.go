package main

import (
	tchttp "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/http"
)

// Requests and responses as the vendor's SDK writes them for every product: a BaseRequest with
// tagged fields, which the SDK flattens, signs and sends.

type describeCluster struct {
	*tchttp.BaseRequest
	ClusterName *string `name:"clusterName"`
	Limit       *int64  `name:"limit"`
}

type clusters struct {
	*tchttp.BaseResponse
	Data struct {
		TotalCount int64 `json:"totalCount"`
		Clusters   []struct {
			ClusterId   string `json:"clusterId"`
			ClusterName string `json:"clusterName"`
		} `json:"clusters"`
	} `json:"data"`
}

type env struct {
	Name  *string `name:"name"`
	Value *string `name:"value"`
}

type container struct {
	ContainerName *string `name:"containerName"`
	Image         *string `name:"image"`
	Envs          []*env  `name:"envs"`
	Privileged    *bool   `name:"privileged"`
}

type portMapping struct {
	LbPort        *int64  `name:"lbPort"`
	ContainerPort *int64  `name:"containerPort"`
	Protocol      *string `name:"protocol"`
}

type service struct {
	*tchttp.BaseRequest
	ClusterId    *string        `name:"clusterId"`
	ServiceName  *string        `name:"serviceName"`
	ServiceDesc  *string        `name:"serviceDesc"`
	Replicas     *int64         `name:"replicas"`
	ScaleTo      *int64         `name:"scaleTo"`
	Containers   []*container   `name:"containers"`
	PortMappings []*portMapping `name:"portMappings"`
}

type serviceInfo struct {
	*tchttp.BaseResponse
	Data struct {
		Service struct {
			ServiceDesc     string `json:"serviceDesc"`
			DesiredReplicas int64  `json:"desiredReplicas"`
			Containers      []struct {
				Envs []struct {
					Name  string `json:"name"`
					Value string `json:"value"`
				} `json:"envs"`
			} `json:"containers"`
		} `json:"service"`
	} `json:"data"`
}

type dimension struct {
	Name  *string `name:"name"`
	Value *string `name:"value"`
}

type getMonitorData struct {
	*tchttp.BaseRequest
	Namespace  *string      `name:"namespace"`
	MetricName *string      `name:"metricName"`
	Period     *int64       `name:"period"`
	Dimensions []*dimension `name:"dimensions"`
}

type points struct {
	*tchttp.BaseResponse
	Period     int64      `json:"period"`
	DataPoints []*float64 `json:"dataPoints"`
}

type empty struct {
	*tchttp.BaseResponse
}
