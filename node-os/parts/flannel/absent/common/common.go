// Package common has the few names of Tencent's SDK that flannel uses. The SDK is not to be had from
// the Go module proxy, and no node of ours has its backend: see package v20170312.
package common

// StringPtr returns a pointer to a copy of v.
func StringPtr(v string) *string { return &v }

// BoolPtr returns a pointer to a copy of v.
func BoolPtr(v bool) *bool { return &v }

// StringPtrs returns pointers to copies of all of values.
func StringPtrs(values []string) []*string {
	pointers := make([]*string, len(values))
	for i := range values {
		pointers[i] = StringPtr(values[i])
	}
	return pointers
}
