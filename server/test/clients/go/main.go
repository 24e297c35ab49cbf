// Command clients calls the endpoint with the vendor's Go SDK and prints what it was answered.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"

	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/errors"
	tchttp "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/http"
	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/profile"
)

// caller sends requests by one method and with one signature.
type caller struct {
	*common.Client
}

func newCaller(method, signature, secretKey string) caller {
	settings := profile.NewClientProfile()
	settings.SignMethod = signature
	settings.HttpProfile.ReqMethod = method
	settings.HttpProfile.Scheme = "http"
	// The SDK takes the path from the endpoint.
	settings.HttpProfile.Endpoint = os.Getenv("ENDPOINT") + "/v2/index.php"
	credential := common.NewCredential(os.Getenv("SECRET_ID"), secretKey)
	client := common.NewCommonClient(credential, "gz", settings)
	return caller{client}
}

func base(module, action string) *tchttp.BaseRequest {
	return new(tchttp.BaseRequest).Init().WithApiInfo(module, "", action)
}

func (c caller) must(request tchttp.Request, response tchttp.Response) {
	if err := c.Send(request, response); err != nil {
		log.Fatalf("%s: %v", request.GetAction(), err)
	}
}

// refusal is the error of a call; empty if it succeeded.
func (c caller) refusal(request tchttp.Request) string {
	err := c.Send(request, &empty{new(tchttp.BaseResponse)})
	if refused, is := err.(*errors.TencentCloudSDKError); is {
		return refused.Code
	}
	return fmt.Sprint(err)
}

type report struct {
	Cluster    string   `json:"cluster"`
	Desc       string   `json:"desc"`
	Envs       []string `json:"envs"`
	Replicas   int64    `json:"replicas"`
	Period     int64    `json:"period"`
	Points     int      `json:"points"`
	Missing    string   `json:"missing"`
	Malformed  string   `json:"malformed"`
	Unmeasured string   `json:"unmeasured"`
	WrongKey   string   `json:"wrongKey"`
	Deleted    string   `json:"deleted"`
}

func monitorData(clusterId string) *getMonitorData {
	return &getMonitorData{
		BaseRequest: base("monitor", "GetMonitorData"),
		Namespace:   common.StringPtr("qce/cvm"),
		MetricName:  common.StringPtr("dc_cpu_usage"),
		Period:      common.Int64Ptr(86400),
		Dimensions: []*dimension{
			{Name: common.StringPtr("docker_clusterid"), Value: common.StringPtr(clusterId)},
		},
	}
}

func newService(clusterId, name string) *service {
	web := &container{
		ContainerName: common.StringPtr("web"),
		Image:         common.StringPtr("nginx:1.13"),
		Privileged:    common.BoolPtr(false),
	}
	// More than ten, which some clients sort wrongly.
	for n := 0; n < 12; n++ {
		web.Envs = append(web.Envs, &env{
			Name:  common.StringPtr(fmt.Sprintf("V%d", n)),
			Value: common.StringPtr(fmt.Sprintf("值 %d & = + %%\n", n)),
		})
	}
	return &service{
		BaseRequest: base("ccs", "CreateClusterService"),
		ClusterId:   &clusterId,
		ServiceName: &name,
		ServiceDesc: common.StringPtr("Ünïcode 容器 & = + % #"),
		Replicas:    common.Int64Ptr(2),
		Containers:  []*container{web},
		PortMappings: []*portMapping{{
			LbPort:        common.Int64Ptr(80),
			ContainerPort: common.Int64Ptr(8080),
			Protocol:      common.StringPtr("TCP"),
		}},
	}
}

func main() {
	method, signature, name := os.Args[1], os.Args[2], os.Args[3]
	c := newCaller(method, signature, os.Getenv("SECRET_KEY"))
	var said report

	list := &clusters{BaseResponse: new(tchttp.BaseResponse)}
	named := common.StringPtr("shop-staging")
	c.must(&describeCluster{base("ccs", "DescribeCluster"), named, common.Int64Ptr(5)}, list)
	if len(list.Data.Clusters) != 1 {
		log.Fatalf("%d clusters", len(list.Data.Clusters))
	}
	clusterId := list.Data.Clusters[0].ClusterId
	said.Cluster = list.Data.Clusters[0].ClusterName

	of := func(action string) *service {
		return &service{BaseRequest: base("ccs", action), ClusterId: &clusterId, ServiceName: &name}
	}
	done := &empty{new(tchttp.BaseResponse)}
	c.must(newService(clusterId, name), done)
	scale := of("ModifyServiceReplicas")
	scale.ScaleTo = common.Int64Ptr(3)
	c.must(scale, done)
	info := &serviceInfo{BaseResponse: new(tchttp.BaseResponse)}
	c.must(of("DescribeClusterServiceInfo"), info)
	said.Desc = info.Data.Service.ServiceDesc
	said.Replicas = info.Data.Service.DesiredReplicas
	for _, one := range info.Data.Service.Containers[0].Envs {
		said.Envs = append(said.Envs, one.Name+"="+one.Value)
	}

	measured := &points{BaseResponse: new(tchttp.BaseResponse)}
	c.must(monitorData(clusterId), measured)
	said.Period, said.Points = measured.Period, len(measured.DataPoints)

	missing := of("DescribeClusterServiceInfo")
	missing.ServiceName = common.StringPtr("missing")
	said.Missing = c.refusal(missing)
	said.Malformed = c.refusal(&service{BaseRequest: base("ccs", "DescribeClusterServiceInfo")})
	said.Unmeasured = c.refusal(monitorData("cls-00000000"))
	said.WrongKey = newCaller(method, signature, "wrong").refusal(of("DescribeClusterServiceInfo"))

	c.must(of("DeleteClusterService"), done)
	said.Deleted = c.refusal(of("RedeployClusterService"))

	if err := json.NewEncoder(os.Stdout).Encode(said); err != nil {
		log.Fatal(err)
	}
}
