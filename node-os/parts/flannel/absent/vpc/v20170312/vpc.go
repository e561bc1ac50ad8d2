// Package v20170312 stands in for Tencent's VPC client, which this build leaves out: flannel's backend
// "tencent-vpc" then ends with the error below, all other backends are complete.
package v20170312

import "errors"

var errAbsent = errors.New("this build of flannel has no backend tencent-vpc")

// Filter, Route and the types below have the fields that flannel touches.
type Filter struct {
	Name   *string
	Values []*string
}

type Route struct {
	DestinationCidrBlock, GatewayType, GatewayId, RouteType *string
	RouteId                                                 *uint64
	Enabled                                                 *bool
}

type RouteTable struct {
	RouteTableId *string
	RouteSet     []*Route
}

type DescribeRouteTablesRequest struct{ Filters []*Filter }

type DescribeRouteTablesResponse struct {
	Response *struct{ RouteTableSet []*RouteTable }
}

type DeleteRoutesRequest struct {
	RouteTableId *string
	Routes       []*Route
}

type CreateRoutesRequest struct {
	RouteTableId *string
	Routes       []*Route
}

// Client answers every request with an error.
type Client struct{}

func NewClientWithSecretId(_, _, _ string) (*Client, error) { return &Client{}, errAbsent }

func NewDescribeRouteTablesRequest() *DescribeRouteTablesRequest {
	return &DescribeRouteTablesRequest{}
}

func NewDeleteRoutesRequest() *DeleteRoutesRequest { return &DeleteRoutesRequest{} }

func NewCreateRoutesRequest() *CreateRoutesRequest { return &CreateRoutesRequest{} }

func (*Client) DescribeRouteTables(*DescribeRouteTablesRequest) (*DescribeRouteTablesResponse, error) {
	return nil, errAbsent
}

func (*Client) DeleteRoutes(*DeleteRoutesRequest) (*struct{}, error) { return nil, errAbsent }

func (*Client) CreateRoutes(*CreateRoutesRequest) (*struct{}, error) { return nil, errAbsent }
