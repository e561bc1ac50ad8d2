// Package errors has the error type of Tencent's SDK that flannel names.
package errors

// TencentCloudSDKError is never returned: see package v20170312.
type TencentCloudSDKError struct{ Message string }

func (e *TencentCloudSDKError) Error() string { return e.Message }
